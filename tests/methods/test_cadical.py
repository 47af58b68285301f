"""CaDiCaL: models, proofs that the kernel replays, and lines that are not what this file reads."""

import itertools
import os
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.kernel.clause_proof import replay
from verify.methods import cadical
from verify.methods.cadical import Unreadable, solve

literals = st.integers(1, 5).flatmap(lambda number: st.sampled_from((number, -number)))
clauses = st.lists(
    st.lists(literals, min_size=1, max_size=3).map(
        lambda clause: (*{abs(literal): literal for literal in clause}.values(), -6)
    ),
    max_size=20,
)


def pigeons(holes: int) -> list[tuple[int, ...]]:
    """Clauses that put holes + 1 pigeons into holes, none with another; the last one has a single literal."""
    everything = (holes + 1) * holes + 1
    seats = [[pigeon * holes + hole for hole in range(1, holes + 1)] for pigeon in range(holes + 1)]
    apart = [(-one[hole], -other[hole]) for one, other in itertools.combinations(seats, 2) for hole in range(holes)]
    return [*((*seat, -everything) for seat in seats), *apart, (everything,)]


def test_a_model_satisfies_the_clauses() -> None:
    given_clauses = [(1, 2), (-1, 3), (-2, -3), (-3, 4, -1)]
    model = solve(given_clauses).model
    assert model is not None
    assert all(any((literal > 0) is (abs(literal) in model) for literal in clause) for clause in given_clauses)


@pytest.mark.parametrize("holes", [2, 3, 4, 5])
def test_a_proof_is_replayed(holes: int) -> None:
    answer = solve(pigeons(holes))
    assert answer.model is None
    replay(pigeons(holes), answer.proof)


def test_the_same_proof_each_time() -> None:
    assert solve(pigeons(4)) == solve(pigeons(4))


@settings(max_examples=150)
@given(clauses)
def test_of_random_clauses(found: list[tuple[int, ...]]) -> None:
    given_clauses: Sequence[tuple[int, ...]] = [*found, (6,)]
    possible = any(
        all(any(signs[abs(literal) - 1] == (literal > 0) for literal in clause) for clause in given_clauses)
        for signs in itertools.product((False, True), repeat=6)
    )
    answer = solve(given_clauses)
    assert (answer.model is not None) is possible
    if answer.model is None:
        replay(given_clauses, answer.proof)


def test_the_environment_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CADICAL_LRAT", raising=False)
    monkeypatch.setenv("CADICAL_BINARY", "1")
    solve(pigeons(2))
    assert "CADICAL_LRAT" not in os.environ and os.environ["CADICAL_BINARY"] == "1"


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["7 1 0 1 2 0"],
        ["7 0 1 2"],
        ["7 0 1 -2 0"],
        ["3 0 1 2 0"],
        ["7 1 2 3"],
        ["x 0 1 2 0"],
        ["a1 2 0"],
        ["8 0 1 7 0"],
        ["7 5 0 1 x 0", "8 0 1 7 0"],
    ],
)
def test_other_lines_are_not_read(lines: list[str]) -> None:
    with pytest.raises(Unreadable):
        cadical._needed(lines, 4)


def test_only_what_the_end_rests_on_is_kept() -> None:
    lines = ["5 1 0 1 2 0", "5 d 3 0", "6 9 0 4 0", "8 2 0 5 3 0", "9 0 5 8 4 0"]
    assert cadical._needed(lines, 4) == [([1], [4, 3]), ([2], [1, 3]), ([], [2, 1, 3])]
