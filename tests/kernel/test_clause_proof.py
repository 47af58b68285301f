"""Proofs of clauses: each step follows by units from those before it, and a text is read as `packed` writes it."""

import base64
import itertools
import re
import zlib
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.kernel import clause_proof
from verify.kernel.clause_proof import Step, packed, replay
from verify.kernel.rejection import Rejected
from verify.methods import cadical

EVERY_SIGN = [tuple(signs) for signs in itertools.product((1, -1), (2, -2), (3, -3))]
PIGEONS = [
    *((pigeon * 2 + 1, pigeon * 2 + 2) for pigeon in range(3)),
    *(
        (-(one * 2 + hole), -(other * 2 + hole))
        for hole in (1, 2)
        for one, other in itertools.combinations(range(3), 2)
    ),
]
UNSATISFIABLE = [EVERY_SIGN, PIGEONS, [(1, 2), (1, -2), (-1, 2), (-1, -2)], [(1, 2), (-1,), (-2,)], [(1,), (-1,)]]
clause_lists = st.lists(
    st.lists(st.integers(1, 4).flatmap(lambda number: st.sampled_from((number, -number))), min_size=1, max_size=3).map(
        lambda clause: tuple({abs(literal): literal for literal in clause}.values())
    ),
    min_size=1,
    max_size=14,
)


def satisfiable(clauses: Sequence[Sequence[int]]) -> bool:
    return any(
        all(any(signs[abs(literal) - 1] == (literal > 0) for literal in clause) for clause in clauses)
        for signs in itertools.product((False, True), repeat=6)
    )


def text(lines: bytes) -> str:
    """A proof with these lines in it."""
    return base64.b64encode(zlib.compress(lines)).decode("ascii")


def lines(proof: str) -> list[bytes]:
    return zlib.decompress(base64.b64decode(proof)).split(b"\n")


def refuse(clauses: Sequence[Sequence[int]], proof: str, why: str) -> None:
    with pytest.raises(Rejected, match=re.escape(why)):
        replay(clauses, proof)


@pytest.mark.parametrize("clauses", UNSATISFIABLE)
def test_cadicals_proofs_are_accepted(clauses: list[tuple[int, ...]]) -> None:
    # CaDiCaL's numbers hold where single literals come last; what stands for a goal is how circuits do it
    given_clauses = [(*clause, -9) if len(clause) == 1 else clause for clause in clauses] + [(9,)]
    answer = cadical.solve(given_clauses)
    assert answer.model is None
    replay(given_clauses, answer.proof)


def test_by_hand() -> None:
    replay([(1, 2), (1, -2), (-1, 2), (-1, -2)], packed([([1], [4, 3]), ([], [1, 3, 2])]))
    replay([(1,), (-1,)], packed([([], [2, 1])]))
    # a clause that says nothing, and one that says a thing twice, do no harm
    replay([(1, 2), (1, -2), (-1, 2), (-1, -2)], packed([([5, -5, 1], [4, 3]), ([1, 1], [5, 4]), ([], [1, 4, 3])]))


FOUR = [(1, 2), (1, -2), (-1, 2), (-1, -2)]
GOOD: list[Step] = [([1], [4, 3]), ([], [1, 3, 2])]
BROKEN: list[tuple[list[Step], str]] = [
    ([], "is not"),
    ([([], [])], "step 5: its hints do not contradict it"),
    (GOOD[:1], "the empty clause is not reached"),
    (GOOD[1:], "step 5: a hint has two literals left"),
    ([([1], [4]), GOOD[1]], "step 5: its hints do not contradict it"),
    ([([1], []), GOOD[1]], "step 5: its hints do not contradict it"),
    ([GOOD[0], ([], [1, 3])], "step 6: its hints do not contradict it"),
    ([GOOD[0], ([], [3, 2])], "step 6: a hint has two literals left"),
    # another literal, another clause
    ([([-1], [4, 3]), GOOD[1]], "step 5: a hint has two literals left"),
    ([([2], [4, 3]), GOOD[1]], "step 5: a hint has two literals left"),
    ([([3], [4, 3]), GOOD[1]], "step 5: a hint has two literals left"),
    ([([1], [4, 2]), GOOD[1]], "step 5: a hint has two literals left"),
    # no earlier clause has this number
    ([([1], [4, 5]), GOOD[1]], "step 5: a hint is no earlier clause"),
    ([([1], [4, -3]), GOOD[1]], "step 5: a hint is no earlier clause"),
    ([([1], [1 << 70]), GOOD[1]], "step 5: a hint is no earlier clause"),
    ([GOOD[0], ([], [1, 6])], "step 6: a hint is no earlier clause"),
    ([*GOOD, GOOD[0]], "goes on after the empty clause"),
]


