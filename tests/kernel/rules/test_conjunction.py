"""Rule `conjunction`: both parts, the right one under the left one, of a conjunction or an equation."""

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
        ("forall integer 3 <= a <= 3: a == 3", {"left": ENUMERATED, "right": ENUMERATED}),
        ("forall real 1 <= x <= 1: x == 1", {"left": SECOND, "right": FIRST}),
        # what is said in the other case does not matter where the condition holds
        ("forall real 0 <= x <= 1: if x >= 0 then x <= 1 else false", {"left": FIRST, "right": SECOND}),
        ("forall real 0 <= x <= 1: if x >= 0 then x <= 1 else 1 / x == 1 / x", {"left": FIRST, "right": SECOND}),
        (
            "forall integer 1 <= a <= 3: if a != 0 then 6 // a > 1 else undefined(truth)",
            {"left": ENUMERATED, "right": ENUMERATED},
        ),
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
    equation = parse("forall real x: x > 2 ==> x == 1 / x")
    assert isinstance(equation, ForAll)
    cases = parse("forall real x: x > 2 ==> if x > 1 then 1 / x < 1 else false")
    assert isinstance(cases, ForAll)
    assert [statement_text(part) for part in parts(cases)] == [
        "forall real x: x > 2 ==> x > 1",
        "forall real x: x > 2, x > 1 ==> 1 / x < 1",
    ]
    assert [statement_text(part) for part in parts(equation)] == [
        "forall real x: x > 2 ==> x <= 1 / x",
        "forall real x: x > 2, x <= 1 / x ==> x >= 1 / x",
    ]


REJECTED = [
    ("forall integer 0 <= a <= 3: a >= 0 and a <= 2", {"left": ENUMERATED, "right": ENUMERATED}, "does not hold"),
    ("forall integer 0 <= a <= 3: a >= 1 and a <= 3", {"left": ENUMERATED, "right": ENUMERATED}, "does not hold"),
    # the left part is not shown under the right one
    ("forall integer -3 <= a <= 3: 6 // a > 1 and a > 0", {"left": ENUMERATED, "right": ENUMERATED}, "does not hold"),
    # of cases, both the condition and the first side
    (
        "forall integer 0 <= a <= 3: if a >= 1 then a <= 3 else true",
        {"left": ENUMERATED, "right": ENUMERATED},
        "does not hold at 1 of 4",
    ),
    (
        "forall integer 0 <= a <= 3: if a >= 0 then a <= 2 else true",
        {"left": ENUMERATED, "right": ENUMERATED},
        "does not hold at 1 of 4",
    ),
    (
        "forall integer 0 <= a <= 3: if 6 // a >= 0 then true else true",
        {"left": ENUMERATED, "right": ENUMERATED},
        "does not hold at 1 of 4",
    ),
    # an equation is both inequalities, and has a value only where its sides have
    ("forall integer 2 <= a <= 3: a == 3", {"left": ENUMERATED, "right": ENUMERATED}, "does not hold at 1 of 2"),
    ("forall integer 3 <= a <= 4: a == 3", {"left": ENUMERATED, "right": ENUMERATED}, "does not hold at 1 of 2"),
    ("forall integer 0 <= a <= 2: a // a == 1", {"left": ENUMERATED, "right": ENUMERATED}, "does not hold at 1 of 3"),
    ("forall integer 0 <= a <= 2: a != 5", {"left": ENUMERATED, "right": ENUMERATED}, "neither"),
    ("forall real x: x >= 0 and x >= 0", {"left": FIRST, "right": FIRST}, "there is none of this number"),
    ("forall real x: false and x >= 0", {"left": by_polynomial(), "right": FIRST}, "no summand is strictly positive"),
    (
        "forall integer 0 <= a <= 3: a >= 0 or a < 0",
        {"left": ENUMERATED, "right": ENUMERATED},
        "neither a conjunction nor an equation",
    ),
    (
        "forall integer 0 <= a <= 3: not (a >= 0 and a < 0)",
        {"left": ENUMERATED, "right": ENUMERATED},
        "neither a conjunction nor an equation",
    ),
    (
        "forall integer 0 <= a <= 3: a >= 0",
        {"left": ENUMERATED, "right": ENUMERATED},
        "neither a conjunction nor an equation",
    ),
    (
        "exists integer 0 <= a <= 3: a >= 0 and a <= 3",
        {"left": ENUMERATED, "right": ENUMERATED},
        "neither a conjunction nor an equation",
    ),
    ("forall: true and true", {"left": ENUMERATED}, "is missing"),
    ("forall: true and true", {"left": ENUMERATED, "right": ENUMERATED, "also": ENUMERATED}, "unknown key"),
    ("forall: true and true", {"left": ENUMERATED, "right": {}}, "is missing"),
    ("forall: true and true", {"left": ENUMERATED, "right": {"rule": "trust", "evidence": {}}}, "there is no rule"),
    ("forall: true and true", {"left": ENUMERATED, "right": [ENUMERATED]}, "is not a dict"),
]


@pytest.mark.parametrize(("text", "proof", "why"), REJECTED)
def test_rejected(text: str, proof: Evidence, why: str) -> None:
    refuse(text, RULE, proof, why)
