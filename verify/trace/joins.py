"""Where two paths meet again: both sides of an `if` are run, and what they assign becomes one if-then-else.

`claims/rewrite.py` puts these in place of the author's `if`, `while` and
conditional expressions. On plain values, and where the path knows the outcome,
they do what Python does. Else each side is run from the same values, its
condition known; only local names may differ afterwards. An operation of a side
that may have no value counts where that side is taken. A side that decides
something new, assumes or raises cannot be joined: `NotJoined` begins the trace
anew with the paths of that site apart. A name that the sides leave with values
of different kinds is unbound afterwards; if it is read, the trace begins anew too.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from ..kernel.term import Sort, Term, constant, undefined
from .merging import DIFFERENT, UNCHANGING, Risks, Values, assigned, joined, may_join, merged, settle
from .operands import Symbolic, build
from .oracle import ACTIVE, PathOracle, TooManyPaths, negation, refuse
from .sites import Site
from .symbolic import SymbolicTruth, wrap

MOST_TURNS = 512
FIRST_SAMPLED_TURN = 8
FIRST_SAMPLED_DECISION = 64


class LooksInfeasible(Exception):
    """No sample input follows the path this far: it has no value, and that it cannot be reached is to be proved."""


class Branch:
    """An `if`: iterating gives the side to run, and of a join the other one and the end, with `values` to put back."""

    __slots__ = ("_condition", "_first", "_risks", "_site", "_stage", "_start", "no", "values", "yes")

    def __init__(self, condition: Any, site: Site) -> None:
        self._condition, self._site, self._stage = condition, site, 0
        self.values: Values | None = None
        self.yes = self.no = False

    def __iter__(self) -> "Branch":
        return self

    def __next__(self) -> "Branch":
        self._stage += 1
        if self._stage == 1:
            self._begin(sys._getframe(1))
        elif self._stage == 2 and isinstance(self._condition, Term):
            self._turn(sys._getframe(1))
        elif self._stage == 3 and isinstance(self._condition, Term):
            self._end(sys._getframe(1))
        else:
            raise StopIteration
        return self

    def _begin(self, frame: FrameType) -> None:
        oracle, term = ACTIVE.get(), condition_term(self._condition)
        if oracle is None or term is None:
            self.yes = bool(self._condition)
        else:
            outcome = oracle.outcome(term, oracle.by_ranges(self._site))
            if outcome is None and may_join(oracle, self._site, frame):
                self._condition, self._start = oracle.keep(term), assigned(self._site, frame)
                oracle.open(self._site, self._condition, True)
                self.yes = True
                return
            self.yes = decided(oracle, term) if outcome is None else outcome
        self.no, self._condition = not self.yes, None

    def _turn(self, frame: FrameType) -> None:
        oracle = running()
        self._first, self._risks = assigned(self._site, frame), oracle.close(self._site)
        oracle.open(self._site, self._condition, False)
        self.yes, self.no, self.values = False, True, self._start

    def _end(self, frame: FrameType) -> None:
        oracle = running()
        risks = self._risks, oracle.close(self._site)
        second = assigned(self._site, frame)
        self.yes = self.no = False
        self.values = joined(oracle, self._site, self._condition, (self._first, second), risks)


class Loop:
    """A `while`: its condition is asked before every turn; afterwards `values`, unless None, are put back."""

    __slots__ = ("_left", "_site", "values")

    def __init__(self, site: Site) -> None:
        self._site = site
        self._left: list[tuple[Term, Values]] = []
        self.values: Values | None = None

    def turn(self, condition: Any) -> bool:
        """Whether there is another turn: while that is not known, there is, and the way past it is kept for the end."""
        oracle, term = ACTIVE.get(), condition_term(condition)
        if oracle is None or term is None:
            outcome: bool | None = bool(condition)
        else:
            outcome = oracle.outcome(term, by_ranges=True)
            if outcome is None:
                frame = sys._getframe(1)
                if not may_join(oracle, self._site, frame):
                    return decided(oracle, term)
                return self._another(oracle, oracle.keep(term), frame)
        if not outcome and self._left:
            self._end(running(), assigned(self._site, sys._getframe(1)), [])
        return bool(outcome)

    def _another(self, oracle: PathOracle, condition: Term, frame: FrameType) -> bool:
        if len(oracle.arms) >= MOST_TURNS:
            raise refuse(f"more than {MOST_TURNS} turns: is this loop's end symbolic?", TooManyPaths)
        values = assigned(self._site, frame)
        over = is_sampled(len(self._left), FIRST_SAMPLED_TURN) and oracle.looks_infeasible(condition)
        self._left.append((condition, values))
        oracle.open(self._site, condition, True)
        if over:
            oracle.unfinished = True
            self._end(oracle, values, [oracle.kept_apart(undefined(Sort.TRUTH))])
        return not over

    def _end(self, oracle: PathOracle, values: Values, unreached: list[Term]) -> None:
        """From the last turn outwards: what it gives where its condition is true, else what there was before it."""
        while self._left:
            condition, before = self._left.pop()
            risks = [*oracle.close(self._site), *unreached]
            unreached = []
            values = joined(oracle, self._site, condition, (values, before), (risks, []))
        self.values = values


def choose(condition: Any, site: Site, yes: Callable[[], Any], no: Callable[[], Any]) -> Any:
    """`yes() if condition else no()`."""
    oracle, term = ACTIVE.get(), condition_term(condition)
    if oracle is None or term is None:
        return yes() if condition else no()
    outcome = oracle.outcome(term, oracle.by_ranges(site))
    if outcome is None and may_join(oracle, site, sys._getframe(1)):
        term = oracle.keep(term)
        (first, risks), (second, more) = (
            _arm(oracle, site, term, side, arm) for side, arm in ((True, yes), (False, no))
        )
        settle(oracle, term, (risks, more))
        value = merged(oracle, term, first, second, (risks, more))
        if value is DIFFERENT:
            raise oracle.parted(site)
        return value
    return yes() if (decided(oracle, term) if outcome is None else outcome) else no()


def both(first: Any, site: Site, second: Callable[[], Any]) -> Any:
    """`first and second()`, where only its truth matters."""
    return _connected("and", first, site, second)


def either(first: Any, site: Site, second: Callable[[], Any]) -> Any:
    """`first or second()`, where only its truth matters."""
    return _connected("or", first, site, second)


def _connected(op: str, first: Any, site: Site, second: Callable[[], Any]) -> Any:
    oracle, term = ACTIVE.get(), condition_term(first)
    settled = op == "or"
    if oracle is None or term is None:
        return settled if bool(first) is settled else second()
    outcome = oracle.outcome(term, oracle.by_ranges(site))
    if outcome is None and may_join(oracle, site, sys._getframe(1)):
        term = oracle.keep(term)
        value, risks = _arm(oracle, site, term, not settled, second)
        other = condition_term(value)
        sides = (other if other is not None else constant(bool(value)), constant(settled))
        both_risks: Risks = (risks, [])
        if settled:
            sides, both_risks = sides[::-1], both_risks[::-1]
        settle(oracle, term, both_risks)
        return wrap(oracle.chosen(term, oracle.keep(sides[0]), oracle.keep(sides[1]), both_risks))
    taken = decided(oracle, term) if outcome is None else outcome
    return settled if taken is settled else second()


def opposite(value: Any) -> Any:
    """`not value`, where only its truth matters."""
    term = condition_term(value)
    return not value if term is None else SymbolicTruth(kept_negation(term))


def kept_negation(term: Term) -> Term:
    """The negation of a condition as one term of the running trace."""
    oracle = ACTIVE.get()
    return negation(term) if oracle is None else oracle.keep(negation(term))


def tested(condition: Any) -> bool:
    """The truth of a condition in a loop, which the domains may show."""
    oracle, term = ACTIVE.get(), condition_term(condition)
    if oracle is None or term is None:
        return bool(condition)
    outcome = oracle.outcome(term, by_ranges=True)
    return decided(oracle, term) if outcome is None else outcome


def unshared(value: Any) -> None:
    """Refuse to join where a side changes an object in place, as += of a list does."""
    oracle = ACTIVE.get()
    if oracle is not None and oracle.arms and type(value) not in UNCHANGING and type(value) is not tuple:
        raise oracle.not_joined()


def condition_term(value: Any) -> Term | None:
    """The truth of a symbolic value as a term; None for a plain one."""
    if not isinstance(value, Symbolic):
        return None
    return value.term if value.term.sort is Sort.TRUTH else build("!=", value.term, constant(0))


def decided(oracle: PathOracle, condition: Term) -> bool:
    """The path oracle's answer to a condition in control of a loop or branch."""
    new = oracle.position == len(oracle.forks)
    if new and is_sampled(oracle.position, FIRST_SAMPLED_DECISION) and oracle.looks_infeasible(constant(True)):
        raise LooksInfeasible
    return oracle.decide(condition)


def is_sampled(count: int, first: int) -> bool:
    """Whether samples are tried after so many turns or decisions: from the first on, later every eighth time."""
    return count >= first and (count < 8 * first or count % 8 == 0)


def running() -> PathOracle:
    """The oracle of the running trace."""
    oracle = ACTIVE.get()
    if oracle is None:
        raise RuntimeError("a join outside a trace")
    return oracle


def _arm(
    oracle: PathOracle, site: Site, condition: Term, outcome: bool, run: Callable[[], Any]
) -> tuple[Any, list[Term]]:
    oracle.open(site, condition, outcome)
    value = run()
    return value, oracle.close(site)
