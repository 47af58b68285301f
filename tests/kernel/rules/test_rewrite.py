"""Rule `rewrite`: equals for equals, wherever they stand in the conclusion, and only under the hypotheses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.certificates import Evidence, by, by_polynomial, outcome, prove, refuse, term
from tests.kernel.test_failure import claims, points
from tests.strategies import INTEGER, terms
from verify.kernel.parse import parse, parse_term
from verify.kernel.rejection import Rejected
from verify.kernel.rules.rewrite import parts
from verify.kernel.statement import ForAll
from verify.kernel.term import Sort, postorder, variables_in
from verify.kernel.text import statement_text

RULE = "rewrite"
ENUMERATED = by("enumeration")
SMALL = "forall integer -3 <= a <= 3:"


def rewrite(old: str, new: str, equal: Evidence = ENUMERATED, then: Evidence = ENUMERATED) -> Evidence:
    """Evidence of the rule."""
    return {"term": old, "by": new, "equal": equal, "then": then}


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        (f"{SMALL} a + a >= -6", rewrite("a + a", "2 * a")),
        (f"{SMALL} abs(a) >= 0", rewrite("abs(a)", "max(a, -a)")),
        (f"{SMALL} a > 0 ==> abs(a) > 0", rewrite("abs(a)", "a", then=by_polynomial(term(1, 2)))),
        # an equal that holds, and has a value, only where the hypotheses hold
        (f"{SMALL} a != 0 ==> a > -4", rewrite("a", "a * a // a")),
        # what does not stand in the conclusion changes nothing
        (f"{SMALL} a < 4", rewrite("a * a", "a**2")),
        ("forall real x: x > 1 ==> x / 1 > 1", rewrite("x / 1", "x", by_polynomial(), by_polynomial(term(1, 0)))),
        # inside a sum, and a whole sum
        (f"{SMALL} sum(k = 0 .. 3: k * (a - a)) == 0", rewrite("a - a", "0")),
        (f"{SMALL} sum(k = 0 .. 3: k) == 6", rewrite("sum(k = 0 .. 3: k)", "6")),
    ],
)
def test_accepted(text: str, evidence: Evidence) -> None:
    assert RULE in prove(text, RULE, evidence).rules


REJECTED = [
    # they are not equal: at one input, or have no value there
    (f"{SMALL} a < 3", rewrite("a", "min(a, 2)"), "does not hold at 1 of 7"),
    (f"{SMALL} a != 0 and a <= 3", rewrite("a", "6 // (6 // a)"), "does not hold at"),
    (f"{SMALL} 0 * a == 0", rewrite("a", "a * a // a"), "does not hold at 1 of 7"),
    (f"{SMALL} 6 // a < 9", rewrite("6 // a", "6 // a"), "does not hold at 1 of 7"),
    (f"{SMALL} a > 0 ==> a < 3", rewrite("a", "min(a, 2)"), "does not hold at 1 of 3"),
    # what follows is proved too, and the statement is not changed for the proof of the equation
    (f"{SMALL} a + a >= -5", rewrite("a + a", "2 * a"), "does not hold at 1 of 7"),
    (f"{SMALL} a >= -2", rewrite("a", "a", then=by_polynomial()), "not the polynomial"),
    (f"{SMALL} abs(a) == a", rewrite("abs(a)", "a"), "does not hold at 3 of 7"),
    # the hypotheses are not rewritten: they still exclude what they did
    (f"{SMALL} 6 // a > 0 ==> a > 1", rewrite("6 // a", "6 // a"), "does not hold at 1 of 3"),
    # equals that are no numbers of one sort
    (f"{SMALL} a > 0 or a <= 0", rewrite("a > 0", "true"), "is no number"),
    (f"{SMALL} a >= -3", rewrite("a", "real(a)"), "is not an operation on (integer, real)"),
    (f"{SMALL} a >= -3", rewrite("a", "a > 0"), "is not an operation on (integer, truth)"),
    # names: only the statement's variables, no index of a sum, no sum in a sum
    (f"{SMALL} a >= -3", rewrite("a", "b"), "b is not declared"),
    (f"{SMALL} sum(k = 0 .. 3: k) == 6", rewrite("k", "0"), "k is not declared"),
    (f"{SMALL} sum(k = 0 .. 3: a) == 4 * a", rewrite("a", "sum(k = 0 .. 0: a)"), "a sum inside a sum"),
    (f"{SMALL} a >= -3", rewrite("a", "sum(a = 0 .. 3: a)"), None),
    (f"{SMALL} a >= -3", rewrite("a", "a a"), "expected 'the end'"),
    # its evidence, and what it is about
    (f"{SMALL} a >= -3", {"term": "a", "by": "a", "equal": ENUMERATED}, "is missing"),
    (f"{SMALL} a >= -3", {"term": "a", "by": "a", "then": ENUMERATED}, "is missing"),
    (f"{SMALL} a >= -3", {**rewrite("a", "a"), "where": []}, "unknown key"),
    ("exists integer a: a > 0", rewrite("a", "a"), "is not a forall statement"),
    ("not forall integer a: a > 0", rewrite("a", "a"), "is not a forall statement"),
]


@pytest.mark.parametrize(("text", "evidence", "why"), REJECTED)
def test_rejected(text: str, evidence: Evidence, why: str | None) -> None:
    refuse(text, RULE, evidence, why)


def test_every_occurrence_is_replaced_and_the_hypotheses_stay() -> None:
    claim = parse("forall integer a: a * a > 1 ==> (if a * a > 2 then abs(a * a) else a) + 1 // (a * a) > 0")
    assert isinstance(claim, ForAll)
    sorts = {"a": INTEGER}
    assert [statement_text(part) for part in parts(claim, parse_term("a * a", sorts), parse_term("a**2", sorts))] == [
        "forall integer a: a * a > 1 ==> a * a == a**2",
        "forall integer a: a * a > 1 ==> (if a**2 > 2 then abs(a**2) else a) + 1 // a**2 > 0",
    ]


@settings(max_examples=250, deadline=None)
@given(claims(), st.data())
def test_where_they_are_equal_the_conclusion_says_the_same(claim: ForAll, data: st.DataObject) -> None:
    numbers = [
        node for node in postorder((claim.conclusion,)) if node.sort is not Sort.TRUTH and _is_closed(node, claim)
    ]
    if not numbers:
        return
    old = data.draw(st.sampled_from(numbers))
    sorts = {declared.name: INTEGER for declared in claim.variables}
    new = data.draw(terms(old.sort, sorts, 2, blastable=True) | st.just(old))
    try:
        equal, then = parts(claim, old, new)
    except Rejected:
        return
    for values in points(claim.variables):
        if outcome(equal.conclusion, values) == "true":
            assert outcome(then.conclusion, values) == outcome(claim.conclusion, values)


def _is_closed(node: object, claim: ForAll) -> bool:
    return set(variables_in(node)) <= {declared.name for declared in claim.variables}  # type: ignore[arg-type]
