"""Domains: what each admits, and what is no domain."""

from fractions import Fraction

import pytest

from verify.claims.domains import each, even, integers, odd, reals, signed_word, word
from verify.kernel.text import domain_text


@pytest.mark.parametrize(
    ("domain", "text"),
    [
        (integers(), "integer x"),
        (integers(1), "integer x >= 1"),
        (integers(high=-1), "integer x <= -1"),
        (integers(-3, 4), "integer -3 <= x <= 4"),
        (even(2), "even integer x >= 2"),
        (odd(1, 99), "odd integer 1 <= x <= 99"),
        (word(8), "integer 0 <= x <= 255"),
        (word("w"), "integer 0 <= x <= 15"),
        (signed_word(8), "integer -128 <= x <= 127"),
        (signed_word("w"), "integer -8 <= x <= 7"),
        (signed_word(1), "integer -1 <= x <= 0"),
        (reals(), "real x"),
        (reals(0, Fraction(1, 2), open_high=True), "real 0 <= x < 1/2"),
        (reals(low=1, open_low=True), "real x > 1"),
    ],
)
def test_a_domain_becomes_the_domain_of_a_variable(domain, text):
    assert domain_text(domain.variable("x", {"w": 4})) == text


@pytest.mark.parametrize("fixed", [{}, {"w": 0}, {"w": "8"}, {"w": True}])
def test_a_width_that_is_not_fixed_to_an_integer(fixed):
    with pytest.raises(ValueError, match="width"):
        word("w").variable("x", fixed)
    with pytest.raises(ValueError, match="width"):
        signed_word("w").variable("x", fixed)


@pytest.mark.parametrize(
    "build",
    [
        lambda: integers(1.0), lambda: integers(2, 1), lambda: integers(Fraction(1, 2)), lambda: even(True),
        lambda: odd("1"), lambda: word(0), lambda: word(8.0), lambda: signed_word(0), lambda: signed_word(-8),
        lambda: reals(0.5), lambda: reals(1, 0),
        lambda: reals(True), lambda: reals(open_low=True), lambda: reals("0"), lambda: each([]), lambda: each([1, 1]),
        lambda: each([1.5]), lambda: each([True]), lambda: each([None]),
    ],
)  # fmt: skip
def test_what_is_no_domain(build):
    with pytest.raises(ValueError, match=r"\w"):
        build()


def test_each_keeps_the_order():
    assert each(range(4, 0, -2)).values == (4, 2) and each(["b", "a"]).values == ("b", "a")
