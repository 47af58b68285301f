"""Method `enclosure`: what it proves by subdivision, and what it leaves alone or gives up on."""

import pytest

from tests.methods.asking import ask, proves, theorem
from verify.kernel.parse import parse
from verify.methods import enclosure
from verify.methods.plan import plan


@pytest.mark.parametrize(
    "text",
    [
        "forall: 0.0860713 < log(1 / log(2)) / log(2) - 1 / log(2) + 1",
        "forall: abs(4 * atan(1/5) - atan(1/239) - atan(1)) < 1 / 10**30",
        "forall real x: exp(x) > 0",
        "forall real x: abs(atan(x)) < 1.5708",
        "forall real 0 <= x <= 4: exp(x) > 7/10 * (1 + x)",
        "forall real 1 <= x <= 4: abs(sqrt(x) * sqrt(x) - x) < 1/10",
        "forall real x >= 1, real y >= 1: log(x) + log(y) >= 0",
        "forall real 1 <= x <= 2, real 1 <= y <= 2: x * y >= 3 ==> log(x) + log(y) > 1",
        "forall integer 0 <= n <= 20: exp(n) > n",
        "forall real w >= 0: w * exp(w) >= 9/25, w * exp(w) <= 37/100 ==> 0.27 < w and w < 0.28",
    ],
)
def test_proves(text):
    assert proves("enclosure", text)


@pytest.mark.parametrize(
    "text",
    [
        # close bounds, by expansions
        "forall real 0 <= x <= 1: abs(exp(x) - (1 + x + x**2 / 2 + x**3 / 6 + x**4 / 20)) <= 1/500",
        "forall real -1 <= x <= 1: abs(exp(x) - sum(k = 0 .. 12: x**k / factorial(k))) <= 1 / 10**9",
        "forall real 0 <= x <= 1, real 0 <= y <= 1/4: abs(exp(x * y) - 1 - x * y) <= 1/25",
        # tight in the middle, at an end, at both, and where x**k has a value that is known exactly
        "forall real -1 <= x <= 1: exp(x) >= 1 + x",
        "forall real 0 < x <= 1: exp(x) > 1 + x",
        "forall real 0 <= x <= 1: exp(x * log(2)) <= 1 + x",
        "forall real 0 <= x <= 1: atan(x) >= atan(1) * x",
        "forall real 1 <= x <= 4: ((1 + x) / 2 + x / ((1 + x) / 2)) / 2 >= sqrt(x)",
        "forall real 1 <= x <= 3: sqrt(x) <= (x + 2) / (2 * sqrt(2))",
    ],
)
def test_proves_by_expansions(text):
    statement = parse(text)
    tree = enclosure.prove(statement)["evidence"]["tree"]
    assert any(type(entry) is list and len(entry) == 3 for entry in tree)
    assert proves("enclosure", text)


def test_the_root_of_a_transcendental_equation():
    made = theorem("enclosure", "forall real w >= 0: w * exp(w) == exp(-1) ==> 0.278464542 < w and w < 0.2784645428")
    assert "enclosure" in made.rules


@pytest.mark.parametrize(
    "text",
    [
        "forall real x: exp(x) >= 1 + x",
        "forall real x: exp(x) > x",
        "forall real x >= 0: exp(x) > 1",
        "forall real x: log(x) < 10",
        "forall real x: x > 1, x < 0 ==> exp(x) < 0",
        "forall real x: x**(10**7) >= 0 or exp(x) > 0",
    ],
)
def test_gives_up_on_what_is_false_tight_or_endless(text):
    assert ask("enclosure", text).kind == "gave_up"


def test_polynomials_are_left_to_others():
    statement = parse("forall real 0 <= x <= 1: x * (1 - x) < 1/2")
    assert "enclosure" not in plan(statement) and enclosure.prove(statement) is None
    assert "enclosure" in plan(parse("forall real x >= 1: log(x) >= 0"))


def test_it_is_a_part_of_case_analysis():
    made = theorem("case_analysis", "forall real 1 <= x <= 2: log(x) < 1 and x * (3 - x) > 1")
    assert "enclosure" in made.rules and "conjunction" in made.rules
