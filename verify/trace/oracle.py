"""The path oracle: what a symbolic truth value asks when Python wants True or False of it.

One `PathOracle` serves one trace, which runs a function once per path. It holds
the decisions that the current run replays or adds to, what is known on this
path, the hypotheses assumed so far, and a table that makes equal terms one
object, so that "the same condition" is an identity test.
"""

import abc
import fractions
import sys
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from ..kernel.ranges import Ranges
from ..kernel.statement import Variable
from ..kernel.term import Sort, Term, constant, make, variables_in
from .risks import evaluated, is_risk, outside_sums
from .samples import Samples
from .sites import Arm, Joining, NotJoined, Site

DECISIONS_PER_RUN = 2000
ASKED_PER_RUN = 10_000
MOST_TERMS = 500_000
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


class TooManyPaths(TraceError):
    """The path budget is spent."""


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


def refuse(message: str, kind: type[TraceError] = TraceError) -> TraceError:
    """The error `message` at the author's line; a running trace ends with it even if the author catches it."""
    frame = author_frame()
    error = kind(message, frame.f_code.co_filename, frame.f_lineno)
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


def make_all(conditions: Iterable[Term]) -> Term:
    """The conjunction from left to right, associated to the left, as a chain of comparisons is read."""
    parts: list[Term] = []
    waiting = [*conditions][::-1]
    while waiting:
        part = waiting.pop()
        if part.op == "and":
            waiting.extend(reversed(part.args))
        else:
            parts.append(part)
    result = parts[0] if parts else constant(True)
    for part in parts[1:]:
        result = make("and", result, part)
    return result


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a path, or a tree of paths, comes to; without a conclusion, it lies outside the hypotheses."""

    hypotheses: tuple[Term, ...]
    conclusion: Term | None


@dataclass(slots=True)
class Fork:
    """A decision: its condition, how many hypotheses came before it, where, and what its true side came to."""

    condition: Term
    after: int
    place: tuple[str, int]
    yes: Leaf | None = None


@dataclass(slots=True)
class PathOracle:
    """The state of one trace over its runs; `names` are the names of the traced variables."""

    names: frozenset[str]
    ranges: Ranges
    joining: Joining
    variables: Sequence[Variable] = ()
    forks: list[Fork] = field(default_factory=list)
    position: int = 0
    asked: int = 0
    hypotheses: list[Term] = field(default_factory=list)
    known: dict[int, bool] = field(default_factory=dict)
    risks: dict[int, Term] = field(default_factory=dict)
    index: str | None = None
    indices: set[str] = field(default_factory=set)
    fault: TraceError | None = None
    arms: list[Arm] = field(default_factory=list)
    joined: bool = False
    forked: bool = False
    dropped: set[Site] = field(default_factory=set)
    unjoined: Site | None = None
    unfinished: bool = False
    implied: dict[int, tuple[Term, ...]] = field(default_factory=dict)
    samples: Samples | None = None
    _table: dict[tuple[object, ...], Term] = field(default_factory=dict)
    _kept: dict[int, bool] = field(default_factory=dict)

    def begin_run(self) -> None:
        """Forget the last run; the forks stay, to be replayed."""
        self.position = self.asked = 0
        self.hypotheses.clear()
        self.known.clear()
        self.risks.clear()
        self.indices.clear()
        self.index = None
        self.arms.clear()
        self.unjoined = None
        self.unfinished = False

    def keep(self, term: Term) -> Term:
        """The one object for terms of this structure. Parts of `term` that are new are few and shallow."""
        kept = term
        if id(term) not in self._kept:
            args = tuple(map(self.keep, term.args))
            key = (term.op, term.sort, term.value, *map(id, args))
            found = self._table.get(key)
            if found is None:
                if len(self._table) >= MOST_TERMS:
                    raise refuse(f"more than {MOST_TERMS} operations; does it loop for ever?")
                found = self._table[key] = Term(term.op, term.sort, args, term.value)
                self._kept[id(found)] = is_risk(found) or any(self._kept[id(argument)] for argument in args)
            kept = found
        if is_risk(kept) or (kept.op == "sum" and self._kept[id(kept)]):
            self.risks[id(kept)] = kept
        return kept

    def may_be_undefined(self, term: Term) -> bool:
        """Whether some operation in a kept `term` has inputs without a meaning."""
        return self._kept[id(self.keep(term))]

    def outcome(self, condition: Term, by_ranges: bool = False) -> bool | None:
        """The truth of `condition` if it is constant or known on this path, or (`by_ranges`) the domains show it."""
        condition = self.keep(condition)
        if condition.op == "constant":
            return bool(condition.value)
        if condition.op == "not":
            opposite = self.outcome(condition.args[0], by_ranges)
            return None if opposite is None else not opposite
        if by_ranges:
            self.asked += 1
            if self.asked > ASKED_PER_RUN:
                raise refuse(f"more than {ASKED_PER_RUN} turns and branches on one path: does it end?", TooManyPaths)
        if id(condition) in self.known:
            return self.known[id(condition)]
        return self.ranges.truth(condition) if by_ranges else None

    def decide(self, condition: Term) -> bool:
        """The truth of `condition` on this path: constant, known, replayed, or new (and then first true)."""
        condition = self.keep(condition)
        if condition.op == "not":
            return not self.decide(condition.args[0])
        known = self.outcome(condition)
        if known is not None:
            return known
        if self.arms:
            raise self.not_joined()
        if self.index is not None and self.index in variables_in(condition):
            raise refuse(f"a branch on {self.index}, the index of a total; use where(condition, a, b)")
        if self.index is not None and self.may_be_undefined(condition):  # of an empty sum it would never be asked
            raise refuse("a branch inside a total on what may have no value; use where(condition, a, b)")
        if self.position == len(self.forks):
            if self.position >= DECISIONS_PER_RUN:
                message = f"more than {DECISIONS_PER_RUN} branches on one path: is this loop's end symbolic?"
                raise refuse(message, TooManyPaths)
            frame = author_frame()
            place = frame.f_code.co_filename, frame.f_lineno
            self.forks.append(Fork(condition, len(self.hypotheses), place))
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
        if self.arms:
            raise self.not_joined()
        if self.unfinished:  # where the loop goes on, what is assumed is not known, and nothing may be left out
            raise refuse("assume after a loop that no sample input was seen to end; put it before the loop")
        condition = self.keep(condition)
        outcome = bool(condition.value) if condition.op == "constant" else self.known.get(id(condition))
        if outcome is False:
            raise AssumptionFailed
        if outcome is None:
            self.hypotheses.append(condition)
            self.note(condition, True)

    def not_joined(self) -> NotJoined:
        """The arm that is being run does what only a path of its own can do."""
        self.unjoined = self.arms[-1].site
        return NotJoined((self.unjoined,))

    def parted(self, site: Site) -> NotJoined:
        """The sides of a join come to nothing that one value could be."""
        self.unjoined = site
        return NotJoined((site,))

    def by_ranges(self, site: Site) -> bool:
        """Whether what the domains show decides here: not outside loops, where a statement in cases reads better."""
        return site.in_loop or self.joining.everywhere or bool(self.arms)

    def open(self, site: Site, condition: Term, outcome: bool) -> None:
        """Begin an arm of a join: until it is closed, `condition`, of which nothing was known, has that outcome."""
        self.note(condition, outcome)
        self.arms.append(Arm(site, condition, self.risks))
        self.risks = {}

    def close(self, site: Site) -> list[Term]:
        """End the arm; what it, and nothing before it, computed that may be undefined."""
        if not self.arms or self.arms[-1].site is not site:
            raise self.not_joined() if self.arms else NotJoined((site,))
        arm = self.arms.pop()
        before = [arm.outside, *(outer.outside for outer in self.arms)]
        self.risks = {key: risk for key, risk in self.risks.items() if not any(key in risks for risks in before)}
        own = self.unused_risks(())
        self.risks = arm.outside
        for term in (arm.condition, negation(arm.condition)):
            del self.known[id(self.kept_apart(term))]
        return own

    def looks_infeasible(self, condition: Term) -> bool:
        """Whether, as far as sample inputs tell, none comes to where the path is and makes `condition` true."""
        if self.samples is None:
            self.samples = Samples(self.variables)
        path = [(hypothesis, True) for hypothesis in self.hypotheses]
        path += [(fork.condition, fork.yes is None) for fork in self.forks[: self.position]]
        path += [(arm.condition, self.known[id(arm.condition)]) for arm in self.arms]
        return not self.samples.meet([*path, (self.keep(condition), True)])

    def kept_apart(self, term: Term) -> Term:
        """`keep`, for a term of which not all parts are computed wherever it is formed."""
        before, self.risks = self.risks, {}
        try:
            return self.keep(term)
        finally:
            self.risks = before

    def chosen(self, condition: Term, yes: Term, no: Term, risks: tuple[list[Term], list[Term]]) -> Term:
        """`yes` where the condition is true, else `no`, noting if that is undefined wherever the side's `risks` are."""
        term = self.kept_apart(make("if", condition, yes, no))
        if any(risks) and all(
            {id(risk) for risk in side} <= {id(node) for node in self.evaluated((arm,))}
            for arm, side in zip((yes, no), risks, strict=True)
        ):
            self.implied[id(term)] = (self.risk_of_arms(condition, risks),)
        return term

    def risk_of_arms(self, condition: Term, risks: tuple[list[Term], list[Term]]) -> Term:
        """A truth value, undefined where the risks of the side that is taken are."""
        sides = (make_all([is_defined(risk) for risk in side]) for side in risks)
        return self.kept_apart(make("if", condition, *sides))

    def unused_risks(self, roots: tuple[Term, ...]) -> list[Term]:
        """What this run computed and may be undefined, but is not evaluated wherever `roots` are."""
        open_names = self.names | {self.index}
        used = {id(node) for node in self.evaluated(roots)}
        unused = []
        for key, node in reversed(self.risks.items()):
            if key in used:
                continue
            # What depends on the index of a finished sum was accounted for in its body.
            if all(part.op != "variable" or part.value in open_names for part in outside_sums((node,))):
                unused.append(node)
                used |= {id(part) for part in self.evaluated((node,))}
        return unused[::-1]

    def evaluated(self, roots: tuple[Term, ...]) -> list[Term]:
        """The nodes that are evaluated wherever `roots` are."""
        return evaluated(roots, self.implied)


ACTIVE: ContextVar[PathOracle | None] = ContextVar("active_path_oracle", default=None)
