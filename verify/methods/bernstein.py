"""Method `bernstein`: comparisons of polynomials on boxes, by the subdivision that the kernel's rule repeats.

In one variable, repeated factors are split off first: no subdivision sees that
a polynomial touches 0 at an irrational point.
"""

import itertools
from fractions import Fraction
from typing import Any

from ..kernel.certificate import Certificate
from ..kernel.constraints import conjuncts
from ..kernel.goal import Goal, bound, goal
from ..kernel.numerals import rational_text
from ..kernel.rejection import Rejected
from ..kernel.rules import split
from ..kernel.rules.root import root
from ..kernel.statement import Fails, ForAll, Statement
from ..kernel.term import Sort, Term, constant, make, postorder, variables_in
from ..kernel.text import term_text
from .finding import Budget, Finding, found, gave_up
from .sampling import as_texts, fails, inputs, meets
from .square_free import lemma, proof_with_square, roots, square_and_rest, term_of
from .subdivision import Outcome, Proof, Refutation, counterexample, subdivide

FEW = 60


def propose(statement: Statement, budget: Budget) -> Finding:
    """A certificate by subdivision, or a counterexample at the corner of some box."""
    assert isinstance(statement, ForAll)
    try:
        outcome = search(statement)
    except Rejected as why:
        return gave_up(str(why))
    match outcome:
        case Refutation("witness", evidence):
            values = _simpler(statement) or evidence["values"]
            return found(Certificate(Fails(statement), "witness", {"values": values}))
        case Refutation(rule, evidence):
            return found(Certificate(Fails(statement), rule, evidence))
        case str():
            return gave_up(outcome)
    return found(Certificate(statement, outcome["rule"], outcome["evidence"]))


def _simpler(claim: ForAll) -> dict[str, str] | None:
    """A counterexample among the simplest inputs, kinder to the reader than the corner of a box; sums take too long."""
    if any(node.op == "sum" for node in postorder((claim.conclusion,))):
        return None
    for values in itertools.islice(inputs(claim.variables), FEW):
        if meets(claim.hypotheses, values) and fails(claim.conclusion, values):
            return as_texts(values)
    return None


def prove(claim: ForAll) -> Proof | None:
    """A proof of `claim` by subdivision, where it is found."""
    try:
        outcome = search(claim)
    except Rejected:
        return None
    return outcome if isinstance(outcome, dict) else None


def prove_in_one_variable(claim: ForAll) -> Proof | None:
    """Like `prove`, where the conclusion is about one real variable: there it is quick and misses little."""
    alone = [declared.sort for declared in claim.variables if declared.name in variables_in(claim.conclusion)]
    return prove(claim) if alone == [Sort.REAL] else None


def search(claim: ForAll) -> Outcome:
    """Repeated factors first, which no subdivision sees through; then boxes."""
    try:
        target = goal(claim)
    except Rejected:
        return subdivide(claim)
    if target.variable.sort is not Sort.REAL or target.interval.is_empty():
        return subdivide(claim)
    hole = _hole(claim, target)
    if hole is not None:
        return _on_both_sides(claim, make(">", target.variable.term(), constant(hole)))
    first = _without_squares(claim, target) if target.relation == ">=" else _at_a_root(claim, target, least=2)
    outcome = first or subdivide(claim)
    if isinstance(outcome, str) and target.relation == "!=":
        return _at_a_root(claim, target, least=1) or outcome
    return outcome


def _hole(claim: ForAll, target: Goal) -> Fraction | None:
    """A point inside the interval that a hypothesis leaves out."""
    within, name = target.interval, target.variable.name
    for part in (part for hypothesis in claim.hypotheses for part in conjuncts(hypothesis)):
        known = bound(part, name)
        if known is not None and known[0] == "!=":
            at = known[1]
            if (within.low is None or within.low < at) and (within.high is None or at < within.high):
                return at
    return None


def _on_both_sides(claim: ForAll, condition: Term) -> Outcome:
    """A point is left out of the interval: the claim on both sides of it."""
    sides = []
    for case in split.cases(claim, condition):
        outcome = search(case)
        if not isinstance(outcome, dict):
            return outcome
        sides.append(outcome)
    return {"rule": "split", "evidence": {"condition": term_text(condition), "yes": sides[0], "no": sides[1]}}


def _without_squares(claim: ForAll, target: Goal) -> Outcome | None:
    """p = s²·q >= 0 by q >= 0; None where there is no square, or q < 0 somewhere."""
    parts = square_and_rest(target.polynomial)
    if parts is None:
        return None
    square, rest = parts
    if rest.degree == 0 and rest.coefficient(0) > 0:
        return proof_with_square(claim, target, rest, square, None)
    outcome = subdivide(lemma(claim, target, rest))
    return proof_with_square(claim, target, rest, square, outcome) if isinstance(outcome, dict) else None


def _at_a_root(claim: ForAll, target: Goal, *, least: int) -> Refutation | None:
    """A point where p is 0, with that multiplicity at least, and p > 0 or p != 0 is claimed."""
    if target.relation not in (">", "!="):
        return None
    for place in roots(target, least):
        if isinstance(place, Fraction):
            failing = counterexample(claim, {target.variable.name: place})
        else:
            factor, cofactor, *ends = place
            texts = [term_text(term_of(each, target)) for each in (factor, cofactor)]
            between = [rational_text(end) for end in ends]
            failing = _accepted(claim, {"factor": texts[0], "cofactor": texts[1], "between": between})
        if failing is not None:
            return failing
    return None


def _accepted(claim: ForAll, evidence: dict[str, Any]) -> Refutation | None:
    """The refutation by an irrational root, unless a hypothesis leaves the root out or is too much for the rule."""
    try:
        root(Fails(claim), evidence, lambda part, proof: None)
    except Rejected:
        return None
    return Refutation("root", evidence)
