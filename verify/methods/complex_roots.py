"""The upper half of the roots of a real polynomial that has none on the real line, by Aberth's iteration in flint.

Approximate, and to be trusted for nothing. Starting points come from the
Newton polygon of the coefficients; precision grows as the values at the
approximations drown in rounding errors.
"""

import cmath
import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import flint

_LEAST_BITS = 64
_LOW_DEGREE = 40
_ROUNDS = 8
_LAST_ROUNDS = 100
_MEANT_BITS = 4
_NEAR = 1e-6


def starting_points(coefficients: Sequence[int]) -> list[Any]:
    """As many points of the upper half plane as there are pairs of roots, along the curves where these lie.

    Of a high degree, they are made from the roots of a polynomial of half the
    degree: the square roots of every other coefficient, if these change smoothly,
    have their roots along the same curves.
    """
    degree = len(coefficients) - 1
    if degree <= _LOW_DEGREE or not all(coefficients[::2]):
        return _by_newton_polygon(coefficients)
    coarse, sign = [], 1
    places = 2 * max(0, 2 * degree - min(value.bit_length() for value in coefficients if value))
    for even, odd in zip(coefficients[::2], [*coefficients[1::2], 0], strict=True):
        coarse.append(sign * math.isqrt(abs(even) << places))
        sign *= -1 if even * odd < 0 else 1
    coarse = coarse[: degree // 4 * 2 + 1]
    points = starting_points(coarse)
    improve(coarse, points, degree, rough=True)
    points.sort(key=lambda point: cmath.phase(complex(point)))
    row = [points[0].conjugate(), *points, points[-1].conjugate()]
    steps = [(after - before) / 8 for before, after in zip(row[:-2], row[2:], strict=True)]
    pairs = [(point + side * step, abs(step)) for point, step in zip(points, steps, strict=True) for side in (-1, 1)]
    pairs += [(2 * points[0], abs(points[0]) / degree)] * (degree % 4 // 2)
    return [flint.acb(point.real, max(abs(point.imag), least)).mid() for point, least in pairs]


def _by_newton_polygon(coefficients: Sequence[int]) -> list[Any]:
    """As many points of the upper half plane as there are pairs of roots, about as far from 0 as these."""
    heights = [(power, math.log2(abs(value))) for power, value in enumerate(coefficients) if value]
    hull: list[tuple[int, float]] = []
    for point in heights:
        while len(hull) > 1 and _turns_left(hull[-2], hull[-1], point):
            hull.pop()
        hull.append(point)
    sizes = [
        ((low[1] - high[1]) / (high[0] - low[0]), place, high[0] - low[0])
        for low, high in pairwise(hull)
        for place in range(high[0] - low[0])
    ]
    points = []
    for (size, place, count), (other, _, _) in zip(sizes[::2], sizes[1::2], strict=True):
        angle = cmath.exp(1j * math.pi * (place + 0.7) / (count + 0.4))
        radius = flint.arb(2) ** flint.arb((size + other) / 2)
        points.append((flint.acb(angle.real, abs(angle.imag)) * radius).mid())
    return points


def _turns_left(first: tuple[int, float], middle: tuple[int, float], last: tuple[int, float]) -> bool:
    """Whether the middle point lies on or below the line through the others."""
    rise, run = last[1] - first[1], last[0] - first[0]
    return (middle[1] - first[1]) * run <= rise * (middle[0] - first[0])


def improve(coefficients: Sequence[int], points: list[Any], bits: int, *, rough: bool = False) -> bool:
    """Moves `points` to the roots near them, to about what `bits` of precision allow; whether they settled.

    Rough points are first moved with less precision.
    """
    function = flint.fmpz_poly(list(coefficients))
    for precision in _growing(bits) if rough else ():
        _move(function, points, precision, _ROUNDS)
    return _move(function, points, bits, _LAST_ROUNDS)


def _growing(bits: int) -> list[int]:
    """Precisions below `bits`, each twice the one before."""
    return [_LEAST_BITS << doublings for doublings in range(bits.bit_length()) if _LEAST_BITS << doublings < bits]


def _move(function: Any, points: list[Any], precision: int, rounds: int) -> bool:
    """Moves the points by Aberth's iteration; whether all of them settled, as far as this precision can tell."""
    with flint.ctx.workprec(precision):
        value_at, slope_at = evaluation(function), evaluation(function.derivative())
        smallest = flint.arb(2) ** (_MEANT_BITS - precision)
        rough = [complex(point) for point in points]
        moving = list(range(len(points)))
        for _ in range(rounds):
            moving = [place for place in moving if _moves(place, points, rough, value_at, slope_at, smallest)]
            if not moving or not all(map(cmath.isfinite, rough)):
                break
    return not moving


def _moves(
    place: int,
    points: list[Any],
    rough: list[complex],
    value_at: Callable[[Any], Any],
    slope_at: Callable[[Any], Any],
    smallest: Any,
) -> bool:
    """Moves one point; whether that was worth it."""
    point = points[place]
    value = value_at(point)
    if value.contains(0) or value.rel_accuracy_bits() < _MEANT_BITS:
        return False
    step = (1 / (slope_at(point).mid() / value.mid() - _repulsion(place, points, rough))).mid()
    moved = (point - step).mid()
    if moved.imag <= 0:
        moved = flint.acb(moved.real, point.imag / 2)
    points[place], rough[place] = moved, complex(moved)
    return not abs(step) < abs(point) * smallest


def evaluation(function: Any) -> Callable[[Any], Any]:
    """The values of a polynomial, in two levels: the error bounds of Horner's scheme grow by half a bit a step."""
    coefficients = function.coeffs()
    length = math.isqrt(len(coefficients)) + 1
    blocks = [
        flint.acb_poly(flint.fmpz_poly(coefficients[start : start + length]))
        for start in range(0, len(coefficients), length)
    ]

    def evaluate(point: Any) -> Any:
        raised, total = point**length, flint.acb(0)
        for block in reversed(blocks):
            total = total * raised + block(point)
        return total

    return evaluate


def _repulsion(place: int, points: list[Any], rough: list[complex]) -> Any:
    """The sum of 1/(z - w) over all other approximations w, conjugates among them."""
    point, at = points[place], rough[place]
    near = _NEAR * abs(at)
    far = [at - other for other in rough]
    mirrored = [at - other.conjugate() for other in rough]
    total = sum([1 / each for each in far if abs(each) > near]) + sum(
        [1 / each for each in mirrored if abs(each) > near]
    )
    exact = [point - points[other] for other, each in enumerate(far) if abs(each) <= near and other != place]
    exact += [point - points[other].conjugate() for other, each in enumerate(mirrored) if abs(each) <= near]
    return sum((1 / each for each in exact), flint.acb(total.real, total.imag))
