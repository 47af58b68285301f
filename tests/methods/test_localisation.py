import pytest

from tests.methods.asking import ask, proves

CUBIC = "sum(k = 0 .. 3: s**k / factorial(k))"


@pytest.mark.parametrize(
    "text",
    [
        "forall real s: s**3 == 2 ==> 1.2599210498 < s and s < 1.2599210499",
        f"forall real s: {CUBIC} == 0 ==> abs(s + 1.59607163798) <= 1/10**10",
        f"forall real s: {CUBIC} == 0 ==> 1.33402 < sum(k = 0 .. 4: s**k / factorial(k)) / exp(s)",
        "forall real s > 0, real x: s**2 == 2, 0 <= x, x <= s ==> exp(x) < 4.12",
    ],
)
def test_proves_what_a_root_determines(text):
    assert proves("case_analysis", text)


@pytest.mark.parametrize(
    "text",
    [
        "forall real s: s**2 == 2 ==> s > 0",
        "forall real s: s**2 == 2 ==> exp(s) < 4",
    ],
)
def test_gives_up_on_what_is_false_at_the_root(text):
    assert ask("case_analysis", text).kind == "gave_up"
