import pytest

from verify.kernel.parse import parse
from verify.methods.positivstellensatz import prove, prove_equation


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
