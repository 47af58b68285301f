"""Rule `square_root`: its square, and bounds on either side, where the number is not negative."""

from typing import Any

import pytest

from tests.kernel.certificates import Evidence, by_polynomial, prove, refuse, term

RULE = "square_root"
NOTHING = by_polynomial()
TRIVIAL = by_polynomial(term(1))
NONNEGATIVE = by_polynomial(term(1, 0))


def of(text: str, *proofs: Evidence) -> Evidence:
    """Evidence of the rule."""
    return {"of": text, "proofs": list(proofs)}


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("forall real x >= 0: sqrt(x)**2 == x", of("x", NONNEGATIVE)),
        ("forall real x: x >= 0 ==> sqrt(x)**2 == x", of("x", NONNEGATIVE)),
        ("forall: sqrt(2)**2 == 2", of("2", by_polynomial(term(2)))),
        # from below: the square says that the root has a value
        ("forall real x >= 0: 0 <= sqrt(x)", of("x", NONNEGATIVE)),
        ("forall real x >= 1: 1 <= sqrt(x)", of("x", NONNEGATIVE)),
        ("forall real x >= 1: -1 <= sqrt(x)", of("x", NONNEGATIVE)),
        ("forall real x: x <= sqrt(x**2 + 1)", of("x**2 + 1", TRIVIAL)),
        # from above
        (
            "forall real 0 <= x <= 4: sqrt(x) <= 2",
            of("x", by_polynomial(term(2)), NONNEGATIVE, by_polynomial(term(1, 1))),
        ),
        (
            "forall real x >= 0: sqrt(1 + x) <= 1 + x / 2",
            of(
                "1 + x",
                by_polynomial(term(1), term("1/2", 0)),
                by_polynomial(term(1), term(1, 0)),
                by_polynomial(term("1/4", square="x")),
            ),
        ),
    ],
)
def test_accepted(text: str, evidence: Evidence) -> None:
    assert RULE in prove(text, RULE, evidence, {"x": "1"} if "x" in text else {}).rules


@pytest.mark.parametrize(
    ("text", "evidence", "why"),
    [
        # where the root has no value
        ("forall real x: sqrt(x)**2 == x", of("x", NONNEGATIVE), "none of this number"),
        ("forall real x: 0 <= sqrt(x)", of("x", NONNEGATIVE), "none of this number"),
        (
            "forall real x <= 4: sqrt(x) <= 2",
            of("x", by_polynomial(term(2)), NOTHING, by_polynomial(term(1, 0))),
            "the sum is",
        ),
        # a negative number is no upper bound, whatever its square
        (
            "forall real 0 <= x <= 4: sqrt(x) <= -2",
            of("x", by_polynomial(term(2)), NONNEGATIVE, by_polynomial(term(1, 1))),
            "the sum is not the polynomial",
        ),
        ("forall real x >= 0: 1 <= sqrt(x)", of("x", NONNEGATIVE), "the sum is not the polynomial"),
        # of another number
        ("forall real x >= 0: sqrt(x)**2 == x", of("x + 1", NONNEGATIVE), "is not one of the three"),
        ("forall real x >= 0, real y: sqrt(x)**2 == y", of("x", NONNEGATIVE), "is not one of the three"),
        # other comparisons
        ("forall real x >= 0: 0 < sqrt(x)", of("x", NONNEGATIVE), "is not one of the three"),
        ("forall real x >= 0: sqrt(x) >= 0", of("x", NONNEGATIVE), "is not one of the three"),
        ("forall real x >= 0: sqrt(x)**3 == x", of("x", NONNEGATIVE), "is not one of the three"),
        ("exists real x: sqrt(x)**2 == x", of("x", NONNEGATIVE), "is not a forall statement"),
        # too few proofs, too many, none
        ("forall real x >= 0: sqrt(x)**2 == x", of("x"), "there are to be 1"),
        ("forall real x >= 0: 0 <= sqrt(x)", of("x", NONNEGATIVE, NONNEGATIVE), "there are to be 1"),
        ("forall real x >= 0: sqrt(x)**2 == x", of("x >= 0", NONNEGATIVE), "is no real number"),
    ],
)
def test_rejected(text: str, evidence: Evidence, why: str) -> None:
    refuse(text, RULE, evidence, why)


@pytest.mark.parametrize("evidence", [{}, {"of": "x"}, {"of": 1, "proofs": []}, {"of": "x", "proofs": [1]}])
def test_malformed_evidence(evidence: Any) -> None:
    refuse("forall real x >= 0: sqrt(x)**2 == x", RULE, evidence, None)
