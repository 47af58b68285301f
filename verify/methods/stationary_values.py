"""The minimum of any polynomial: its values where the derivative vanishes, and at the ends of the domain.

Roots are those of flint, which come with error bounds; that one of them is the
only minimiser is what the kernel has proved to it, part by part.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint

from ..kernel.numerals import rational_text
from ..kernel.rejection import Rejected
from ..kernel.rules.minimum import convexity, enclosed_by_tangents, is_enclosed, outside
from ..kernel.statement import ForAll, Minimum, Variable
from ..kernel.univariate import Dense, derivative, univariate, value_at
from .case_analysis import prove

MOST_DIGITS = 4
"""How many times as many digits as asked for are tried for the minimiser."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point, to many digits unless it is `exact`, and the value there; not `attained` at an end that is left out."""

    at: Fraction
    value: Fraction
    exact: bool
    attained: bool = True


def evidence_for(statement: Minimum) -> dict[str, Any] | str:
    """The evidence for rule `minimum`, or why there is none."""
    function = univariate(statement.function, statement.variable.name)
    if _unbounded_below(function, statement.variable):
        return "the function is unbounded below"
    ends = {statement.variable.low, statement.variable.high}
    if function.degree < 1 and (len(ends) == 2 or None in ends):
        return "the function is constant: every point is a minimiser"
    precision = statement.digits * MOST_DIGITS + 30
    found = sorted(_candidates(function, statement.variable, precision), key=lambda candidate: candidate.value)
    if not found:
        return "the infimum is not attained"
    least, *others = found
    close = Fraction(1, 10 ** (2 * statement.digits + 10))
    if others and others[0].value - least.value <= close * max(abs(least.value), abs(others[0].value)):
        if not (least.attained and others[0].attained):
            return "the infimum is not attained"
        return f"two minimisers, about {float(least.at):.6g} and {float(others[0].at):.6g}"
    if not least.attained:
        return "the infimum is not attained"
    if least.exact:
        return _exact(statement, least.at)
    return _enclosed(statement, function, least, others)


def _unbounded_below(function: Dense, domain: Variable) -> bool:
    if function.degree < 1:
        return False
    leading = function.numerators[-1]
    return (domain.high is None and leading < 0) or (domain.low is None and (leading < 0) is (function.degree % 2 == 0))


def _candidates(function: Dense, domain: Variable, digits: int) -> list[Candidate]:
    """The stationary points inside the domain, and its ends."""
    slope = derivative(function)
    found = []
    for zero in real_zeros(slope, digits):
        simple = zero.limit_denominator(10 ** (digits // 3))
        point = simple if not value_at(slope, simple) else zero
        inside = (domain.low is None or domain.low < point) and (domain.high is None or point < domain.high)
        if inside:
            found.append(Candidate(point, value_at(function, point), not value_at(slope, point)))
    for end, is_open in {domain.low: domain.low_open, domain.high: domain.high_open}.items():
        if end is not None:
            found.append(Candidate(end, value_at(function, end), True, not is_open))
    return found


def real_zeros(function: Dense, digits: int) -> list[Fraction]:
    """The real zeros, each once, in order, to about so many digits."""
    if function.degree < 1:
        return []
    before = flint.ctx.dps
    try:
        flint.ctx.dps = digits + 10
        roots = [root for root, _ in flint.fmpz_poly(list(function.numerators)).complex_roots()]
        return sorted(_as_fraction(root.real.mid()) for root in roots if root.imag == 0)
    finally:
        flint.ctx.dps = before


def _as_fraction(number: Any) -> Fraction:
    mantissa, exponent = number.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _exact(statement: Minimum, at: Fraction) -> dict[str, Any] | str:
    """By comparison with the value at a rational minimiser; by convexity where that is plain."""
    convex = prove(convexity(statement)) if statement.variable.low is None and statement.variable.high is None else None
    if convex is not None:
        return {"minimiser": [rational_text(at)] * 2, "convex": convex}
    least = value_at(univariate(statement.function, statement.variable.name), at)
    return _with_parts({"at": rational_text(at)}, outside(statement, (at, at), least))


def _enclosed(
    statement: Minimum, function: Dense, least: Candidate, others: Sequence[Candidate]
) -> dict[str, Any] | str:
    """By convexity, on the whole line or near the minimiser, between two decimals."""
    digits = statement.digits
    ends = _decimals(least.at, digits + 1)
    while not is_enclosed(value := enclosed_by_tangents(statement, *ends), statement.digits):
        digits *= 2
        if digits > statement.digits * MOST_DIGITS:
            return "the minimum is 0, or too near to it for so many digits"
        ends = _decimals(least.at, digits + 1)
    bends = real_zeros(derivative(derivative(function)), 20)
    evidence: dict[str, Any] = {"minimiser": [rational_text(end) for end in ends]}
    if not bends:
        return _with_parts(evidence, {"convex": convexity(statement)})
    near = _around(statement.variable, ends, bends)
    rivals = [candidate.value for candidate in others]
    rivals += [value_at(function, end) for end in near if statement.variable.admits(end)]
    level = _simple_between(value[1], min(rivals))
    parts = {"convex": convexity(statement, near), **outside(statement, near, level)}
    evidence |= {"near": [rational_text(end) for end in near], "level": rational_text(level)}
    return _with_parts(evidence, parts)


def _around(domain: Variable, ends: Sequence[Fraction], bends: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """Ends of an interval about the minimiser on which f'' has no zero, inside the domain."""
    left = [bend for bend in (*bends, domain.low) if bend is not None and bend < ends[0]]
    right = [bend for bend in (*bends, domain.high) if bend is not None and bend > ends[1]]
    low = _simple_between(_mid(max(left), ends[0]), ends[0]) if left else Fraction(math.floor(ends[0]) - 1)
    high = _simple_between(ends[1], _mid(min(right), ends[1])) if right else Fraction(math.ceil(ends[1]) + 1)
    if left and max(left) == domain.low:
        low = max(left)
    if right and min(right) == domain.high:
        high = min(right)
    return low, high


def _mid(one: Fraction, other: Fraction) -> Fraction:
    return (one + other) / 2


def _simple_between(low: Fraction, high: Fraction) -> Fraction:
    """The rational between the two, ends left out, that a binary search over few digits finds."""
    unit = Fraction(1)
    while not low < (found := (_mid(low, high) // unit) * unit) < high:
        unit /= 10
    return found


def _decimals(at: Fraction, digits: int) -> tuple[Fraction, Fraction]:
    """The decimals next to a point on both sides, to `digits` of its own."""
    size = abs(at) or Fraction(1)
    whole = (size.numerator.bit_length() - size.denominator.bit_length()) * 30103 // 100_000
    unit = Fraction(10) ** (whole - digits)
    return at // unit * unit, (at // unit + 1) * unit


def _with_parts(evidence: dict[str, Any], parts: dict[str, ForAll] | dict[str, ForAll | None]) -> dict[str, Any] | str:
    for name, claim in parts.items():
        if claim is None:
            continue
        try:
            proof = prove(claim)
        except Rejected as why:
            return str(why)
        if proof is None:
            return f"no proof was found that {'f is convex' if name == 'convex' else f'f is larger to the {name}'}"
        evidence[name] = proof
    return evidence
