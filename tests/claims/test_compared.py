"""A function and its exact reference as terms over words."""

import sys
from pathlib import Path

import pytest

from verify.claims.compared import Compared, ComparisonError, compare
from verify.kernel.evaluate import evaluate
from verify.kernel.text import domain_text, term_text

FUNCTIONS = '''
from verify import assume, ratio

def kept(a, b, t=2):
    """a * b without the lowest t bits of each."""
    return (a >> t << t) * (b >> t << t)

def product(b, a):
    return a * b

def branches(a):
    assume(a != 3)
    if a < 2:
        return 7
    return ratio(a, 3) if a % 2 else a >> 1

def positive(a):
    return 1 << a.bit_length() - 1

def truth(a):
    return a > 1

def floats(a):
    return 0.5

def half(a):
    return a / 2

def endless(a):
    while a >= 0:
        a = a + 1
    return a

def starred(*a):
    return 1

def other(c):
    return c

def of(of):
    return of

class Thing:
    pass
'''


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "functions.py"
    path.write_text(FUNCTIONS)
    return str(path)


def agrees(pair: Compared, **values: int) -> bool:
    """Whether both terms have the values of the plain functions."""
    found = [evaluate(term, values) for term in (pair.approximate, pair.exact)]
    return found == [pair.plain_approximate(values), pair.plain_exact(values)]


def test_words_defaults_and_an_expression(file: str) -> None:
    pair = compare(f"{file}:kept", "a*b", {"": 4}, {})
    assert [domain_text(declared) for declared in pair.variables] == ["integer 0 <= a <= 15", "integer 0 <= b <= 15"]
    assert term_text(pair.exact) == "a * b" and pair.hypotheses == ()
    assert all(agrees(pair, a=a, b=b) for a in range(16) for b in range(16))


def test_each_its_own_width_and_values_for_the_rest(file: str) -> None:
    pair = compare(f"{file}:kept", "a*b - t", {"a": 3, "b": 5}, {"t": 1}, signed=True)
    assert [domain_text(declared) for declared in pair.variables] == ["integer -4 <= a <= 3", "integer -16 <= b <= 15"]
    assert agrees(pair, a=-3, b=7) and pair.plain_exact({"a": -3, "b": 7}) == -22
    assert [declared.name for declared in compare(f"{file}:kept", "a", {"": 3, "t": 1}, {}).variables] == [
        "a",
        "b",
        "t",
    ]


def test_the_exact_function_shares_parameters_by_name(file: str) -> None:
    pair = compare(f"{file}:kept", f"{file}:product", {"": 4}, {})
    assert agrees(pair, a=5, b=9)


def test_branches_hypotheses_and_quotients(file: str) -> None:
    pair = compare(f"{file}:branches", "a if a > 2 and not a == 7 else min(a, 1)", {"": 3}, {}, assumed=["0 < a <= 6"])
    assert [term_text(term) for term in pair.hypotheses] == ["a != 3", "a > 0 and a <= 6"]
    assert all(agrees(pair, a=a) for a in (1, 2, 4, 5, 6))


def test_where_the_function_raises_its_term_is_undefined(file: str) -> None:
    pair = compare(f"{file}:positive", "a", {"": 5}, {})
    assert agrees(pair, a=9)


@pytest.mark.parametrize(
    ("approximate", "exact", "widths", "fixed", "told"),
    [
        ("missing.py:f", "a", {"": 4}, {}, "missing.py: there is no such file"),
        ("kept", "a", {"": 4}, {}, "write FILE:FUNCTION"),
        ("{file}:kepd", "a", {"": 4}, {}, "has no function 'kepd'; it has assume, ratio, kept"),
        ("{file}:Thing", "a", {"": 4}, {}, "has no function 'Thing'"),
        ("{file}:starred", "a", {"": 4}, {}, "its parameters must be plain names"),
        ("{file}:of", "of", {"": 4}, {}, "rename the parameter"),
        ("{file}:kept", "a*b", {"a": 4}, {}, "no width for b; write --width 8 or --width b=8"),
        ("{file}:kept", "a*b", {"": 0}, {}, "a word has from 1 to 1024 bits, not 0"),
        ("{file}:kept", "a*b", {"": 4}, {"c": 3}, "has no parameter c; it has a, b, t"),
        ("{file}:kept", "a*b", {"a": 4, "": 4}, {"a": 3}, "a has both a width and a value"),
        ("{file}:other", "c", {"": 4}, {"c": 3}, "has a value; give one a width"),
        ("{file}:kept", "a*c", {"": 4}, {}, "c is no parameter; there are a, b, t"),
        ("{file}:kept", "a*", {"": 4}, {}, "is no expression in Python's syntax"),
        ("{file}:kept", "a/b", {"": 4}, {}, "write // for floor division, or ratio(a, b)"),
        ("{file}:kept", "a*0.5", {"": 4}, {}, "0.5 is no integer"),
        ("{file}:kept", "__import__('os')", {"": 4}, {}, "only min, max, abs"),
        ("{file}:kept", "a.real", {"": 4}, {}, "Attribute has no place"),
        ("{file}:kept", "min", {"": 4}, {}, "min is no parameter"),
        ("{file}:kept", "[a][0]", {"": 4}, {}, "has no place in an expression"),
        ("{file}:kept", "a > b", {"": 4}, {}, "returns <symbolic truth> where an exact number is needed"),
        ("{file}:kept", "9**9**9", {"": 4}, {}, "by 387420489; 4096 is the most"),
        ("{file}:kept", "a" * 3000, {"": 4}, {}, "more than 2000 characters"),
        ("{file}:kept", "(" * 900 + "a" + ")" * 900, {"": 4}, {}, "is no expression"),
        ("{file}:kept", "{file}", {"": 4}, {}, "write FILE:FUNCTION, or an expression such as a*b"),
        ("{file}:kept", "{file}:other", {"": 4}, {}, "has a parameter c; it shares those of"),
        ("{file}:truth", "a", {"": 4}, {}, "returns <symbolic truth> where an exact number is needed"),
        ("{file}:floats", "a", {"": 4}, {}, "returns 0.5 (float) where an exact number is needed"),
        ("{file}:half", "a", {"": 4}, {}, "/ on integers makes a float"),
        ("{file}:endless", "a", {"": 4}, {}, "branches on one path: does it end?"),
    ],
)
def test_what_is_refused(
    file: str, approximate: str, exact: str, widths: dict[str, int], fixed: dict[str, int], told: str
) -> None:
    with pytest.raises(ComparisonError) as refused:
        compare(approximate.format(file=file), exact.format(file=file), widths, fixed)
    message = str(refused.value)
    assert told in message and "\n" not in message


def test_a_file_that_does_not_load(tmp_path: Path) -> None:
    path = tmp_path / "broken.py"
    path.write_text("def f(a):\n    return (\n")
    with pytest.raises(ComparisonError, match=r"broken.py:2: SyntaxError"):
        compare(f"{path}:f", "a", {"": 4}, {})


def test_functions_that_it_calls_in_other_files_are_read(tmp_path, monkeypatch):
    (tmp_path / "called.py").write_text(
        "def half(a):\n    try:\n        return a >> 1\n    except TypeError:\n        return 0\n"
    )
    (tmp_path / "calling.py").write_text("import called\n\ndef half(a):\n    return called.half(a)\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "called", raising=False)
    with pytest.raises(ComparisonError, match=r"try in a function.* \(.*called.py:2\)"):
        compare(f"{tmp_path}/calling.py:half", "a >> 1", {"": 8}, {})
