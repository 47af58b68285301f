"""A term over arrays has the values of the shared table, in floats, and none where the table has none."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.semantics import CASES, SORTS, UNDEFINED, Case
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.parse import parse_term
from verify.kernel.rejection import Rejected
from verify.kernel.term import Sort
from verify.translate.arrays import LONGEST_SUM, NotDrawn, values


def as_float(name, text):
    value = Fraction(text)
    return int(value) if SORTS[name] is Sort.INTEGER else float(value)


BEYOND_FLOATS = ("exp(x) > 0", "exp(exp(exp(3))) > 2**1000")


@pytest.mark.parametrize("case", [case for case in CASES if case.text not in BEYOND_FLOATS], ids=str)
def test_the_shared_table(case: Case) -> None:
    inputs = {name: [as_float(name, text)] * 2 for name, text in case.values.items()} or {"i": [0, 0]}
    try:
        found = values(parse_term(case.text, SORTS), inputs)
    except NotDrawn:
        assert case.text.startswith("sum(k = ") and ".. 4:" not in case.text
        return
    if case.expected == UNDEFINED:
        assert all(map(math.isnan, found))
    else:
        wanted = {"true": 1.0, "false": 0.0}.get(case.expected)
        assert found == pytest.approx([float(Fraction(case.expected)) if wanted is None else wanted] * 2, rel=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(-40, 300), st.integers(-40, 300)), min_size=1, max_size=20))
def test_many_inputs_at_once_are_each_what_the_kernel_says(pairs) -> None:
    text = "if i > j and j != 0 then (i // j << (bit_length(i) - 1)) - (i & j) else min(i, j) * 7 >> i % 3"
    term = parse_term(text, SORTS)
    found = values(term, {"i": [i for i, _ in pairs], "j": [j for _, j in pairs]})
    for (i, j), value in zip(pairs, found, strict=True):
        try:
            assert value == evaluate(term, {"i": i, "j": j})
        except Undefined:
            assert math.isnan(value)


def test_integers_stay_exact_before_they_become_floats() -> None:
    term = parse_term("(i * i) - (i * i - 1)", SORTS)
    assert values(term, {"i": [2**64 - 1]}) == [1.0]


@pytest.mark.parametrize("text", ["sum(k = 0 .. i: k)", f"sum(k = 0 .. {LONGEST_SUM}: k)"])
def test_sums_that_cannot_be_written_out(text: str) -> None:
    with pytest.raises(NotDrawn, match="summands"):
        values(parse_term(text, SORTS), {"i": [3]})


def test_a_number_too_large_for_a_float_has_no_value() -> None:
    assert math.isnan(values(parse_term("i ** 2000", SORTS), {"i": [2]})[0])
    assert math.isnan(values(parse_term("1 << i", SORTS), {"i": [10**30]})[0])


def test_the_kernel_refuses_what_is_refused_here_too() -> None:
    with pytest.raises((Rejected, Undefined)):
        evaluate(parse_term("1 << i", SORTS), {"i": 10**30})
