"""Powers with exponents that are no constants, in recurrences with a counter."""

import pytest

from tests.methods.asking import ask, proves

TRUE = {
    "Cassini's identity":
        "forall states integer n, integer a, integer b: from n = 0, a = 0, b = 1 by n -> n + 1, a -> b, b -> a + b "
        "always n >= 0 and a * a + a * b - b * b == (-1)**(n + 1)",
    "a geometric sum":
        "forall real r, states integer n, real s: from n = 0, s = 0 by n -> n + 1, s -> s + r**n "
        "always n >= 0 and (r - 1) * s == r**n - 1",
    "two powers":
        "forall states integer n, integer x: from n = 0, x = 0 by n -> n + 1, x -> 3 * x + 2**n "
        "always n >= 0 and x == 3**n - 2**n",
    "a chain's distance from where it goes":
        "forall real p, real q, real a, states integer n, real x: from n = 0, x = a "
        "by n -> n + 1, x -> (1 - p) * x + q * (1 - x) "
        "always n >= 0 and (p + q) * x - q == ((p + q) * a - q) * (1 - p - q)**n",
    "compound interest is more than simple":
        "forall real r >= 0, states integer n, real x: from n = 0, x = 1 by n -> n + 1, x -> x * (1 + r) "
        "always n >= 0 and x == (1 + r)**n and x >= 1 + n * r",
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_closed_forms(name):
    assert proves("induction", TRUE[name])


def test_without_a_counter_that_is_known_not_to_be_negative_there_is_no_proof():
    text = TRUE["a geometric sum"].replace("n >= 0 and ", "")
    assert ask("induction", text).kind == "gave_up"


def test_another_sign_is_refuted():
    finding = ask("induction", TRUE["Cassini's identity"].replace("(n + 1)", "n"))
    assert finding.certificate is not None and finding.certificate.rule == "witness"
