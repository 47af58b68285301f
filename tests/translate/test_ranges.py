"""Ranges are sound: no value of a term lies outside the range that is found for it."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from tests.strategies import INTEGER, terms
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.kernel.statement import ForAll, Variable
from verify.kernel.term import make
from verify.translate.intervals import Range, Untranslatable
from verify.translate.ranges import ranges_of, without_sums


def _conclusion_range(text: str) -> Range:
    """The range of the left side of the conclusion."""
    statement = parse(text)
    assert isinstance(statement, ForAll)
    statement = without_sums(statement)
    return ranges_of(statement)[id(statement.conclusion.args[0])]


@given(st.data())
def test_no_part_of_a_random_term_leaves_its_range(data: st.DataObject) -> None:
    root = data.draw(terms(INTEGER, {"i": INTEGER, "j": INTEGER}, 4, blastable=True))
    low, high = data.draw(st.integers(-9, 4)), data.draw(st.integers(0, 6))
    declared = (
        Variable("i", INTEGER, Fraction(low), Fraction(low + 6)),
        Variable("j", INTEGER, Fraction(-high), Fraction(4)),
    )
    try:
        statement = without_sums(ForAll(declared, (), make("==", root, root)))
        found = ranges_of(statement)[id(statement.conclusion.args[0])]
        for i, j in itertools.product(range(low, low + 7), range(-high, 5)):
            try:
                assert found.low <= evaluate(root, {"i": i, "j": j}) <= found.high, (i, j)
            except Undefined:
                continue
    except (Untranslatable, Rejected):
        reject()


@pytest.mark.parametrize("low", range(-9, 3))
@pytest.mark.parametrize("high", [3, 4, 8])
def test_every_value_is_in_some_binade(low: int, high: int) -> None:
    assert _conclusion_range(f"forall integer {low} <= a <= {high}: a + 0 * bit_length(a) == 0") == Range(low, high)


def test_a_leading_one_keeps_its_relation_to_what_it_was_taken_from() -> None:
    text = "forall integer 1 <= a <= 255: let p = 1 << bit_length(a) - 1 in "
    assert _conclusion_range(text + "(a - p) << (8 - bit_length(a)) == 0") == Range(0, 127)
    assert _conclusion_range(text + "a - p == 0") == Range(0, 127)
    assert _conclusion_range(text + "a // p == 1") == Range(1, 1)


def test_too_many_binades_are_left_in_one_piece() -> None:
    names = [f"x{place}" for place in range(8)]
    domains = ", ".join(f"integer 1 <= {name} <= 255" for name in names)
    lengths = " + ".join(f"bit_length({name})" for name in names)
    assert _conclusion_range(f"forall {domains}: {lengths} <= 64") == Range(8, 64)


def test_undefined_parts_do_not_widen_a_choice() -> None:
    for other in ("1 // 0", "undefined(integer)", "2**(-a)"):
        text = f"forall integer 3 <= a <= 5: (if a > 3 then a else {other}) == 4"
        assert _conclusion_range(text) == Range(3, 5)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("forall integer x >= 0: x >= 0", "x is not a bounded integer"),
        ("forall real 0 <= x <= 1: x >= 0", "x is not a bounded integer"),
        ("forall integer 3 <= x <= 2: x >= 0", "x has an empty domain"),
        ("forall integer 0 <= x <= 20: 1 << (1 << x) > 0", "shift by more than 4096"),
        ("forall integer 0 <= x <= 20: (x << 4092) + 1 > 0", "more than 4096 bits"),
        ("forall integer 0 <= x <= 20: x**1200 >= 0", "more than 4096 bits"),
        ("forall integer 0 <= x <= 600: factorial(x) >= 1", "more than 4096 bits"),
        ("forall integer 0 <= x <= 20: sum(k = 0 .. x: k) >= 0", "ends are not constant"),
        ("forall integer 0 <= x <= 20: sum(k = 0 .. 10**6: k) >= x", "summands"),
    ],
)
def test_what_has_no_small_ranges_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Untranslatable, match=reason.replace("*", r"\*")):
        _conclusion_range(text)
