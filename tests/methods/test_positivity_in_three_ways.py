"""The same claims by three kinds of certificate that have nothing in common, each checked by the kernel alone."""

import pytest

from tests.methods.asking import ask, proves, theorem
from verify.kernel.certificate import read_certificate, write_certificate
from verify.kernel.check import check

METHODS = ("bernstein", "sum_of_squares", "sturm")
RANDOM = "7*x**6 - 3*x**5 + 2*x**4 + x**3 + 5*x**2 - 4*x + 3"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "text",
    [
        "forall real x: x**2 - x + 1 > 0",
        "forall real x: sum(k = 0 .. 50: x**k / factorial(k)) > 0",
        "forall real x: sum(k = 0 .. 60: x**k) > 0",
        f"forall real x: {RANDOM} > 0",
        "forall real x: x**10 + 2 * (101 * x - 1)**8 > 0",
        "forall real x: ((x - 1) * (x - 2) * (x - 3) * (x - 4))**2 + 1 > 0",
        f"forall real x: (x - 1/3)**2 + 1/{2**200} > 0",
        "forall real x >= 0: x**3 - 3 * x + 21/10 > 0",
        "forall real -1 <= x <= 1: 2 - x**2 - x**5 / 2 > 0",
    ],
)
def test_all_three_prove_it(method, text):
    assert proves(method, text)
    assert method in theorem(method, text).rules


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "text",
    [
        "forall real x: (x - 1)**2 > 0",
        "forall real x: (x**2 - 2)**2 > 0",
        f"forall real x: (x - 1/3)**2 - 1/{2**200} > 0",
        "forall real x: x**3 + 1 > 0",
        "forall real x: 0 * x > 0",
    ],
)
def test_none_proves_what_touches_or_crosses_zero(method, text):
    certificate = ask(method, text).certificate
    assert certificate is None or "not forall" in certificate_text(certificate)


def certificate_text(certificate):
    text = write_certificate(certificate)
    check(read_certificate(text))
    return text
