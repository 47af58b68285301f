import pytest

from tests.methods.asking import ask, theorem
from verify.kernel.certificate import read_certificate, write_certificate
from verify.kernel.check import check


@pytest.mark.parametrize(
    "text",
    [
        "exists real x: x**2 == 2",
        "exists real x: x**3 - x - 1 == 0, x > 0",
        "exists real w >= 0: w * exp(w) == exp(-1)",
        "exists real s, real x, real y: sum(k = 0 .. 3: s**k / factorial(k)) == 0, s <= x, x < y",
        "exists real x, real y: x * x == y, y > 1, x != 1",
    ],
)
def test_proves_that_an_irrational_input_exists(text):
    assert "intermediate_value" in theorem("existence", text).rules


@pytest.mark.parametrize(
    "text", ["exists real x: x**2 == -1", "exists real x: x**2 == 2, x**2 == 3", "exists real x: x > 1"]
)
def test_gives_up_where_no_sign_changes(text):
    assert ask("existence", text).kind == "gave_up"


def test_a_proof_under_an_irrational_hypothesis_shows_that_it_can_be_met():
    finding = ask("case_analysis", "forall real x > 0: x**2 == 2 ==> x < 3/2")
    certificate = finding.certificate
    assert certificate.witness is None and certificate.inhabited is not None
    made = check(read_certificate(write_certificate(certificate)))
    assert made.inhabited and "intermediate_value" in made.rules
