"""Rule `minimum`: the one minimiser of a convex polynomial, and the minimum, to so many digits."""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ..certificate import take_fields, take_list
from ..law import coefficient_law
from ..numerals import rational
from ..polynomial import coefficients, polynomial_of
from ..rejection import Rejected
from ..statement import ForAll, Minimum, Statement, Variable
from ..term import Sort, Term, constant, make, total
from . import Prover

RULE = "minimum"

Interval = tuple[Fraction, Fraction]


def minimum(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> Mapping[str, Interval]:
    """A polynomial f with f'' > 0 on ℝ and f'(a) < 0 < f'(b) has one minimiser, inside (a, b).

    Evidence: `minimiser`, the texts of a < b, and `convex`, a proof of f'' > 0
    on ℝ. (Or a = b with f'(a) = 0: the minimiser is a.) A convex f lies above
    its tangents, so the minimum is at least f(a) + f'(a)(b - a) and at least
    f(b) - f'(b)(b - a); and it is at most f(a) and f(b). Where the domain is
    bounded, [a, b] must lie in it.

    Gives the enclosures of minimiser and minimum, the latter rounded outward.
    Fails where the signs of f' are not strict, f is no polynomial, or an
    enclosure is wider than the statement's digits allow.
    """
    fields = take_fields(evidence, RULE, {"minimiser": list, "convex": dict})
    if not isinstance(statement, Minimum):
        raise Rejected(RULE, "statement", "is not about a minimum")
    ends = [rational(text) for text in take_list(fields["minimiser"], "minimiser", str)]
    if len(ends) != 2 or not all(map(statement.variable.admits, ends)):
        raise Rejected(RULE, "minimiser", "is not two ends in the domain")
    low, high = ends
    function = coefficients(polynomial_of(statement.function, [statement.variable.name]))
    slope_low, slope_high = (horner(derivative(function), end) for end in ends)
    if not ((low < high and slope_low < 0 < slope_high) or (low == high and slope_low == 0)):
        raise Rejected(
            RULE, "minimiser", "the derivative does not change sign, strictly, from the first end to the second"
        )
    prove_part(convexity(statement), fields["convex"])
    at_low, at_high = horner(function, low), horner(function, high)
    tangents = at_low + slope_low * (high - low), at_high - slope_high * (high - low)
    value = _outward((max(tangents), min(at_low, at_high)), statement.digits)
    for name, interval in (("minimiser", (low, high)), ("minimum", value)):
        if (interval[1] - interval[0]) * 10**statement.digits > min(map(abs, interval)):
            raise Rejected(RULE, name, f"is not enclosed to {statement.digits} digits")
    return {"minimiser": (low, high), "minimum": value}


def convexity(statement: Minimum) -> ForAll:
    """The statement that the second derivative of the function is positive on ℝ.

    A law with k · a_k = scale · a_{k-1} is kept: f'' is scale² times the same
    sum to n - 2. Any other polynomial is written out.
    """
    name = statement.variable.name
    law = coefficient_law(statement.function, name)
    degree = statement.function.args[1] if law else None
    if law and law.power == -1 and law.scale != 0 and degree and degree.op == "constant" and int(degree.value) >= 2:  # type: ignore[arg-type]
        low, _, body = statement.function.args
        second = total(str(statement.function.value), low, constant(int(degree.value) - 2), body)  # type: ignore[arg-type]
    else:
        function = coefficients(polynomial_of(statement.function, [name]))
        second = _written_out(derivative(derivative(function)), statement.variable)
    return ForAll((Variable(name, Sort.REAL),), (), make(">", second, constant(Fraction(0))))


def derivative(function: list[Fraction]) -> list[Fraction]:
    """The coefficients of the derivative."""
    return [power * coefficient for power, coefficient in enumerate(function)][1:]


def horner(function: list[Fraction], at: Fraction) -> Fraction:
    """The value at a rational point, exactly, in integers over one denominator."""
    common = math.lcm(*(coefficient.denominator for coefficient in function))
    value, weight = 0, 1
    for coefficient in reversed(function):
        value = value * at.numerator + coefficient.numerator * (common // coefficient.denominator) * weight
        weight *= at.denominator
    return Fraction(value * at.denominator, common * weight)


def _written_out(function: list[Fraction], at: Variable) -> Term:
    result = constant(Fraction(0))
    for power, coefficient in enumerate(function):
        if coefficient:
            result = make("+", result, make("*", constant(coefficient), make("**", at.term(), constant(power))))
    return result


def _outward(interval: Interval, digits: int) -> Interval:
    """The interval rounded outward to decimals that keep three more digits than are asked for."""
    low, high = interval
    unit = Fraction(1, 10 ** (digits + 3))
    while 0 < min(abs(low), abs(high)) < 1000 * unit * 10**digits and unit.denominator < 10**20_000:
        unit /= 10
    return low // unit * unit, -(-high // unit) * unit
