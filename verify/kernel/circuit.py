"""Circuits: Boolean functions as a graph of gates in which equal gates are one, and their clauses.

A literal is twice the number of an input or gate, plus 1 for its negation; gate
0 is false. Gates are "and" and "exclusive or" of two literals. Constants fold,
and a gate that stands already is not made again, so two programs that compute
the same thing in the same way come to the same literal. What is assumed true is
a constant from then on: a literal stands for its function where all assumptions hold.

Source: A. Kuehlmann et al., Robust Boolean reasoning for equivalence checking
(2002); the clauses are those of G. S. Tseitin (1968).
"""

from collections.abc import Sequence

from .rejection import Rejected
from .words import Bit, Gates

MOST_GATES = 1 << 22
FALSE, TRUE = 0, 1
AND, XOR = 0, 1
MOST_JOINED = 128
Clause = tuple[int, ...]


class Circuit:
    """A growing graph of gates over inputs.

    `parts` has the kind and the two literals of each gate, None for an input;
    `assumed` the constants that assumptions make of literals.
    """

    def __init__(self) -> None:
        self.parts: list[tuple[int, int, int] | None] = [None]
        self._known: dict[tuple[int, int, int], int] = {}
        self._joined: dict[Bit, frozenset[Bit]] = {}
        self.assumed: dict[Bit, Bit] = {}

    def gates(self) -> Gates:
        """The gates that words are built from; each gives the literal of its result."""
        return Gates(FALSE, TRUE, lambda bit: bit ^ 1, self.both, self.either, self.differ)

    def input(self) -> Bit:
        """The literal of a new input."""
        self.parts.append(None)
        found = 2 * len(self.parts) - 2
        self._joined[found] = frozenset((found,))
        return found

    def assume(self, bit: Bit) -> int:
        """Take `bit`, which is no constant, for true from now on, and the parts of an "and" too.

        Gives the least of them. Gates stand in the order in which they were made, so that one with a lesser
        number does not depend on what was assumed.
        """
        waiting, least = [bit], bit
        while waiting:
            found = waiting.pop()
            least = min(least, found & ~1)
            self.assumed[found], self.assumed[found ^ 1] = TRUE, FALSE
            parts = self.parts[found >> 1]
            if parts is not None and parts[0] == AND and not found & 1:
                waiting += [part for part in parts[1:] if part not in self.assumed]
        return least

    def current(self, bit: Bit) -> Bit:
        """`bit`, or the constant that the assumptions make of it."""
        return self.assumed.get(bit, bit)

    def both(self, left: Bit, right: Bit) -> Bit:
        """left and right."""
        if left > right:
            left, right = right, left
        if left <= TRUE or left >> 1 == right >> 1:
            return right if left in (TRUE, right) else FALSE
        found = self._known.get((AND, left, right))
        if found is None:
            found = self._absorbed(left, right)
        return self.assumed.get(found, found) if self.assumed else found

    def _absorbed(self, left: Bit, right: Bit) -> Bit:
        """left and right, where one of them may be an "and" that the other is, or contradicts, a part of.

        This recurs once at most: `rest` is no "and" of `one`, or the gate would not stand.
        """
        for one, other in ((left, right), (right, left)):
            parts = self.parts[other >> 1]
            if parts is None or parts[0] != AND:
                continue
            _, first, second = parts
            if one in (first, second):
                rest = second if one == first else first
                return self.both(one, rest ^ 1) if other & 1 else other
            if one ^ 1 in (first, second):
                return one if other & 1 else FALSE
        return self._gate(AND, left, right)

    def either(self, left: Bit, right: Bit) -> Bit:
        """left or right."""
        return self.both(left ^ 1, right ^ 1) ^ 1

    def differ(self, left: Bit, right: Bit) -> Bit:
        """left exclusive-or right; the gate stands for the literals without their negations.

        Of inputs alone, it does not matter in what order they are joined.
        """
        sign = (left ^ right) & 1
        left, right = left & ~1, right & ~1
        if left == right:
            return sign
        if left > right:
            left, right = right, left
        if not left:
            return right ^ sign
        first, second = self._joined.get(left), self._joined.get(right)
        if first is None or second is None or len(first) + len(second) > MOST_JOINED:
            found = self._gate(XOR, left, right) ^ sign
        else:
            found = self._chain(first ^ second) ^ sign
        return self.assumed.get(found, found) if self.assumed else found

    def _chain(self, inputs: frozenset[Bit]) -> Bit:
        """The exclusive or of inputs, joined one after the other in their order."""
        found, *others = sorted(inputs)
        for count, bit in enumerate(others, 2):
            found = self._gate(XOR, min(found, bit), max(found, bit))
            if found not in self._joined:
                self._joined[found] = frozenset(sorted(inputs)[:count])
        return found

    def _gate(self, kind: int, left: Bit, right: Bit) -> Bit:
        key = (kind, left, right)
        found = self._known.get(key)
        if found is None:
            if len(self.parts) > MOST_GATES:
                raise Rejected("circuit", "gates", f"more than {MOST_GATES}")
            found = self._known[key] = 2 * len(self.parts)
            self.parts.append(key)
        return found

    def clauses(self, goals: Sequence[Bit]) -> tuple[list[Clause], dict[int, int]]:
        """Clauses that can be satisfied together exactly where all `goals`, which are no constants, are true.

        Their variables are numbered from 1 in the order in which the circuit has
        the inputs and gates that the goals depend on; the second part maps those
        to their numbers. One more variable stands for all goals, and that it is
        true is the last clause, the only one with a single literal. A positive
        number is a variable, a negative one its negation.
        """
        wanted = {goal >> 1 for goal in goals}
        for place in range(max(wanted), 0, -1):
            parts = self.parts[place]
            if place in wanted and parts is not None:
                wanted.update((parts[1] >> 1, parts[2] >> 1))
        numbers = {place: number for number, place in enumerate(sorted(wanted), 1)}

        def literal(bit: Bit) -> int:
            return -numbers[bit >> 1] if bit & 1 else numbers[bit >> 1]

        found: list[Clause] = []
        for place, gate in numbers.items():
            parts = self.parts[place]
            if parts is None:
                continue
            left, right = literal(parts[1]), literal(parts[2])
            if parts[0] == AND:
                found += [(-gate, left), (-gate, right), (gate, -left, -right)]
            else:
                found += [(-gate, left, right), (-gate, -left, -right), (gate, -left, right), (gate, left, -right)]
        everything = len(numbers) + 1
        found += [(-everything, literal(goal)) for goal in goals]
        return [*found, (everything,)], numbers
