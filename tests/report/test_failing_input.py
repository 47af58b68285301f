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


def test_a_run_is_told_step_by_step() -> None:
    text = (
        "forall real p, states real x, integer n, inputs real u: from x = p, n = 0 by x -> x * u, n -> n + 1 "
        "always x < 4 or n < 2"
    )
    found = failing_input(parse(text), {"p": "3", "@steps": "2", "u@1": "2", "u@2": "1"})
    assert [(name, value.exact) for name, value in found.values] == [
        ("p", "3"), ("x at the start", "3"), ("n at the start", "0"),
        ("u in step 1", "2"), ("x after step 1", "6"), ("n after step 1", "1"),
        ("u in step 2", "1"), ("x after step 2", "6"), ("n after step 2", "2"),
    ]  # fmt: skip
    assert [comparison.holds for comparison in found.comparisons] == [False]


def test_of_a_long_run_the_beginning_and_the_end_are_told_and_where_it_is_undefined() -> None:
    long = failing_input(parse("forall states integer n: from n = 0 by n -> n + 1 always n < 99"), {"@steps": "99"})
    assert len(long.values) == 13 and ("…", "88 steps") in [(name, value.exact) for name, value in long.values]
    ended = failing_input(parse("forall states integer n: from n = 0 by n -> 1 // n always true"), {"@steps": "1"})
    assert [value.exact for _, value in ended.values] == ["0", "undefined"] and not ended.comparisons
