"""Rule `quotient`: floor divisions, remainders, shifts and masks as a variable, for divisors from 1 on."""

import itertools

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from tests.kernel.certificates import Evidence, by, by_polynomial, outcome, prove, refuse, term
from tests.kernel.test_failure import claims, points
from tests.strategies import INTEGER
from verify.kernel.evaluate import evaluate
from verify.kernel.parse import parse, parse_term
from verify.kernel.rejection import Rejected
from verify.kernel.rules.quotient import divided, division, positive
from verify.kernel.statement import ForAll
from verify.kernel.term import constant, postorder, variables_in
from verify.kernel.text import statement_text
from verify.kernel.totality import is_total

RULE = "quotient"
ONE = by_polynomial(term(1))


def quotient(of: str, divisor: str, at_least: Evidence = ONE, then: Evidence | None = None) -> Evidence:
    """Evidence of the rule; a divisor minus 1 is a positive constant unless it is said otherwise."""
    return {"of": of, "by": divisor, "positive": at_least, "then": then or by_polynomial(term(1, 0))}


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        # m·2 <= x < m·2 + 2 are constraints 0 and 1
        ("forall integer x: x // 2 * 2 <= x", quotient("x", "2")),
        ("forall integer x: x < x // 2 * 2 + 2", quotient("x", "2", then=by_polynomial(term(1, 1)))),
        ("forall integer x: x % 2 >= 0", quotient("x", "2")),
        ("forall integer x: x % 2 < 2", quotient("x", "2", then=by_polynomial(term(1, 1)))),
        ("forall integer x: (x >> 1) * 2 <= x", quotient("x", "2")),
        ("forall integer x: x & 1 >= 0", quotient("x", "2")),
        ("forall integer x: x & 7 < 8", quotient("x", "8", by_polynomial(term(7)), by_polynomial(term(1, 1)))),
        ("forall integer x: x & 0 >= 0", quotient("x", "1", by_polynomial())),
        ("forall integer x: x >> 0 <= x", quotient("x", "1", by_polynomial())),
        # the whole and the remainder are of one m
        ("forall integer x: x // 2 * 2 + x % 2 <= x", quotient("x", "2", then=by_polynomial())),
        ("forall integer x: (x >> 3) * 8 + (x & 7) >= x", quotient("x", "8", by_polynomial(term(7)), by_polynomial())),
        # a divisor that is no constant
        (
            "forall integer x, integer d >= 1: x // d * d <= x",
            quotient("x", "d", by_polynomial(term(1, 0)), by_polynomial(term(1, 1))),
        ),
        # in hypotheses too
        (
            "forall integer x: x // 2 >= 3 ==> x >= 6",
            quotient("x", "2", then=by_polynomial(term(1, 1), term(2, 0))),
        ),
    ],
)
def test_accepted(text: str, evidence: Evidence) -> None:
    assert prove(text, RULE, evidence).rules == ("polynomial", RULE)


