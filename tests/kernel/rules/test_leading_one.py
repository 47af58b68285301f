"""Rule `leading_one`: a bit length is what two powers of two tell, of numbers from 1 on."""

import itertools

import pytest

from tests.kernel.certificates import Evidence, by, by_polynomial, outcome, prove, refuse, term
from tests.strategies import INTEGER
from verify.kernel.parse import parse, parse_term
from verify.kernel.rules.leading_one import between
from verify.kernel.statement import ForAll
from verify.kernel.text import statement_text

RULE = "leading_one"
ENUMERATED: Evidence = {"proof": by("enumeration")}
BY_LRAT: Evidence = {"proof": by("lrat", proofs=[])}
LOWERED: Evidence = {
    "proof": by(
        "lowering",
        powers=[{"of": "a", "drop": 0, "at_least": by_polynomial(term(1, 0))}],
        then=by("conjunction", left=by_polynomial(term(2, 2)), right=by_polynomial(term(2, 3))),
    )
}


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("forall integer 8 <= a <= 15: bit_length(a) == 4", ENUMERATED),
        ("forall integer 8 <= a <= 15: bit_length(a) == 4", BY_LRAT),
        ("forall integer 1 <= a <= 1: bit_length(a) == a", ENUMERATED),
        ("forall integer 1 <= a <= 15: bit_length(2 * a) == bit_length(a) + 1", ENUMERATED),
        ("forall integer 0 <= a <= 15, integer 0 <= b <= 3: b == 3, a > 3, a < 8 ==> bit_length(a) == b", ENUMERATED),
        # of numbers of any size: p <= a < 2·p gives 2·p <= 2·a < 4·p
        ("forall integer a >= 1: bit_length(2 * a) == bit_length(a) + 1", LOWERED),
    ],
)
def test_accepted(text: str, evidence: Evidence) -> None:
    assert RULE in prove(text, RULE, evidence).rules


REJECTED = [
    ("forall integer 7 <= a <= 15: bit_length(a) == 4", ENUMERATED, "does not hold at 1 of 9"),
    ("forall integer 8 <= a <= 16: bit_length(a) == 4", ENUMERATED, "does not hold at 1 of 9"),
    ("forall integer 8 <= a <= 15: bit_length(a) == 3", ENUMERATED, "does not hold at 8 of 8"),
    ("forall integer 8 <= a <= 15: bit_length(a) == 5", ENUMERATED, "does not hold at 8 of 8"),
    ("forall integer a >= 1: bit_length(2 * a) == bit_length(a) + 2", LOWERED, "not the polynomial"),
    # true, but not of numbers from 1 on, so that it is not for this rule
    ("forall integer 0 <= a <= 0: bit_length(a) == 0", ENUMERATED, "does not hold at 1 of 1"),
    ("forall integer -3 <= a <= -2: bit_length(a) == 2", ENUMERATED, "does not hold at 2 of 2"),
    # a length below 1, or without a value
    ("forall integer 0 <= a <= 3: bit_length(a) == a - 1", ENUMERATED, "does not hold at 3 of 4"),
    ("forall integer 0 <= a <= 3: bit_length(a) == -1", ENUMERATED, "does not hold at 4 of 4"),
    ("forall integer 0 <= a <= 1: bit_length(1) == 1 // a", ENUMERATED, "does not hold at 1 of 2"),
    ("forall integer 0 <= a <= 1: bit_length(1 // a) == 1", ENUMERATED, "does not hold at 1 of 2"),
    # the form of the conclusion
    ("forall integer 8 <= a <= 15: 4 == bit_length(a)", ENUMERATED, "is not bit_length(x) == e"),
    ("forall integer 8 <= a <= 15: bit_length(a) <= 4", ENUMERATED, "is not bit_length(x) == e"),
    ("forall integer 8 <= a <= 15: bit_length(a) != 3", ENUMERATED, "is not bit_length(x) == e"),
    ("forall integer 8 <= a <= 15: bit_count(a) == 4", ENUMERATED, "is not bit_length(x) == e"),
    ("forall integer 8 <= a <= 15: bit_length(a) - 1 == 3", ENUMERATED, "is not bit_length(x) == e"),
    ("forall integer 8 <= a <= 15: not bit_length(a) == 3", ENUMERATED, "is not bit_length(x) == e"),
    ("exists integer 8 <= a <= 15: bit_length(a) == 4", ENUMERATED, "is not a forall statement"),
    ("not forall integer 8 <= a <= 15: bit_length(a) == 3", ENUMERATED, "is not a forall statement"),
    ("forall integer 8 <= a <= 15: bit_length(a) == 4", {}, "is missing"),
    ("forall integer 8 <= a <= 15: bit_length(a) == 4", {**ENUMERATED, "length": "4"}, "unknown key"),
]


@pytest.mark.parametrize(("text", "evidence", "why"), REJECTED)
def test_rejected(text: str, evidence: Evidence, why: str) -> None:
    refuse(text, RULE, evidence, why)


def test_the_part_is_the_kernels_own() -> None:
    claim = parse("forall integer a >= 1: a > 3 ==> bit_length(3 * a) == a + 1")
    assert isinstance(claim, ForAll)
    part = between(claim, claim.conclusion.args[0].args[0], claim.conclusion.args[1])
    assert statement_text(part) == "forall integer a >= 1: a > 3 ==> 1 << (a + 1 - 1) <= 3 * a and 3 * a < 1 << (a + 1)"


@pytest.mark.parametrize("number", ["i", "i * i - 3", "6 // i", "abs(i) + 1"])
@pytest.mark.parametrize("length", ["j", "j - 2", "bit_length(i)", "3 // j", "bit_length(i) * j"])
def test_where_the_number_lies_between_the_powers_it_has_the_length(number: str, length: str) -> None:
    claim = parse(f"forall integer i, integer j: bit_length({number}) == {length}")
    assert isinstance(claim, ForAll)
    sorts = {"i": INTEGER, "j": INTEGER}
    part = between(claim, parse_term(number, sorts), parse_term(length, sorts))
    for i, j in itertools.product(range(-9, 20), range(-3, 7)):
        if outcome(part.conclusion, {"i": i, "j": j}) == "true":
            assert outcome(claim.conclusion, {"i": i, "j": j}) == "true"
