"""Rule `generalise`: terms become variables everywhere, and only terms that always have a value."""

from typing import Any

import pytest

from tests.kernel.certificates import Evidence, by, by_polynomial, multiple, prove, refuse, term
from verify.kernel.parse import parse, parse_term
from verify.kernel.rules.generalise import generalised
from verify.kernel.statement import ForAll
from verify.kernel.text import statement_text

RULE = "generalise"
F = "sum(k = 0 .. n: x**k / factorial(k))"
G = "sum(k = 0 .. n: y**k / factorial(k))"


def of(*terms: str, proof: Evidence) -> Evidence:
    return {"terms": list(terms), "proof": proof}


def within(low: str, high: str, *terms: str, proof: Evidence, shown: Evidence) -> Evidence:
    """The same, the first term with a range."""
    ranges = [{"low": low, "high": high, "proof": shown}, *({} for _ in terms[1:])]
    return {**of(*terms, proof=proof), "ranges": ranges}


EVERY: Evidence = by("enumeration")
BOTH = by("conjunction", left=by_polynomial(term(1, 0)), right=by_polynomial(term(1, 1)))
THIRD = "forall integer i: 2 <= i // 3, i // 3 <= 5 ==> "
IN_RANGE = of("i // 3", proof=BOTH)
INVERSE = "forall integer i: 0 <= 1 // i, 1 // i <= 3 ==> "

ACCEPTED = [
    # with a range, all values can be tried
    (f"{THIRD}(i // 3 & 6) >= 2", within("2", "5", "i // 3", proof=EVERY, shown=by(RULE, **IN_RANGE))),
    (
        f"{INVERSE}(1 // i | 4) >= 4",
        within("0", "3", "1 // i", proof=EVERY, shown=by(RULE, **of("1 // i", proof=BOTH))),
    ),
    (f"forall integer n, real x: {F} >= {F} - 1", of(F, proof=by_polynomial(term(1)))),
    (f"forall integer n, real x: {F} == 0 ==> -{F} >= 0", of(F, proof=by_polynomial(multiple(0, "-1")))),
    (f"forall integer n, real x, real y: {F} < {G} ==> {G} > {F}", of(F, G, proof=by_polynomial(term(1, 0)))),
    (f"forall integer n, real x: {F}**2 >= 0", of(F, proof=by_polynomial(term(1, square="u1")))),
    ("forall real x, real y: exp(x) > 0 ==> x / exp(x) == x / exp(x)", of("exp(x)", proof=by_polynomial())),
    ("forall integer i: i // 3 > 2 ==> i // 3 >= 3", of("i // 3", proof=by_polynomial(term(1, 1)))),
    # a term that some hypothesis computes has a value wherever that is true
    ("forall real x: log(x) > 0 ==> log(x) + 1 > 0", of("log(x)", proof=by_polynomial(term(1, 0), term(1)))),
    ("forall real x: not (1 / x < 0) ==> 1 / x >= 0", of("1 / x", proof=by_polynomial(term(1, 0)))),
    ("forall real x: x > 1 and log(x) > 0 ==> log(x) > 0", of("log(x)", proof=by_polynomial(term(1, 1)))),
    ("forall real x: log(x) > 0 or x > 9 ==> log(x) == log(x)", of("log(x)", proof=by_polynomial())),
    # no terms, or one that does not occur
    ("forall real x > 0: x > 0", of(proof=by_polynomial(term(1, 0)))),
    ("forall real x > 0: x > 0", of("x**2", proof=by_polynomial(term(1, 0)))),
    # a hypothesis that computes the term
    ("forall real x: 1 / x > 2 ==> 1 / x == 1 / x", of("1 / x", proof=by_polynomial())),
    ("forall real x: x > 0 and 1 / x > 2 ==> 1 / x == 1 / x", of("1 / x", proof=by_polynomial())),
    ("forall real x: not (1 / x > 2 and x > 0) ==> 1 / x == 1 / x", of("1 / x", proof=by_polynomial())),
]


@pytest.mark.parametrize(("text", "evidence"), ACCEPTED)
def test_accepted(text: str, evidence: Evidence) -> None:
    assert RULE in prove(text, RULE, evidence).rules


