"""Rule `sum_of_squares`: a polynomial in one variable is positive, as squares and a remainder that plainly is."""

from fractions import Fraction
from typing import Any

from ..certificate import take_fields, take_list
from ..goal import Interval, goal
from ..numerals import integers, rational
from ..rejection import Rejected
from ..statement import ForAll, Statement
from ..univariate import MOST_BITS, Dense, add, dense, product, shifted, shifted_by_one, sign_at

RULE = "sum_of_squares"


def sum_of_squares(statement: Statement, evidence: dict[str, Any], prove_part: object) -> None:
    """p(x) >= 0 on ℝ if p(r·y) = Σ (u·h_i(y))² + e(y), where even powers dominate in e; > 0, if also at y = 0.

    Even powers dominate in e(y) = Σ e_k y^k if 2·e_(2k) >= |e_(2k-1)| +
    |e_(2k+1)| for all k >= 0, coefficients that are not there being 0; also at
    y = 0, if that is strict for k = 0. Since 2·|y|^(2k+1) <= y^(2k) + y^(2k+2),
    e(y) is at least Σ d_k y^(2k) with all d_k >= 0, and d_0 = e_0 - |e_1|/2.

    On [a, ∞) the same is shown of p(a + y²), on (-∞, b] of p(b - y²), and on
    [a, b] of (1 + y²)^n · p((a + b·y²)/(1 + y²)), n the degree of p. The last
    leaves out x = b: there p >= 0 by continuity, and where b belongs to the
    interval and p > 0 is claimed, p(b) is computed.

    Evidence: `scale`, a rational r > 0; `unit`, a rational u; `squares`, for
    each h_i its integer coefficients from the constant up. Fails where the
    conclusion is not p > 0 or p >= 0, the interval is empty or a point, or even
    powers do not dominate.

    Source: p >= 0 on ℝ is a sum of two squares by its complex roots; the
    remainder makes up for their rounding.
    """
    fields = take_fields(evidence, RULE, {"scale": str, "unit": str, "squares": list})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    asked = goal(statement)
    strict, within = asked.relation == ">", asked.interval
    if not strict and asked.relation != ">=":
        raise Rejected(RULE, "conclusion", "is neither p > 0 nor p >= 0")
    scale, unit = rational(fields["scale"]), rational(fields["unit"])
    if scale <= 0:
        raise Rejected(RULE, "scale", "is not positive")
    rest = scaled(on_the_line(asked.polynomial, within), scale)
    for text in take_list(fields["squares"], "squares", str):
        half = integers(text)
        square = dense(product(half, half))
        rest = add(rest, Dense(square.numerators, unit.denominator**2), -(unit.numerator**2))
    margins = domination(rest)
    if min(margins) < 0:
        raise Rejected(RULE, "squares", f"in the remainder, power {2 * margins.index(min(margins))} does not dominate")
    if strict and not margins[0]:
        raise Rejected(RULE, "squares", "the remainder may be 0 at 0, so that p > 0 is not shown")
    left_out = within.high if within.low is not None and not within.high_open else None
    if strict and left_out is not None and sign_at(asked.polynomial, left_out) <= 0:
        raise Rejected(RULE, "interval", "the polynomial is not positive at its upper end")


def on_the_line(function: Dense, within: Interval) -> Dense:
    """The polynomial in y whose signs on ℝ are those of the function on the interval.

    Where both ends are finite, the upper one is left out.
    """
    low, high = within.low, within.high
    if low is not None and high is not None:
        if low >= high:
            raise Rejected(RULE, "interval", "is empty, or a point")
        moved = scaled(shifted(function, low), high - low)
        return _of_square(Dense(tuple(shifted_by_one(moved.numerators[::-1])[::-1]), moved.denominator))
    if low is not None:
        return _of_square(shifted(function, low))
    if high is not None:
        moved = shifted(function, high)
        signs = (-value if power % 2 else value for power, value in enumerate(moved.numerators))
        return _of_square(Dense(tuple(signs), moved.denominator))
    return function


def _of_square(function: Dense) -> Dense:
    """The function of y²."""
    return dense([value for each in function.numerators for value in (each, 0)], function.denominator)


def scaled(function: Dense, by: Fraction) -> Dense:
    """The polynomial in y that the function is at by · y."""
    degree = max(function.degree, 0)
    if degree**2 * (by.numerator.bit_length() + by.denominator.bit_length()) > MOST_BITS:
        raise Rejected(RULE, "scale", "is too long a number")
    values = [
        value * by.numerator**power * by.denominator ** (degree - power)
        for power, value in enumerate(function.numerators)
    ]
    return dense(values, function.denominator * by.denominator**degree)


def domination(function: Dense) -> list[int]:
    """2·e_(2k) - |e_(2k-1)| - |e_(2k+1)| for k = 0, 1, … to beyond the degree, times the denominator."""
    values = (0, *function.numerators, 0, 0)
    return [
        2 * values[at] - abs(values[at - 1]) - abs(values[at + 1]) for at in range(1, len(function.numerators) + 2, 2)
    ]