@pytest.mark.parametrize(("steps", "why"), BROKEN)
def test_broken_steps(steps: list[Step], why: str) -> None:
    replay(FOUR, packed(GOOD))
    refuse(FOUR, packed(steps), why)


PACKED = [
    (b"1 0 4 3 0\n0 1 3 2 0", None),
    (b"1 0 4 3 0\n0 1 3 2", "step 2: is not literals"),
    (b"1 0 4 3 0\n0 1 3 2 0\n", "step 3: is not a line of numbers"),
    (b"1 0 4 3 0 0 1 3 2 0", "step 1: is not literals"),
    (b"1 0 4 3 0\n\n0 1 3 2 0", "step 2: is not a line of numbers"),
    (b"1 0 4  3 0\n0 1 3 2 0", "step 1: is not a line of numbers"),
    (b"1 0 4 3 0\r\n0 1 3 2 0", "step 1: is not a line of numbers"),
    (b"+1 0 4 3 0\n0 1 3 2 0", "step 1: is not a line of numbers"),
    (b"1 0 0_4 3 0\n0 1 3 2 0", "step 1: is not a line of numbers"),
    ("1 0 ٤ 3 0\n0 1 3 2 0".encode(), "step 1: is not a line of numbers"),
    (b"x 0 4 3 0", "step 1: is not a line of numbers"),
    (b"1 0 4.0 3 0", "step 1: is not a line of numbers"),
    (b"1 0 - 0", "step 1: is not a line of numbers"),
    (b"1" * 10**6 + b" 0 4 3 0", "step 1: is not a line of numbers"),
    (b"1 0 4 3 5", "step 1: is not literals"),
    (b"", "step 1: is not a line of numbers"),
]


@pytest.mark.parametrize(("inside", "why"), PACKED, ids=range(len(PACKED)))
def test_one_way_to_write_it(inside: bytes, why: str | None) -> None:
    if why is None:
        replay(FOUR, text(inside))
    else:
        refuse(FOUR, text(inside), why)


@pytest.mark.parametrize(
    "proof",
    [
        "",
        "not base64!",
        "٤٤٤٤",
        packed(GOOD) + "=",
        " " + packed(GOOD),
        packed(GOOD)[:-8],
        base64.b64encode(b"1 0 4 3 0\n0 1 3 2 0").decode(),
        base64.b64encode(zlib.compress(b"1 0 4 3 0\n0 1 3 2 0") + b"more").decode(),
        base64.b64encode(zlib.compress(b"1 0 4 3 0\n0 1 3 2 0")[:-1]).decode(),
    ],
)
def test_what_is_not_packed(proof: str) -> None:
    refuse(FOUR, proof, "is not packed as a proof is")


def test_a_short_text_that_holds_a_long_one() -> None:
    refuse(FOUR, text(b"1 " * (1 << 22) + b"0 0"), "is too long")
    # the steps are read one by one, so that the first bad one ends it
    refuse(FOUR, text(b"1 0 4 3 0\n" + b"2 0 1 0\n" * (1 << 22)), "step 6: its hints do not contradict it")


def test_all_of_a_text_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clause_proof, "_LONGEST", 1 << 16)
    refuse(FOUR, text(b"1 0 4 3 0\n" * (1 << 14)), "is too long")
    monkeypatch.setattr(clause_proof, "MOST_STEPS", 2)
    replay(FOUR, packed(GOOD))
    refuse(FOUR, packed([GOOD[0], ([1], [1]), ([], [2, 4, 3])]), "step 3: 2 is the most")


@settings(max_examples=150)
@given(clause_lists)
def test_cadical_and_replay_agree_with_all_assignments(clauses: list[tuple[int, ...]]) -> None:
    guarded = [*((*clause, -9) for clause in clauses), (9,)]
    answer = cadical.solve(guarded)
    assert (answer.model is not None) is satisfiable(clauses)
    if answer.model is None:
        replay(guarded, answer.proof)


