"""Rule `contradiction`: anything follows where no input meets the hypotheses, and only there."""

import pytest

from tests.kernel.certificates import Evidence, by, by_polynomial, prove, refuse, term

RULE = "contradiction"
EMPTY = {"proof": by_polynomial(term(1, 0), term(1, 1))}


@pytest.mark.parametrize(
    ("text", "proof"),
    [
        ("forall real x: x > 1, x < 1 ==> x / 0 == 7", EMPTY),
        ("forall real x: x > 1, x < 1 ==> undefined(truth)", EMPTY),
        ("forall real x > 1: x < 1 ==> false", EMPTY),
        ("forall integer 0 <= a <= 3: a > 5 ==> a == 7", {"proof": by("enumeration")}),
        ("forall integer 0 <= a <= 3: 1 // 0 > 5 ==> a == 7", {"proof": by("enumeration")}),
        ("forall integer 0 <= a <= 3: a > 5 ==> a == 7", {"proof": by("contradiction", proof=by("enumeration"))}),
    ],
)
def test_accepted(text: str, proof: Evidence) -> None:
    theorem = prove(text, RULE, proof)
    assert RULE in theorem.rules and not theorem.inhabited


@pytest.mark.parametrize(
    ("text", "proof", "why"),
    [
        ("forall real x: x >= 1, x <= 1 ==> x / 0 == 7", EMPTY, "no summand is strictly positive"),
        ("forall real x: x > 1, x < 2 ==> x > 1", EMPTY, "is not the polynomial"),
        ("forall integer 0 <= a <= 3: a >= 3 ==> a == 3", {"proof": by("enumeration")}, "does not hold at 1 of 1"),
        # the conclusion does not help
        ("forall integer 0 <= a <= 3: a >= 0", {"proof": by("enumeration")}, "does not hold at 4 of 4"),
        ("forall integer 0 <= a <= 3: true", {"proof": by("enumeration")}, "does not hold at 4 of 4"),
        ("forall real x: x > 1, x < 1 ==> x > 0", {}, "is missing"),
        ("forall real x: x > 1, x < 1 ==> x > 0", {"proof": []}, "is not a dict"),
        ("forall real x: x > 1, x < 1 ==> x > 0", EMPTY | {"more": "1"}, "unknown key"),
        ("exists integer a: false", EMPTY, "is not a forall statement"),
        ("not forall real x: x > 1, x < 1 ==> x > 0", EMPTY, "is not a forall statement"),
        ("minimum over real x to 3 digits: x**2", EMPTY, "is not a forall statement"),
    ],
)
def test_rejected(text: str, proof: Evidence, why: str) -> None:
    refuse(text, RULE, proof, why)


def test_a_witness_cannot_go_with_it() -> None:
    refuse("forall real x: x > 1, x < 1 ==> x > 0", RULE, EMPTY, "is not met", witness={"x": "1"})
