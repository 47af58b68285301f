"""Method `lemma`: a claim by others that its author names; equations are put in, all else is a hypothesis."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ..kernel.certificate import Certificate
from ..kernel.parse import parse_term
from ..kernel.rejection import Rejected
from ..kernel.rules import cut, generalise, rewrite, split
from ..kernel.statement import ForAll, Statement
from ..kernel.term import Sort, Term, constant, make, postorder, rebuild, structure
from ..kernel.text import term_text
from ..kernel.totality import is_total
from . import abstraction, case_analysis, circuits, pieces, sampling
from .finding import Budget, Finding, found, gave_up

Proof = dict[str, Any]
PROGRAMS = frozenset("<< >> & | xor ~ bit_length bit_count // % if".split())
Search = Callable[[ForAll], Proof | None]


def propose(statement: Statement, budget: Budget, lemmas: Sequence[str] = ()) -> Finding:
    """A proof that rests on the lemmas, terms over the statement's variables, one after the other."""
    assert isinstance(statement, ForAll)
    sorts = {declared.name: declared.sort for declared in statement.variables}
    try:
        proof = _prove(statement, [parse_term(text, sorts) for text in lemmas], 1)
    except Rejected as why:
        return gave_up(str(why))
    if proof is None:
        return gave_up("a lemma, or the claim with them, was not proved")
    return found(Certificate(statement, proof["rule"], proof["evidence"]))


def _prove(claim: ForAll, lemmas: list[Term], number: int) -> Proof | None:
    """A proof by the lemmas that are left, of which the first has this number."""
    if not lemmas:
        general = abstraction.prove_by_few_inputs(claim) or abstraction.prove(claim) or _generalised(claim)
        return general or _proved(claim, "the claim", case_analysis.prove, _by_circuits)
    if lemmas[0].op == "constant" and lemmas[0].value is True:
        return _prove(claim, lemmas[1:], number + 1)
    equation = _equation(lemmas[0])
    if equation is None and lemmas[0].op in ("if", "or") and all(side.op != "constant" for side in lemmas[0].args):
        return _by_cases(claim, lemmas, number)
    if equation is not None and _occurs(equation[0], claim.conclusion):
        term, by = equation
        equal, then = rewrite.parts(claim, term, by)
        later = [rewrite.parts(replace(claim, conclusion=lemma), term, by)[1].conclusion for lemma in lemmas[1:]]
        proofs = _lemma(equal, number), _prove(then, later, number + 1)
        evidence: Proof = {"term": term_text(term), "by": term_text(by), "equal": proofs[0], "then": proofs[1]}
        return None if None in proofs else {"rule": "rewrite", "evidence": evidence}
    first, rest = cut.parts(claim, lemmas[0])
    proofs = _lemma(first, number), _prove(rest, lemmas[1:], number + 1)
    evidence = {"lemma": term_text(lemmas[0]), "proof": proofs[0], "then": proofs[1]}
    return None if None in proofs else {"rule": "cut", "evidence": evidence}


def _by_cases(claim: ForAll, lemmas: list[Term], number: int) -> Proof | None:
    """A proof by the two cases of the condition on which the first lemma depends, in which it is no longer asked."""
    condition = lemmas[0].args[0]
    evidence: Proof = {"condition": term_text(condition)}
    if not is_total(condition, claim.variables):
        evidence["defined"] = _lemma(split.always_defined(claim, condition), number)
        if evidence["defined"] is None:
            return None
    for name, case, place in zip(("yes", "no"), split.cases(claim, condition), (1, 2), strict=True):
        proof = _prove(case, [_decided(lemma, condition, place) for lemma in lemmas], number)
        if proof is None:
            return None
        evidence[name] = proof
    return {"rule": "split", "evidence": evidence}


def _decided(root: Term, condition: Term, place: int) -> Term:
    """`root` with one side of every `if`, and every `or`, that asks the condition."""
    numbers = structure((root, condition))
    asked = numbers[id(condition)]

    def put(node: Term, args: tuple[Term, ...]) -> Term | None:
        if node.op not in ("if", "or") or numbers[id(node.args[0])] != asked:
            return None
        return constant(True) if node.op == "or" and place == 1 else args[place if node.op == "if" else 1]

    return rebuild(root, put)


