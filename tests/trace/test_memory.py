"""What a function remembers from one run to the next is no function of its arguments, and an error."""

import pytest

from verify.claims.claim import ClaimError
from verify.claims.collect import collect
from verify.claims.instance import state
from verify.trace.memory import memory_of

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
        "from random import Random\nDRAWN = Random(1)\ndef more(a):\n    return 0 * (DRAWN.random() < 1e-9)",
        "from types import SimpleNamespace\nKEPT = SimpleNamespace(n=0)\n"
        "def more(a):\n    same = KEPT\n    same.n = 1\n    return 0",
        "N = 0\ndef more(a):\n    globals()['N'] += 1\n    return 0 * N",
        "def more(a):\n    setattr(more, 'n', 1)\n    return 0",
        "class Clock:\n    __slots__ = ('n',)\n    def tick(self):\n        self.n = [1]\n        return 0\n"
        "CLOCK = Clock()\ndef more(a):\n    return CLOCK.tick()",
        "class Clock:\n    def tick(self):\n        return 0\n"
        "def more(a):\n    return setattr(Clock, 'n', [1]) or Clock().tick()",
        "def more(a, *, kept=set()):\n    kept.add(9)\n    return 0",
        "class Clock:\n    n = 0\n    def tick(self):\n        self.n += 1\n        return 0\n"
        "CLOCK = Clock()\ntick = CLOCK.tick\ndef more(a):\n    return tick()",
    ],
)
def test_so_is_a_function_that_remembers_its_last_run(tmp_path, source):
    with pytest.raises(ClaimError, match="it must do the same on every run|nondeterministic"):
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


def test_functions_of_other_files_are_not_followed():
    kept = [1]

    def function(more=kept):
        return more

    memories = [memory_of((function, None), file) for file in (__file__, "another.py")]
    kept.append(2)
    assert [memory.fault() is None for memory in memories] == [False, True]
