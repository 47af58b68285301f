"""Method `case_analysis`: down to comparisons of polynomials, by cases, parts and lowering.

It mirrors the kernel's rules: a statement with leading-one positions is lowered,
a conjunction is taken apart, a condition inside the conclusion is split on, and
what is then left is a comparison of polynomials for `positivstellensatz`.
"""

from typing import Any

from ..kernel.certificate import Certificate
from ..kernel.rejection import Rejected
from ..kernel.rules import conjunction, lowering, split
from ..kernel.statement import ForAll, Statement
from ..kernel.term import Sort, Term, constant, make, postorder, structure
from ..kernel.text import term_text
from ..kernel.totality import is_total
from . import positivstellensatz
from .finding import Budget, Finding, found, gave_up

Proof = dict[str, Any]


def propose(statement: Statement, budget: Budget) -> Finding:
    """A proof by cases, if all of them end in polynomial comparisons that are found true."""
    assert isinstance(statement, ForAll)
    try:
        proof = prove(statement)
    except Rejected as why:
        return gave_up(str(why))
    if proof is None:
        return gave_up("some case is no polynomial comparison, or no identity for it was found")
    return found(Certificate(statement, proof["rule"], proof["evidence"]))


def prove(claim: ForAll) -> Proof | None:
    """A proof of `claim` as a certificate nests it, or None."""
    subjects = _leading_one_subjects(claim)
    if subjects:
        return _lowered(claim, subjects)
    if claim.conclusion.op == "and":
        left, right = (prove(part) for part in conjunction.parts(claim))
        return _proof("conjunction", left=left, right=right)
    condition = _condition_to_split(claim.conclusion)
    if condition is not None:
        yes, no = (prove(case) for case in split.cases(claim, condition))
        return _proof("split", condition=term_text(condition), yes=yes, no=no)
    return positivstellensatz.prove(claim)


def _proof(rule: str, **evidence: Any) -> Proof | None:
    """The proof, unless one of its parts is missing."""
    return None if None in evidence.values() else {"rule": rule, "evidence": evidence}


def _lowered(claim: ForAll, subjects: list[Term]) -> Proof | None:
    powers = []
    for subject in subjects:
        side = positivstellensatz.prove(lowering.at_least_one(claim, subject))
        if side is None:
            return None
        powers.append({"of": term_text(subject), "at_least_one": side})
    lowered = lowering.lowered(claim, subjects)
    if _leading_one_subjects(lowered):
        return None
    return _proof("lowering", powers=powers, then=prove(lowered))


def _leading_one_subjects(claim: ForAll) -> list[Term]:
    """The terms whose bit length is taken, each once."""
    roots = (*claim.hypotheses, claim.conclusion)
    numbers = structure(roots)
    subjects: dict[int, Term] = {}
    for node in postorder(roots):
        if node.op == "bit_length":
            subjects.setdefault(numbers[id(node.args[0])], node.args[0])
    return list(subjects.values())


def _condition_to_split(conclusion: Term) -> Term | None:
    """A condition on which some part of the conclusion depends, itself free of such parts."""
    for node in postorder((conclusion,)):
        condition = None
        if node.op == "if":
            condition = node.args[0]
        elif node.op in ("min", "max"):
            condition = make("<=", *node.args)
        elif node.op == "abs":
            zero = make("real", constant(0)) if node.sort is Sort.REAL else constant(0)
            condition = make(">=", node.args[0], zero)
        elif node.op == "or":
            condition = node.args[0]
        if condition is not None and condition.op != "constant" and is_total(condition):
            return condition
    return None
