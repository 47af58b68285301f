"""Look-ups with symbolic indices, and min and max, as terms; on plain values they are Python's own."""

import builtins

import pytest

from tests.trace.loading import UNDEFINED, integer, outcome_of_terms, trace
from verify.kernel.term import Sort, variable
from verify.kernel.text import term_text
from verify.trace.oracle import TraceError
from verify.trace.paths import trace_claim
from verify.trace.selection import extreme, item, store, update
from verify.trace.symbolic import SymbolicReal

TABLE = (3, 1, 4, 1, 5, 9, 2, 6)


def looked_up(values, table=TABLE):
    """What item(table, i) == expected says, for i in a domain, at some of its values."""
    found = trace(lambda i, e: item(table, i) == e, (integer("i", min(values), max(values)), integer("e", None, None)))
    return found, [
        outcome_of_terms(found, {"i": i, "e": table[i] if -len(table) <= i < len(table) else 0}) for i in values
    ]


def test_an_index_inside_the_table_is_one_balanced_choice():
    found, outcomes = looked_up(range(8))
    assert all(outcome is True for outcome in outcomes) and found.paths == 1
    assert "undefined" not in term_text(found.root())
    assert term_text(looked_up(range(2))[0].root()) == "(if i < 1 then 3 else 1) == e"


def test_negative_indices_count_from_the_end():
    _, outcomes = looked_up(range(-8, 8))
    assert all(outcome is True for outcome in outcomes)


def test_an_index_outside_has_no_value():
    _, outcomes = looked_up(range(-10, 12))
    assert outcomes == [UNDEFINED] * 2 + [True] * 16 + [UNDEFINED] * 4


def test_an_index_outside_counts_even_if_the_element_is_not_used():
    def claim(i):
        item(TABLE, i)
        item(((1, 2), (3, 4)), i & 1)[0]
        return i >= 0

    found = trace(claim, (integer("i", 0, 12),))
    assert [outcome_of_terms(found, {"i": i}) for i in (0, 7, 8, 12)] == [True, True, UNDEFINED, UNDEFINED]
    pairs = trace(lambda i: item(((1, 2), (3, 4)), i)[1] == 2 * i + 2, (integer("i", 0, 2),))
    assert [outcome_of_terms(pairs, {"i": i}) for i in range(3)] == [True, True, UNDEFINED]


def test_storing_changes_one_element_of_the_list_itself():
    def claim(i, e):
        table = [0, 10, 20]
        same = table
        store(7, table, i)
        update(table, i, lambda old, new: old + new, lambda: e)
        return same[0] + 100 * same[1] + 10_000 * same[2] == 0

    for e in (-7, 3):
        found = trace(claim, (integer("i", -4, 3), integer("e", -9, 9)))
        for i in range(-4, 4):
            table = [0, 10, 20]
            if -3 <= i < 3:
                table[i] = 7 + e
            expected = table[0] + 100 * table[1] + 10_000 * table[2] == 0 if -3 <= i < 3 else UNDEFINED
            assert outcome_of_terms(found, {"i": i, "e": e}) == expected


@pytest.mark.parametrize("table", [(1, "a"), ([1], [2]), (1, None)])
def test_elements_of_different_kinds_are_refused(table):
    with pytest.raises(TraceError, match="different kinds"):
        trace(lambda i: item(table, i) == 1, (integer("i", 0, 1),))


def test_the_least_and_the_greatest_are_one_term():
    variables = integer("i", -9, 9), integer("j", -9, 9)
    found = trace(lambda i, j: extreme(min, i, j, 3) <= extreme(max, [i, j]), variables)
    assert found.paths == 1 and term_text(found.root()) == "min(min(i, j), 3) <= max(i, j)"


def test_reals_and_mixed_numbers_are_left_to_python():
    x = SymbolicReal(variable("x", Sort.REAL))
    with pytest.raises(TraceError, match="inside a trace"):
        extreme(min, x, 2)


def test_where_paths_are_many_the_least_of_reals_is_one_term_a_plain_integer_among_them():
    def traced(count):
        reals = {f"x{place}": SymbolicReal(variable(f"x{place}", Sort.REAL)) for place in range(count)}
        return trace_claim(lambda **xs: sum(extreme(min, 1, x) for x in xs.values()) <= count, reals)

    few, many = traced(2), traced(7)
    assert few.paths == 4 and "min" not in term_text(few.root())
    assert many.paths == 1 and term_text(many.root()).startswith("min(1, x0) + min(1, x1)")


def test_plain_values_are_left_to_python():
    table = [1, 2, 3]
    store(5, table, -1)
    update(table, 0, lambda old, new: old * new, lambda: 4)
    assert table == [4, 2, 5] and item({"a": 1}, "a") == 1 and item("abc", 1) == "b"
    assert extreme(builtins.min, 3, 1, 2) == 1 and extreme(max, iter([1, 5])) == 5
    assert extreme(lambda *values: values, 1, 2) == (1, 2)
    with pytest.raises(ValueError, match="empty"):
        extreme(min, [])
    with pytest.raises(IndexError):
        item(table, 3)
