import pytest

from tests.methods.asking import proves
from verify.kernel.parse import parse
from verify.methods.positivstellensatz import by_contradiction, prove, prove_equation


@pytest.mark.parametrize(
    "text",
    [
        "forall real x, real y: x + y == y + x",
        "forall real x > 0, real y > 0: x / y > 0",
        "forall real x < 0: 1 / x < 0",
        "forall real x: x > 1, x < 0 ==> false",
        "forall real x: true",
    ],
)
def test_proofs_by_the_polynomial_rule(text):
    assert prove(parse(text))["rule"] == "polynomial"


@pytest.mark.parametrize(
    "text",
    ["forall real x: x == 1", "forall real x: x != 1", "forall real x, real y: x / y == x / y", "forall real x: false"],
)
def test_none_where_none_is_found(text):
    assert prove(parse(text)) is None


@pytest.mark.parametrize("text", ["forall real x: 1 / (x - x) > 0", "forall real x: x / 0 == 0"])
def test_what_divides_by_zero_has_no_proof(text):
    assert prove(parse(text)) is None and prove_equation(parse(text)) is None


MEANS = "forall real x >= 0, real y >= 0, real t >= 0: t**2 == x * y ==>"


@pytest.mark.parametrize(
    "goal", ["t <= (x + y) / 2", "2 * t < x + y + 1", "(x + y) / 2 >= t", "t / 2 <= (x + y) / (2 * 2)"]
)
def test_by_contradiction_where_no_multiple_of_the_goal_is_seen_to_be_positive(goal):
    assert prove(parse(f"{MEANS} {goal}")) is None
    assert by_contradiction(parse(f"{MEANS} {goal}"))["rule"] == "split"
    assert proves("case_analysis", f"{MEANS} {goal}")


def test_by_contradiction_of_quotients():
    claim = parse(f"{MEANS} (2 * t + 1) / (x + y + 1) <= 1")
    proof = by_contradiction(claim)
    assert prove(claim) is None
    assert proof["rule"] == "cut" and proof["evidence"]["proof"]["rule"] == "split"


@pytest.mark.parametrize("goal", ["t <= (x + y) / 3", "t == x", "t != x or true", "1 / (x - x) <= t"])
def test_no_contradiction_where_there_is_none(goal):
    assert by_contradiction(parse(f"{MEANS} {goal}")) is None
