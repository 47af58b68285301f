"""Rule `split`: both cases, of a condition that is defined everywhere; what a case knows is used soundly."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.certificates import Evidence, by, by_polynomial, outcome, prove, refuse, term
from tests.strategies import INTEGER, TRUTH, terms
from verify.kernel.parse import parse, parse_term
from verify.kernel.rules.split import cases, under
from verify.kernel.statement import ForAll
from verify.kernel.term import Sort, Term, make, same
from verify.kernel.text import statement_text

RULE = "split"
ENUMERATED = by("enumeration")
SORTS = {"i": INTEGER, "j": INTEGER}


def split(condition: str, yes: Evidence = ENUMERATED, no: Evidence = ENUMERATED, **more: Any) -> Evidence:
    """Evidence of the rule."""
    return {"condition": condition, "yes": yes, "no": no, **more}


@pytest.mark.parametrize(
    ("text", "proof"),
    [
        ("forall integer -3 <= a <= 3: abs(a) >= 0", split("a >= 0")),
        ("forall real x: abs(x) >= 0", split("x >= 0", by_polynomial(term(1, 0)), by_polynomial(term(1, 0)))),
        ("forall real x, real y: max(x, y) >= x", split("x <= y", by_polynomial(term(1, 0)), by_polynomial())),
        ("forall real x, real y: min(x, y) <= y", split("x <= y", by_polynomial(term(1, 0)), by_polynomial())),
        (
            "forall real x: (if x > 0 then x else -x) >= 0",
            split("x > 0", by_polynomial(term(1, 0)), by_polynomial(term(1, 0))),
        ),
        ("forall real x: x >= 0 or x <= 0", split("x >= 0", by_polynomial(term(1)), by_polynomial(term(1, 0)))),
        ("forall integer 0 <= a <= 3: a >= 0", split("true")),
        ("forall integer 0 <= a <= 3: a >= 0", split("a // 2 % 3 == 1 and a << 2 > 3")),
        # hypotheses are simplified where that is asked for
        (
            "forall real x, real y: abs(x) <= y ==> x <= y",
            split("x >= 0", by_polynomial(term(1, 0)), by_polynomial(term(1, 0), term(2, 1)), everywhere=True),
        ),
        (
            "forall real x: x >= 1 or x >= 2 ==> x >= 1",
            split("x >= 1", by_polynomial(term(1)), by_polynomial(term(1, 0), term(1, 1), term(1)), everywhere=True),
        ),
        # a condition that has a value where the hypotheses hold, as is proved
        ("forall integer -3 <= a <= 3: a > 0 ==> a != 0", split("6 // a > 2", defined=ENUMERATED)),
        ("forall integer -3 <= a <= 3: a != 0 ==> a * a > 0", split("1 / a > 0", defined=by("lrat", proofs=[]))),
    ],
)
def test_accepted(text: str, proof: Evidence) -> None:
    assert RULE in prove(text, RULE, proof).rules


NOT_TOTAL = "is not certain to be defined at every input"
FALSE_AT_ZERO = "forall integer -3 <= a <= 3: a != 0"
REJECTED = [
    # hypotheses are as they were unless it is asked for
    (
        "forall real x, real y: abs(x) <= y ==> x <= y",
        split("x >= 0", by_polynomial(term(1, 0)), by_polynomial(term(1, 0), term(2, 1))),
        "",
    ),
    ("forall integer 0 <= a <= 3: a >= 0", split("a > 1", everywhere=False), "is true or not there"),
    ("forall integer 0 <= a <= 3: a >= 0", split("a > 1", everywhere=1), "is not a bool"),
    # and say no more than they did
    ("forall integer -3 <= a <= 3: abs(a) <= 2 ==> a <= 1", split("a >= 0", everywhere=True), "does not hold at"),
    ("forall integer -3 <= a <= 3: a > 0 or a < -1 ==> a > 0", split("a > 0", everywhere=True), "does not hold at"),
    # the inputs at which the condition is undefined would be in neither case
    *(
        (FALSE_AT_ZERO, split(text), NOT_TOTAL)
        for text in ("1 / a > 0", "6 // a > 0", "a % a == 0", "1 // a == 1 or true")
    ),
    ("forall integer -3 <= a <= 3: a >= 0", split("1 << a > 0"), NOT_TOTAL),
    ("forall integer -3 <= a <= 3: a >= 0", split("8 >> a > 0"), NOT_TOTAL),
    ("forall integer -3 <= a <= 3: a >= 0", split("2**a > 0"), NOT_TOTAL),
    ("forall integer -3 <= a <= 3: a >= 0", split("factorial(a) > 0"), NOT_TOTAL),
    ("forall integer -3 <= a <= 3: a >= 0", split("real(a)**(-1) > 0"), NOT_TOTAL),
    ("forall integer -3 <= a <= 3: a >= 0", split("if a >= 0 then true else undefined(truth)"), NOT_TOTAL),
    ("forall integer -3 <= a <= 3: a >= 0", split("undefined(truth)"), NOT_TOTAL),
    ("forall integer -3 <= a <= 3: a >= 0", split("sum(k = 0 .. 1 // 0: 1) > 0"), NOT_TOTAL),
    ("forall integer -3 <= a <= 3: a >= 0", split("a"), "is not a truth value"),
    # that the condition has a value is proved wherever the hypotheses hold
    (FALSE_AT_ZERO, split("1 / a > 0", defined=ENUMERATED), "does not hold at 1 of 7"),
    (FALSE_AT_ZERO, split("undefined(truth)", defined=ENUMERATED), "does not hold at 7 of 7"),
    (FALSE_AT_ZERO, split("1 / a > 0 or true", defined=ENUMERATED), "does not hold at 1 of 7"),
    (FALSE_AT_ZERO, split("1 / a > 0", defined=by("split", **split("1 / a > 0"))), NOT_TOTAL),
    (
        FALSE_AT_ZERO,
        split("1 / a > 0", defined=by("bernstein", axes={"a": []}, bits=0, trees=[[0]])),
        "may have no value",
    ),
    ("forall integer -3 <= a <= 3: a > 0 ==> a != 0", split("6 // a > 2"), NOT_TOTAL),
    ("forall integer -3 <= a <= 3: a >= 0 ==> a != 0", split("6 // a > 2", defined=ENUMERATED), "does not hold at 1"),
    # each case has to be proved
    ("forall integer -3 <= a <= 3: a >= 0", split("a >= 0"), "does not hold at 3 of 3"),
    ("forall integer -3 <= a <= 3: a <= 0", split("a > 0"), "does not hold at 3 of 3"),
    ("forall integer -3 <= a <= 3: a != 3", split("true"), "does not hold at 1 of 7"),
    ("forall integer -3 <= a <= 3: a != 3", split("false"), "does not hold at 1 of 7"),
    # a case's knowledge stays in its case
    (
        "forall real x: x >= 0",
        split("x >= 0", by_polynomial(term(1, 0)), by_polynomial(term(1, 0))),
        "not the polynomial",
    ),
    (
        "forall real x: abs(x) > 0",
        split("x >= 0", by_polynomial(term(1, 0)), by_polynomial(term(1, 0))),
        "strictly positive",
    ),
    (
        "forall real x, real y: max(x, y) > x",
        split("x <= y", by_polynomial(term(1, 0)), by_polynomial()),
        "strictly positive",
    ),
    (
        "forall real x, real y: min(x, y) >= y",
        split("x <= y", by_polynomial(term(1, 0)), by_polynomial()),
        "not the polynomial",
    ),
    # |x| is not x because some other term is at least 0, nor x because x >= 1 is false
    (
        "forall real x, real y: abs(x) >= 0",
        split("y >= 0", by_polynomial(term(1, 0)), by_polynomial(term(1, 0))),
        "not polynomial",
    ),
    (
        "forall real x: abs(x) >= 0",
        split("x >= 1", by_polynomial(term(1, 0)), by_polynomial(term(1, 0))),
        "not polynomial",
    ),
    ("forall real x, real y: max(y, x) >= y", split("x <= y", by_polynomial(), by_polynomial()), "not polynomial"),
    # the condition is over the statement's variables, and the statement is a forall
    ("forall integer -3 <= a <= 3: a == a", split("b > 0"), "b is not declared"),
    ("forall integer -3 <= a <= 3: a == a", split("a > 0 a"), "expected 'the end'"),
    ("forall integer -3 <= a <= 3: a == a", split(""), "expected a term"),
    ("exists integer a: a > 0", split("a > 0"), "is not a forall statement"),
    ("not forall integer a: a > 0", split("a > 0"), "is not a forall statement"),
]


@pytest.mark.parametrize(("text", "proof", "why"), REJECTED)
def test_rejected(text: str, proof: Evidence, why: str) -> None:
    refuse(text, RULE, proof, why)


@pytest.mark.parametrize("missing", ["condition", "yes", "no"])
def test_both_cases_are_needed(missing: str) -> None:
    proof = {key: value for key, value in split("a >= 0").items() if key != missing}
    refuse("forall integer -3 <= a <= 3: a == a", RULE, proof, "is missing")


def test_the_cases_keep_domains_and_hypotheses() -> None:
    claim = parse("forall integer a >= 1, integer b: a > b ==> (if a > 5 then a else b) > 0 and not a > 5")
    assert isinstance(claim, ForAll)
    assert [statement_text(case) for case in cases(claim, parse_term("a > 5", {"a": INTEGER, "b": INTEGER}))] == [
        "forall integer a >= 1, integer b: a > b, a > 5 ==> a > 0 and false",
        "forall integer a >= 1, integer b: a > b, not a > 5 ==> b > 0 and true",
    ]


CONDITIONS = [
    "i >= 0",
    "j >= 0",
    "i <= j",
    "j <= i",
    "i > 0 and j > 0",
    "i + j >= 0",
    "i == j",
    "not i < j",
    "i - j <= j",
    "true",
]


@given(st.data(), st.sampled_from(CONDITIONS), st.sampled_from(list(Sort)))
def test_a_simplified_term_agrees_wherever_the_condition_has_its_value(
    data: st.DataObject, text: str, sort: Sort
) -> None:
    condition = parse_term(text, SORTS)
    root = _mentioning(data.draw(terms(sort, SORTS, blastable=True)), condition)
    simplified = {value: under(root, condition, value) for value in (True, False)}
    for i in range(-3, 4):
        for j in range(-3, 4):
            value = outcome(condition, {"i": i, "j": j}) == "true"
            assert outcome(simplified[value], {"i": i, "j": j}) == outcome(root, {"i": i, "j": j})


def _mentioning(root: Term, condition: Term) -> Term:
    """`root` with the condition in it, and the operations that a condition decides."""
    if root.sort is TRUTH:
        return make("or", make("and", condition, root), make("and", make("not", condition), make("not", root)))
    if root.sort is Sort.REAL:
        return make("if", condition, root, make("neg", root))
    i, j = parse_term("i", SORTS), parse_term("j", SORTS)
    pairs = [make(op, *pair) for op in ("min", "max") for pair in ((i, j), (j, i), (make("-", i, j), j))]
    found = make("if", make("not", condition), root, make("+", root, make("abs", make("+", i, j))))
    for extra in (*pairs, make("abs", i), make("abs", j)):
        found = make("+", make("*", found, parse_term("3", SORTS)), extra)
    return found


def test_nothing_is_dropped_that_could_be_undefined() -> None:
    root = parse_term("min(i, 1 // j)", SORTS)
    assert same(under(root, parse_term("i <= j", SORTS), True), root)


def test_cases_simplify_hypotheses_where_that_is_asked_for() -> None:
    claim = parse("forall real x: abs(x) > 1, x >= 0 or x < -5 ==> abs(x) > 0")
    assert isinstance(claim, ForAll)
    condition = parse_term("x >= 0", {"x": Sort.REAL})
    assert [statement_text(case) for case in cases(claim, condition, everywhere=True)] == [
        "forall real x: x > 1, true, x >= 0 ==> x > 0",
        "forall real x: -x > 1, x < -5, not x >= 0 ==> -x > 0",
    ]
    assert statement_text(cases(claim, condition)[0]).startswith("forall real x: abs(x) > 1, x >= 0 or x < -5, x >= 0")


@given(terms(TRUTH, SORTS), terms(TRUTH, SORTS, 2), st.integers(-3, 3), st.integers(-3, 3))
def test_a_hypothesis_says_the_same_in_each_case(hypothesis: Term, condition: Term, i: int, j: int) -> None:
    values: dict[str, Any] = {"i": i, "j": j}
    known = outcome(condition, values)
    if known != "undefined":
        assert outcome(under(hypothesis, condition, known == "true"), values) == outcome(hypothesis, values)
