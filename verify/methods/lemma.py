"""Method `lemma`: a claim by others that its author names; equations are put in, all else is a hypothesis."""

from collections.abc import Sequence
from typing import Any

from ..kernel.certificate import Certificate
from ..kernel.parse import parse_term
from ..kernel.rejection import Rejected
from ..kernel.rules import cut, rewrite
from ..kernel.statement import ForAll, Statement
from ..kernel.term import Sort, Term, make, postorder, structure
from ..kernel.text import term_text
from . import case_analysis, circuits
from .finding import Budget, Finding, found, gave_up

Proof = dict[str, Any]


def propose(statement: Statement, budget: Budget, lemmas: Sequence[str] = ()) -> Finding:
    """A proof that rests on the lemmas, terms over the statement's variables, one after the other."""
    assert isinstance(statement, ForAll)
    sorts = {declared.name: declared.sort for declared in statement.variables}
    try:
        proof = _prove(statement, [parse_term(text, sorts) for text in lemmas])
    except Rejected as why:
        return gave_up(str(why))
    if proof is None:
        return gave_up("a lemma, or the claim with them, was not proved")
    return found(Certificate(statement, proof["rule"], proof["evidence"]))


def _prove(claim: ForAll, lemmas: list[Term]) -> Proof | None:
    if not lemmas:
        return _without_lemmas(claim)
    equation = _equation(lemmas[0])
    if equation is not None and _occurs(equation[0], claim.conclusion):
        term, by = equation
        equal, then = rewrite.parts(claim, term, by)
        proofs = _without_lemmas(equal), _prove(then, lemmas[1:])
        evidence: Proof = {"term": term_text(term), "by": term_text(by), "equal": proofs[0], "then": proofs[1]}
        return None if None in proofs else {"rule": "rewrite", "evidence": evidence}
    first, rest = cut.parts(claim, lemmas[0])
    proofs = _without_lemmas(first), _prove(rest, lemmas[1:])
    evidence = {"lemma": term_text(lemmas[0]), "proof": proofs[0], "then": proofs[1]}
    return None if None in proofs else {"rule": "cut", "evidence": evidence}


def _without_lemmas(claim: ForAll) -> Proof | None:
    """By folding circuits, by cases, or by clauses."""
    bounded = all(
        declared.sort is Sort.INTEGER and declared.low is not None and declared.high is not None
        for declared in claim.variables
    )
    if bounded and (proof := circuits.fold(claim)) is not None:
        return proof
    proof = case_analysis.prove(claim)
    if proof is not None or not bounded:
        return proof
    try:
        return circuits.prove(claim)
    except circuits.Counterexample:
        return None


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
