"""Numbers in lists and their names: spread and filled again, and refused where they are laid out otherwise."""

from fractions import Fraction

import pytest

from verify.kernel.statement import Variable
from verify.kernel.term import Sort
from verify.trace.oracle import TraceError
from verify.trace.recurrence import Recurrence, filled, laid_out, names_in, of_sorts, spread

MATRIX = [[1, 2, 3], [4, 5, 6]]


@pytest.mark.parametrize("value", [7, [7], [1, [2, [3]], 4], MATRIX])
def test_what_is_spread_can_be_filled_in_again(value):
    layout = laid_out("A", value)
    assert filled(layout, dict(spread("A", layout, value, ""))) == value


def test_names_tell_places():
    layouts = {"x": laid_out("x", 0), "A": laid_out("A", MATRIX)}
    assert names_in(layouts) == ("x", "A_0_0", "A_0_1", "A_0_2", "A_1_0", "A_1_1", "A_1_2")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (5, "A is no list of 2 at the start"),
        ([[1, 2, 3]], "A is no list of 2 at the start"),
        ([[1, 2, 3], [4, 5]], "A_1 is no list of 3 at the start"),
        ([[1, 2, 3], [4, 5, [6]]], "A_1_2 is no number at the start, but a list"),
        ([[1, 2, 3], [4, 5, None]], "A_1_2 is no number at the start, but a NoneType"),
        ([[1, 2, 3], [4, 5, 0.5]], 'write ratio("0.5")'),
    ],
)
def test_other_lists_are_refused(value, told):
    with pytest.raises(TraceError) as refused:
        list(spread("A", laid_out("A", MATRIX), value, "at the start"))
    assert told in refused.value.message


def test_integers_become_fractions_where_a_state_is_real():
    states = (Variable("n", Sort.INTEGER), Variable("x", Sort.REAL))
    found = of_sorts({"n": 1, "x": 2}, states)
    assert [type(value) for value in found.values()] == [int, Fraction]


def test_functions_get_what_they_name_as_lists_of_their_own():
    def step(x, A):
        A[0][0] = x
        return {"x": x + 1, "A": A}

    made = Recurrence(
        {"x": "x", "A": laid_out("A", [[0]])}, {}, (), {"x": 0, "A_0_0": 0}, step, lambda A: A == [[3]], None
    )
    assert made.after_step({"x": 3, "A_0_0": 0}) == {"x": 4, "A_0_0": 3}
    assert made.asked(made.holds, {"x": 4, "A_0_0": 3}) is True
