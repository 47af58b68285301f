"""What a function remembers from one run to the next is no function of its arguments, and an error."""

import random
import sys

import pytest
import sympy

import verify
from verify.claims.claim import ClaimError
from verify.claims.collect import collect
from verify.claims.instance import state
from verify.trace.memory import of_a_library

HEADER = (
    "from collections import deque\nfrom functools import partial\nfrom heapq import heappush\nfrom verify import *\n\n"
)
RECURRENCE = """
@claim(a=reals(0, 1))
def f(a):
    {kept}
    def step(x):
        {change}
        return dict(x=x * (ratio(1, 2) + {late}))
    return always(start=dict(x=a), step=step, holds=lambda x: 0 <= x <= 1)
"""


def stated(folder, source):
    (folder / "mine.py").write_text(HEADER + source)
    found = collect([folder])
    assert not found.errors
    return state(found.cases[0])


@pytest.mark.parametrize(
    ("kept", "change", "late", "told"),
    [
        ("rates = deque([0] * 6 + [9])", "rates.rotate(-1)", "rates[0]", "changes an object (deque)"),
        ("rates = iter([0] * 6 + [9])", "for rate in rates:\n            break", "rate", "reads from an iterator"),
        ("seen = [[]]", "heappush(seen[0], 1)", "(9 if len(seen[0]) > 6 else 0)", "changes an object (list)"),
        ("seen = [0]", "same = seen\n        same.append(1)", "(9 if len(seen) > 6 else 0)", "an object (list)"),
        (
            "def at(x, seen=[]):\n        seen.append(1)\n        return 9 if len(seen) > 6 else 0",
            "pass", "at(x)", "changes an object (list)",
        ),
        (
            "at = partial(lambda seen, x: seen.append(x), [])\n    count = lambda: len(at.args[0])",
            "at(1)", "(9 if count() > 6 else 0)", "changes an object (list)",
        ),
    ],
)  # fmt: skip
def test_a_step_that_remembers_the_last_one_is_refused(tmp_path, kept, change, late, told):
    with pytest.raises(ClaimError) as error:
        stated(tmp_path, RECURRENCE.format(kept=kept, change=change, late=late))
    assert told in error.value.message and error.value.line > 5


@pytest.mark.parametrize(
    "source",
    [
        "KEPT = deque([0, 0, 9])\ndef more(a):\n    KEPT.rotate(1)\n    return 0",
        "KEPT = [0]\ndef more(a):\n    kept = KEPT\n    kept.append(9)\n    return 0",
        "from random import Random\nKEPT: list = [Random(1)]\ndef more(a):\n    return 0 * (KEPT[0].random() < 1e-9)",
        "from types import SimpleNamespace\nKEPT = SimpleNamespace(n=0)\n"
        "def more(a):\n    same = KEPT\n    same.n = 1\n    return 0",
        "N = 0\ndef more(a):\n    globals()['N'] += 1\n    return 0 * N",
        "def more(a):\n    setattr(more, 'n', 1)\n    return 0",
        "class Clock:\n    __slots__ = ('n',)\n    def tick(self):\n        self.n = [1]\n        return 0\n"
        "CLOCK = Clock()\ndef more(a):\n    return CLOCK.tick()",
        "class Clock:\n    def tick(self):\n        return 0\n"
        "def more(a):\n    return setattr(Clock, 'n', [1]) or Clock().tick()",
        "def more(a, *, kept=set()):\n    kept.add(9)\n    return 0",
        "class Clock:\n    __slots__ = ('__n',)\n    def __init__(self):\n        self.__n = [0]\n"
        "    def tick(self):\n        same = self.__n\n        same.append(1)\n        return 0\n"
        "CLOCK = Clock()\ndef more(a):\n    return CLOCK.tick()",
        "from types import MappingProxyType\nKEPT = MappingProxyType(dict(n=[0]))\n"
        "def more(a):\n    same = KEPT['n']\n    same.append(1)\n    return 0",
        "from itertools import count\nturn = count().__next__\ndef more(a):\n    return 0 * turn()",
        "class Clock:\n    n = 0\n    def tick(self):\n        self.n += 1\n        return 0\n"
        "CLOCK = Clock()\ntick = CLOCK.tick\ndef more(a):\n    return tick()",
    ],
)
def test_so_is_a_function_that_remembers_its_last_run(tmp_path, source):
    with pytest.raises(ClaimError, match="it must do the same on every run|nondeterministic|reads from an iterator"):
        stated(tmp_path, source + "\n@claim(a=reals(0, 1))\ndef f(a):\n    return a + more(a) <= 1\n")


