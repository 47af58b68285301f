"""Rule `generalise`: what holds for every number holds for the value of a term."""

from typing import Any

from ..certificate import take_fields, take_list
from ..constraints import conjuncts
from ..fresh import fresh_names
from ..parse import parse_term
from ..rejection import Rejected
from ..statement import ForAll, Statement, Variable
from ..term import Sort, Term, rebuild, structure, variable, variables_in
from ..totality import is_total
from . import Prover

RULE = "generalise"


def generalise(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """A statement holds if it holds with fresh variables in place of some terms, wherever they stand.

    Evidence: `terms`, the texts of numeric terms over the statement's
    variables, and `proof`, of the statement in which every occurrence of them,
    in hypotheses and conclusion alike, is a variable of the same sort, without
    bounds; its name is chosen here. At every input the terms' own values are
    among those of the new variables, and there both statements say the same.
    Hypotheses that share no variable with the conclusion, directly or through
    others, are left out, and so are variables that are then nowhere left.

    Fails where a term is not certain to be defined wherever the hypotheses are, by its
    shape or since one of them mentions it: where it has
    no value, the conclusion that mentions it would not hold, the new one might.
    What is to be known of the new variables has to stand among the hypotheses
    before (see `cut`).
    """
    fields = take_fields(evidence, RULE, {"terms": list, "proof": dict})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    sorts = {declared.name: declared.sort for declared in statement.variables}
    terms = [parse_term(text, sorts) for text in take_list(fields["terms"], RULE, str)]
    for number, term in enumerate(terms, 1):
        if term.sort is Sort.TRUTH or not has_value(term, statement):
            raise Rejected(RULE, f"term {number}", "is not a number that is certain to be defined")
    prove_part(generalised(statement, terms), fields["proof"])


def has_value(term: Term, claim: ForAll) -> bool:
    """Whether `term` is certain to be defined wherever the hypotheses are true: by its shape, or as a part of one.

    What a true hypothesis computes is defined, and so are all parts of a true conjunction. Not computed
    may be the sides of `if`, the right one of `or` and of an `and` that need not be true, and the body of a sum.
    """
    if is_total(term, claim.variables):
        return True
    numbers = structure((*claim.hypotheses, term))
    stack, seen = [part for hypothesis in claim.hypotheses for part in conjuncts(hypothesis)], set[int]()
    while stack:
        node = stack.pop()
        if numbers[id(node)] == numbers[id(term)]:
            return True
        if id(node) not in seen:
            seen.add(id(node))
            computed = {"if": 1, "or": 1, "and": 1, "sum": 2}.get(node.op, len(node.args))
            stack.extend(node.args[:computed])
    return False


def generalised(claim: ForAll, terms: list[Term]) -> ForAll:
    """`claim` with variables u1, u2, … in place of `terms`; where one is inside another, the outer one goes."""
    names = fresh_names(claim, "u", len(terms))
    numbers = structure((*claim.hypotheses, claim.conclusion, *terms))
    fresh: dict[int, Term] = {}
    for name, term in zip(names, terms, strict=True):
        fresh.setdefault(numbers[id(term)], variable(name, term.sort))

    def put(node: Term, args: tuple[Term, ...]) -> Term | None:
        return fresh.get(numbers[id(node)])

    declared = (Variable(name, term.sort) for name, term in zip(names, terms, strict=True))
    hypotheses = [rebuild(hypothesis, put) for hypothesis in claim.hypotheses]
    return _what_matters((*claim.variables, *declared), hypotheses, rebuild(claim.conclusion, put))


def _what_matters(variables: tuple[Variable, ...], hypotheses: list[Term], conclusion: Term) -> ForAll:
    """The hypotheses and variables that hang together with the conclusion."""
    about = [set(variables_in(hypothesis)) for hypothesis in hypotheses]
    concerned = set(variables_in(conclusion))
    kept: set[int] = set()
    for _ in hypotheses:
        more = {place for place, names in enumerate(about) if place not in kept and names & concerned}
        if not more:
            break
        kept |= more
        concerned = concerned.union(*(about[place] for place in more))
    return ForAll(
        tuple(declared for declared in variables if declared.name in concerned),
        tuple(hypotheses[place] for place in sorted(kept)),
        conclusion,
    )
