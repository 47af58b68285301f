"""The path oracle: what a symbolic truth value asks when Python wants True or False of it.

One `PathOracle` serves one trace, which runs a function once per path. It holds
the decisions that the current run replays or adds to, what is known on this
path, the hypotheses assumed so far, and a table that makes equal terms one
object, so that "the same condition" is an identity test.
"""

import abc
import fractions
import sys
from contextvars import ContextVar
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from types import FrameType

from ..kernel.term import Sort, Term, constant, make, variables_in

DECISIONS_PER_RUN = 2000
ROOMS = tuple(str(Path(__file__).parents[1] / room) + "/" for room in ("trace", "claims", "kernel"))
ABSTRACT_CLASSES = (abc.__file__, "<frozen abc>")
PASSED_OVER = (fractions.__file__, *ABSTRACT_CLASSES)
_OPPOSITE = {"<": ">=", ">=": "<", "<=": ">", ">": "<=", "==": "!=", "!=": "=="}


class TraceError(TypeError):
    """A function cannot be traced: what is wrong, and in which line of the author's file."""

    def __init__(self, message: str, file: str, line: int) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.message = message
        self.file = file
        self.line = line


class AssumptionFailed(Exception):
    """An input on which `assume` was given False: it lies outside the hypotheses."""


def author_frame() -> FrameType:
    """The innermost frame that is not in this package's own rooms."""
    frame = sys._getframe(1)
    while frame.f_code.co_filename.startswith(ROOMS) or frame.f_code.co_filename in PASSED_OVER:
        if frame.f_back is None:
            break
        frame = frame.f_back
    return frame


def refuse(message: str) -> TraceError:
    """The error `message` at the author's line; a running trace ends with it even if the author catches it."""
    frame = author_frame()
    error = TraceError(message, frame.f_code.co_filename, frame.f_lineno)
    oracle = ACTIVE.get()
    if oracle is not None and oracle.fault is None:
        oracle.fault = error
    return error


def negation(condition: Term) -> Term:
    """The truth of `not condition`, as the opposite comparison where it is one."""
    if condition.op == "not":
        return condition.args[0]
    if condition.op in _OPPOSITE:
        return make(_OPPOSITE[condition.op], *condition.args)
    return constant(not condition.value) if condition.op == "constant" else make("not", condition)


