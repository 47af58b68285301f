from fractions import Fraction

import pytest

from tests.methods.asking import ask, theorem
from verify.kernel.statement import Exists, ForAll
from verify.kernel.text import statement_text


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("forall real x: x**4 - 4 * x**3 + 28 >= 2", "forall real x: x**4 - 4 * x**3 + 28 >= 1"),
        ("forall real x: 2 * x - x**2 < 1", "forall real x: 2 * x - x**2 <= 1"),
        ("forall real x: x**2 >= 2 * x - 1/2", "forall real x: x**2 - (2 * x - 1/2) >= -1/2"),
        (
            "forall real x >= 0, real y >= 0: x + y <= 1 ==> 1/5 >= x * y",
            "forall real x >= 0, real y >= 0: x + y <= 1 ==> x * y <= 1/4",
        ),
    ],
)
def test_a_bound_that_is_attained(text, bound):
    made = theorem("best_constant", text)
    assert statement_text(made.statement) == bound and made.inhabited


def test_a_bound_in_decimals_and_the_nearest_miss():
    made = theorem("best_constant", "forall real x: x**4 - 3 * x + 1 > 0")
    assert isinstance(made.statement, ForAll)
    assert Fraction(0) < Fraction("-1.04426066") - made.statement.conclusion.args[1].value < Fraction(1, 10**7)
    witness = Fraction(ask("best_constant", "forall real x: x**4 - 3 * x + 1 > 0").certificate.witness["x"])
    assert abs(witness - Fraction("0.908560296")) < Fraction(1, 10**5)


def test_without_any_bound_the_value_is_what_is_certified():
    made = theorem("best_constant", "forall real x: x**3 >= 0")
    assert isinstance(made.statement, Exists)


@pytest.mark.parametrize(
    "text", ["forall real x: x == 1", "forall integer x: x > 1", "forall real x: x > 1, x < 0 ==> x > 3"]
)
def test_it_is_about_comparisons_of_reals_by_order(text):
    assert ask("best_constant", text).kind == "gave_up"
