"""Rule `cut`: the lemma under the hypotheses, then the claim under the lemma; definedness goes along."""

import pytest

from tests.kernel.certificates import Evidence, by, by_polynomial, multiple, prove, refuse, term
from verify.kernel.parse import parse, parse_term
from verify.kernel.rules.cut import parts
from verify.kernel.statement import ForAll
from verify.kernel.term import Sort
from verify.kernel.text import statement_text

RULE = "cut"
ENUMERATED = by("enumeration")


def cut(lemma: str, proof: Evidence = ENUMERATED, then: Evidence = ENUMERATED) -> Evidence:
    """Evidence of the rule."""
    return {"lemma": lemma, "proof": proof, "then": then}


POSITIVE = by("bernstein", axes={"x": ["0", "1"]}, bits=64, trees=[[0], [0]])


@pytest.mark.parametrize(
    ("text", "proof"),
    [
        ("forall integer 0 <= a <= 3: a >= 0", cut("true")),
        ("forall integer 0 <= a <= 3: a**2 <= 9", cut("a <= 3")),
        ("forall integer -3 <= a <= 3: a > 0 ==> 6 // a >= 2", cut("a != 0")),
        ("forall integer -3 <= a <= 3: a > 0 ==> 6 // a >= 2", cut("6 // a >= 2")),
        # the lemma is the last of the constraints: 0 and 1 are the hypotheses
        (
            "forall real x: x > 1, x < 2 ==> x > 0",
            cut("x > 1/2", by_polynomial(term(1, 0), term("1/2")), by_polynomial(term(1, 2), term("1/2"))),
        ),
        (
            "forall real x: (x**2 - 2)**2 * (x**2 + 1) >= 0",
            cut("x**2 + 1 >= 0", POSITIVE, by_polynomial(term(1, 0, square="x**2 - 2"))),
        ),
        (
            "forall real x, real y: x == y ==> x**2 == y**2",
            cut(
                "x + y == 2 * y",
                by_polynomial(multiple(0, "1")),
                by_polynomial(multiple(1, "x - y"), multiple(0, "2 * y")),
            ),
        ),
        # a lemma that contradicts the hypotheses
        ("forall integer 0 <= a <= 3: a > 5 ==> a == 7", cut("false")),
    ],
)
def test_accepted(text: str, proof: Evidence) -> None:
    assert RULE in prove(text, RULE, proof).rules


SMALL = "forall integer -3 <= a <= 3: {}"
REJECTED = [
    # the lemma has to be proved, where it is defined, without the conclusion
    (SMALL.format("a >= 0"), cut("a >= 0"), "does not hold at 3 of 7"),
    (SMALL.format("a != 0"), cut("1 / a != 0"), "does not hold at 1 of 7"),
    (SMALL.format("a != 0"), cut("a // a == 1"), "does not hold at 1 of 7"),
    (SMALL.format("a >= 0"), cut("undefined(truth)"), "does not hold at 7 of 7"),
    (SMALL.format("a >= 0"), cut("false"), "does not hold at 7 of 7"),
    (
        "forall real x: x >= 1",
        cut("x >= 1", by_polynomial(term(1, 0)), by_polynomial(term(1, 0))),
        "none of this number",
    ),
    # and the claim after it
    (SMALL.format("a >= 0"), cut("true"), "does not hold at 3 of 7"),
    (SMALL.format("a > 0 ==> 6 // (a - 1) > 0"), cut("a >= 1"), "does not hold at 1 of 3"),
    # over the statement's variables, as a truth value
    (SMALL.format("a == a"), cut("b > 0"), "b is not declared"),
    (SMALL.format("a == a"), cut("a"), "is not a truth value"),
    (SMALL.format("a == a"), cut("a > 0 a"), "expected 'the end'"),
    (SMALL.format("a == a"), cut("sum(a = 0 .. 1: a) > 0"), "a has a meaning already"),
    ("exists integer a: a > 0", cut("a > 0"), "is not a forall statement"),
    ("not forall integer a: a > 0", cut("a > 0"), "is not a forall statement"),
    ("minimum over real x to 3 digits: x**2", cut("x > 0"), "is not a forall statement"),
]


@pytest.mark.parametrize(("text", "proof", "why"), REJECTED)
def test_rejected(text: str, proof: Evidence, why: str) -> None:
    refuse(text, RULE, proof, why)


@pytest.mark.parametrize("missing", ["lemma", "proof", "then"])
def test_every_part_is_needed(missing: str) -> None:
    proof = {key: value for key, value in cut("a >= -3").items() if key != missing}
    refuse(SMALL.format("a == a"), RULE, proof, "is missing")


def test_malformed_evidence() -> None:
    for changed in ({"lemma": ["true"]}, {"proof": []}, {"then": "enumeration"}, {"more": "1"}):
        refuse(SMALL.format("a == a"), RULE, cut("true") | changed, "certificate")


def test_the_parts_keep_domains_and_hypotheses_and_the_lemma_comes_last() -> None:
    claim = parse("forall integer a >= 1, integer b: a > b, b > 2 ==> a > 3 or b > 7")
    assert isinstance(claim, ForAll)
    lemma = parse_term("a // b > 0", {"a": Sort.INTEGER, "b": Sort.INTEGER})
    assert [statement_text(part) for part in parts(claim, lemma)] == [
        "forall integer a >= 1, integer b: a > b, b > 2 ==> a // b > 0",
        "forall integer a >= 1, integer b: a > b, b > 2, a // b > 0 ==> a > 3 or b > 7",
    ]
