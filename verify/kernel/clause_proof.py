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
from collections.abc import Iterator, Sequence

from .rejection import Rejected

_LONGEST = 1 << 27
_LONGEST_STEP = 1 << 22
_PIECE = 1 << 20
MOST_STEPS = 1 << 21
Step = tuple[Sequence[int], Sequence[int]]


def replay(clauses: Sequence[Sequence[int]], proof: str) -> None:
    """Returns if `proof` shows that `clauses` contradict each other; raises Rejected otherwise.

    Clauses are numbered from 1, those given first and then the steps. A hint is
    how many clauses before the step the cited one stands, so it is at least 1.
    """
    known: list[frozenset[int]] = [frozenset(clause) for clause in clauses]
    steps = _steps(proof)
    for clause, hints in steps:
        known.append(_derived(known, clause, hints))
        if not clause:
            break
    else:
        raise Rejected("clause proof", "end", "the empty clause is not reached")
    if next(steps, None) is not None:
        raise Rejected("clause proof", "end", "goes on after the empty clause")


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


def _steps(proof: str) -> Iterator[Step]:
    """The steps of a proof as `packed` writes it, each when it is asked for: a short text can hold a great many."""
    for number, line in enumerate(_lines(proof), 1):
        if number > MOST_STEPS:
            raise Rejected("clause proof", f"step {number}", f"{MOST_STEPS} is the most")
        if line.translate(None, b"0123456789- "):
            raise Rejected("clause proof", f"step {number}", "is not a line of numbers")
        try:
            numbers = list(map(int, line.split(b" ")))
        except ValueError:
            raise Rejected("clause proof", f"step {number}", "is not a line of numbers") from None
        if numbers.count(0) != 2 or numbers[-1]:
            raise Rejected("clause proof", f"step {number}", "is not literals, 0, hints, 0")
        middle = numbers.index(0)
        yield numbers[:middle], numbers[middle + 1 : -1]


def _lines(proof: str) -> Iterator[bytes]:
    """The lines of the text that is packed in `proof`."""
    reader, rest = zlib.decompressobj(), b""
    length = 0
    try:
        waiting = base64.b64decode(proof, validate=True)
        while not reader.eof:
            piece = reader.decompress(waiting, _PIECE)
            if not piece and not reader.eof:
                raise ValueError
            waiting = reader.unconsumed_tail
            length += len(piece)
            *lines, rest = (rest + piece).split(b"\n")
            if length > _LONGEST or len(rest) > _LONGEST_STEP:
                raise ValueError
            yield from lines
        if reader.unused_data:
            raise ValueError
    except (binascii.Error, zlib.error, ValueError):
        raise Rejected("clause proof", "", "is not packed as a proof is, or is too long") from None
    yield rest


def packed(steps: Sequence[Step]) -> str:
    """The text of a proof: each step's literals and hints, each ended by 0; compressed, and in base 64."""
    text = "\n".join(" ".join(map(str, (*clause, 0, *hints, 0))) for clause, hints in steps)
    return base64.b64encode(zlib.compress(text.encode("ascii"), 6)).decode("ascii")
