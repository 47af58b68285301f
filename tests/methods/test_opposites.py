"""Hypotheses that exclude each other, and those that make an equation."""

import pytest

from verify.kernel.certificate import Certificate
from verify.kernel.check import check
from verify.kernel.parse import parse
from verify.kernel.rules import cut
from verify.methods.opposites import find_equation, prove_contradiction


@pytest.mark.parametrize(
    ("text", "contradictory"),
    [
        ("forall real x, real y: x * y > 1, x * y <= 1 ==> x == 7", True),
        ("forall real x, real y: x**2 > y, y >= 3, x**2 <= 3 ==> x == 7", True),
        ("forall real x, real y: x * y == 1, x * y == 2 ==> x == 7", True),
        ("forall real x, real y: x * y >= 1, x * y <= 1 ==> x == 7", False),
        ("forall real x: x == 7", False),
    ],
)
def test_contradictions(text, contradictory):
    claim = parse(text)
    proof = prove_contradiction(claim)
    assert (proof is not None) is contradictory
    if proof is not None:
        check(Certificate(claim, proof["rule"], proof["evidence"]))


def test_two_opposite_inequalities_are_an_equation():
    claim = parse("forall real x, real y: 2 * x * y >= 2, x * y <= 1 ==> x * y == 1")
    lemma, proof = find_equation(claim)
    first, rest = cut.parts(claim, lemma)
    check(Certificate(first, proof["rule"], proof["evidence"]))
    assert find_equation(rest) is None


def test_no_equation_of_strict_or_other_inequalities():
    assert find_equation(parse("forall real x, real y: x * y > 1, x * y <= 1 ==> x == 7")) is None
    assert find_equation(parse("forall real x, real y: x * y >= 1, x <= 1 ==> x == 7")) is None
