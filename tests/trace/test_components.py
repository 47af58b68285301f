"""Several numbers from one trace: each by itself means what it did, and together they are defined as often."""

import itertools

import pytest

from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.term import Sort, constant, make, undefined, variable
from verify.trace.components import components, together

A, B = variable("a", Sort.INTEGER), variable("b", Sort.INTEGER)
ONE = constant(1)
TWO = together((A, B))
POSITIVE = make(">", A, constant(0))
RISK = make("==", make("//", A, B), make("//", A, B))
TREES = {
    "a leaf": TWO,
    "two leaves": make("if", POSITIVE, TWO, together((ONE, B))),
    "different sorts": make("if", POSITIVE, TWO, together((A, make("real", B)))),
    "no value on one side": make("if", POSITIVE, undefined(Sort.TRUTH), TWO),
    "no value on the other": make("if", make("==", make("//", A, B), ONE), TWO, undefined(Sort.TRUTH)),
    "no value": undefined(Sort.TRUTH),
    "no value on both": make("if", POSITIVE, undefined(Sort.TRUTH), undefined(Sort.TRUTH)),
    "guarded": make("and", RISK, TWO),
    "guarded inside": make("if", POSITIVE, make("and", RISK, together((B, A))), TWO),
    "a condition with a risk": make("if", make(">", make("//", A, B), ONE), together((A, A)), together((A, B))),
    "the same behind a condition with a risk": make("if", make(">", make("//", A, B), ONE), TWO, TWO),
    "the same on one side, behind one": make(
        "if", POSITIVE, make("if", make("==", make("%", A, B), ONE), TWO, TWO), TWO
    ),
}


def chosen(root, values):
    """The leaf's numbers at an input, as the lazy evaluation of the tree gives them."""
    while root.op != "tuple":
        if root.op == "undefined":
            raise Undefined("")
        if root.op == "and":
            assert evaluate(root.args[0], values) is True
            root = root.args[1]
        else:
            root = root.args[1 if evaluate(root.args[0], values) else 2]
    return [evaluate(part, values) for part in root.args]


@pytest.mark.parametrize("name", TREES)
def test_the_parts_together_mean_the_whole(name):
    parts = components(TREES[name], 2)
    assert len(parts) == 2
    for a, b in itertools.product(range(-2, 3), repeat=2):
        values = {"a": a, "b": b}
        try:
            expected = chosen(TREES[name], values)
        except Undefined:
            expected = None
        try:
            found = [evaluate(part, values) for part in parts]
        except Undefined:
            found = None
        assert found == expected


def test_deep_trees():
    root = TWO
    for number in range(5000):
        root = make("if", make(">", A, constant(number)), together((constant(number), B)), root)
    first, second = components(root, 2)
    assert second is B and evaluate(first, {"a": 3, "b": 0}) == 2