UNDEFINED = "is not a number that is certain to be defined"
ZERO: Evidence = by_polynomial()
REJECTED = [
    # a range has to be shown, for this term, and holds all its values
    (f"{THIRD}i // 3 <= 4", within("2", "4", "i // 3", proof=EVERY, shown=by(RULE, **IN_RANGE)), "is not"),
    (f"{THIRD}i // 3 >= 3", within("3", "5", "i // 3", proof=EVERY, shown=by(RULE, **IN_RANGE)), "is not"),
    (
        f"{THIRD}i // 3 <= 6",
        within("2", "5", "i // 3", proof=EVERY, shown=EVERY),
        "i: is not an integer with two bounds",
    ),
    (f"{THIRD}i // 3 <= 4", within("2", "5", "i // 3", proof=EVERY, shown=by(RULE, **IN_RANGE)), "enumeration"),
    (
        "forall integer i: 1 // i >= -1",
        within("-1", "1", "1 // i", proof=EVERY, shown=EVERY),
        "i: is not an integer with two bounds",
    ),
    ("forall real x: x * x >= 0", within("0", "1", "x * x", proof=EVERY, shown=EVERY), "is of no integer"),
    (f"{THIRD}i // 3 <= 5", {**of("i // 3", proof=EVERY), "ranges": []}, "one for each term"),
    (f"{THIRD}i // 3 <= 5", {**of("i // 3", proof=EVERY), "ranges": [{"low": "2", "high": "5"}]}, "'proof' is missing"),
    # where the term has no value, nor has the conclusion
    ("forall real x: 1 / x == 1 / x", of("1 / x", proof=ZERO), UNDEFINED),
    ("forall real x: x != 0 ==> 1 / x == 1 / x", of("1 / x", proof=ZERO), UNDEFINED),
    ("forall integer i: i >> i == i >> i", of("i >> i", proof=ZERO), UNDEFINED),
    ("forall integer n, real x: x**n == x**n", of("x**n", proof=ZERO), UNDEFINED),
    ("forall real x: log(x) == log(x)", of("log(x)", proof=ZERO), UNDEFINED),
    ("forall real x: undefined(real) == undefined(real)", of("undefined(real)", proof=ZERO), UNDEFINED),
    (
        "forall integer n: sum(k = 0 .. n: 1 / k) == sum(k = 0 .. n: 1 / k)",
        of("sum(k = 0 .. n: 1 / k)", proof=ZERO),
        UNDEFINED,
    ),
    # a hypothesis that may be true without computing the term
    ("forall real x: not (x > 0 and 1 / x > 2) ==> 1 / x == 1 / x", of("1 / x", proof=ZERO), UNDEFINED),
    ("forall real x: (x > 0 and 1 / x > 2) or x < 1 ==> 1 / x == 1 / x", of("1 / x", proof=ZERO), UNDEFINED),
    ("forall real x: x < 1 or 1 / x > 2 ==> 1 / x == 1 / x", of("1 / x", proof=ZERO), UNDEFINED),
    ("forall real x: (if x > 0 then 1 / x else 1) > 0 ==> 1 / x == 1 / x", of("1 / x", proof=ZERO), UNDEFINED),
    (
        "forall integer n: sum(k = 0 .. n: 1 / n) >= 0 ==> 1 / n == 1 / n",
        of("1 / n", proof=ZERO),
        UNDEFINED,
    ),
    # a hypothesis may be true without computing the term
    ("forall real x: x < 0 or log(x) > 0 ==> log(x) == log(x)", of("log(x)", proof=ZERO), UNDEFINED),
    ("forall real x: not (x > 0 and log(x) > 0) ==> log(x) == log(x)", of("log(x)", proof=ZERO), UNDEFINED),
    ("forall real x: (if x > 0 then log(x) > 0 else true) ==> log(x) == log(x)", of("log(x)", proof=ZERO), UNDEFINED),
    (
        "forall real x: sum(k = 1 .. 0: log(x)) == 0 ==> log(x) == log(x)",
        of("log(x)", proof=ZERO),
        UNDEFINED,
    ),
    ("forall real x: log(x + 1) > 0 ==> log(x) == log(x)", of("log(x)", proof=ZERO), UNDEFINED),
    # only numbers, only over the statement's variables
    ("forall real x: x > 0 or x <= 0", of("x > 0", proof=ZERO), UNDEFINED),
    (f"forall integer n, real x: {F} == {F}", of("x**k", proof=ZERO), "k is not declared"),
    (f"forall integer n, real x: {F} == {F}", of("k", proof=ZERO), "k is not declared"),
    ("forall real x: x == x", of("u1", proof=ZERO), "u1 is not declared"),
    # what was known of the term is lost, unless it is a hypothesis
    ("forall real x: x**2 >= 0", of("x**2", proof=by_polynomial(term(1, square="u1"))), "is not the polynomial"),
    ("forall real x >= 0: x**2 >= 0", of("x**2", proof=by_polynomial(term(1, 0))), "none of this number"),
    # where one term is inside another, they are unrelated once they have names
    (
        f"forall integer n, real x: {F} > 0 ==> {F}**3 > 0",
        of(F, f"{F}**3", proof=by_polynomial(term(1, 0))),
        "none of this number",
    ),
    # two terms do not become one variable
    (f"forall integer n, real x, real y: {F} == {G}", of(F, G, proof=ZERO), "is not the polynomial"),
    # hypotheses are replaced too, and those that share no variable are left out
    (f"forall integer n, real x: {F} > 0 ==> {F} > 0", of(F, proof=by_polynomial(term(1, 1))), "none of this number"),
    ("forall real x, real y: y > 0 ==> x**2 > -1", of(proof=by_polynomial(term(1, 0))), "none of this number"),
    ("exists real x: x == x", of("x", proof=ZERO), "is not a forall statement"),
]


