import ast

import pytest

from verify.claims.source_check import refused


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("try:\n        return 1 // a\n    except ZeroDivisionError:\n        return 0", "try in a function"),
        ("return (a == 3) is not True", "`is` compares objects"),
        ("return type(a) == int", "type()"),
        ("return hasattr(a, 'numerator')", "hasattr()"),
        ("match a == 3:\n        case True:\n            return False", "case True"),
        ("return (lambda: id(a))()", "id()"),
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
    ],
)
def test_what_does_no_harm(source):
    assert refused(ast.parse(source)) is None
