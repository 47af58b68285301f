"""Bernstein forms: positive multiples of their polynomials on the box, or below them; what they show is so."""

import itertools
import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.strategies import rationals
from verify.kernel.bernstein_form import Form, Piece, form, halves, shows
from verify.kernel.rejection import Rejected

Weights = tuple[Fraction, Fraction]


def value_of(coefficients: list[int], degrees: tuple[int, ...], point: list[Fraction]) -> Fraction:
    """The value of a polynomial given by the coefficients of its monomials."""
    powers = itertools.product(*(range(degree + 1) for degree in degrees))
    return sum(
        (
            value * math.prod(x**k for x, k in zip(point, key, strict=True))
            for value, key in zip(coefficients, powers, strict=True)
        ),
        start=Fraction(0),
    )


def value_of_form(subject: Form, weights: list[Weights]) -> Fraction:
    """Σ b_k C(n, k) u^(n-k) v^k at these (u, v), one pair for each axis."""
    total = Fraction(0)
    keys = itertools.product(*(range(degree + 1) for degree in subject.degrees))
    for value, key in zip(subject.values, keys, strict=True):
        basis = Fraction(value)
        for (u, v), degree, k in zip(weights, subject.degrees, key, strict=True):
            basis *= math.comb(degree, k) * u ** (degree - k) * v**k
        total += basis
    return total


def point_of(piece: Piece, weights: Weights) -> Fraction:
    """The x at (u, v), as the module's docstring says; the weights of infinite ends are not 0."""
    u, v = weights
    if piece.low is None:
        assert piece.high is not None
        return piece.high - piece.scale * u / v
    if piece.high is None:
        return piece.low + piece.scale * v / u
    return (u * piece.low + v * piece.high) / (u + v)


def factor_of(piece: Piece, weights: Weights, degree: int) -> Fraction:
    """What the form is times the polynomial, up to a constant: the power of u + v, of u or of v."""
    u, v = weights
    return (v if piece.low is None else u if piece.high is None else u + v) ** degree


positive = st.fractions(Fraction(1, 9), 9, max_denominator=9)


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    """A piece of any kind: bounded, a point, unbounded on either side."""
    low, high = sorted((draw(rationals), draw(rationals)))
    kind = draw(st.integers(0, 3))
    if kind == 0:
        return Piece(None, high, False, draw(st.booleans()), draw(positive))
    if kind == 1:
        return Piece(low, None, draw(st.booleans()), False, draw(positive))
    return Piece(low, high, draw(st.booleans()), draw(st.booleans()))


@st.composite
def polynomials(draw: st.DrawFn) -> tuple[list[int], tuple[int, ...]]:
    """Coefficients and degrees, with up to three axes."""
    degrees = draw(st.one_of(st.tuples(st.integers(0, 6)), st.lists(st.integers(0, 2), min_size=2, max_size=3)))
    size = math.prod(degree + 1 for degree in degrees)
    values = st.one_of(st.just(0), st.integers(-9, 9), st.integers(-(2**70), 2**70))
    return draw(st.lists(values, min_size=size, max_size=size)), tuple(degrees)


def scale_of(
    exact: Form, coefficients: list[int], degrees: tuple[int, ...], box: list[Piece], at: list[Weights]
) -> Fraction | None:
    """What the form is times the polynomial there; None where both are 0."""
    point = [point_of(piece, weights) for piece, weights in zip(box, at, strict=True)]
    factors = (factor_of(*each) for each in zip(box, at, degrees, strict=True))
    value = value_of(coefficients, degrees, point) * math.prod(factors)
    found = value_of_form(exact, at)
    assert (value == 0) == (found == 0)
    return found / value if value else None


