"""Replaying a proof that clauses cannot all be satisfied: LRAT, by unit propagation alone.

Every step is a clause and the numbers of earlier clauses. With all literals of
the new clause false, each of those clauses in turn has at most one literal left,
which is then true, and the last one has none: the new clause follows. The last
step is the empty clause.

Source: L. Cruz-Filipe et al., Efficient certified RAT verification (2017), of
which only the RUP part is read.
"""

import base64
import binascii
import zlib
from collections.abc import Sequence

from .rejection import Rejected

_LONGEST = 1 << 28
Step = tuple[Sequence[int], Sequence[int]]


def replay(clauses: Sequence[Sequence[int]], proof: str) -> None:
    """Returns if `proof` shows that `clauses` contradict each other; raises Rejected otherwise.

    Clauses are numbered from 1, those given first and then the steps. A hint is
    how many clauses before the step the cited one stands, so it is at least 1.
    """
    known: list[frozenset[int]] = [frozenset(clause) for clause in clauses]
    for clause, hints in _steps(proof):
        known.append(_derived(known, clause, hints))
        if not clause:
            return
    raise Rejected("clause proof", "end", "the empty clause is not reached")


def _derived(known: list[frozenset[int]], clause: Sequence[int], hints: Sequence[int]) -> frozenset[int]:
    """The clause of one step, checked."""
    false = set(clause)
    count = len(known)
    for hint in hints:
        if not 1 <= hint <= count:
            raise Rejected("clause proof", f"step {count + 1}", "a hint is no earlier clause")
        left = known[-hint] - false
        if not left:
            return frozenset(clause)
        if len(left) > 1:
            raise Rejected("clause proof", f"step {count + 1}", "a hint has two literals left")
        (literal,) = left
        false.add(-literal)
    raise Rejected("clause proof", f"step {count + 1}", "its hints do not contradict it")


def _steps(proof: str) -> list[Step]:
    """The steps of a proof as `packed` writes it."""
    try:
        reader = zlib.decompressobj()
        text = reader.decompress(base64.b64decode(proof, validate=True), _LONGEST)
        if reader.unconsumed_tail or not reader.eof or reader.unused_data:
            raise ValueError
        numbers = list(map(int, text.split()))
    except (binascii.Error, zlib.error, ValueError):
        raise Rejected("clause proof", "", "is not packed as a proof is, or is too long") from None
    steps: list[Step] = []
    start = 0
    while start < len(numbers):
        try:
            middle = numbers.index(0, start)
            end = numbers.index(0, middle + 1)
        except ValueError:
            raise Rejected("clause proof", f"step {len(steps) + 1}", "is cut short") from None
        steps.append((numbers[start:middle], numbers[middle + 1 : end]))
        start = end + 1
    return steps


def packed(steps: Sequence[Step]) -> str:
    """The text of a proof: each step's literals and hints, each ended by 0; compressed, and in base 64."""
    text = "\n".join(" ".join(map(str, (*clause, 0, *hints, 0))) for clause, hints in steps)
    return base64.b64encode(zlib.compress(text.encode("ascii"), 9)).decode("ascii")
