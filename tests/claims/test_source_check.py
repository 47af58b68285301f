import ast

import pytest

from verify.claims.source_check import refused


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("try:\n        return 1 // a\n    except ZeroDivisionError:\n        return 0", "try in a function"),
        ("with suppress(ZeroDivisionError):\n        return 1 // a", "with in a function"),
        ("return getattr(a, 'denominator', 1) == 1", "getattr() with a default"),
        ("return (a == 3) is not True", "`is` compares objects"),
        ("return operator.is_(a == 3, True)", "is_ compares objects"),
        ("return is_not(a == 3, True)\nfrom operator import is_not", "is_not compares objects"),
        ("from mine import g\n    return g(a)", "import in a function"),
        ("import mine.g\n    return mine.g.f(a)", "import in a function"),
        ("return type(a) == int", "type()"),
        ("return hasattr(a, 'numerator')", "hasattr()"),
        ("return kind(a) == int\nkind = type", "type()"),
        ("return draw() == a\nfrom random import Random\ndraw = Random(1).random", "random.Random in a function"),
        ("return now() == a\nfrom time import monotonic as now", "time.monotonic in a function"),
        ("return int in map(type, [a])", "type()"),
        ("match a == 3:\n        case True:\n            return False", "case True"),
        ("return (lambda: id(a))()", "id()"),
        ("SEEN.append(a)\n    return True\nSEEN = []", "changes SEEN, which is not its own"),
        ("SEEN[a] = True\n    return True\nSEEN = {}", "changes SEEN"),
        ("f.count += 1\n    return True", "changes f"),
        ("SEEN[0].more.add(a)\n    return True\nSEEN = [f]", "changes SEEN"),
        ("return next(TURNS) == a\nTURNS = iter(range(9))", "changes TURNS"),
        ("calls = [0]\n    def step():\n        calls[0] += 1\n    return step", "changes calls"),
        ("n = 0\n    def step():\n        nonlocal n\n        n += 1\n    return step", "changes n, which"),
        ("calls = []\n    return lambda x: calls.append(x)", "changes calls"),
        ("calls = [[]]\n    def step():\n        calls[0].append(1)\n    return step", "changes calls"),
        ("calls = {}\n    def step():\n        del calls[a]\n    return step", "changes calls"),
        ("calls = f\n    def step():\n        calls.count = 1\n    return step", "changes calls"),
        ("turns = iter(range(9))\n    return lambda: next(turns)", "changes turns"),
    ],
)
def test_what_a_trace_would_not_show(body, told):
    line, reason = refused(ast.parse(f"def f(a):\n    {body}\n"))
    assert line >= 2
    assert told in reason


@pytest.mark.parametrize(
    "source",
    [
        "def f(a, b):\n    return b is None or a < 1",
        "try:\n    import numpy\nexcept ImportError:\n    numpy = None",
        "KIND = type(3)\n\ndef f(a):\n    return a >= 0",
        "def f(a):\n    for id in range(3):\n        a += id\n    return a",
        "def id(a):\n    return a\n\ndef f(a):\n    return id(a)",
        "def f(a):\n    rest = list(a)\n    rest.append(1)\n    return rest\n\nrest = f([])",
        "TABLE = []\nTABLE.append(3)\n\ndef f(a):\n    return a >= TABLE[0]",
        "def f(a):\n    bits = [0] * 4\n    for i in range(4):\n        bits[i] += a\n    return bits",
        "def f(rows):\n    rows[0] = 1\n    return rows",
    ],
)
def test_what_does_no_harm(source):
    assert refused(ast.parse(source)) is None


def test_only_functions_that_begin_in_some_lines_are_read():
    tree = ast.parse(
        "import time\n\ndef f(a):\n    return a >= 0\n\n@decorated\ndef g(a):\n    return lambda: time.time()\n"
    )
    assert refused(tree, {3}) is None
    assert refused(tree, {6}) == refused(tree) == (8, "time in a function: it must do the same on every run")