STEPS = st.lists(
    st.tuples(
        st.lists(st.integers(-4, 4).filter(bool), max_size=3).map(list),
        st.lists(st.integers(1, 12), max_size=6).map(list),
    ),
    max_size=5,
)


@settings(max_examples=500)
@given(clause_lists, STEPS, st.lists(st.integers(1, 12), max_size=8))
def test_no_random_proof_is_accepted_of_what_can_be_satisfied(
    clauses: list[tuple[int, ...]], steps: list[Step], last: list[int]
) -> None:
    try:
        replay(clauses, packed([*steps, ([], last)]))
    except Rejected:
        return
    assert not satisfiable(clauses)


@settings(max_examples=300)
@given(st.data())
def test_a_changed_proof_of_changed_clauses_is_no_proof_of_what_can_be_satisfied(data: st.DataObject) -> None:
    clauses = data.draw(st.sampled_from(UNSATISFIABLE[:3]))
    guarded = [*((*clause, -9) for clause in clauses), (9,)]
    changed = list(guarded)
    place = data.draw(st.integers(0, len(clauses) - 1))
    dropped = data.draw(st.sampled_from(changed[place][:-1]))
    changed[place] = tuple(-literal if literal == dropped else literal for literal in changed[place])
    parts = b"\n".join(lines(cadical.solve(guarded).proof)).split(b" ")
    at = data.draw(st.integers(0, len(parts) - 1))
    parts[at] = data.draw(st.sampled_from([b"1", b"-1", b"2", b"5", b"0"]))
    try:
        replay(changed, text(b" ".join(parts)))
    except Rejected:
        return
    assert not satisfiable([clause[:-1] for clause in changed[:-1]])


def parity(length: int) -> list[tuple[int, ...]]:
    """x_1 = x_2, x_2 = x_3, …, and x_length is not x_1: no clause can be spared."""
    chain = [clause for at in range(1, length) for clause in ((at, -at - 1), (-at, at + 1))]
    return [*chain, (1, length), (-1, -length)]


def holes(pigeons: int) -> list[tuple[int, ...]]:
    """One pigeon too many: no clause can be spared."""
    places = range(1, pigeons)
    sits = {(pigeon, hole): pigeon * (pigeons - 1) + hole for pigeon in range(pigeons) for hole in places}
    pairs = list(itertools.combinations(range(pigeons), 2))
    apart = [(-sits[one, hole], -sits[other, hole]) for hole in places for one, other in pairs]
    return [*(tuple(sits[pigeon, hole] for hole in places) for pigeon in range(pigeons)), *apart]


@pytest.mark.parametrize("clauses", [parity(3), parity(8), holes(3), holes(4), EVERY_SIGN], ids=len)
def test_a_proof_is_of_all_its_clauses(clauses: list[tuple[int, ...]]) -> None:
    """With any one clause weakened, there is an assignment; so the proof, however good before, is refused."""
    guarded = [*((*clause, -99) for clause in clauses), (99,)]
    proof = cadical.solve(guarded).proof
    replay(guarded, proof)
    for place in range(len(clauses)):
        weakened = list(guarded)
        weakened[place] = (*weakened[place], 98)
        assert cadical.solve(weakened).model is not None
        with pytest.raises(Rejected):
            replay(weakened, proof)
    with pytest.raises(Rejected):
        replay(guarded[:-1], proof)


@pytest.mark.parametrize("clauses", [parity(6), holes(4)], ids=len)
def test_a_step_that_does_not_follow_is_refused_wherever_it_stands(clauses: list[tuple[int, ...]]) -> None:
    """A literal that nothing is known of is put for a step, or for one of its literals."""
    guarded = [*((*clause, -99) for clause in clauses), (99,)]
    steps = lines(cadical.solve(guarded).proof)
    for place, line in enumerate(steps[:-1]):
        literals, hints = line.split(b" 0", 1)
        for invented in (b"98", b"-98", b" ".join([b"98", *literals.split(b" ")[1:]])):
            if invented.split() == literals.split():
                continue
            broken = [*steps[:place], invented + b" 0" + hints, *steps[place + 1 :]]
            with pytest.raises(Rejected):
                replay(guarded, text(b"\n".join(broken)))
