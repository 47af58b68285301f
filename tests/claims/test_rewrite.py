"""Rewriting: on plain numbers a loaded function does what Python does, line by line; what is not safe is left alone."""

import ast
import traceback

import pytest

from tests.trace.loading import loaded, plain
from verify.claims.rewrite import rewritten

BODIES = [
    "t = [1, 2, 3]\nt[x] += y\nt[-1] = t[x - 1]\nreturn t",
    "a = b = 0\nif x > y and not x == 2:\n    a = 1\nelif 0 < x < 3:\n    b, a = a, 5\nelse:\n    a -= x\nreturn a, b",
    "n = 0\nwhile x:\n    x -= 1\n    if x == y:\n        continue\n    n += x\nelse:\n    n += 100\nreturn n",
    "for i in range(5):\n    if i == x: break\n    y = y if i % 2 else y + i\nelse:\n    return 'none'\nreturn i, y",
    "if x:\n    t = 1\nreturn t",
    "d = {1: 'a'}\nreturn d[x], min(x, y), max([x, y]), min('abc', 'abd'), [x if x else y][0], 'abc'[y]",
    "def g():\n    for i in range(x):\n        if i > 1:\n            i += 10\n        yield i\nreturn list(g())",
    "return (x or y) if (x and y) else (not x)",
    "if (z := x + y) > 2 or z < 0:\n    z += 1\nreturn z",
    "L = []\nif x > 0:\n    L += [x]\nM = L\nif y:\n    M += [y]\nreturn L, M",
    "class C:\n    __k = 3\n    def get(self, i):\n        return self.__k if i else [1, 2][i]\nreturn C().get(x)",
]


@pytest.mark.parametrize("body", BODIES)
def test_plain_numbers(body):
    source = "def f(x, y):\n" + "".join(f"    {line}\n" for line in body.splitlines())
    for x in range(4):
        for y in range(-1, 3):
            outcomes = []
            for function in (loaded(source, "f"), plain(source, "f")):
                try:
                    outcomes.append((None, function(x, y)))
                except Exception as error:  # whatever it is, it must be the same in the same line
                    outcomes.append((type(error), [s.lineno for s in traceback.extract_tb(error.__traceback__)][1:2]))
            assert outcomes[0] == outcomes[1]


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    with open(x) as y:\n        if y:\n            x = 1\n    return x",
        "def f(x):\n    if x:\n        y = 1\n    return locals()",
        "def f(x):\n    if x:\n        y = 1\n    return eval('y')",
        "if 1 > 0:\n    a = 1\nb = [1, 2][a]",
        "class C:\n    def f(self, x):\n        if x:\n            y = 1\n        return x",
        "f = lambda x: [1, 2][x] if x else min(x, 2)",
    ],
)
def test_what_is_left_as_it_is(source):
    tree = ast.parse(source)
    rewritten(tree)
    assert ast.unparse(tree) == ast.unparse(ast.parse(source))


def test_every_new_node_has_the_line_of_the_old_one():
    source = "def f(x):\n    n = 0\n    while x:\n        if x > 3:\n            n += x\n        x -= 1\n    return n\n"
    tree = ast.parse(source)
    rewritten(tree)
    lines = {part.lineno for part in ast.walk(tree) if isinstance(part, ast.stmt | ast.expr)}
    assert lines == {1, 2, 3, 4, 5, 6, 7}
    compile(tree, "f.py", "exec")
