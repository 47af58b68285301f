"""Rule `lrat`: every way to fail is refuted, by its own proof, and none is left out."""

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from tests.kernel.certificates import Evidence, prove, refuse
from tests.kernel.test_failure import claims, failing
from verify.kernel.clause_proof import packed
from verify.kernel.failure import failures, prepared
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.kernel.statement import ForAll
from verify.kernel.text import statement_text
from verify.methods import cadical

RULE = "lrat"
PIGEONS = "forall integer 0 <= a <= 3, integer 0 <= b <= 3: a != b ==> a + b >= 1 and (a xor b) != 0"
PRODUCTS = "forall integer 0 <= a <= 15, integer 0 <= b <= 15: (a + b) * (a + b) == a * a + 2 * (a * b) + b * b"
TWO_WAYS = "forall integer 0 <= a <= 15: if a > 7 then a * a > 56 else a * a < 56"


def proofs(text: str) -> list[str]:
    """CaDiCaL's proofs that the statement cannot fail, one for each way; an empty text where it can."""
    claim = parse(text)
    assert isinstance(claim, ForAll)
    found = []
    for failure in failures(prepared(claim), claim.variables):
        found.append(cadical.solve(failure.circuit.clauses(failure.goals)[0]).proof if failure.goals else "")
    return found


def by_cadical(text: str) -> Evidence:
    """Evidence of the rule."""
    return {"proofs": proofs(text)}


@pytest.mark.parametrize("text", [PIGEONS, PRODUCTS, TWO_WAYS, "forall integer -8 <= a <= 7: a * a <= 64"])
def test_with_proofs(text: str) -> None:
    evidence = by_cadical(text)
    assert evidence["proofs"]
    assert prove(text, RULE, evidence).rules == (RULE,)


@pytest.mark.parametrize(
    "text",
    [
        "forall: true",
        "forall integer 3 <= a <= 3: a * a == 9",
        "forall integer 0 <= x <= 18446744073709551615, integer 0 <= y <= 18446744073709551615: x + y == y + x",
        "forall integer 0 <= a <= 7: (if a > 2 then a + a else a) == (if a > 2 then a << 1 else a)",
        "forall integer 0 <= a <= 7: a % 8 == a & 7",
        "forall odd integer 4 <= a <= 4: false",
        "forall integer 0 <= a <= 7: a > 9 ==> false",
    ],
)
def test_by_folding_alone(text: str) -> None:
    assert prove(text, RULE, {"proofs": []}).rules == (RULE,)


NONE: Evidence = {"proofs": []}
TRIVIAL = packed([([], [1])])
REJECTED = [
    # a way to fail without a proof, or with one that is none
    (PRODUCTS, NONE, "way 1 to fail: has no proof"),
    (PRODUCTS, {"proofs": [""]}, "is not packed"),
    (PRODUCTS, {"proofs": [TRIVIAL]}, "step"),
    (PRODUCTS, {"proofs": [packed([])]}, "step"),
    (TWO_WAYS, {"proofs": proofs(TWO_WAYS)[:1]}, "way 2 to fail: has no proof"),
    (TWO_WAYS, {"proofs": proofs(TWO_WAYS)[::-1]}, "step"),
    (TWO_WAYS, {"proofs": [*proofs(TWO_WAYS), TRIVIAL]}, "there are 3, for 2 ways to fail"),
    ("forall: true", {"proofs": [TRIVIAL]}, "there are 1, for 0 ways to fail"),
    # a proof of another statement
    (PRODUCTS.replace("+ b * b", "+ b * a"), {"proofs": proofs(PRODUCTS)}, "step"),
    # false at every input, at one, and where there is no value
    ("forall: false", NONE, "way 1 to fail: has no proof"),
    ("forall: false", {"proofs": [TRIVIAL]}, "way 1 to fail: every input does"),
    ("forall: undefined(truth)", {"proofs": [TRIVIAL]}, "way 1 to fail: every input does"),
    ("forall integer 0 <= a <= 3: a >= 4", NONE, "way 1 to fail: has no proof"),
    ("forall integer 0 <= a <= 3: a >= 4", {"proofs": [TRIVIAL]}, "every input does"),
    ("forall integer 0 <= a <= 7: a != 5", {"proofs": [TRIVIAL]}, "step"),
    ("forall integer 0 <= a <= 7: 0 * (6 // a) == 0", NONE, "has no proof"),
    ("forall integer 0 <= a <= 7: 6 // a >= 0 or true", NONE, "has no proof"),
    ("forall integer -1 <= a <= 7: 1 << a > 0", NONE, "has no proof"),
    ("forall integer 0 <= a <= 5: a != 5", NONE, "has no proof"),
    ("forall even integer 0 <= a <= 9: a != 8", NONE, "has no proof"),
    # the count of one value must not lose what a shift leaves of a long constant
    ("forall integer 8192 <= a <= 8192: 2**9000 >> a == 0", NONE, "more than 4096 bits"),
    # what it is not about
    ("forall integer a >= 0: a >= 0", NONE, "is not an integer with two bounds"),
    ("forall real 0 <= x <= 1: x >= 0", NONE, "is not an integer with two bounds"),
    ("forall integer 0 <= a <= 3: a**a >= 0", NONE, "not a small constant"),
    ("exists integer 0 <= a <= 3: a == 0", NONE, "is not a forall statement"),
    ("not forall integer 0 <= a <= 3: a == 0", NONE, "is not a forall statement"),
    # its evidence
    ("forall: true", {}, "is missing"),
    ("forall: true", {"proofs": "", "also": ""}, "unknown key"),
    ("forall: true", {"proofs": ""}, "is not a list"),
    ("forall: true", {"proofs": [1]}, "is not a list of str"),
]


@pytest.mark.parametrize(("text", "evidence", "why"), REJECTED)
def test_rejected(text: str, evidence: Evidence, why: str) -> None:
    refuse(text, RULE, evidence, why)


@settings(max_examples=150, deadline=None)
@given(claims(), st.booleans())
def test_with_cadical_it_proves_just_what_holds(claim: ForAll, folding_alone: bool) -> None:
    text = statement_text(claim)
    try:
        evidence = NONE if folding_alone else by_cadical(text)
    except Rejected:
        reject()
    try:
        prove(text, RULE, evidence)
    except Rejected:
        assert folding_alone or failing(claim)
    else:
        assert not failing(claim)
