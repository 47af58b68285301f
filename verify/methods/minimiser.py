"""Method `minimiser`: the minimiser of a convex polynomial, by mpmath, bracketed by decimals."""

from fractions import Fraction
from typing import Any

import mpmath

from ..kernel.certificate import Certificate
from ..kernel.law import coefficient_law
from ..kernel.numerals import rational_text
from ..kernel.polynomial import coefficients, polynomial_of
from ..kernel.rejection import Rejected
from ..kernel.rules.minimum import convexity, derivative, horner
from ..kernel.statement import ForAll, Minimum, Statement
from .case_analysis import prove
from .finding import Budget, Finding, found, gave_up

_FARTHEST = 1 << 40


def propose(statement: Statement, budget: Budget) -> Finding:
    """Two decimals between which the derivative changes sign, and a proof of convexity."""
    assert isinstance(statement, Minimum)
    try:
        slope = derivative(coefficients(polynomial_of(statement.function, [statement.variable.name])))
    except Rejected as why:
        return gave_up(str(why))
    ends = _bracket(slope, statement.digits)
    if ends is None:
        return gave_up("the derivative was not seen to change sign")
    convex = _convex(convexity(statement))
    if convex is None:
        return gave_up("no proof that the function is convex was found")
    return found(
        Certificate(statement, "minimum", {"minimiser": [rational_text(end) for end in ends], "convex": convex})
    )


def _convex(claim: ForAll) -> dict[str, Any] | None:
    function, _ = claim.conclusion.args
    law = coefficient_law(function, claim.variables[0].name)
    if law and law.power == -1 and law.scale > 0 and int(function.args[1].value) >= 2:  # type: ignore[arg-type]
        return {"rule": "stationary_point", "evidence": {"multiplier": rational_text(1 / law.scale)}}
    return prove(claim)


def _bracket(slope: list[Fraction], digits: int) -> tuple[Fraction, Fraction] | None:
    """The decimals next to the zero of `slope` on both sides; twice the zero if that is a decimal."""
    reach = 1
    while not (horner(slope, Fraction(-reach)) < 0 < horner(slope, Fraction(reach))):
        reach *= 2
        if reach > _FARTHEST:
            return None
    with mpmath.workdps(digits + 30):
        numbers = [mpmath.mpf(value.numerator) / value.denominator for value in reversed(slope)]
        zero = mpmath.findroot(lambda at: mpmath.polyval(numbers, at), (-reach, reach), solver="ridder", verify=False)
        unit = Fraction(10) ** (int(mpmath.floor(mpmath.log10(abs(zero)))) - digits - 1 if zero else -digits)
        nearest = round(_as_fraction(zero) / unit)
    for places in ((0, 0), (-1, 0), (0, 1), (-1, 1)):
        low, high = ((nearest + place) * unit for place in places)
        if horner(slope, low) < 0 < horner(slope, high) or (low == high and horner(slope, low) == 0):
            return low, high
    return None


def _as_fraction(number: Any) -> Fraction:
    sign, mantissa, exponent, _ = number._mpf_
    return Fraction(-int(mantissa) if sign else int(mantissa)) * Fraction(2) ** int(exponent)
