"""Float formats: their numbers against Python's struct and the published tables, on plain and symbolic patterns."""

import math
import struct
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify import E4M3, E5M2, FloatFormat, bfloat16, binary16, binary32, binary64, claim, each, pattern
from verify.claims.claim import COLLECTED, ClaimError
from verify.claims.collect import cases_of
from verify.claims.instance import state
from verify.kernel.evaluate import evaluate
from verify.kernel.text import domain_text
from verify.trace.oracle import TraceError

CODES = {binary16: ("<H", "<e"), binary32: ("<I", "<f"), binary64: ("<Q", "<d")}
FORMATS = [E5M2, E4M3, bfloat16, binary16, binary32, binary64]
SMALLEST = FloatFormat("E2M1", 2, 1, 1, "numbers")


def decoded(form, number):
    """What struct makes of a pattern."""
    integer, real = CODES[form]
    return struct.unpack(real, struct.pack(integer, number))[0]


@pytest.mark.parametrize("form", CODES, ids=str)
@given(st.data())
def test_patterns_are_what_struct_says(form, data):
    number = data.draw(st.integers(0, 2**form.bits - 1))
    expected = decoded(form, number)
    assert form.is_nan(number) == math.isnan(expected)
    assert form.is_infinite(number) == math.isinf(expected)
    assert form.is_finite(number) == math.isfinite(expected)
    assert form.is_negative(number) == (math.copysign(1, expected) < 0 if expected == expected else form.sign(number))
    if math.isfinite(expected):
        assert form.value(number) == Fraction(expected)
        assert form.is_normal(number) == (abs(form.value(number)) >= form.value(form.least_normal))
        assert form.is_subnormal(number) == (expected != 0 and not form.is_normal(number))
    else:
        with pytest.raises(ValueError, match="has no value"):
            form.value(number)


@pytest.mark.parametrize("form", CODES, ids=str)
@given(st.data())
def test_the_nearest_pattern_is_what_struct_rounds_to(form, data):
    number = data.draw(st.floats(allow_nan=False, allow_infinity=False))
    integer, real = CODES[form]
    try:
        expected = struct.unpack(integer, struct.pack(real, number))[0]
    except OverflowError:
        with pytest.raises(ValueError, match="beyond the largest number"):
            form.nearest(Fraction(number))
        return
    found = form.nearest(Fraction(number))
    assert form.magnitude(found) == form.magnitude(expected)
    assert form.is_negative(found) == (number < 0)


@pytest.mark.parametrize("form", [*FORMATS, SMALLEST], ids=str)
def test_single_patterns(form):
    assert form.value(form.one) == 1
    assert form.value(form.least_normal) == Fraction(2) ** (1 - form.bias)
    assert form.is_finite(form.largest)
    assert form.largest + 1 == 2 ** (form.bits - 1) or not form.is_finite(form.largest + 1)
    assert form.exponent(form.largest) == form.top_exponent - (form.top == "infinities")


def test_e4m3_as_the_ocp_has_it():
    assert E4M3.value(0b0_1111_110) == 448 and E4M3.value(0b0_0000_001) == Fraction(1, 512)
    assert [number for number in range(256) if E4M3.is_nan(number)] == [0x7F, 0xFF]
    assert not any(map(E4M3.is_infinite, range(256)))


def test_e5m2_as_the_ocp_has_it():
    assert E5M2.value(0b0_11110_11) == 57344 and E5M2.value(1) == Fraction(1, 65536)
    assert [number for number in range(256) if E5M2.is_infinite(number)] == [0x7C, 0xFC]
    assert [number for number in range(256) if E5M2.is_nan(number)] == [0x7D, 0x7E, 0x7F, 0xFD, 0xFE, 0xFF]


def test_e2m1_as_the_ocp_has_it():
    assert [SMALLEST.value(number) for number in range(8)] == [0, Fraction(1, 2), 1, Fraction(3, 2), 2, 3, 4, 6]
    assert SMALLEST.value(0b1111) == -6


@pytest.mark.parametrize("form", [E5M2, E4M3, bfloat16, binary16], ids=str)
def test_every_number_is_nearest_to_itself(form):
    for number in range(0, 2**form.bits, 1 if form.bits == 8 else 77):
        if form.is_finite(number) and form.magnitude(number):
            assert form.nearest(form.value(number)) == number


def test_half_way_goes_to_the_even_pattern():
    assert E5M2.nearest(Fraction(9, 8)) == E5M2.one and E5M2.nearest(Fraction(11, 8)) == E5M2.one + 2
    assert E5M2.nearest(Fraction(1, 2**17)) == 0 and binary32.nearest(Fraction("9.75")) == 0x411C0000


def test_without_a_sign():
    unsigned = FloatFormat("UE5M3", 5, 3, 15, signed=False)
    assert unsigned.bits == 8 and unsigned.sign(255) == 0 and unsigned.value(0b11110_111) == 61440
    with pytest.raises(ValueError, match="no negative numbers"):
        unsigned.nearest(-1)


@pytest.mark.parametrize(
    "fields",
    [
        ("", 5, 2, 15), (5, 5, 2, 15), ("f", 0, 2, 15), ("f", 5, 0, 15), ("f", 5, 2.0, 15), ("f", True, 2, 15),
        ("f", 5, 2, 7.5), ("f", 5, 2, 15, "nothing"), ("f", 5, 2, 15, "numbers", 1),
    ],
)  # fmt: skip
def test_what_is_no_format(fields):
    with pytest.raises(ValueError, match=r"\w"):
        FloatFormat(*fields)


@pytest.mark.parametrize("number", [0.5, "1/2", None, True])
def test_what_has_no_nearest_pattern(number):
    with pytest.raises(TraceError):
        binary32.nearest(number)


def test_patterns_are_domains_and_formats_are_choices():
    assert domain_text(pattern(E4M3).variable("x", {})) == "integer 0 <= x <= 255"
    assert domain_text(pattern("f").variable("x", {"f": binary16})) == "integer 0 <= x <= 65535"
    assert each([binary32, E4M3]).values == (binary32, E4M3)
    for wrong in ({}, {"f": 16}, {"f": "binary16"}):
        with pytest.raises(ValueError, match="float format"):
            pattern("f").variable("x", wrong)
    with pytest.raises(ValueError, match="float format"):
        pattern(16)


def test_the_name_of_a_format_must_be_an_argument_with_each():
    with pytest.raises(ClaimError, match=r"x=pattern\('f'\): f is no argument with each"):

        @claim(x=pattern("f"))
        def stated(x):
            return x >= 0


def instances(function, tmp_path, **domains):
    """The instances of a claim that is not in a file."""
    token = COLLECTED.set(found := [])
    try:
        claim(**domains)(function)
    finally:
        COLLECTED.reset(token)
    return [state(case) for case in cases_of(found[0], tmp_path / "floats.py")]


def ordered(x, f):
    """Twice a pattern's number, where it has one, in a statement whose conclusion is compared with plain runs."""
    return f.value(x) * 2 > f.value(1) and f.is_normal(x)


def test_traced_methods_say_what_they_say_of_plain_patterns(tmp_path):
    found = instances(ordered, tmp_path, f=each([E5M2, E4M3, SMALLEST, binary32]), x=pattern("f"))
    assert [one.id for one in found] == [f"floats.ordered[f={name}]" for name in ("E5M2", "E4M3", "E2M1", "binary32")]
    for instance, form in zip(found[:3], (E5M2, E4M3, SMALLEST), strict=True):
        for x in range(2**form.bits):
            if form.is_finite(x):
                assert evaluate(instance.statement.conclusion, {"x": x}) == ordered(x, form)
