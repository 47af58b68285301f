import pytest

from tests.methods.asking import ask, refutes
from verify.kernel.parse import parse
from verify.methods.nlsat import find_input, is_unmet


@pytest.mark.parametrize(
    "text",
    [
        "forall real x, real y: x**4 * y**2 + x**2 * y**4 + 1 >= 3 * x**2 * y**2 + 1/100000",
        "forall real x, real y: x > 1000 ==> x * y < 5000 or y <= 5",
        "forall real x: x**2 > 2 ==> x**2 > 2.0001",
        "forall real x, real y: x / y == x / y",
        "forall real x: abs(x) < 1000 or min(x, 5) == max(x, 5) or x < 10000",
    ],
)
def test_false_claims_are_refuted(text):
    assert refutes("nlsat", text)


@pytest.mark.parametrize(
    "text",
    [
        "forall real x, real y: x**2 + y**2 >= 2 * x * y",
        "forall real x > 0, real y > 0, real z > 0: x / (y + z) + y / (z + x) + z / (x + y) >= 3/2",
        "forall real x, real y: y != 0 ==> x / y == x / y",
    ],
)
def test_that_there_is_no_counterexample_is_an_opinion(text):
    finding = ask("nlsat", text)
    assert (finding.kind, finding.says, finding.certificate) == ("opinion", "holds", None)


def test_an_irrational_counterexample_is_not_claimed():
    assert "no rational input" in ask("nlsat", "forall real x: x**2 != 2").reason


@pytest.mark.parametrize("text", ["forall real x: x**100 >= 0", "forall real x: sum(k = 0 .. 3000: x) >= x"])
def test_what_is_not_translated(text):
    assert ask("nlsat", text).kind == "gave_up"


def test_inputs_that_meet_hypotheses():
    claim = parse("forall real x, real y: x * y == 7, x + y == 11/2 ==> x > 0")
    found = find_input(claim.variables, claim.hypotheses)
    assert sorted(found.values()) == ["2", "7/2"]
    empty = parse("forall real x: x**2 < 0 ==> x > 0")
    assert find_input(empty.variables, empty.hypotheses) is None
    assert is_unmet(empty.variables, empty.hypotheses) and not is_unmet(claim.variables, claim.hypotheses)