NOT = "not the polynomial"
CERTAIN = "is not an integer that is certain to be defined"
REJECTED = [
    # what is false of the remainder
    ("forall integer x: x // 2 * 2 < x", quotient("x", "2"), "strictly positive"),
    ("forall integer x: x // 2 * 2 == x", quotient("x", "2"), "is shown by multiples of equations only"),
    ("forall integer x: x % 3 < 2", quotient("x", "3", by_polynomial(term(2)), by_polynomial(term(1, 1))), NOT),
    ("forall integer x: x & 7 < 7", quotient("x", "8", by_polynomial(term(7)), by_polynomial(term(1, 1))), NOT),
    ("forall integer x: x >> 1 <= x", quotient("x", "2"), NOT),
    # a divisor that may be 0 or negative
    (
        "forall integer x, integer d: x // d * d <= x",
        quotient("x", "d", by_polynomial(), by_polynomial(term(1, 0))),
        NOT,
    ),
    (
        "forall integer x, integer d >= 0: x // d * d <= x",
        quotient("x", "d", by_polynomial(term(1, 0)), by_polynomial(term(1, 1))),
        NOT,
    ),
    ("forall integer x: x // -2 * -2 <= x", quotient("x", "-2"), NOT),
    ("forall integer x: x // 0 * 0 <= x", quotient("x", "0"), NOT),
    # that it is at least 1 is proved without m
    (
        "forall integer x, integer d: x // d * d <= x",
        quotient("x", "d", by_polynomial(term(1, 0)), by_polynomial(term(1, 0))),
        "there is none of this number",
    ),
    # other divisions stay: another dividend, divisor, a mask that is none, a shift the other way or too far
    ("forall integer x: (x + 1) // 2 * 2 <= x + 1", quotient("x", "2"), "is not polynomial"),
    ("forall integer x: x // 3 * 3 <= x", quotient("x", "2"), "is not polynomial"),
    ("forall integer x: x // 2 * 2 <= x", quotient("x", "1 + 1"), "is not polynomial"),
    ("forall integer x: x & 6 >= 0", quotient("x", "7", by_polynomial(term(6))), "is not polynomial"),
    ("forall integer x: x & 5 >= 0", quotient("x", "6", by_polynomial(term(5))), "is not polynomial"),
    ("forall integer x: x & -1 >= x", quotient("x", "1", by_polynomial()), "is not polynomial"),
    ("forall integer x: x & -8 <= x", quotient("x", "8", by_polynomial(term(7))), "is not polynomial"),
    ("forall integer x: 1 & x >= 0", quotient("x", "2"), "is not polynomial"),
    ("forall integer x: x | 1 >= x", quotient("x", "2"), "is not polynomial"),
    ("forall integer x: x >> -1 <= x", quotient("x", "1", by_polynomial()), "is not polynomial"),
    ("forall integer x: (x >> 2) * 2 <= x", quotient("x", "2"), "is not polynomial"),
    ("forall integer x: x >> 5000 <= x", quotient("x", "1", by_polynomial()), "is not polynomial"),
    (
        "forall integer x, integer d >= 1: (x >> d) * d <= x",
        quotient("x", "d", by_polynomial(term(1, 0))),
        "is not pol",
    ),
    # where the dividend or the divisor has no value, neither has the quotient
    ("forall integer x: x // (1 // x) == 0", quotient("x", "1 // x"), CERTAIN),
    ("forall integer x: 1 // x // 2 * 2 <= 1 // x", quotient("1 // x", "2"), CERTAIN),
    ("forall integer x: (1 << x) // 2 * 2 <= 1 << x", quotient("1 << x", "2"), CERTAIN),
    ("forall integer x: x // 2 * 2 <= x", quotient("undefined(integer)", "2"), CERTAIN),
    # of integers over the statement's variables
    ("forall real x: x > 0 ==> x > 0", quotient("x", "2"), CERTAIN),
    ("forall integer x: x // 2 * 2 <= x", quotient("x > 0", "2"), CERTAIN),
    ("forall integer x: x // 2 * 2 <= x", quotient("x", "2 / 1"), CERTAIN),
    ("forall integer x: x // 2 * 2 <= x", quotient("m1", "2"), "m1 is not declared"),
    ("forall integer x: x // 2 * 2 <= x", quotient("x", "m1"), "m1 is not declared"),
    (
        "forall integer x: x // 2 * 2 <= x",
        quotient("x + sum(m1 = 0 .. 0: m1)", "2"),
        "an index has the name of a variable",
    ),
    # its evidence, and what it is about
    ("forall integer x: x // 2 * 2 <= x", {"of": "x", "by": "2", "positive": ONE}, "is missing"),
    ("forall integer x: x // 2 * 2 <= x", {**quotient("x", "2"), "name": "m"}, "unknown key"),
    ("exists integer x: x // 2 * 2 <= x", quotient("x", "2"), "is not a forall statement"),
    ("not forall integer x: x // 2 * 2 <= x", quotient("x", "2"), "is not a forall statement"),
    # a counterexample of the new statement refutes nothing
    (
        "forall integer x: x // 2 == 4",
        quotient("x", "2", then=by("witness", values={"x": "3", "m1": "1"})),
        "is neither",
    ),
]


