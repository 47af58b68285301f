"""Rule `monotonicity`: two reals compare as their exponentials do."""

from typing import Any

import pytest

from tests.kernel.certificates import Evidence, by, by_polynomial, prove, refuse, term

RULE = "monotonicity"
GIVEN = by_polynomial(term(1, 0))


def of(what: str, proof: Evidence) -> Evidence:
    return {"of": what, "proof": proof}


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("forall real x, real y: x <= y ==> exp(x) <= exp(y)", of("exponents", GIVEN)),
        ("forall real x, real y: x < y ==> exp(y) > exp(x)", of("exponents", GIVEN)),
        ("forall real x, real y: exp(x) == exp(x)", of("exponents", by_polynomial())),
        (
            "forall real x, real y: exp(x) < exp(y) ==> x < y",
            of("exponentials", by("generalise", terms=["exp(x)", "exp(y)"], proof=GIVEN)),
        ),
        # what has no value on one side has none on the other
        (
            "forall real x: log(x) > 0 ==> exp(log(x)) > exp(0)",
            of("exponents", by("generalise", terms=["log(x)"], proof=GIVEN)),
        ),
        # != in a hypothesis is of no use to polynomials; there and back again
        ("forall real x: x + 1 > x", of("exponentials", by(RULE, of="exponents", proof=by_polynomial(term(1))))),
    ],
)
def test_accepted(text: str, evidence: Evidence) -> None:
    assert RULE in prove(text, RULE, evidence).rules


REJECTED = [
    # not the other way round, nor weaker, nor without the proof
    ("forall real x, real y: x <= y ==> exp(x) >= exp(y)", of("exponents", GIVEN), "the sum is not the polynomial"),
    ("forall real x, real y: x <= y ==> exp(x) < exp(y)", of("exponents", GIVEN), "no summand is strictly positive"),
    ("forall real x, real y: exp(x) <= exp(y)", of("exponents", by_polynomial()), "the sum is not the polynomial"),
    # other functions, integers, no comparison
    ("forall real x, real y: x <= y ==> atan(x) <= atan(y)", of("exponents", GIVEN), "two exponentials"),
    ("forall real x, real y: x <= y ==> exp(x) <= y", of("exponents", GIVEN), "two exponentials"),
    ("forall real x, real y: x <= y ==> -exp(x) <= -exp(y)", of("exponents", GIVEN), "two exponentials"),
    ("forall integer x, integer y: x <= y ==> x <= y", of("exponentials", GIVEN), "does not compare real numbers"),
    ("forall real x: not (exp(x) < exp(x))", of("exponents", GIVEN), "does not compare real numbers"),
    ("forall real x: true", of("exponentials", GIVEN), "does not compare real numbers"),
    ("forall real x: exp(x) > 0 and exp(x) > 0", of("exponents", GIVEN), "does not compare real numbers"),
    ("exists real x: x > 0", of("exponentials", GIVEN), "is not a forall statement"),
    ("forall real x, real y: x <= y ==> exp(x) <= exp(y)", of("logarithms", GIVEN), "is neither"),
    # no value, no truth
    ("forall real x: log(x) == log(x)", of("exponentials", by_polynomial()), None),
    ("forall real x: exp(1 / x) == exp(1 / x)", of("exponents", by_polynomial()), None),
]


@pytest.mark.parametrize(("text", "evidence", "why"), REJECTED)
def test_rejected(text: str, evidence: Evidence, why: str | None) -> None:
    refuse(text, RULE, evidence, why)


@pytest.mark.parametrize(
    "evidence", [{}, {"of": "exponents"}, {"of": 1, "proof": GIVEN}, {"of": "exponents", "proof": 1}]
)
def test_malformed_evidence(evidence: Any) -> None:
    refuse("forall real x, real y: x <= y ==> exp(x) <= exp(y)", RULE, evidence, None)
