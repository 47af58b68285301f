"""What is no arithmetic becomes a variable; quotients in hypotheses count."""

import pytest

from verify.kernel.certificate import Certificate, read_certificate, write_certificate
from verify.kernel.check import check
from verify.kernel.parse import parse
from verify.methods import named_terms


def accepted(text, prover):
    statement = parse(text)
    proof = prover(statement)
    if proof is None:
        return False
    return bool(check(read_certificate(write_certificate(Certificate(statement, proof["rule"], proof["evidence"])))))


@pytest.mark.parametrize(
    "text",
    [
        "forall real x: exp(x) > 0 ==> exp(x) + 1 > 0",
        "forall real x, real y: max(x, y) > 2 ==> max(x, y)**2 > 4",
        "forall real x: log(x) == 1 ==> log(x) >= 1",
        "forall real x: x**2 + 1 > 0",
    ],
)
def test_proved_quickly(text):
    assert accepted(text, named_terms.prove_quickly)


@pytest.mark.parametrize(
    "text",
    [
        "forall real x > 0, real y > 0, real z > 0: x / (x + y) <= z ==> x <= z * (x + y)",
        "forall real x > 0, real y > 0, real z: x / (x + x / y) <= z ==> y <= z * (y + 1)",
        "forall real x > 0, real y > 0: 1 / (1 + 1 / x) <= 1 / (1 + 1 / y) ==> x <= y",
        "forall real x > 0, real y > 0: x / (x + y) == 1 / (1 + y / x)",
    ],
)
def test_quotients_of_quotients(text):
    assert accepted(text, named_terms.prove)


@pytest.mark.parametrize(
    "text",
    [
        "forall real x: exp(x) > 0",  # forgotten of a variable
        "forall real x: log(x) == log(x)",  # without a value at 0
        "forall real x, real y, real z: x / y <= z ==> x <= z * y",  # y may be negative
    ],
)
def test_nothing_is_proved_that_is_not_known(text):
    assert named_terms.prove(parse(text)) is None
