import pytest

from verify.cli.typed_statement import read_typed
from verify.kernel.certificate import Certificate
from verify.kernel.check import check
from verify.methods.gram_matrices import prove


@pytest.mark.parametrize(
    "text",
    [
        "forall x, y, z: x^2 + y^2 + z^2 >= x*y + y*z + z*x",
        "forall x, y, z: 3*x^2 + 2*y^2 + 5*z^2 - 2*x*y + 4*x*z - 3*y*z >= 0",
        "forall x, y: x^2 + x*y + y^2 + 1/1000 > 0",
        "forall real x >= 0, real y >= 0, real z >= 0: x^3 + y^3 + z^3 >= 3*x*y*z",
        "forall a, b, c, x: a > 0, b^2 - 4*a*c < 0 ==> a*x^2 + b*x + c > 0",
        "forall real x > 0, real y > 0, real z > 0: x/(y + z) + y/(z + x) + z/(x + y) >= 3/2",
        "forall x, y: x^4*y^2 + x^2*y^4 + 1 >= 3*x^2*y^2",
        "forall x, y: x + y == 1 ==> x^2 + y^2 >= 1/2",
        "forall x, y: x^2 + y^2 <= 1 ==> x + y <= 1.5",
    ],
)
def test_true_claims_are_proved(text: str) -> None:
    claim = read_typed(text)
    proof = prove(claim)
    assert proof is not None
    assert check(Certificate(claim, proof["rule"], proof["evidence"])).rules == ("polynomial",)


@pytest.mark.parametrize(
    "text",
    [
        "forall x, y: x^2 + x*y + y^2 > 0",
        "forall x, y: x^2 + 3*x*y + y^2 >= 0",
        "forall x, y: x + y == 1 ==> x^2 + y^2 >= 0.51",
        "forall integer x, y: x^2 + y^2 >= 2*x*y",
        "forall x, y: x == y",
    ],
)
def test_what_it_does_not_prove(text: str) -> None:
    assert prove(read_typed(text)) is None