def test_rows_of_different_degrees_get_the_same_factor() -> None:
    second = Piece(Fraction(1, 3), Fraction(1), True, True)
    for first, wanted in (
        (Piece(Fraction(1, 2), Fraction(1), True, True), [7, 9, 8, 12]),
        (Piece(Fraction(1, 2), None, True, False, Fraction(1, 5)), [35, 45, 2, 6]),
    ):
        found = form([1, 0, 0, 1], (1, 1), [first, second], None).values
        assert [value // math.gcd(*found) for value in found] == wanted


@given(st.data(), polynomials())
def test_the_exact_form_is_a_positive_multiple_of_the_polynomial(
    data: st.DataObject, polynomial: tuple[list[int], tuple[int, ...]]
) -> None:
    coefficients, degrees = polynomial
    box = [data.draw(pieces()) for _ in degrees]
    exact = form(coefficients, degrees, box, None)
    places = [[(data.draw(positive), data.draw(positive)) for _ in degrees] for _ in range(3)]
    scales = {scale_of(exact, coefficients, degrees, box, at) for at in places} - {None}
    assert len(scales) <= 1 and all(scale is not None and scale > 0 for scale in scales)


FINER = 2000


@given(st.data(), polynomials(), st.integers(1, 90))
def test_rounded_forms_lie_below_the_exact_ones_and_not_far(
    data: st.DataObject, polynomial: tuple[list[int], tuple[int, ...]], bits: int
) -> None:
    coefficients, degrees = polynomial
    box = [data.draw(pieces()) for _ in degrees]
    exact, fine, rounded = (form(coefficients, degrees, box, size) for size in (None, bits + FINER, bits))
    largest = max(range(len(exact.values)), key=lambda place: abs(exact.values[place]))
    assume(exact.values[largest])
    scale = Fraction(fine.values[largest], exact.values[largest] << FINER)
    for depth in range(4):
        for b, value in zip(rounded.values, exact.values, strict=True):
            assert -depth - 1 < b - scale * value < Fraction(1, 1 << FINER // 2)
        axis, side = data.draw(st.integers(0, len(degrees) - 1)), data.draw(st.integers(0, 1))
        exact, rounded = halves(exact, axis, True)[side], halves(rounded, axis, False)[side]
        scale /= 2 ** degrees[axis]


@given(st.data(), polynomials())
def test_halves_are_the_form_on_the_halves(data: st.DataObject, polynomial: tuple[list[int], tuple[int, ...]]) -> None:
    coefficients, degrees = polynomial
    box = [data.draw(pieces()) for _ in degrees]
    whole = form(coefficients, degrees, box, None)
    axis = data.draw(st.integers(0, len(degrees) - 1))
    inner = [(data.draw(positive), data.draw(positive)) for _ in degrees]
    for side, half in enumerate(halves(whole, axis, True)):
        # the middle is u = v: the halves' ends are (1, 0), (1/2, 1/2) and (1/2, 1/2), (0, 1)
        s, t = inner[axis]
        outer = list(inner)
        outer[axis] = (s + t / 2, t / 2) if side == 0 else (s / 2, s / 2 + t)
        assert value_of_form(half, inner) == 2 ** degrees[axis] * value_of_form(whole, outer)


@pytest.mark.parametrize(
    ("piece", "ends"),
    [
        (Piece(Fraction(1), Fraction(3), True, True), (6, 32)),
        (Piece(Fraction(1, 2), Fraction(1, 2), True, True), (Fraction(13, 4), Fraction(13, 4))),
        (Piece(Fraction(1), None, True, False), (6, 3)),
        (Piece(None, Fraction(1), False, True), (3, 6)),
    ],
)
def test_the_ends_of_a_form_are_the_values_at_the_ends(piece: Piece, ends: tuple[Fraction, Fraction]) -> None:
    exact = form([2, 1, 3], (2,), [piece], None)
    assert Fraction(exact.values[0]) * ends[1] == exact.values[-1] * ends[0] and exact.values[0] > 0


def test_corners_in_two_variables() -> None:
    box = [Piece(Fraction(0), Fraction(2), True, True), Piece(Fraction(-1), Fraction(1), True, True)]
    exact = form([0, 0, 0, 1], (1, 1), box, None)
    assert exact.values == [0, 0, -2, 2]
    assert [half.values for half in halves(exact, 0, True)] == [[0, 0, -2, 2], [-2, 2, -4, 4]]
    assert [half.values for half in halves(exact, 1, True)] == [[0, 0, -4, 0], [0, 0, 0, 4]]


def test_rounding_goes_down_on_both_sides_of_zero() -> None:
    unit = [Piece(Fraction(0), Fraction(1), True, True)]
    assert form([-1000, 1001], (1,), unit, 2).values == [-8, 0]
    assert form([1000, -1001], (1,), unit, 2).values == [7, -1]
    assert halves(Form([-1, 0], (1,)), 0, False)[0].values == [-1, -1]
    assert halves(Form([3, 0], (1,)), 0, False)[1].values == [1, 0]


def test_precision_is_counted_from_the_largest_coefficient() -> None:
    unit = [Piece(Fraction(0), Fraction(1), True, True)]
    for scale in (1, 2**500):
        found = form([0, 0, 0, scale], (3,), unit, 64).values
        assert found[:3] == [0, 0, 0] and 63 <= found[3].bit_length() <= 65


@pytest.mark.parametrize(
    ("values", "degrees", "ends", "strictly"),
    [
        ([1, 1], (1,), [(True, True)], True),
        # a zero at an end that belongs, and at one that does not
        ([0, 1], (1,), [(True, True)], False),
        ([0, 1], (1,), [(False, True)], True),
        ([1, 0], (1,), [(True, True)], False),
        ([1, 0], (1,), [(True, False)], True),
        ([0, 1, 0], (2,), [(False, False)], True),
        ([0, 1, 0], (2,), [(True, False)], False),
        ([0, 0, 0], (2,), [(False, False)], False),
        ([0], (0,), [(False, False)], False),
        ([1], (0,), [(True, True)], True),
        # inside, b = 0 does not hinder
        ([1, 0, 0, 1], (3,), [(True, True)], True),
        # faces: 0 at one corner; on one edge
        ([0, 1, 1, 1], (1, 1), [(True, True), (True, True)], False),
        ([0, 1, 1, 1], (1, 1), [(False, True), (True, True)], True),
        ([0, 1, 1, 1], (1, 1), [(True, True), (False, True)], True),
        ([0, 0, 1, 1], (1, 1), [(True, True), (False, False)], False),
        ([0, 0, 1, 1], (1, 1), [(False, True), (False, False)], True),
        ([0, 0, 1, 0], (1, 1), [(False, False), (False, False)], True),
        ([0, 0, 1, 0], (1, 1), [(False, True), (False, False)], True),
        ([0, 0, 1, 0], (1, 1), [(False, True), (False, True)], False),
    ],
)
def test_what_a_form_shows(
    values: list[int], degrees: tuple[int, ...], ends: list[tuple[bool, bool]], strictly: bool
) -> None:
    assert shows(Form(values, degrees), ends, strict=False)
    assert shows(Form(values, degrees), ends, strict=True) is strictly
    for place in range(len(values)):
        negative = [*values[:place], -1, *values[place + 1 :]]
        assert not shows(Form(negative, degrees), ends, strict=False)
        assert not shows(Form(negative, degrees), ends, strict=True)


@given(st.data(), st.one_of(st.tuples(st.integers(0, 4)), st.tuples(st.integers(0, 2), st.integers(0, 2))))
def test_what_is_shown_is_so_at_every_point_that_belongs(data: st.DataObject, degrees: tuple[int, ...]) -> None:
    size = math.prod(degree + 1 for degree in degrees)
    subject = Form(data.draw(st.lists(st.sampled_from([0, 0, 0, 1]), min_size=size, max_size=size)), degrees)
    ends = [(data.draw(st.booleans()), data.draw(st.booleans())) for _ in degrees]
    places = [Fraction(0), Fraction(1, 3), Fraction(1)]
    belonging = [
        [t for t in places if (t > 0 or low) and (t < 1 or high)] for low, high in ends
    ]  # fmt: skip
    values = [value_of_form(subject, [(1 - t, t) for t in point]) for point in itertools.product(*belonging)]
    assert shows(subject, ends, strict=True) is all(value > 0 for value in values)


@pytest.mark.parametrize(
    ("piece", "bits"),
    [
        (Piece(Fraction(1, 1 << 200_000), None, True, False), 64),
        (Piece(None, Fraction(0), False, True, Fraction(1, 1 << 200_000)), 64),
        (Piece(Fraction(0), Fraction(1, 1 << 200_000), True, True), None),
        (Piece(Fraction(0), Fraction(1), True, True), 1 << 24),
    ],
)
def test_long_numbers_are_refused_before_they_are_made(piece: Piece, bits: int | None) -> None:
    with pytest.raises(Rejected, match="bits of coefficients"):
        form([1] * 3001, (3000,), [piece], bits)
