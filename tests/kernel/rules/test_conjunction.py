"""Rule `conjunction`: both parts, the right one under the left one, and nothing but a conjunction."""

import pytest

from tests.kernel.certificates import Evidence, by, by_polynomial, prove, refuse, term
from verify.kernel.parse import parse
from verify.kernel.rules.conjunction import parts
from verify.kernel.statement import ForAll
from verify.kernel.text import statement_text

RULE = "conjunction"
ENUMERATED = by("enumeration")
FIRST, SECOND = by_polynomial(term(1, 0)), by_polynomial(term(1, 1))


@pytest.mark.parametrize(
    ("text", "proof"),
    [
        ("forall integer 0 <= a <= 3: a >= 0 and a <= 3", {"left": ENUMERATED, "right": ENUMERATED}),
        ("forall integer 1 <= a <= 3: a != 0 and 6 // a > 1", {"left": ENUMERATED, "right": ENUMERATED}),
        ("forall real 0 <= x <= 1: 0 <= x <= 1", {"left": FIRST, "right": SECOND}),
        # the right part may use the left one, which is cited as the last constraint
        ("forall real x >= 0: x >= 0 and x >= 0", {"left": FIRST, "right": SECOND}),
    ],
)
def test_accepted(text: str, proof: Evidence) -> None:
    assert RULE in prove(text, RULE, proof).rules


def test_the_parts_are_the_kernels_own() -> None:
    claim = parse("forall integer a >= 1: a > 2 ==> a > 0 and 1 // a >= 0")
    assert isinstance(claim, ForAll)
    assert [statement_text(part) for part in parts(claim)] == [
        "forall integer a >= 1: a > 2 ==> a > 0",
        "forall integer a >= 1: a > 2, a > 0 ==> 1 // a >= 0",
    ]


REJECTED = [
    ("forall integer 0 <= a <= 3: a >= 0 and a <= 2", {"left": ENUMERATED, "right": ENUMERATED}, "does not hold"),
    ("forall integer 0 <= a <= 3: a >= 1 and a <= 3", {"left": ENUMERATED, "right": ENUMERATED}, "does not hold"),
    # the left part is not shown under the right one
    ("forall integer -3 <= a <= 3: 6 // a > 1 and a > 0", {"left": ENUMERATED, "right": ENUMERATED}, "does not hold"),
    ("forall real x: x >= 0 and x >= 0", {"left": FIRST, "right": FIRST}, "there is none of this number"),
    ("forall real x: false and x >= 0", {"left": by_polynomial(), "right": FIRST}, "no summand is strictly positive"),
    ("forall integer 0 <= a <= 3: a >= 0 or a < 0", {"left": ENUMERATED, "right": ENUMERATED}, "not a conjunction"),
    (
        "forall integer 0 <= a <= 3: not (a >= 0 and a < 0)",
        {"left": ENUMERATED, "right": ENUMERATED},
        "not a conjunction",
    ),
    ("forall integer 0 <= a <= 3: a >= 0", {"left": ENUMERATED, "right": ENUMERATED}, "not a conjunction"),
    ("exists integer 0 <= a <= 3: a >= 0 and a <= 3", {"left": ENUMERATED, "right": ENUMERATED}, "not a conjunction"),
    ("forall: true and true", {"left": ENUMERATED}, "is missing"),
    ("forall: true and true", {"left": ENUMERATED, "right": ENUMERATED, "also": ENUMERATED}, "unknown key"),
    ("forall: true and true", {"left": ENUMERATED, "right": {}}, "is missing"),
    ("forall: true and true", {"left": ENUMERATED, "right": {"rule": "trust", "evidence": {}}}, "there is no rule"),
    ("forall: true and true", {"left": ENUMERATED, "right": [ENUMERATED]}, "is not a dict"),
]


@pytest.mark.parametrize(("text", "proof", "why"), REJECTED)
def test_rejected(text: str, proof: Evidence, why: str) -> None:
    refuse(text, RULE, proof, why)