def test_what_a_step_makes_itself_it_may_change(tmp_path):
    kept, change = "table = [0, 0]\n    table.append(1)", "own = list(table)\n        own.append(x)"
    assert stated(tmp_path, RECURRENCE.format(kept=kept, change=change, late="table[1]")).statement


def test_what_other_classes_keep_for_themselves_is_their_affair(tmp_path):
    source = """
from argparse import Namespace
KEPT = Namespace(found=0)

def more(a):
    setattr(KEPT, "found", 1)
    return 0

@claim(a=reals(0, 1))
def f(a):
    return a + more(a) <= 1
"""
    assert stated(tmp_path, source).statement


@pytest.mark.parametrize(
    ("brought", "called", "remembers"),
    [
        ("from kept import more", "more(a)", "KEPT.rotate(1)"),
        ("import kept", "kept.more(a)", "KEPT.rotate(1)"),
        ("import kept.inner.again", "kept.inner.again.more(a)", "KEPT.rotate(1)"),
        ("from kept import Clock\n\nCLOCK = Clock()", "CLOCK.tick(a)", "setattr(self, 'n', [1])"),
        ("from kept import Clock\n\nCLOCK = Clock()", "CLOCK.tick(a)", "setattr(Basis, 'n', [1])"),
        ("from kept import Clock\n\nCLOCK = Clock()", "CLOCK.tock", "KEPT.rotate(1)"),
        ("from kept import Clock", "Clock.still(a)", "KEPT.rotate(1)"),
        ("from kept import Clock", "Clock.again(a)", "KEPT.rotate(1)"),
    ],
)
def test_functions_of_other_files_are_followed_where_they_belong_to_no_library(
    tmp_path, monkeypatch, brought, called, remembers
):
    for name in [name for name in sys.modules if name.partition(".")[0] == "kept"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "kept" / "inner").mkdir(parents=True)
    source = f"""
from collections import deque
KEPT = deque([0, 0, 9])
class Basis:
    def tick(self, a):
        {remembers if "self" in remembers or "Basis" in remembers else "pass"}
        return 0
class Clock(Basis):
    @property
    def tock(self):
        return more(0)
    @staticmethod
    def still(a):
        return more(a)
    @classmethod
    def again(cls, a):
        return more(a)
def more(a):
    {remembers if "KEPT" in remembers else "pass"}
    return 0
"""
    (tmp_path / "elsewhere" / "kept" / "__init__.py").write_text(source)
    (tmp_path / "elsewhere" / "kept" / "inner" / "again.py").write_text(source)
    claims = tmp_path / "claims"
    claims.mkdir()
    with pytest.raises(ClaimError, match="it must do the same on every run"):
        stated(claims, f"{brought}\n\n@claim(a=reals(0, 1))\ndef f(a):\n    return a + {called} <= 1\n")


def test_a_large_table_is_no_large_matter(tmp_path):
    source = "TABLE = list(range(100_000))\n@claim(a=reals(0, 1))\ndef f(a):\n    return a <= TABLE[1]\n"
    assert stated(tmp_path, source).statement


def test_what_is_too_much_to_look_at_is_refused(tmp_path):
    source = (
        "TABLE = [[] for _ in range(1 << 18)]\n@claim(a=reals(0, 1))\ndef f(a):\n    return a <= 1 + len(TABLE[1])\n"
    )
    with pytest.raises(ClaimError, match="too many to look at"):
        stated(tmp_path, source)


def test_functions_of_libraries_are_not_followed(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path / "site-packages")
    (tmp_path / "site-packages").mkdir()
    source = "KEPT = []\ndef more(a):\n    KEPT.append(a)\n    return 0\n"
    (tmp_path / "site-packages" / "installed.py").write_text(source)
    claims = tmp_path / "claims"
    claims.mkdir()
    source = "from installed import more\n\n@claim(a=reals(0, 1))\ndef f(a):\n    return a + more(a) <= 1\n"
    assert stated(claims, source).statement


@pytest.mark.parametrize(
    ("file", "library"),
    [
        (random.__file__, True),
        (sympy.__file__, True),
        (verify.__file__, True),
        ("<string>", True),
        (__file__, False),
        ("/home/author/program.py", False),
        ("/home/author/.venv/lib/python3.12/site-packages/program.py", True),
    ],
)
def test_which_files_belong_to_libraries(file, library):
    assert of_a_library(file) is library
