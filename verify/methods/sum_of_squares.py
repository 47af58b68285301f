"""Method `sum_of_squares`: two squares, by the complex roots, and a small remainder that makes up for rounding.

From p a little of every even power is taken first. What is left has no real
root either; the product over its roots in the upper half plane, rounded, has a
real and an imaginary part whose squares are nearly it, and the remainder is
dominated by the even powers that were taken.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import flint

from ..kernel.certificate import Certificate
from ..kernel.goal import Goal, goal
from ..kernel.numerals import integers_text, rational_text
from ..kernel.rejection import Rejected
from ..kernel.rules import sum_of_squares as rule
from ..kernel.statement import ForAll, Statement
from ..kernel.univariate import Dense, add, product
from .complex_roots import evaluation, improve, starting_points
from .finding import Budget, Finding, found, gave_up
from .square_free import lemma, proof_with_square, repeated, square_and_rest

Proof = dict[str, Any]
_MOST_BITS = 1 << 14
_FIRST_BITS = 128
_GUARD_BITS = 64
_NOISE_BITS = 6
_TRIES = 6
_MOST_FAILURES = 2


def propose(statement: Statement, budget: Budget) -> Finding:
    """A certificate, where the polynomial is positive; repeated factors are set apart where it need not be."""
    assert isinstance(statement, ForAll)
    try:
        proof = prove(statement)
    except Rejected as why:
        return gave_up(str(why))
    if proof is None:
        return gave_up("no sum of squares was found; the polynomial may have a zero")
    return found(Certificate(statement, proof["rule"], proof["evidence"]))


def prove(claim: ForAll) -> Proof | None:
    """A proof of p > 0 or p >= 0 for one variable; raises Rejected where the claim is about something else."""
    target = goal(claim)
    if target.relation == ">=" and (parts := square_and_rest(target.polynomial)) is not None:
        square, rest = parts
        if rest.degree > 0:
            inner = _evidence(part := lemma(claim, target, rest), goal(part))
            return inner and proof_with_square(claim, target, rest, square, inner)
        if rest.coefficient(0) > 0:
            return proof_with_square(claim, target, rest, square, None)
        return None
    return _evidence(claim, target)


def _evidence(claim: ForAll, target: Goal) -> Proof | None:
    """A proof by the rule itself."""
    if target.relation not in (">", ">="):
        return None
    function = rule.on_the_line(target.polynomial, target.interval)
    if function.degree % 2 or function.degree < 0 or function.numerators[-1] < 0 or function.numerators[0] <= 0:
        return None
    if function.degree == 0:
        return {"rule": rule.RULE, "evidence": {"scale": "1", "unit": "1", "squares": []}}
    if any(root.imag == 0 for factor, _ in repeated(function) for root, _ in factor.complex_roots()):
        return None
    known = _roots_and_samples(function.numerators)
    if known is None:
        return None
    roots, samples, bits = known
    scale, spare = _best_scale(function.numerators, samples)
    target_of = rule.scaled(function, scale)
    with flint.ctx.workprec(bits):
        points = [(root / flint.fmpq(scale.numerator, scale.denominator)).mid() for root in roots]
    for _ in range(_TRIES):
        squares = _squares(target_of, points, spare)
        if squares is not None:
            return {"rule": rule.RULE, "evidence": {"scale": rational_text(scale), **squares}}
        spare -= 8
    return None


def _roots_and_samples(numerators: Sequence[int]) -> tuple[list[Any], list[tuple[Any, Any]], int] | None:
    """The roots in the upper half plane, and where the polynomial is likely to be small, with its values there."""
    function, bits = flint.fmpz_poly(list(numerators)), _FIRST_BITS
    points, failures = starting_points(numerators), 0
    while bits <= _MOST_BITS and failures < _MOST_FAILURES:
        settled = improve(numerators, points, bits, rough=bits == _FIRST_BITS)
        with flint.ctx.workprec(2 * bits):
            points.sort(key=lambda point: float(point.real))
            places = [point.real for point in points]
            places += [((one + two) / 2).mid() for one, two in pairwise(places)] + [flint.arb(0)]
            samples = [(at, flint.arb_poly(function)(at)) for at in places]
            value_at = evaluation(function)
            accurate = settled and all(
                abs(value_at(point)) * 16 < value for point, (_, value) in zip(points, samples, strict=False)
            )
        if any(value < 0 for _, value in samples):
            return None
        if accurate and all(value > 0 for _, value in samples):
            return points, samples, bits
        failures += not settled
        bits *= 2
    return None


def _best_scale(numerators: Sequence[int], samples: list[tuple[Any, Any]]) -> tuple[Fraction, int]:
    """(r, b): for x = r·y the polynomial is about 2^b times Σ y^(2k) or more, and few bits are needed."""
    degree = len(numerators) - 1
    sizes = flint.arb_poly(flint.fmpz_poly([abs(value) for value in numerators]))
    worst = min(samples, key=lambda sample: _log2(sample[1]) - _log2(sizes(abs(sample[0]))))[0]
    middle = (math.log2(numerators[0]) - math.log2(numerators[-1])) / degree
    found = []
    for size in {middle, _log2(abs(worst)) if worst != 0 else middle}:
        scale = _short(size, degree)
        by = flint.arb(flint.fmpq(scale.numerator, scale.denominator))
        evens = flint.arb_poly([1, 0] * (degree // 2) + [1])
        spare = min(_log2(value) - _log2(evens(at / by)) for at, value in samples)
        spare = min(spare, math.log2(numerators[0]), math.log2(numerators[-1]) + degree * size)
        found.append((_log2(sizes(by)) / 2 - spare, scale, spare))
    _, scale, spare = min(found)
    return scale, math.floor(spare + math.log2(scale.denominator) * degree) - 2


def _short(size: float, degree: int) -> Fraction:
    """2^size to a few bits more than the degree has."""
    places = degree.bit_length() + 3
    exponent = math.floor(size) - places
    return Fraction(round(2 ** (size - exponent))) * Fraction(2) ** exponent


def _squares(target: Dense, points: list[Any], spare: int) -> dict[str, Any] | None:
    """Unit and squares, if what they leave of the target, with 2^spare of every even power, is dominated."""
    shift, taken = max(0, -spare), 1 << max(0, spare)
    lowered = [(value << shift) - (0 if power % 2 else taken) for power, value in enumerate(target.numerators)]
    if lowered[0] <= 0 or lowered[-1] <= 0:
        return None
    room = taken.bit_length() - shift - target.denominator.bit_length()
    bits = sum(map(abs, lowered)).bit_length() - taken.bit_length() + _GUARD_BITS
    points = list(points)
    while bits <= _MOST_BITS and improve(lowered, points, bits):
        with flint.ctx.workprec(bits + len(lowered)):
            wanted = flint.arb_poly(flint.fmpz_poly(lowered)) * (1 / flint.arb(target.denominator << shift))
            halves = _halves(wanted, points)
            error = wanted - halves[0] * halves[0] - halves[1] * halves[1]
            missing = max(_log2(value) for value in error.coeffs()) - room + _NOISE_BITS
        if missing <= 0:
            return _rounded_to_fit(target, halves, room)
        bits += math.ceil(missing) + _GUARD_BITS
    return None


def _halves(wanted: Any, points: list[Any]) -> list[Any]:
    """The real and the imaginary part of the product over the roots, scaled to the leading coefficient."""
    top = wanted[wanted.degree()].sqrt()
    product = [(top * value).mid() for value in flint.acb_poly.from_roots(points).coeffs()]
    return [flint.arb_poly([value.real for value in product]), flint.arb_poly([value.imag for value in product])]


def _rounded_to_fit(target: Dense, halves: list[Any], room: int) -> dict[str, Any] | None:
    """The halves in the largest unit of a few that leaves a remainder in which even powers dominate."""
    size = max(_log2(value) for half in halves for value in half.coeffs()) + math.log2(halves[0].length())
    for spared in (0, 4, 12):
        unit = Fraction(2) ** (math.floor(room - size) - spared)
        squares = [_rounded(half, unit) for half in halves]
        rest = target
        for square in squares:
            whole = Dense(tuple(product(square, square)), unit.denominator**2)
            rest = add(rest, whole, -(unit.numerator**2))
        margins = rule.domination(rest)
        if min(margins) >= 0 and margins[0] > 0:
            return {"unit": rational_text(unit), "squares": [integers_text(square) for square in squares]}
    return None


def _rounded(half: Any, unit: Fraction) -> list[int]:
    """The integers next to the coefficients in this unit, without zeros at the end."""
    found = [_nearest(value, unit) for value in half.coeffs()]
    while found and not found[-1]:
        found.pop()
    return found


def _nearest(value: Any, unit: Fraction) -> int:
    mantissa, exponent = value.mid().man_exp()
    return round(int(mantissa) * Fraction(2) ** int(exponent) / unit)


def _log2(value: Any) -> float:
    """The logarithm of a positive ball, roughly, however large or small."""
    mantissa, exponent = value.mid().man_exp()
    return math.log2(abs(int(mantissa))) + int(exponent) if mantissa else -math.inf
