"""Rule `minimum`: the one minimiser of a polynomial, and the minimum, to so many digits."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from ..certificate import take_fields, take_list
from ..fixed_point import bits_to_separate, power_over_factorial, sign_of_exponential_sum
from ..law import coefficient_law
from ..numerals import rational
from ..rejection import Rejected
from ..statement import ForAll, Minimum, Statement, Variable
from ..term import Sort, Term, constant, make, total
from ..univariate import MOST_BITS, Dense, derivative, univariate, value_at
from . import Prover

RULE = "minimum"

Interval = tuple[Fraction, Fraction]
_MOST_PLACES = 30_000


def minimum(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> Mapping[str, Interval]:
    """A polynomial f has one minimiser in its domain, and it and the minimum are enclosed.

    By convexity: f'' > 0 on [A, B] and f'(a) < 0 < f'(b), A <= a < b <= B (or
    f'(a) = 0 and a = b), so that f has one minimiser on [A, B], inside (a, b).
    Points of the domain outside [A, B] have f > c >= min(f(a), f(b)). Evidence:
    `minimiser`, the texts of a and b; `convex`, a proof of f'' > 0; and unless
    that is on all of ℝ, `near`, the texts of A and B, `level`, that of c, and
    the proofs `left` and `right` of f > c for points of the domain below A and
    above B, each where there are any.

    By comparison: f(x) > f(c) at all other points of the domain. Evidence: `at`,
    the text of c, and the proofs `left` and `right`, each where there are points.

    A convex f lies above its tangents, so the minimum is at least f(a) +
    f'(a)(b - a) and at least f(b) - f'(b)(b - a); and it is at most f(a) and
    f(b). For laws with q·k·a_k = a_(k-1) see `_of_the_law`, which goes first.

    Gives the enclosures of minimiser and minimum, the latter rounded outward.
    Fails where a, b or c is outside the domain, the signs of f' are not strict,
    f is no polynomial, or an enclosure is wider than the statement's digits allow.
    """
    if not isinstance(statement, Minimum):
        raise Rejected(RULE, "statement", "is not about a minimum")
    if "at" in evidence:
        fields = take_fields(evidence, RULE, {"at": str}, {"left": dict, "right": dict})
        [at] = _in_the_domain([fields["at"]], statement)
        least = value_at(_affordable(univariate(statement.function, statement.variable.name), (at,)), at)
        _prove_outside(statement, (at, at), least, fields, prove_part)
        return {"minimiser": (at, at), "minimum": (least, least)}
    optional = {"near": list, "level": str, "left": dict, "right": dict}
    fields = take_fields(evidence, RULE, {"minimiser": list, "convex": dict}, optional)
    ends = _in_the_domain(take_list(fields["minimiser"], "minimiser", str), statement)
    if len(ends) != 2 or ends[0] > ends[1]:
        raise Rejected(RULE, "minimiser", "is not two ends in the domain, in order")
    low, high = ends
    value = _of_the_law(statement, low, high)
    if value is None or not is_enclosed(value, statement.digits):
        value = enclosed_by_tangents(statement, low, high)
    if "near" in fields:
        near = [rational(text) for text in take_list(fields["near"], "near", str)]
        level = rational(fields.get("level", ""))
        if len(near) != 2 or not near[0] <= low <= high <= near[1]:
            raise Rejected(RULE, "near", "is not two ends around the minimiser")
        if level < value[1]:
            raise Rejected(RULE, "level", "is not known to be at least the minimum")
        prove_part(convexity(statement, (near[0], near[1])), fields["convex"])
        _prove_outside(statement, (near[0], near[1]), level, fields, prove_part)
    else:
        take_fields(evidence, RULE, {"minimiser": list, "convex": dict})
        prove_part(convexity(statement), fields["convex"])
    for name, interval in (("minimiser", (low, high)), ("minimum", value)):
        if not is_enclosed(interval, statement.digits):
            raise Rejected(RULE, name, f"is not enclosed to {statement.digits} digits")
    return {"minimiser": (low, high), "minimum": value}


def is_enclosed(interval: Interval, digits: int) -> bool:
    """Whether a number in the interval is known to so many digits."""
    return (interval[1] - interval[0]) * int(10**digits) <= min(map(abs, interval))


def _in_the_domain(texts: list[str], statement: Minimum) -> list[Fraction]:
    points = [rational(text) for text in texts]
    if not all(map(statement.variable.admits, points)):
        raise Rejected(RULE, "minimiser", "does not lie in the domain")
    return points


def _affordable(function: Dense, points: Sequence[Fraction]) -> Dense:
    """The function, unless its values at the points would be too long."""
    longest = max(point.numerator.bit_length() + point.denominator.bit_length() for point in points)
    if function.degree * function.degree * longest > MOST_BITS * 4:
        raise Rejected(RULE, "minimiser", "is too long for a polynomial of this degree")
    return function


def enclosed_by_tangents(statement: Minimum, low: Fraction, high: Fraction) -> Interval:
    """The minimum of a function that is convex between its two ends, after the sign change of f' was seen."""
    function = _affordable(univariate(statement.function, statement.variable.name), (low, high))
    slope = derivative(function)
    slope_low, slope_high = value_at(slope, low), value_at(slope, high)
    if not ((slope_low < 0 < slope_high) or (low == high and slope_low == 0)):
        raise _no_sign_change()
    at_low, at_high = value_at(function, low), value_at(function, high)
    tangents = at_low + slope_low * (high - low), at_high - slope_high * (high - low)
    return _outward((max(tangents), min(at_low, at_high)), statement.digits)


def _of_the_law(statement: Minimum, low: Fraction, high: Fraction) -> Interval | None:
    """The minimum of f = Σ_{k=0}^{n} a_k x^k with q·k·a_k = a_(k-1) between a < b < 0; None for other functions.

    With a_0, q > 0 and n even. With z = x/q, f is a_0 · Σ z^k/k!, and f' is a
    positive multiple of the same sum to n - 1, whose signs at a and b are read
    off fixed-point integers. Where f' vanishes, f = f - q·f' = a_n x^n, which
    is a_0 · |z|^n/n! and falls from a to b. (q = 1/scale of the law.)
    """
    law = coefficient_law(statement.function, statement.variable.name)
    degree = _constant_degree(statement.function)
    if law is None or degree is None or degree < 2 or degree % 2 or not low < high < 0:
        return None
    if law.power != -1 or law.scale <= 0 or law.first <= 0:
        return None
    left, right = low * law.scale, high * law.scale
    bits = bits_to_separate(degree - 1, left, right - left)
    signs = tuple(sign_of_exponential_sum(degree - 1, end, bits) for end in (left, right))
    if signs != (-1, 1):
        raise _no_sign_change()
    bits = 4 * statement.digits + 2 * degree.bit_length() + 64
    least = law.first * power_over_factorial(-right, degree, bits, up=False)
    most = law.first * power_over_factorial(-left, degree, bits, up=True)
    return _outward((least, most), statement.digits)


def _no_sign_change() -> Rejected:
    return Rejected(RULE, "minimiser", "the derivative does not change sign, strictly, between the two ends")


def _constant_degree(function: Term) -> int | None:
    """The upper end of a sum, where it is a constant."""
    if function.op != "sum" or function.args[1].op != "constant":
        return None
    return int(function.args[1].value)  # type: ignore[arg-type]


def convexity(statement: Minimum, near: Interval | None = None) -> ForAll:
    """The statement that the second derivative of the function is positive: on ℝ, or between the ends `near`.

    A law with k · a_k = scale · a_{k-1} is kept: f'' is scale² times the same
    sum to n - 2. Any other polynomial is written out.
    """
    name = statement.variable.name
    law = coefficient_law(statement.function, name)
    degree = _constant_degree(statement.function)
    if law and law.power == -1 and degree is not None and degree >= 2:
        low, _, body = statement.function.args
        second = total(str(statement.function.value), low, constant(degree - 2), body)
    else:
        second = _written_out(derivative(derivative(univariate(statement.function, name))), statement.variable)
    where = Variable(name, Sort.REAL, *(near or ()))
    return ForAll((where,), (), make(">", second, constant(Fraction(0))))


def _prove_outside(
    statement: Minimum, near: Interval, level: Fraction, fields: dict[str, Any], prove_part: Prover
) -> None:
    for side, claim in outside(statement, near, level).items():
        if (claim is None) != (side not in fields):
            raise Rejected(RULE, side, "a proof is needed where the domain goes on, and nowhere else")
        if claim is not None:
            prove_part(claim, fields[side])


def outside(statement: Minimum, near: Interval, level: Fraction) -> dict[str, ForAll | None]:
    """The statements that f > level below and above `near`; None on a side where the domain has no points."""
    domain = statement.variable
    conclusion = make(">", statement.function, constant(level))
    claims: dict[str, ForAll | None] = {"left": None, "right": None}
    if domain.low is None or domain.low < near[0]:
        left = Variable(domain.name, Sort.REAL, domain.low, near[0], domain.low_open, high_open=True)
        claims["left"] = ForAll((left,), (), conclusion)
    if domain.high is None or domain.high > near[1]:
        right = Variable(domain.name, Sort.REAL, near[1], domain.high, True, domain.high_open)
        claims["right"] = ForAll((right,), (), conclusion)
    return claims


def _written_out(function: Dense, at: Variable) -> Term:
    result = constant(Fraction(0))
    for power in range(function.degree + 1):
        if coefficient := function.coefficient(power):
            result = make("+", result, make("*", constant(coefficient), make("**", at.term(), constant(power))))
    return result


def _outward(interval: Interval, digits: int) -> Interval:
    """The interval rounded outward to decimals that keep three more digits than are asked for; a point stays."""
    low, high = interval
    if low == high:
        return interval
    places = digits + 3
    smaller = min(abs(low), abs(high))
    if 0 < smaller < 1:
        zeros = (smaller.denominator.bit_length() - smaller.numerator.bit_length()) * 30103 // 100_000
        places = min(places + zeros + 1, _MOST_PLACES)
    unit = 10**places
    return Fraction(math.floor(low * unit), unit), Fraction(math.ceil(high * unit), unit)
