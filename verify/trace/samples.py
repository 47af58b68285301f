"""Sample inputs that follow a path: where none is left, the path looks infeasible.

Nothing rests on it: such a path becomes an undefined leaf of the term, and that
it cannot be reached is proved like everything else.
"""

import itertools
import random
from collections.abc import Sequence

from ..kernel.evaluate import OPERATIONS, Undefined, Value
from ..kernel.rejection import Rejected
from ..kernel.statement import Variable
from ..kernel.term import Sort, Term

_MOST = 200
_MOST_ROWS = 49


class Samples:
    """Inputs from domains of integers, with the values found so far of terms, which must be kept alive."""

    __slots__ = ("_columns", "_inputs", "_left", "_path")

    def __init__(self, variables: Sequence[Variable]) -> None:
        self._inputs = list(_inputs(variables)) if all(each.sort is Sort.INTEGER for each in variables) else []
        self._columns: list[dict[int, Value | None]] = [{} for _ in self._inputs]
        self._path: list[tuple[Term, bool]] = []
        self._left: list[Sequence[int]] = [range(len(self._inputs))]

    def meet(self, path: Sequence[tuple[Term, bool]]) -> bool:
        """Whether some sample gives no term of `path` another truth than the one beside it, or there are no samples.

        A path that begins as the last one did is quick.
        """
        same = 0
        for (term, truth), (before, was) in zip(path, self._path, strict=False):
            if term is not before or truth is not was:
                break
            same += 1
        del self._path[same:], self._left[same + 1 :]
        for term, truth in path[same:]:
            left = [at for at in self._left[-1] if self._value(term, at) is not (not truth)]
            self._path.append((term, truth))
            self._left.append(left)
        return bool(self._left[-1]) or not self._inputs

    def _value(self, term: Term, at: int) -> Value | None:
        return _value(term, self._inputs[at], self._columns[at])


def _inputs(variables: Sequence[Variable]) -> list[dict[str, int]]:
    """The same ones every time: corners of the domains, neighbours in Fibonacci's sequence, random ones."""
    source = random.Random(0)
    corners = [_corners(declared) for declared in variables]
    rows = [list(row) for row in itertools.islice(itertools.product(*(values[:7] for values in corners)), _MOST_ROWS)]
    high = max((int(declared.high) for declared in variables if declared.high is not None), default=2**64)
    small, large = 1, 1
    while large <= min(high, 2**128):
        rows += [[large if place % 2 == turn else small for place in range(len(variables))] for turn in (0, 1)]
        small, large = large, small + large
    rows += [[_drawn(declared, source) for declared in variables] for _ in range(_MOST)]
    names = [declared.name for declared in variables]
    inputs = [dict(zip(names, row, strict=True)) for row in rows]
    return [values for values in inputs if all(declared.admits(values[declared.name]) for declared in variables)]


def _corners(declared: Variable) -> list[int]:
    low = -(2**64) if declared.low is None else int(declared.low)
    high = max(low, 2**64 if declared.high is None else int(declared.high))
    return list(dict.fromkeys((high, low, min(low + 1, high), (low + high) // 2, max(high - 1, low), (high + 1) // 2)))


def _drawn(declared: Variable, source: random.Random) -> int:
    """Of any length, or with most bits set, between the bounds."""
    low = -(2**64) if declared.low is None else int(declared.low)
    high = max(low, 2**64 if declared.high is None else int(declared.high))
    distance = source.getrandbits(source.randrange(1, (high - low).bit_length() + 2))
    return low + distance if distance <= high - low and source.getrandbits(1) else high - min(distance, high - low)


def _value(root: Term, values: dict[str, int], found: dict[int, Value | None]) -> Value | None:
    """The value of a term; None where it has none, or none that is found here."""
    stack = [root]
    while stack:
        node = stack[-1]
        needed = node.args
        if node.op in ("if", "and", "or") and id(node.args[0]) in found:
            first = found[id(node.args[0])]
            needed = node.args[:1] if first is None else _after(node, bool(first))
        elif node.op in ("if", "and", "or"):
            needed = node.args[:1]
        waiting = [part for part in needed if id(part) not in found]
        if waiting and id(node) not in found:
            stack += waiting
            continue
        stack.pop()
        if id(node) not in found:
            found[id(node)] = _of_node(node, values, found)
    return found[id(root)]


def _after(node: Term, first: bool) -> tuple[Term, ...]:
    """What is evaluated once the first argument of if, and, or is known."""
    if node.op == "if":
        return (node.args[1 if first else 2],)
    return node.args[:1] if first is (node.op == "or") else (node.args[1],)


def _of_node(node: Term, values: dict[str, int], found: dict[int, Value | None]) -> Value | None:
    if node.op == "constant":
        return node.value  # type: ignore[return-value]
    if node.op == "variable":
        return values.get(str(node.value))
    if node.op in ("if", "and", "or"):
        first = found[id(node.args[0])]
        return None if first is None else found[id(_after(node, bool(first))[0])]
    parts = [found[id(part)] for part in node.args] if node.op != "sum" else [None]
    if None in parts or node.op not in OPERATIONS:
        return None
    try:
        return OPERATIONS[node.op](*parts)
    except (Undefined, Rejected):
        return None