def _generalised(claim: ForAll) -> Proof | None:
    """A proof in which shifts, masks, cases and the like become variables, of which the hypotheses say enough."""
    found = _programs((*claim.hypotheses, claim.conclusion))
    terms = [term for term in found if term.sort is not Sort.TRUTH and generalise.has_value(term, claim)]
    rest = generalise.generalised(claim, terms)
    if not terms or _programs((rest.conclusion,)) or pieces.fails_somewhere(rest):
        return None
    proof = case_analysis.prove(rest)
    return proof and {"rule": "generalise", "evidence": {"terms": [*map(term_text, terms)], "proof": proof}}


def _programs(roots: tuple[Term, ...]) -> list[Term]:
    """The largest terms in them that are no arithmetic, each once."""
    numbers = structure(roots)
    found: dict[int, Term] = {}
    seen: set[int] = set()
    stack = list(reversed(roots))
    while stack:
        node = stack.pop()
        if numbers[id(node)] in seen:
            continue
        seen.add(numbers[id(node)])
        if node.op in PROGRAMS:
            found[numbers[id(node)]] = node
        elif node.op != "sum":
            stack.extend(reversed(node.args))
    return list(found.values())


def _proved(claim: ForAll, told: str, first: Search, second: Search) -> Proof | None:
    """By either search, or by clauses. After the first, simple inputs are tried: what is false would take long."""
    proof = first(claim)
    if proof is not None:
        return proof
    failing = sampling.propose(claim, Budget()).certificate
    if failing is not None:
        values = " ".join(f"{name}={text}" for name, text in failing.evidence["values"].items())
        raise Rejected("lemma", told, f"fails at {values}")
    proof = second(claim)
    if proof is not None or not _is_bounded(claim):
        return proof
    try:
        return circuits.prove(claim)
    except circuits.Counterexample:
        return None


def _lemma(claim: ForAll, number: int) -> Proof | None:
    """An equation is mostly one of two programs, which folding circuits shows; what else is said is mostly not.

    Quicker to see is what is about few inputs, or holds for any numbers.
    """
    fewer = generalise.generalised(claim, [])
    if len(fewer.hypotheses) < len(claim.hypotheses):
        proof = _lemma(fewer, number)
        return proof and {"rule": "generalise", "evidence": {"terms": [], "proof": proof}}
    proof = abstraction.prove_by_few_inputs(claim) or abstraction.prove(claim)
    searches = (case_analysis.prove, _by_circuits)
    if claim.conclusion.op in ("==", "if"):
        searches = (_by_circuits, case_analysis.prove)
    return proof or _proved(claim, f"lemma {number}", *searches)


def _by_circuits(claim: ForAll) -> Proof | None:
    """By circuits: where nothing is multiplied, with a solver too, for which products alone are hard."""
    if not _is_bounded(claim):
        return None
    if any(map(_multiplies, postorder((*claim.hypotheses, claim.conclusion)))):
        return circuits.fold(claim)
    try:
        return circuits.prove(claim)
    except (circuits.Counterexample, Rejected):
        return None


def _multiplies(node: Term) -> bool:
    return node.op in ("*", "**", "/", "//", "%") and all(part.op != "constant" for part in node.args)


def _is_bounded(claim: ForAll) -> bool:
    return all(
        declared.sort is Sort.INTEGER and declared.low is not None and declared.high is not None
        for declared in claim.variables
    )


def _equation(lemma: Term) -> tuple[Term, Term] | None:
    """t and s where the lemma says t == s, on every path with the same t: then s is an `if`."""
    if lemma.op == "==":
        return lemma.args[0], lemma.args[1]
    if lemma.op != "if":
        return None
    condition, *sides = lemma.args
    yes, no = (_equation(side) for side in sides)
    if yes is None or no is None:
        return None
    numbers = structure((yes[0], no[0]))
    if numbers[id(yes[0])] != numbers[id(no[0])]:
        return None
    return yes[0], make("if", condition, yes[1], no[1])


def _occurs(term: Term, root: Term) -> bool:
    numbers = structure((root, term))
    return any(numbers[id(node)] == numbers[id(term)] for node in postorder((root,)))