@pytest.mark.parametrize(("text", "evidence", "why"), REJECTED)
def test_rejected(text: str, evidence: Evidence, why: str) -> None:
    refuse(text, RULE, evidence, why)


def test_every_occurrence_becomes_the_same_variable_of_a_free_name() -> None:
    claim = parse(
        "forall integer x, integer m1: x % 8 > m1 ==> (x >> 3) + x // 8 + (x & 7) + sum(m2 = 0 .. 1: m2) > x // 4"
    )
    assert isinstance(claim, ForAll)
    sorts = {"x": INTEGER, "m1": INTEGER}
    assert statement_text(divided(claim, parse_term("x", sorts), parse_term("8", sorts))) == (
        "forall integer x, integer m1, integer m3: x - m3 * 8 > m1, m3 * 8 <= x, x < m3 * 8 + 8 ==> "
        "m3 + m3 + (x - m3 * 8) + sum(m2 = 0 .. 1: m2) > x // 4"
    )


TERMS = [
    "x // 4 - x % 4",
    "(x >> 2) + (x & 3)",
    "(-x >> 2) * (-x & 3)",
    "x * x // 4 + (x * x & 3)",
    "x // 4 // 4 + x % 4 % 4",
]


@pytest.mark.parametrize("text", TERMS)
@pytest.mark.parametrize("of", ["x", "-x", "x * x", "x // 4"])
def test_at_the_quotient_the_new_statement_says_the_same(text: str, of: str) -> None:
    claim = parse(f"forall integer x: {text} > x ==> {text} != 3 * x - 7")
    assert isinstance(claim, ForAll)
    subject = parse_term(of, {"x": INTEGER})
    after = divided(claim, subject, constant(4))
    for x in range(-40, 41):
        values = {"x": x, "m1": int(evaluate(subject, {"x": x})) // 4}
        assert [outcome(part, values) for part in (*after.hypotheses, after.conclusion)] == [
            outcome(claim.hypotheses[0], {"x": x}),
            "true",
            "true",
            outcome(claim.conclusion, {"x": x}),
        ]


@pytest.mark.parametrize(("x", "d"), list(itertools.product(range(-9, 10), range(1, 5))))
def test_only_the_quotient_meets_the_new_hypotheses(x: int, d: int) -> None:
    claim = parse("forall integer x, integer d: x // d > 0")
    assert isinstance(claim, ForAll)
    after = divided(claim, *claim.conclusion.args[0].args)
    met = [m for m in range(-12, 13) if all(outcome(h, {"x": x, "d": d, "m1": m}) == "true" for h in after.hypotheses)]
    assert met == [x // d]


@settings(max_examples=250, deadline=None)
@given(claims(), st.data())
def test_of_random_claims_too(claim: ForAll, data: st.DataObject) -> None:
    nodes = [node for node in postorder((*claim.hypotheses, claim.conclusion)) if division(node) is not None]
    names = {declared.name for declared in claim.variables}
    nodes = [node for node in nodes if set(variables_in(node)) <= names]
    if not nodes:
        reject()
    node = data.draw(st.sampled_from(nodes))
    found = division(node)
    divisor = constant(found) if isinstance(found, int) else found
    assert divisor is not None
    if not all(is_total(part, claim.variables) for part in (node.args[0], divisor)):
        reject()
    try:
        after = divided(claim, node.args[0], divisor)
    except Rejected:
        reject()
    met = [
        values
        for values in points(claim.variables)
        if all(outcome(part, values) == "true" for part in claim.hypotheses)
    ]
    if any(outcome(positive(claim, divisor).conclusion, values) != "true" for values in met):
        return
    for values in met:
        whole = int(evaluate(node.args[0], values)) // int(evaluate(divisor, values))
        extended = values | {after.variables[-1].name: whole}
        assert all(outcome(part, extended) == "true" for part in after.hypotheses)
        assert outcome(after.conclusion, extended) == outcome(claim.conclusion, values)
