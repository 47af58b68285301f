"""Numbers in three forms, and what decides a claim at an input."""

from fractions import Fraction

import pytest

from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.report.failing_input import Forms, failing_input, forms


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, Forms("0")),
        (3, Forms("3", "", "11")),
        (-200, Forms("-200", "", "-1100 1000")),
        (Fraction(1, 8), Forms("1/8", "0.125")),
        (Fraction(1, 3), Forms("1/3", "≈ 0.333333333333")),
        (True, Forms("true")),
    ],
)
def test_a_number_in_its_forms(value: int | Fraction, expected: Forms) -> None:
    assert forms(value) == expected


def test_a_long_number_is_cut_with_its_length() -> None:
    assert forms(10**500).exact.endswith("… (501 characters)")
    assert forms(10**500).bits == ""


def test_only_the_branch_that_is_taken_is_shown() -> None:
    claim = parse("not forall integer x: (if x < 5 then x >= 1 and x <= 2 else x == 0)")
    found = failing_input(claim, {"x": "3"})
    assert [
        (comparison.holds, [side.value.exact for side in comparison.sides]) for comparison in found.comparisons
    ] == [
        (True, ["3", "1"]),
        (False, ["3", "2"]),
    ]


def test_undefined_and_irrational_sides() -> None:
    [comparison] = failing_input(parse("forall integer x: 1 / x > 0"), {"x": "0"}).comparisons
    assert comparison.holds is None and comparison.sides[0].value.exact.startswith("undefined")
    [comparison] = failing_input(parse("forall real x: exp(x) < 2"), {"x": "1"}).comparisons
    assert comparison.holds is False and comparison.sides[0].value.decimal.startswith("≈ 2.71828")


def test_an_input_of_another_claim_is_refused() -> None:
    with pytest.raises(Rejected):
        failing_input(parse("forall integer x: x > 0"), {"y": "1"})
