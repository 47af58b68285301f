"""Hypotheses that together say more: some cannot all be true, and two opposite ones are an equation."""

import itertools
from fractions import Fraction
from typing import Any

from ..kernel.constraints import Constraint, constraints, proportional
from ..kernel.rules import cut
from ..kernel.statement import ForAll
from ..kernel.term import Term, constant, make
from ..translate.polynomial_terms import polynomial_term
from . import positivstellensatz

Proof = dict[str, Any]
MOST_CONSTRAINTS = 40


def prove_contradiction(claim: ForAll) -> Proof | None:
    """A proof that multiples of the hypotheses, by numbers, add up to something positive that is 0."""
    return None if len(constraints(claim)) > MOST_CONSTRAINTS else positivstellensatz.contradiction(claim)


def find_equation(claim: ForAll) -> tuple[Term, Proof] | None:
    """An equation that two opposite inequalities make and no hypothesis says, with its proof."""
    known = constraints(claim)
    if len(known) > MOST_CONSTRAINTS:
        return None
    equations = [constraint.polynomial for constraint in known if constraint.relation == "=="]
    for one, other in itertools.combinations([part for part in known if part.relation == ">="], 2):
        if not _are_opposite(one, other) or any(proportional(one.polynomial, equation) for equation in equations):
            continue
        lemma = make("==", polynomial_term(one.polynomial, claim.variables), constant(Fraction(0)))
        proof = positivstellensatz.prove_in_both_directions(cut.parts(claim, lemma)[0])
        return None if proof is None else (lemma, proof)
    return None


def _are_opposite(one: Constraint, other: Constraint) -> bool:
    scale = proportional(one.polynomial, other.polynomial)
    return scale is not None and scale < 0