def is_defined(term: Term) -> Term:
    """A truth value that is true where `term` is defined, and undefined where it is not."""
    return make("or", term, constant(True)) if term.sort is Sort.TRUTH else make("==", term, term)


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a path, or a tree of paths, comes to; without a conclusion, it lies outside the hypotheses."""

    hypotheses: tuple[Term, ...]
    conclusion: Term | None


@dataclass(slots=True)
class Fork:
    """A decision: its condition, how many hypotheses came before it, and the outcome of its true side once known."""

    condition: Term
    after: int
    yes: Leaf | None = None


@dataclass(slots=True)
class PathOracle:
    """The state of one trace over its runs; `names` are the names of the traced variables."""

    names: frozenset[str]
    forks: list[Fork] = field(default_factory=list)
    position: int = 0
    hypotheses: list[Term] = field(default_factory=list)
    known: dict[int, bool] = field(default_factory=dict)
    risks: dict[int, Term] = field(default_factory=dict)
    index: str | None = None
    indices: set[str] = field(default_factory=set)
    fault: TraceError | None = None
    _table: dict[tuple[object, ...], Term] = field(default_factory=dict)
    _kept: dict[int, bool] = field(default_factory=dict)

    def begin_run(self) -> None:
        """Forget the last run; the forks stay, to be replayed."""
        self.position = 0
        self.hypotheses.clear()
        self.known.clear()
        self.risks.clear()
        self.indices.clear()
        self.index = None

    def keep(self, term: Term) -> Term:
        """The one object for terms of this structure. Parts of `term` that are new are few and shallow."""
        kept = term
        if id(term) not in self._kept:
            args = tuple(map(self.keep, term.args))
            key = (term.op, term.sort, term.value, *map(id, args))
            found = self._table.get(key)
            if found is None:
                found = self._table[key] = Term(term.op, term.sort, args, term.value)
                self._kept[id(found)] = _is_risk(found) or any(self._kept[id(argument)] for argument in args)
            kept = found
        if _is_risk(kept) or (kept.op == "sum" and self._kept[id(kept)]):
            self.risks[id(kept)] = kept
        return kept

    def may_be_undefined(self, term: Term) -> bool:
        """Whether some operation in a kept `term` has inputs without a meaning."""
        return self._kept[id(self.keep(term))]

    def decide(self, condition: Term) -> bool:
        """The truth of `condition` on this path: constant, known, replayed, or new (and then first true)."""
        condition = self.keep(condition)
        if condition.op == "not":
            return not self.decide(condition.args[0])
        if condition.op == "constant":
            return bool(condition.value)
        if id(condition) in self.known:
            return self.known[id(condition)]
        if self.index is not None and self.index in variables_in(condition):
            raise refuse(f"a branch on {self.index}, the index of a total; use where(condition, a, b)")
        if self.position == len(self.forks):
            if self.position >= DECISIONS_PER_RUN:
                raise refuse(f"more than {DECISIONS_PER_RUN} branches on one path: is this loop's end symbolic?")
            self.forks.append(Fork(condition, len(self.hypotheses)))
        fork = self.forks[self.position]
        if fork.condition is not condition:
            raise refuse("nondeterministic: another run of the function met another condition here")
        self.position += 1
        self.note(condition, fork.yes is None)
        return fork.yes is None

    def note(self, condition: Term, outcome: bool) -> None:
        """Remember the truth of `condition` for the rest of this path."""
        self.known[id(self.keep(condition))] = outcome
        self.known[id(self.keep(negation(condition)))] = not outcome

    def assume(self, condition: Term) -> None:
        """Make `condition` a hypothesis of this path, or leave the path where it is known to be false."""
        condition = self.keep(condition)
        outcome = bool(condition.value) if condition.op == "constant" else self.known.get(id(condition))
        if outcome is False:
            raise AssumptionFailed
        if outcome is None:
            self.hypotheses.append(condition)
            self.note(condition, True)

    def unused_risks(self, roots: tuple[Term, ...]) -> list[Term]:
        """What this run computed and may be undefined, but does not occur in `roots`."""
        open_names = self.names | {self.index}
        used = {id(node) for node in _outside_sums(roots)}
        unused = []
        for key, node in reversed(self.risks.items()):
            parts = _outside_sums((node,))
            # What depends on the index of a finished sum was accounted for in its body.
            if key not in used and all(part.op != "variable" or part.value in open_names for part in parts):
                unused.append(node)
                used |= {id(part) for part in parts}
        return unused[::-1]


ACTIVE: ContextVar[PathOracle | None] = ContextVar("active_path_oracle", default=None)


def _outside_sums(roots: tuple[Term, ...]) -> list[Term]:
    """The nodes under `roots`, but for the bodies of sums: of an empty sum, the body is never evaluated."""
    found: dict[int, Term] = {}
    stack = list(roots)
    while stack:
        node = stack.pop()
        if id(node) not in found:
            found[id(node)] = node
            stack += node.args[:2] if node.op == "sum" else node.args
    return list(found.values())


def _is_risk(term: Term) -> bool:
    """Whether the operation itself may have no meaning on its arguments."""
    if term.op in ("/", "//", "%"):
        return not _is_constant(term.args[1]) or term.args[1].value == 0
    if term.op in ("**", "<<", ">>"):
        return not _is_constant(term.args[1]) or Fraction(term.args[1].value or 0) < 0
    if term.op in ("log", "sqrt"):
        least = Fraction(term.args[0].value or 0) if _is_constant(term.args[0]) else -1
        return least < 0 or (least == 0 and term.op == "log")
    return term.op in ("undefined", "factorial")


def _is_constant(term: Term) -> bool:
    return term.op == "constant"
