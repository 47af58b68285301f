"""Floor divisions, found innermost first, and comparisons of integers by a lemma between them."""

import pytest

from tests.kernel.certificates import prove as checked
from verify.kernel.parse import parse
from verify.kernel.statement import ForAll
from verify.kernel.text import term_text
from verify.methods import integer_division, positivstellensatz


def claim(text: str) -> ForAll:
    found = parse(text)
    assert isinstance(found, ForAll)
    return found


@pytest.mark.parametrize(
    ("text", "of", "by"),
    [
        ("forall integer x: x // 3 > 0", "x", "3"),
        ("forall integer x: x % 3 > 0", "x", "3"),
        ("forall integer x: x >> 3 > 0", "x", "8"),
        ("forall integer x: x & 7 > 0", "x", "8"),
        ("forall integer x, integer d >= 1: x // d > 0", "x", "d"),
        # the innermost one first
        ("forall integer x: (x // 3 + 1) // 2 > 0", "x", "3"),
        ("forall integer x: x % 4 > 1 ==> x >= 0", "x", "4"),
    ],
)
def test_what_is_divided(text: str, of: str, by: str) -> None:
    found = integer_division.innermost(claim(text))
    assert found is not None
    assert [term_text(part) for part in found] == [of, by]


@pytest.mark.parametrize(
    "text",
    [
        "forall integer x: x * 3 > 0",
        "forall integer x: x & 6 > 0",
        "forall integer x: x | 7 > 0",
        "forall integer x: x >> -1 > 0",
        # where the parts may have no value, the rule is of no use
        "forall integer x, integer d: x // d > 0",
        "forall integer x: (1 << x) // 2 > 0",
        "forall real x: x / 2 > 0",
    ],
)
def test_nothing_is_divided(text: str) -> None:
    found = integer_division.innermost(claim(text))
    assert found is None or term_text(found[1]) == "d"


@pytest.mark.parametrize(
    "text",
    [
        "forall integer x: x // 3 * 3 <= x",
        "forall integer x: x % 3 <= 2",
        "forall integer x: x & 7 >= 0",
        "forall integer x: (x >> 2) * 4 <= x",
    ],
)
def test_a_proof_by_quotient(text: str) -> None:
    found = integer_division.innermost(claim(text))
    assert found is not None
    proof = integer_division.prove(claim(text), *found, positivstellensatz.prove)
    assert proof is not None and proof["rule"] == "quotient"
    assert "quotient" in checked(text, proof["rule"], proof["evidence"]).rules


@pytest.mark.parametrize("text", ["forall integer x: x // 3 * 3 < x", "forall integer x, integer d: x // d * d <= x"])
def test_no_proof_of_what_is_false(text: str) -> None:
    found = claim(text).conclusion.args[0].args[0].args
    assert integer_division.prove(claim(text), found[0], found[1], positivstellensatz.prove) is None


@pytest.mark.parametrize(
    "text",
    [
        "forall integer x, integer y: 2 * x < 2 * y + 1 ==> x <= y",
        "forall integer x: 2 * x >= 3 ==> x >= 2",
        "forall integer m: m * 4 <= 7, 4 < m * 4 + 4 ==> m == 1",
        "forall integer x: 3 * x > 7 ==> 6 * x >= 18",
    ],
)
def test_comparisons_of_integers(text: str) -> None:
    proof = integer_division.prove_comparison(claim(text))
    assert proof is not None
    assert "cut" in checked(text, proof["rule"], proof["evidence"]).rules


@pytest.mark.parametrize(
    "text",
    [
        "forall integer x, integer y: 2 * x < 2 * y + 2 ==> x < y",
        "forall integer x: 2 * x >= 3 ==> x >= 3",
        "forall real x: 2 * x >= 3 ==> x >= 2",
        "forall integer x: x > 0 or x <= 0",
        "forall integer x, integer m: m == x",
    ],
)
def test_no_comparison(text: str) -> None:
    assert integer_division.prove_comparison(claim(text)) is None
