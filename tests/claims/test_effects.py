"""Effects: what a piece of a function assigns, reads and calls, and when it may do more than that."""

import ast

import pytest

from verify.claims.effects import Effects, HasEffects, functions_without_effects, with_callees


def effects(source):
    found = Effects()
    found.statements(ast.parse(source).body)
    return found


def test_what_is_assigned_read_and_called():
    found = effects(
        "x, y = a + 1, T[b]\nz: int = x\nz += abs(c).bit_length()\nfor i in range(d):\n    w = [e for e in L]\n"
    )
    assert found.assigned == {"x", "y", "z", "i", "w"}
    assert {"a", "b", "c", "d", "T", "L", "x", "z"} <= found.read
    assert found.called == {"abs", "range"}


@pytest.mark.parametrize(
    "source",
    [
        "x.y = 1", "x[0] = 1", "del x", "x.append(1)", "f(1)(2)", "x = lambda: 1", "x = (y := 1)", "global x",
        "raise x", "assert x", "import x", "x = y.z", "break", "continue", "return", "x = f'{y}'", "x = {1: 2}",
        "*x, y = z", "[x, y] = z", "x = y is z", "def f(): pass", "with x: pass", "for x.y in z: pass",
        "if x:\n    break", "match x:\n    case 1: pass", "x = [y async for y in z]", "x = y.bit_length",
    ],
)  # fmt: skip
def test_what_may_do_more(source):
    with pytest.raises(HasEffects):
        effects(source)


def test_loops_may_be_left_from_within():
    assert effects("for i in x:\n    if i:\n        break\nwhile y:\n    continue\n").assigned == {"i"}


MODULE = """
K = 3
def f(x):
    y = g(x) + K
    return y
def g(x):
    return abs(x) + f(x - 1) if x > TOP else x
def h(x):
    K.append(x)
    return f(x)
@cached
def k(x):
    return x
def twice(x):
    return x
def twice(x):
    return x + 1
def shadowed(abs):
    return abs(3)
"""


def test_functions_that_only_compute_and_what_they_call_in_turn():
    known = functions_without_effects(ast.parse(MODULE))
    assert {name: line for name, (line, _) in known.items()} == {"f": 3, "g": 6}
    read, called, lines = with_callees(effects("z = f(q)"), known)
    assert (read, called, lines) == ({"q", "K", "TOP"}, {"f", "g", "abs"}, {"f": 3, "g": 6})
