"""What hypotheses say about polynomials: the relation, its sharper form for integers, and nothing from what is none."""

from fractions import Fraction

import pytest

from verify.kernel.constraints import as_comparison, conjuncts, constraints, proportional
from verify.kernel.numerals import rational_text
from verify.kernel.parse import parse, parse_term
from verify.kernel.polynomial import coefficients
from verify.kernel.statement import ForAll
from verify.kernel.term import Sort, make
from verify.kernel.text import term_text

FOUND = {
    "forall real v: true": [],
    "forall real v >= 2: true": ["-2 1 >="],
    "forall real v > 2: true": ["-2 1 >"],
    "forall real 2 <= v < 3: true": ["-2 1 >=", "3 -1 >"],
    "forall integer 2 <= v <= 3: true": ["-2 1 >=", "3 -1 >="],
    "forall even integer v >= 2: true": ["-2 1 >="],
    "forall integer v: v > 2 ==> true": ["-2 1 >", "-3 1 >="],
    "forall integer v: v < 2 ==> true": ["2 -1 >", "1 -1 >="],
    "forall real v: v > 2 ==> true": ["-2 1 >"],
    "forall integer v: v / 1 > 2 ==> true": ["-2 1 >"],
    "forall integer v: not v > 2 ==> true": ["2 -1 >="],
    "forall integer v: not v >= 2 ==> true": ["2 -1 >", "1 -1 >="],
    "forall real v: not v < 2 ==> true": ["-2 1 >="],
    "forall real v: not not v < 2 ==> true": ["2 -1 >"],
    "forall real v: v == 2 ==> true": ["-2 1 =="],
    "forall real v: not v != 2 ==> true": ["-2 1 =="],
    "forall real v: not v == 2 ==> true": [],
    "forall real v: v != 2 ==> true": [],
    "forall real v: 2 <= v <= 3, v > 5 ==> true": ["-2 1 >=", "3 -1 >=", "-5 1 >"],
    "forall real v: v > 2 or v > 3 ==> true": [],
    "forall real v: not (v > 2 and v > 3) ==> true": [],
    "forall real v: not (v > 2 or v > 3) ==> true": [],
    "forall real v: 1 / v > 2, v > 3 ==> true": ["-3 1 >"],
    # quotients come last, where the divisor is known to be positive or negative
    "forall real v: 1 / v >= 2, v > 0, 1 / (1 / v) < 5 ==> true": ["0 1 >", "1 -2 >=", "5 -1 >"],
    "forall real v: 1 / v >= 2, v >= 0 ==> true": ["0 1 >="],
    "forall real v < 0: not 1 / v >= 2 ==> true": ["0 -1 >", "1 -2 >"],
    "forall real v < 0: 1 / (2 * v) == 2, 1 / v != 3 ==> true": ["0 -1 >", "-1/2 2 =="],
    "forall integer v: v // 2 > 2, v & 1 == 1, 2**v > 4, undefined(integer) > v ==> true": [],
    "forall real v: if v > 2 then true else false ==> true": [],
    "forall real v: v > v, true, false ==> true": [" >"],
}


@pytest.mark.parametrize("text", FOUND)
def test_constraints(text: str) -> None:
    claim = parse(text)
    assert isinstance(claim, ForAll)
    found = [
        " ".join([*map(rational_text, coefficients(each.polynomial)), each.relation]) for each in constraints(claim)
    ]
    assert [line.strip() for line in found] == [line.strip() for line in FOUND[text]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v < 1", "<"),
        ("not v < 1", ">="),
        ("not not v < 1", "<"),
        ("not v == 1", "!="),
        ("v < 1 and v < 2", None),
        ("not (v < 1 or v < 2)", None),
    ],
)
def test_negated_comparisons(text: str, expected: str | None) -> None:
    sides = as_comparison(parse_term(text, {"v": Sort.REAL}))
    assert (sides[1] if sides else None) == expected


@pytest.mark.parametrize(
    ("text", "connective", "parts"),
    [
        ("v < 1 and (v < 2 and v < 3) and v < 4", "and", ["v < 1", "v < 2", "v < 3", "v < 4"]),
        ("v < 1 or (v < 2 or v < 3) or v < 4", "or", ["v < 1", "v < 2", "v < 3", "v < 4"]),
        ("v < 1 or v < 2 and v < 3", "or", ["v < 1", "v < 2 and v < 3"]),
        ("v < 1 or v < 2 and v < 3", "and", ["v < 1 or v < 2 and v < 3"]),
        ("not (v < 1 and v < 2)", "and", ["not (v < 1 and v < 2)"]),
        ("v < 1", "or", ["v < 1"]),
    ],
)
def test_the_parts_of_a_connective(text: str, connective: str, parts: list[str]) -> None:
    assert [term_text(part) for part in conjuncts(parse_term(text, {"v": Sort.REAL}), connective)] == parts


def test_proportional_polynomials() -> None:
    one = Fraction(1)
    left = {(1, 0): one, (0, 1): one * 2}
    assert proportional({(0, 1): -one * 4, (1, 0): -one * 2}, left) == -2
    assert proportional({(1, 0): one}, left) is None and proportional(left, {(1, 0): one}) is None
    assert proportional({(1, 0): one, (0, 1): one}, left) is None
    assert proportional({}, left) is None and proportional({}, {}) is None


def test_a_part_that_is_shared_counts_once() -> None:
    part = parse_term("v > 2", {"v": Sort.REAL})
    assert conjuncts(make("and", make("and", part, part), part)) == [part]
