"""Rule `logarithm`: below its tangents, where both numbers are positive."""

from typing import Any

import pytest

from tests.kernel.certificates import Evidence, by_polynomial, prove, refuse, term

RULE = "logarithm"
POSITIVE = by_polynomial(term(1, 0))
ONE = by_polynomial(term(1))
EQUAL = by_polynomial()


def tangent(above: str, at: str, times: str, by: str, *proofs: Evidence) -> Evidence:
    """Evidence of the rule."""
    return {"above": above, "at": at, "times": times, "by": by, "proofs": list(proofs)}


AT_ONE = tangent("x", "1", "1", "x - 1", POSITIVE, ONE, ONE, EQUAL)


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("forall real x > 0: 1 * (log(x) - 0) <= x - 1", AT_ONE),
        # 1 - 1/x <= log(x), denominators cleared
        (
            "forall real x > 0: x * (0 - log(x)) <= 1 - x",
            tangent("1", "x", "x", "1 - x", ONE, POSITIVE, POSITIVE, EQUAL),
        ),
        (
            "forall real x > 0, real y > 0: y * (log(x) - log(y)) <= x - y",
            tangent("x", "y", "y", "x - y", POSITIVE, by_polynomial(term(1, 1)), by_polynomial(term(1, 1)), EQUAL),
        ),
        # what is larger serves too
        ("forall real x > 0: 1 * (log(x) - 0) <= x", tangent("x", "1", "1", "x", POSITIVE, ONE, ONE, ONE)),
        ("forall real x > 0: 0 * (log(x) - 0) <= 0", tangent("x", "1", "0", "0", POSITIVE, ONE, EQUAL, EQUAL)),
    ],
)
def test_accepted(text: str, evidence: Evidence) -> None:
    assert RULE in prove(text, RULE, evidence, {"x": "1", "y": "1"} if "y" in text else {"x": "1"}).rules


ZERO_TOO = "forall real x >= 0: 1 * (log(x) - 0) <= x - 1"
REJECTED = [
    # where a logarithm has no value
    (ZERO_TOO, AT_ONE, "no summand is strictly positive"),
    (
        "forall real x >= 0: x * (0 - log(x)) <= 1 - x",
        tangent("1", "x", "x", "1 - x", ONE, POSITIVE, POSITIVE, EQUAL),
        "no summand is strictly positive",
    ),
    # a negative multiple turns the inequality around
    (
        "forall real x > 0: -1 * (log(x) - 0) <= 1 - x",
        tangent("x", "1", "-1", "1 - x", POSITIVE, ONE, ONE, EQUAL),
        "the sum is not the polynomial",
    ),
    # less than the tangent
    (
        "forall real x > 0: 1 * (log(x) - 0) <= x - 2",
        tangent("x", "1", "1", "x - 2", POSITIVE, ONE, ONE, EQUAL),
        "the sum is not the polynomial",
    ),
    # the other way round, other numbers, other ways to write it
    ("forall real x > 0: 1 * (log(x) - 0) >= x - 1", AT_ONE, "is not the inequality"),
    ("forall real x > 0: 1 * (log(x) - 0) < x - 1", AT_ONE, "is not the inequality"),
    ("forall real x > 0: 1 * (log(x) - log(1)) <= x - 1", AT_ONE, "is not the inequality"),
    ("forall real x > 0: 1 * (log(2 * x) - 0) <= x - 1", AT_ONE, "is not the inequality"),
    ("forall real x > 0: log(x) <= x - 1", AT_ONE, "is not the inequality"),
    ("exists real x: 1 * (log(x) - 0) <= x - 1", AT_ONE, "is not a forall statement"),
    ("forall real x > 0: 1 * (log(x) - 0) <= x - 1", {**AT_ONE, "proofs": [POSITIVE, ONE, ONE]}, "there are to be 4"),
    ("forall real x > 0: 1 * (log(x) - 0) <= x - 1", {**AT_ONE, "times": "x > 0"}, "are to be real numbers"),
]


@pytest.mark.parametrize(("text", "evidence", "why"), REJECTED)
def test_rejected(text: str, evidence: Evidence, why: str) -> None:
    refuse(text, RULE, evidence, why)


@pytest.mark.parametrize("evidence", [{}, {**AT_ONE, "proofs": 1}, {**AT_ONE, "proofs": [1] * 4}, {**AT_ONE, "at": 1}])
def test_malformed_evidence(evidence: Any) -> None:
    refuse("forall real x > 0: 1 * (log(x) - 0) <= x - 1", RULE, evidence, None)
