"""Rule `generalise`: what holds for every number holds for the value of a term."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ..certificate import take_fields, take_list
from ..constraints import conjuncts
from ..fresh import fresh_names
from ..numerals import integer
from ..parse import parse_term
from ..rejection import Rejected
from ..statement import ForAll, Statement, Variable
from ..term import Sort, Term, constant, make, rebuild, structure, variable, variables_in
from ..totality import is_total
from . import Prover

RULE = "generalise"
Range = tuple[int, int]


def generalise(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """A statement holds if it holds with fresh variables in place of some terms, wherever they stand.

    Evidence: `terms`, the texts of numeric terms over the statement's
    variables, and `proof`, of the statement in which every occurrence of them,
    in hypotheses and conclusion alike, is a variable of the same sort, without
    bounds; its name is chosen here. At every input the terms' own values are
    among those of the new variables, and there both statements say the same.
    Hypotheses that share no variable with the conclusion, directly or through
    others, are left out, and so are variables that are then nowhere left.

    With `ranges`, one for each term, a variable has bounds: `low` and `high`,
    integers, and a `proof` that `low <= t and t <= high` follows from the
    hypotheses. The range {} is none.

    Fails where a term is not certain to be defined wherever the hypotheses are, by its
    shape, since one of them mentions it or since it has a range: where it has
    no value, the conclusion that mentions it would not hold, the new one might.
    What else is to be known of the new variables has to stand among the hypotheses
    before (see `cut`).
    """
    fields = take_fields(evidence, RULE, {"terms": list, "proof": dict}, {"ranges": list})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    sorts = {declared.name: declared.sort for declared in statement.variables}
    terms = [parse_term(text, sorts) for text in take_list(fields["terms"], RULE, str)]
    ranges = take_list(fields.get("ranges", [{}] * len(terms)), RULE, dict)
    if len(ranges) != len(terms):
        raise Rejected(RULE, "ranges", "there is to be one for each term")
    known = []
    for number, (term, given) in enumerate(zip(terms, ranges, strict=True), 1):
        if term.sort is Sort.TRUTH or not (given or has_value(term, statement)):
            raise Rejected(RULE, f"term {number}", "is not a number that is certain to be defined")
        known.append(_range(statement, term, given, f"range {number}", prove_part) if given else None)
    prove_part(generalised(statement, terms, known), fields["proof"])


def _range(claim: ForAll, term: Term, given: dict[str, Any], where: str, prove_part: Prover) -> Range:
    """The bounds, when they are shown."""
    fields = take_fields(given, where, {"low": str, "high": str, "proof": dict})
    if term.sort is not Sort.INTEGER:
        raise Rejected(RULE, where, "is of no integer")
    found = integer(fields["low"]), integer(fields["high"])
    prove_part(within(claim, term, found), fields["proof"])
    return found


def within(claim: ForAll, term: Term, known: Range) -> ForAll:
    """That the integer `term` has a value, in this range."""
    low, high = map(constant, known)
    return ForAll(claim.variables, claim.hypotheses, make("and", make("<=", low, term), make("<=", term, high)))


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


def generalised(claim: ForAll, terms: Sequence[Term], ranges: Sequence[Range | None] = ()) -> ForAll:
    """`claim` with variables u1, u2, … in place of `terms`; where one is inside another, the outer one goes.

    The variables have these bounds; without any, and where one is None, none.
    """
    names = fresh_names(claim, "u", len(terms))
    numbers = structure((*claim.hypotheses, claim.conclusion, *terms))
    fresh: dict[int, Term] = {}
    for name, term in zip(names, terms, strict=True):
        fresh.setdefault(numbers[id(term)], variable(name, term.sort))

    def put(node: Term, args: tuple[Term, ...]) -> Term | None:
        return fresh.get(numbers[id(node)])

    declared = [
        Variable(name, term.sort, *(map(Fraction, known) if known else ()))
        for name, term, known in zip(names, terms, ranges or [None] * len(terms), strict=True)
    ]
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