@pytest.mark.parametrize(("text", "evidence", "why"), REJECTED)
def test_rejected(text: str, evidence: Evidence, why: str) -> None:
    refuse(text, RULE, evidence, why)


@pytest.mark.parametrize(
    "evidence",
    [
        {},
        {"terms": []},
        {"terms": "x", "proof": ZERO},
        {"terms": [1], "proof": ZERO},
        {"terms": ["x +"], "proof": ZERO},
    ],
)
def test_malformed_evidence(evidence: Any) -> None:
    refuse("forall real x: x == x", RULE, evidence, None)


@pytest.mark.parametrize(
    ("text", "terms", "result"),
    [
        (
            f"forall integer n, real x: {F} == 0 ==> {F} + x > 0",
            [F],
            "forall real x, real u1: u1 == 0 ==> u1 + x > 0",
        ),
        (
            "forall real x, real y: x < y ==> x**2 + x > 0",
            ["x**2"],
            "forall real x, real y, real u1: x < y ==> u1 + x > 0",
        ),
        ("forall real x, real y: x < y ==> x**2 > 0", ["x**2"], "forall real u1: u1 > 0"),
        (
            "forall real x, real y, real z: x < y, y < z, z < 1 ==> x > 0",
            [],
            "forall real x, real y, real z: x < y, y < z, z < 1 ==> x > 0",
        ),
        ("forall real x, real y, real z: x < y, z < 1 ==> y > 0", [], "forall real x, real y: x < y ==> y > 0"),
        ("forall real x, integer u1: x**2 > u1", ["x**2"], "forall integer u1, real u2: u2 > u1"),
        ("forall integer i: i + 2 * (i + 1) > 0", ["i + 1"], "forall integer i, integer u1: i + 2 * u1 > 0"),
        # in the body of a sum too; the sum's own index is no variable that could be replaced
        (
            "forall real x, real y: sum(k = 0 .. 3: (x + y) * k) > 0",
            ["x + y"],
            "forall real u1: sum(k = 0 .. 3: u1 * k) > 0",
        ),
        ("forall real x: sum(u1 = 0 .. 3: x**2 * u1) > 0", ["x**2"], "forall real u2: sum(u1 = 0 .. 3: u2 * u1) > 0"),
    ],
)
def test_the_generalised_statement(text: str, terms: list[str], result: str) -> None:
    claim = parse(text)
    assert isinstance(claim, ForAll)
    sorts = {declared.name: declared.sort for declared in claim.variables}
    found = generalised(claim, [parse_term(text, sorts) for text in terms])
    assert statement_text(found) == statement_text(parse(result))


def test_a_hypothesis_in_which_a_part_stands_twice() -> None:
    text = "forall real x: let t = x * x + 1 in t * t * (t * t) > 1 / t ==> 1 / t > 0"
    refuse(text, RULE, of("log(x)", proof=by_polynomial()), "is not a number that is certain to be defined")
