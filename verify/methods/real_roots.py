"""Method `real_roots`: polynomials in one real variable, by sympy's exact isolation of their roots.

Between two neighbouring roots a polynomial has one sign, so one rational point
of every gap, with the roots themselves where they are rational, decides the claim.
A failing point is a counterexample; that there is none is sympy's opinion.
"""

import itertools
from fractions import Fraction

import sympy

from ..kernel.certificate import Certificate
from ..kernel.constraints import as_comparison
from ..kernel.numerals import rational_text
from ..kernel.polynomial import add, coefficients, polynomial_of
from ..kernel.rejection import Rejected
from ..kernel.statement import Fails, ForAll, Statement
from .finding import Budget, Finding, found, gave_up
from .sampling import Input, fails, meets


def propose(statement: Statement, budget: Budget) -> Finding:
    """A rational point at which the comparison fails, or the opinion that there is none."""
    assert isinstance(statement, ForAll)
    [declared] = statement.variables
    sides = as_comparison(statement.conclusion)
    if sides is None:
        return gave_up("the conclusion is not one comparison")
    try:
        left, right = (polynomial_of(side, [declared.name]) for side in (sides[0], sides[2]))
    except Rejected as why:
        return gave_up(str(why))
    function = coefficients(add(left, right, -1))
    for point in _decisive_points(function, [end for end in (declared.low, declared.high) if end is not None]):
        values: Input = {declared.name: point}
        if declared.admits(point) and meets(statement.hypotheses, values) and fails(statement.conclusion, values):
            return found(Certificate(Fails(statement), "witness", {"values": {declared.name: rational_text(point)}}))
    if statement.hypotheses:
        return gave_up("no decisive point fails the claim, but the hypotheses were not looked into")
    return Finding("opinion", says="holds", reason="sympy finds no root beyond which the comparison fails")


def _decisive_points(function: list[Fraction], ends: list[Fraction]) -> list[Fraction]:
    """The ends of all isolating intervals, the domain's ends, and a point in every gap between them."""
    marks = set(ends)
    if len(function) > 1:
        polynomial = sympy.Poly(
            [sympy.Rational(value.numerator, value.denominator) for value in reversed(function)], sympy.Symbol("x")
        )
        for (low, high), _ in polynomial.intervals(eps=sympy.Rational(1, 1 << 20)):
            marks |= {Fraction(int(low.p), int(low.q)), Fraction(int(high.p), int(high.q))}
    ordered = sorted(marks) or [Fraction(0)]
    gaps = [(low + high) / 2 for low, high in itertools.pairwise(ordered)]
    return sorted({*ordered, *gaps, ordered[0] - 1, ordered[-1] + 1})
