"""Polynomials in Bernstein form on boxes, bounded or not, as integers rounded down.

A piece is a closed interval of the extended real line: every x in it is
(u·low + v·high) / (u + v) for u, v >= 0, where an infinite end stands for a
direction (x = a + scale · v/u, or a - scale · u/v). A polynomial of degree n,
times a power of u + v (of u, of v), is Σ b_k C(n, k) u^(n-k) v^k; in several
variables the b form an array with an axis for each. Its basis functions are
nonnegative on the box, so numbers below the b_k give a function below the
polynomial: rounding down is sound. Any positive common factor may be dropped.

Source: Bernstein's form and de Casteljau's subdivision; for unbounded pieces the
same in homogeneous coordinates.
"""

import itertools
import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from .univariate import dense, longest, refuse_large, shifted, shifted_by_one, size


@dataclass(frozen=True, slots=True)
class Piece:
    """From `low` to `high`; one of them may be None, infinite, and then `scale` > 0 is where the middle lies.

    `has_low`, `has_high` tell whether the ends belong to what is spoken of.
    """

    low: Fraction | None
    high: Fraction | None
    has_low: bool
    has_high: bool
    scale: Fraction = Fraction(1)


@dataclass(frozen=True, eq=False, slots=True)
class Form:
    """The b as a flat list, last axis fastest, with the degree along each axis."""

    values: list[int]
    degrees: tuple[int, ...]


def form(coefficients: Sequence[int], degrees: tuple[int, ...], pieces: Sequence[Piece], bits: int | None) -> Form:
    """The Bernstein form on the product of `pieces` of the polynomial with these coefficients, up to a factor.

    `coefficients` are those of the monomials, as a flat list like `Form`'s.
    With `bits`, the largest |b| gets that many bits and all are rounded down;
    without, they are exact. Raises Rejected where the numbers would be too long.
    """
    values = list(coefficients)
    for axis, piece in enumerate(pieces):
        numbers = [size(each) for each in (piece.low, piece.high, piece.scale) if each is not None]
        refuse_large(len(values), longest(values) + degrees[axis] * (2 * sum(numbers) + 2))
        values = _along(values, degrees, axis, partial(_on_piece, piece))
    weights = [math.prod(each) for each in itertools.product(*(_binomials(degree) for degree in degrees))]
    if bits is None:
        common = math.lcm(*weights)
        refuse_large(len(values), longest(values) + common.bit_length())
        return Form([value * (common // weight) for value, weight in zip(values, weights, strict=True)], degrees)
    refuse_large(len(values), bits)
    largest = max(value.bit_length() - weight.bit_length() for value, weight in zip(values, weights, strict=True))
    places = max(bits - largest, 0)
    drop = max(largest - bits, 0)
    scaled = ((value << places) // (weight << drop) for value, weight in zip(values, weights, strict=True))
    return Form(list(scaled), degrees)


def _binomials(degree: int) -> list[int]:
    row = [1]
    for k in range(degree):
        row.append(row[-1] * (degree - k) // (k + 1))
    return row


def _on_piece(piece: Piece, row: list[int]) -> list[int]:
    """The coefficients b_k C(n, k) on one piece, up to a positive factor."""
    if piece.low is None:
        moved = _moved(row, piece.high or Fraction(0))
        signed = [-value if power % 2 else value for power, value in enumerate(moved)]
        return _stretched(signed, piece.scale)[::-1]
    moved = _moved(row, piece.low)
    if piece.high is None:
        return _stretched(moved, piece.scale)
    stretched = _stretched(moved, piece.high - piece.low)
    return shifted_by_one(stretched[::-1])[::-1]


def _moved(row: list[int], at: Fraction) -> list[int]:
    """The coefficients in y = x - at, times denominator^degree, as many as before."""
    function = dense(row)
    factor = at.denominator ** (len(row) - 1 - function.degree)
    return [*(value * factor for value in shifted(function, at).numerators), *[0] * (len(row) - 1 - function.degree)]


def _stretched(row: list[int], factor: Fraction) -> list[int]:
    """The coefficients at x = factor · y, times denominator^degree."""
    if factor == 1:
        return row
    up, down = [1], [1]
    for _ in row[1:]:
        up.append(up[-1] * factor.numerator)
        down.append(down[-1] * factor.denominator)
    return [value * one * other for value, one, other in zip(row, up, reversed(down), strict=True)]


def _along(
    values: list[int], degrees: tuple[int, ...], axis: int, change: Callable[[list[int]], list[int]]
) -> list[int]:
    """`change` applied to every row along one axis."""
    if len(degrees) == 1:
        return change(values)
    stride = math.prod(degree + 1 for degree in degrees[axis + 1 :])
    span = stride * (degrees[axis] + 1)
    result = values[:]
    for start in _row_starts(len(values), stride, span):
        result[start : start + span : stride] = change(values[start : start + span : stride])
    return result


def _row_starts(size: int, stride: int, span: int) -> list[int]:
    return [block + offset for block in range(0, size, span) for offset in range(stride)]


def halves(whole: Form, axis: int, exact: bool) -> tuple[Form, Form]:
    """The forms on the two halves u >= v and u <= v of an axis, rounded down unless `exact`."""
    if len(whole.degrees) == 1:
        first, second = _halved(whole.values, exact)
        return Form(first, whole.degrees), Form(second, whole.degrees)
    stride = math.prod(degree + 1 for degree in whole.degrees[axis + 1 :])
    span = stride * (whole.degrees[axis] + 1)
    left, right = whole.values[:], whole.values[:]
    for start in _row_starts(len(left), stride, span):
        row = slice(start, start + span, stride)
        left[row], right[row] = _halved(whole.values[row], exact)
    return Form(left, whole.degrees), Form(right, whole.degrees)


def _halved(row: list[int], exact: bool) -> tuple[list[int], list[int]]:
    """De Casteljau's triangle without its divisions: the j-th row of sums is 2^j times too large."""
    left, right = [], []
    degree = len(row) - 1
    for level in range(degree + 1):
        if exact:
            left.append(row[0] << (degree - level))
            right.append(row[-1] << (degree - level))
        else:
            left.append(row[0] >> level)
            right.append(row[-1] >> level)
        row = list(map(operator.add, row, row[1:]))
    return left, right[::-1]


def shows(subject: Form, ends: Sequence[tuple[bool, bool]], strict: bool) -> bool:
    """Whether the form shows its polynomial to be >= 0 on the box, or > 0 if `strict`.

    `ends` tell for each axis whether its low and its high end belong to the box.
    With all b >= 0 the polynomial is >= 0. A point of the box lies inside some
    axes and at an end of others; on that face it is a positive combination of
    the b of the face, so > 0 if one of them is. The b of a face contain those of
    any smaller face, so the smallest faces whose points belong are enough.
    """
    if min(subject.values) < 0:
        return False
    if not strict:
        return True
    places = [
        [[0]] * low + [[degree]] * high or [list(range(degree + 1))]
        for (low, high), degree in zip(ends, subject.degrees, strict=True)
    ]
    strides = [math.prod(degree + 1 for degree in subject.degrees[axis + 1 :]) for axis in range(len(places))]
    return all(
        any(subject.values[sum(map(operator.mul, index, strides))] > 0 for index in itertools.product(*face))
        for face in itertools.product(*places)
    )
