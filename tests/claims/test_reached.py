"""What a claim file may not contain, the functions that its claims reach elsewhere may not contain either."""

import sys

import pytest

from verify.claims.claim import ClaimError
from verify.claims.collect import collect
from verify.claims.instance import state

PROGRAM = """
from random import random

def floor_average(x, y):
    return (x & y) + ((x ^ y) >> 1)

def guarded(x, y):
    try:
        return (x & y) + ((x ^ y) >> 1)
    except TypeError:
        return -1

def average_of_many(*numbers):
    while len(numbers) > 1:
        x, y, *rest = numbers
        numbers = [*rest, guarded(x, y)]
    return numbers[0]

class Averages:
    def of(self, x, y):
        return x if x is y else floor_average(x, y)

from operator import is_
SAME = [is_]

def alike(x, y):
    return 15 if SAME[0](x, y) else floor_average(x, y)

WAYS = {"plain": floor_average, "drawn": lambda x, y: x if random() < 1e-9 else y}
"""
CLAIM = """
from verify import claim, word
{brought}

@claim(x=word(4), y=word(4))
def f(x, y):
    return {called} <= 15
"""


@pytest.fixture
def stated(tmp_path, monkeypatch):
    """The instance of a claim about what another module has."""

    def of(brought, called):
        (tmp_path / "program.py").write_text(PROGRAM)
        (tmp_path / "claims").mkdir()
        (tmp_path / "claims" / "averages.py").write_text(CLAIM.format(brought=brought, called=called))
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.delitem(sys.modules, "program", raising=False)
        found = collect([tmp_path / "claims"])
        assert not found.errors
        return state(found.cases[0])

    return of


@pytest.mark.parametrize(
    ("brought", "called", "told", "line"),
    [
        ("from program import guarded", "guarded(x, y)", "try in a function", 8),
        ("import program", "program.guarded(x, y)", "try in a function", 8),
        ("import program as p", "p.average_of_many(x, y, 3)", "try in a function", 8),
        ("from program import Averages", "Averages().of(x, y)", "`is` compares objects", 21),
        ("import program\nMODULES = [program]", "MODULES[0].guarded(x, y)", "try in a function", 8),
        (
            "import program\ndef call(m, x, y):\n    return getattr(m, 'guarded')(x, y)",
            "call(program, x, y)",
            "try in",
            8,
        ),
        ("from program import WAYS", "WAYS['drawn'](x, y)", "random in a function", 29),
    ],
)
def test_imported_functions_are_read(stated, tmp_path, brought, called, told, line):
    with pytest.raises(ClaimError, match=told) as error:
        stated(brought, called)
    assert (error.value.file, error.value.line) == (tmp_path / "program.py", line)


def test_what_does_not_run_is_not_read(stated):
    assert stated("import program", "program.floor_average(x, y)").statement


def test_what_is_called_by_another_name_is_told(stated, tmp_path):
    with pytest.raises(ClaimError, match="is_ ") as error:
        stated("from program import alike", "alike(x, y)")
    assert error.value.file == tmp_path / "program.py"


def test_a_source_that_is_not_there_is_an_error(stated):
    with pytest.raises(ClaimError, match="the source of the function cannot be read"):
        stated("import program\nexec(compile('def g(x, y):\\n    return x', 'gone.py', 'exec'))", "g(x, y)")
