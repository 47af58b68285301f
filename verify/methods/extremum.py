"""Method `extremum`: where the quotient of two terms over words is greatest.

It is asked with `error <= size` as the conclusion, and proposes that the greatest
error / size it finds is attained. Inputs are changed as long as that makes the
quotient greater, many at a time, as the places of truth tables. Up to 24 input
bits the truth tables of all inputs are then searched for a greater one, until
there is none.
"""

import operator
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..kernel.blast import Blasted, blast_all
from ..kernel.certificate import Certificate
from ..kernel.failure import progression
from ..kernel.rejection import Rejected
from ..kernel.rules.enumeration import MOST_INPUT_BITS, truth_tables
from ..kernel.statement import Exists, ForAll, Statement, Variable
from ..kernel.term import Sort, Term, apply, constant
from ..kernel.words import Bit, Gates, Word, constant_word, equal, less, multiply
from .finding import Budget, Finding, gave_up
from .sampling import inputs as simple_inputs

POOL, DRAWN, AT_ONCE = 24, 3000, 8192
MOST_SHOWN = 1000
Input = tuple[int, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Subject:
    """What is to be made large, over what, where."""

    variables: tuple[Variable, ...]
    hypotheses: tuple[Term, ...]
    error: Term
    size: Term


def propose(statement: Statement, budget: Budget) -> Finding:
    """That the greatest quotient found is attained; `says` lists inputs, and how many there are if all were seen."""
    assert isinstance(statement, ForAll)
    subject = Subject(statement.variables, statement.hypotheses, *statement.conclusion.args)
    try:
        if any(progression(declared)[2] <= 0 for declared in subject.variables):
            return gave_up("a domain is empty")
        values = _searched(subject, _starts(subject.variables))
        if not values:
            return gave_up("no input is known that meets the hypotheses")
        best = max(values.values())
        attaining, count = sorted(place for place, value in values.items() if value == best), ""
        if sum((progression(declared)[2] - 1).bit_length() for declared in subject.variables) <= MOST_INPUT_BITS:
            best, attaining, total = _climbed(subject, best)
            count = f" of {total}"
    except Rejected as why:
        return gave_up(str(why))
    above, below = best.as_integer_ratio()
    same = apply("==", _times(below, subject.error), _times(above, subject.size))
    names = [declared.name for declared in subject.variables]
    witness = dict(zip(names, map(str, attaining[0]), strict=True))
    claim = Exists(subject.variables, (*subject.hypotheses, same))
    says = " ".join(",".join(map(str, place)) for place in attaining[:MOST_SHOWN]) + count
    return Finding("certificate", Certificate(claim, "witness", {"values": witness}), says=says)


def _searched(subject: Subject, waiting: set[Input]) -> dict[Input, Fraction]:
    """The quotients met, from generation to generation, until the best inputs have no better neighbours."""
    values: dict[Input, Fraction] = {}
    tried: set[Input] = set()
    pool: list[Input] = []
    while waiting:
        tried |= waiting
        values |= _quotients(subject, sorted(waiting))
        before, pool = pool, sorted(values, key=lambda place: (-values[place], place))[:POOL]
        if pool == before:
            break
        waiting = {other for place in pool for other in _moves(place, subject.variables)} - tried
    return values


def _starts(variables: tuple[Variable, ...]) -> set[Input]:
    """Simple inputs, and random ones with runs of equal bits."""
    drawn = random.Random(0)
    simple = {tuple(map(int, values.values())) for values in simple_inputs(variables)}
    return simple | {tuple(_patterned(declared, drawn) for declared in variables) for _ in range(DRAWN)}


def _patterned(declared: Variable, drawn: random.Random) -> int:
    """A random value with a few leading bits, then all zeros or all ones."""
    first, step, count = progression(declared)
    length = drawn.randrange((count - 1).bit_length() + 1)
    kept = min(drawn.randrange(8), length)
    fill = (1 << length - kept) - 1 if drawn.getrandbits(1) else 0
    value = (drawn.getrandbits(kept) << length - kept | fill) if length else 0
    return first + step * min(value | (1 << length >> 1), count - 1)


def _moves(place: Input, variables: tuple[Variable, ...]) -> Iterator[Input]:
    """Inputs near `place`: one value changed, or all in the same way."""
    changed = [list(_neighbours(value, declared)) for value, declared in zip(place, variables, strict=True)]
    for position, values in enumerate(changed):
        for value in values:
            yield (*place[:position], value, *place[position + 1 :])
    yield from zip(*changed, strict=False)


def _neighbours(value: int, declared: Variable) -> Iterator[int]:
    """Values of the domain that differ in one bit, by a power of two, or in all bits below some place."""
    first, step, count = progression(declared)
    for bit in range((count - 1).bit_length()):
        number, power = (value - first) // step, 1 << bit
        for other in (
            number ^ power,
            number + power,
            number - power,
            number | power - 1,
            number & -power,
            number >> 1,
            2 * number,
        ):
            if 0 <= other < count:
                yield first + step * other


def _quotients(subject: Subject, places: Sequence[Input]) -> Iterator[tuple[Input, Fraction]]:
    """error / size at those of the inputs where there is such a quotient."""
    for start in range(0, len(places), AT_ONCE):
        chunk = places[start : start + AT_ONCE]
        everywhere = (1 << len(chunk)) - 1
        gates = Gates(0, everywhere, everywhere.__xor__, operator.and_, operator.or_, operator.xor)
        inputs = {
            declared.name: _columns([place[position] for place in chunk])
            for position, declared in enumerate(subject.variables)
        }
        inside, error, size = _evaluated(gates, subject, inputs, everywhere)
        numbers = (_rows(word, len(chunk)) for word in (error.bits, error.under, size.bits, size.under))
        for place, counts, *parts in zip(chunk, _rows((inside, 0), len(chunk)), *numbers, strict=True):
            if counts:
                yield place, Fraction(parts[0] * parts[3], parts[1] * parts[2])


def _evaluated(gates: Gates, subject: Subject, inputs: dict[str, Word], inside: Bit) -> tuple[Bit, Blasted, Blasted]:
    """Where hypotheses hold and the quotient is one, by a positive size; and its two parts."""
    *conditions, error, size = blast_all(gates, (*subject.hypotheses, subject.error, subject.size), inputs)
    for condition in conditions:
        inside &= condition.defined & condition.bits[0]
    positive = less(gates, constant_word(gates, 0), size.bits)
    return inside & error.defined & size.defined & positive, error, size


def _columns(values: list[int]) -> Word:
    """The word whose value at place i is values[i]."""
    length = max(max(value, ~value).bit_length() for value in values) + 1
    texts = [format(value & (1 << length) - 1, f"0{length}b") for value in reversed(values)]
    return tuple(int("".join(column), 2) for column in zip(*texts, strict=True))[::-1]


def _rows(word: Word, count: int) -> list[int]:
    """The values of a word at its places."""
    texts = [format(bit, f"0{count}b") for bit in reversed(word)]
    rows = (int("".join(row), 2) for row in zip(*texts, strict=True))
    return [row - ((row >> len(word) - 1) << len(word)) for row in rows][::-1]


def _climbed(subject: Subject, best: Fraction) -> tuple[Fraction, list[Input], int]:
    """The greatest quotient of all inputs, the first inputs where it is attained, and how many there are."""
    gates, inputs, inside = truth_tables(subject.variables)
    inside, error, size = _evaluated(gates, subject, inputs, inside)
    left, right = multiply(gates, error.bits, size.under), multiply(gates, size.bits, error.under)

    def compared() -> tuple[Word, Word]:
        above, below = (constant_word(gates, part) for part in best.as_integer_ratio())
        return multiply(gates, right, above), multiply(gates, left, below)

    while greater := inside & less(gates, *compared()):
        best = max(value for _, value in _quotients(subject, _inputs_at(greater, subject.variables, AT_ONCE)))
    attained = inside & equal(gates, *compared())
    return best, sorted(_inputs_at(attained, subject.variables, MOST_SHOWN)), attained.bit_count()


def _inputs_at(table: Bit, variables: tuple[Variable, ...], most: int) -> list[Input]:
    """The inputs at which a truth table of all of them is true: at most so many, spread out over the table."""
    import numpy

    data = numpy.frombuffer(table.to_bytes(table.bit_length() // 8 + 1, "little"), dtype=numpy.uint8)
    places = numpy.flatnonzero(numpy.unpackbits(data, bitorder="little"))
    if len(places) > most:
        places = places[numpy.linspace(0, len(places) - 1, most).astype(int)]
    found = []
    for place in map(int, places):
        values = []
        for declared in variables:
            first, step, count = progression(declared)
            width = (count - 1).bit_length()
            values.append(first + step * (place & (1 << width) - 1))
            place >>= width
        found.append(tuple(values))
    return found


def _times(factor: int, term: Term) -> Term:
    return apply("*", constant(factor if term.sort is Sort.INTEGER else Fraction(factor)), term)
