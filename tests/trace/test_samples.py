"""Samples: some follow a path that inputs can take; a path that none can take looks infeasible."""

import pytest

from tests.trace.loading import integer
from verify.kernel.parse import parse_term
from verify.kernel.statement import Variable
from verify.kernel.term import Sort
from verify.trace.samples import Samples

SORTS = {"i": Sort.INTEGER, "j": Sort.INTEGER, "x": Sort.REAL}
WORDS = integer("i", 0, 65535), integer("j", 0, 65535)


def path(*conditions):
    return [(parse_term(text, SORTS), truth) for text, truth in conditions]


@pytest.mark.parametrize(
    ("conditions", "feasible"),
    [
        ([], True),
        ([("i > j", True), ("j > 3", True)], True),
        ([("i == 65535", True)], True),
        ([("i > j", True), ("i > j", False)], False),
        ([("i < 0", True)], False),
        ([("i & 1 == 0", True), ("i % 2 == 1", True)], False),
        ([("10 // (i - i) > 3", True)], True),
        ([("sum(k = 0 .. i: k) < 0", True)], True),
        ([("if i > j then i < j else j < i", True)], False),
        ([("i != 0 and 5 // i > 9", True)], False),
    ],
)
def test_paths(conditions, feasible):
    assert Samples(WORDS).meet(path(*conditions)) is feasible


def test_a_path_that_turns_back_is_followed_from_there():
    samples = Samples(WORDS)
    first, second, third = path(("i > 9", True), ("i < 5", True), ("i < 5", False))
    assert not samples.meet([first, second])
    assert samples.meet([first, third])
    assert samples.meet([first])
    assert not samples.meet([first, second])


def test_without_integers_alone_nothing_looks_infeasible():
    assert Samples((Variable("x", Sort.REAL), *WORDS)).meet(path(("i < 0", True)))
    assert Samples(()).meet([])
