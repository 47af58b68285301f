"""Hypotheses with quotients, denominators cleared: what they say, with a proof that the kernel accepts."""

import pytest

from tests.methods.asking import ask, proves
from verify.kernel.certificate import Certificate
from verify.kernel.check import check
from verify.kernel.parse import parse
from verify.kernel.rules import cut
from verify.kernel.text import term_text
from verify.methods.clearing import find, prove_defined


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("forall real x > 0, real y > 0, real z: z / (x * y) >= 1 ==> z > 0", "-(x * y) + z >= real(0)"),
        ("forall real x > 0, real y < 0, real z: z / (x * y) > 1 ==> z < 0", "x * y - z > real(0)"),
        ("forall real x > 0, real y > 0, real z: z / (x + y) == 1 / y ==> z > 0", "-x + y * z - y == real(0)"),
        # what the kernel clears itself
        ("forall real x > 0, real y: y / x >= 1 ==> y > 0", None),
        ("forall real x < 0, real y: y / x > 1 ==> y < 0", None),
        ("forall real x > 0, real y > 0, real c > 0: c * x / (c * y) < 1 ==> x < y", "-x + y > real(0)"),
        ("forall real x > 0, real y: x / y > 1 ==> y > 0", None),
        ("forall real x > 0, real y: 1 / x != y ==> y > 0", None),
        ("forall real x, real y: y >= 1 ==> y > 0", None),
    ],
)
def test_what_a_hypothesis_says(text, lemma):
    claim = parse(text)
    found = find(claim, claim.hypotheses)
    if lemma is None:
        assert found is None
        return
    term, proof = found
    assert term_text(term).replace(" * ", "*") == lemma.replace(" * ", "*").replace("real(0)", "0")
    check(Certificate(cut.parts(claim, term)[0], proof["rule"], proof["evidence"]))


def test_nothing_new_where_it_is_known():
    claim = parse("forall real x > 0, real y > 0, real z: z / (x * y) >= 1, -(x * y) + z >= 0 ==> z > 0")
    assert find(claim, claim.hypotheses) is None


def test_a_condition_has_a_value_where_its_divisors_are_not_zero():
    claim = parse("forall real x > 0, real y: y > 0")
    assert prove_defined(claim, parse("forall real x > 0, real y: y / x < 1").conclusion) is not None
    assert prove_defined(claim, parse("forall real x > 0, real y: x / y < 1").conclusion) is None


@pytest.mark.parametrize(
    "text",
    [
        "forall real x > 0, real y > 0: x / y >= 1, y >= 2 ==> x >= 2",
        "forall real x > 0, real y > 0: min(1, x / y) <= 1",
        "forall real x > 0, real y > 0: y * max(1, x / y) == max(x, y)",
        "forall real p > 0, real q > 0, real r > 0: min(1, p / q) * min(1, q / r) <= min(1, p / r)",
        "forall real x > 0, real y > 0: abs(x / y - 1) * y == abs(x - y)",
    ],
)
def test_comparisons_of_quotients(text):
    assert proves("case_analysis", text)


@pytest.mark.parametrize(
    "text", ["forall real x, real y: min(1, x / y) <= 1", "forall real x > 0, real y > 0: x / y <= 1"]
)
def test_none_where_it_is_not_so(text):
    assert ask("case_analysis", text).certificate is None
