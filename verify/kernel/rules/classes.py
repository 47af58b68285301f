"""Rule `classes`: a statement about bounded integers, by classes of inputs that it hardly tells apart."""

import operator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..certificate import take_fields
from ..failure import Prepared, extremes, prepared, progression
from ..rejection import Rejected
from ..spans import Outcome, Span, outcome
from ..statement import ForAll, Statement, Variable
from ..term import Sort, Term, postorder, variables_in
from ..words import Bit, Gates, Word, constant_word
from .enumeration import MOST_INPUT_BITS
from .ranges import parts_of

RULE = "classes"


def classes(statement: Statement, evidence: dict[str, Any], prove_part: object) -> None:
    """The statement holds if, for every choice of one class of each variable, it holds for all its inputs by intervals.

    Evidence: `cuts`, for every variable the values at which a new class begins
    (see `ranges`). Terms in one variable are evaluated on each of its classes by
    circuits: mostly they are constant there, else it is known between which
    values they lie. What is made of them in several variables is computed with
    intervals (see `spans`), for all choices of classes at once in truth tables.

    Fails where a domain is real or unbounded, the choices take more than 24 bits,
    an operation meets what is not constant and has no intervals, or where for
    some choice the hypotheses may be true and the conclusion may be false or undefined.
    """
    fields = take_fields(evidence, RULE, {"cuts": dict})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    if set(fields["cuts"]) != {declared.name for declared in statement.variables}:
        raise Rejected(RULE, "cuts", "are needed for each variable, and no other")
    subject = prepared(statement)
    parts = [_classes_of(declared, fields["cuts"][declared.name]) for declared in statement.variables]
    if not all(parts):
        return  # a domain is empty
    widths = [(len(part) - 1).bit_length() for part in parts]
    if sum(widths) > MOST_INPUT_BITS:
        raise Rejected(RULE, "cuts", f"the choices of classes take {sum(widths)} bits; {MOST_INPUT_BITS} is the most")
    tables = Tables(sum(widths))
    known: dict[int, Span | Outcome] = {}
    inside, place = tables.everywhere, 0
    for declared, part, width in zip(statement.variables, parts, widths, strict=True):
        row = Row(tables, place, width, len(part))
        known |= _spans(subject, frontier(subject.claim, declared.name), part, row)
        inside &= row.inside()
        place += width
    for hypothesis in subject.claim.hypotheses:
        inside &= outcome(tables.gates, hypothesis, known).true
    found = outcome(tables.gates, subject.claim.conclusion, known)
    failing = inside & (found.false | found.undefined)
    if failing:
        raise Rejected(RULE, "conclusion", f"is not seen to hold for {failing.bit_count()} choices of classes")


def _classes_of(declared: Variable, starts: Any) -> list[Variable]:
    """The parts of one domain that have members: a part of one odd number has no even ones."""
    return [part for part in parts_of(declared, starts) if progression(part)[2] > 0]


def frontier(claim: ForAll, name: str) -> list[Term]:
    """The integers and truth values in `claim` whose only variable is `name`, without those inside of others."""
    nodes = postorder((*claim.hypotheses, claim.conclusion))
    own = {id(node) for node in nodes if node.sort is not Sort.REAL and set(variables_in(node)) == {name}}
    covered = {id(argument) for node in nodes if id(node) in own for argument in node.args}
    used = {id(argument) for node in nodes if id(node) not in own for argument in node.args}
    used |= {id(root) for root in (*claim.hypotheses, claim.conclusion)}
    return [node for node in nodes if id(node) in own and (id(node) in used or id(node) not in covered)]


def _spans(subject: Prepared, nodes: list[Term], parts: list[Variable], row: "Row") -> dict[int, Span | Outcome]:
    """What each of `nodes` may be in each of the classes of one variable, as tables."""
    columns = [extremes(subject, (part,), nodes) for part in parts]
    known: dict[int, Span | Outcome] = {}
    for node, values in zip(nodes, zip(*columns, strict=True), strict=True):
        lows, highs, undefined = zip(*values, strict=True)
        if node.sort is Sort.TRUTH:
            known[id(node)] = Outcome(row.bit(highs), row.bit([1 - low for low in lows]), row.bit(undefined))
            continue
        low = row.word(lows)
        known[id(node)] = Span(low, low if lows == highs else row.word(highs), row.bit(undefined))
    return known


class Tables:
    """Truth tables with one place for each choice of classes."""

    def __init__(self, bits: int) -> None:
        self.bits = bits
        everywhere = self.everywhere = (1 << (1 << bits)) - 1
        self.gates = Gates(0, everywhere, lambda bit: bit ^ everywhere, operator.and_, operator.or_, operator.xor)


@dataclass(frozen=True, slots=True)
class Row:
    """The part of a choice that says which of `count` classes of one variable it is: `width` bits from `place` on."""

    tables: Tables
    place: int
    width: int
    count: int

    def bit(self, values: Sequence[int]) -> Bit:
        """The table of a truth value that depends on the class."""
        run = 1 << self.place
        if run % 8 == 0:
            full, empty = b"\xff" * (run // 8), b"\x00" * (run // 8)
            return self._repeated(int.from_bytes(b"".join(full if value else empty for value in values), "little"))
        text = "".join(("1" if value else "0") * run for value in reversed(values))
        return self._repeated(int(text, 2))

    def word(self, values: Sequence[int]) -> Word:
        """The tables of an integer that depends on the class."""
        if len(set(values)) == 1:
            return constant_word(self.tables.gates, values[0])
        length = max(max(value, ~value).bit_length() for value in values)
        bits = (self.bit([value >> place & 1 for value in values]) for place in range(length))
        return (*bits, self.bit([value < 0 for value in values]))

    def inside(self) -> Bit:
        """The table of the places that stand for a class."""
        return self.bit([1] * self.count)

    def _repeated(self, table: int) -> int:
        length = 1 << self.place + self.width
        while length < 1 << self.tables.bits:
            table |= table << length
            length *= 2
        return table
