import pytest

from tests.methods.asking import ask, refutes


@pytest.mark.parametrize(
    "text",
    [
        "forall real x: (x - 1/3)**2 > 0",
        "forall real x: x**4 - 10**9 * x**2 + 7 >= 0",
        "forall real x: (x**2 - 2)**2 >= 1/10**9",
        "forall real 1 <= x <= 2: x**2 - 2 < 19999999/10000000",
        "forall real x: x == 0",
        "forall real x: sum(k = 0 .. 51: x**k / factorial(k)) > 0",
    ],
)
def test_false_claims_are_refuted_wherever_they_fail(text):
    assert refutes("real_roots", text)


@pytest.mark.parametrize(
    "text", ["forall real x: x**2 + 1 > 0", "forall real x > 1: x**3 >= x", "forall real x: x >= x"]
)
def test_true_claims_are_an_opinion_only(text):
    finding = ask("real_roots", text)
    assert (finding.kind, finding.says, finding.certificate) == ("opinion", "holds", None)


def test_hypotheses_allow_no_opinion():
    assert ask("real_roots", "forall real x: x > 3 ==> x > 2").kind == "gave_up"


def test_what_is_no_polynomial():
    assert ask("real_roots", "forall real x: abs(x) >= 0").kind == "gave_up"
