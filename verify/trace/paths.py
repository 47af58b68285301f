"""From a Python function to its term: one run per path, depth first, merged as the paths return.

Each run replays the decisions before it and takes the first new one as true;
then the last decision with an open side is turned. What two sides come to is
merged as an if-then-else, simplified only where left-to-right evaluation gives
the same value, undefinedness included. No solver prunes a path: one that raises
stays as an undefined leaf, whose unreachability is proved like everything else.
"""

import traceback
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from ..kernel.ranges import ranges_of
from ..kernel.real_number import RealNumber
from ..kernel.rejection import Rejected
from ..kernel.statement import Variable
from ..kernel.term import Sort, Term, apply, constant, make, postorder, same, structure, undefined
from ..kernel.text import term_text
from .components import components, together
from .functions import Asked, MeanOf, guarded
from .indices import with_plain_indices
from .memory import memory_of, of_a_library
from .operands import Symbolic, number_term, truth_term
from .oracle import (
    ACTIVE,
    AssumptionFailed,
    Fork,
    Leaf,
    PathOracle,
    TooManyPaths,
    TraceError,
    make_all,
    negation,
)
from .recurrence import Recurrence
from .sites import Joining, NotJoined, Site

FEW_PATHS, MOST_DECISIONS = 64, 100_000
MISTAKES = (
    TypeError, NameError, AttributeError, SyntaxError, ImportError, OSError, RecursionError, MemoryError, Rejected,
)  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class Traced:
    """A claim's function as terms. `hypotheses` are what it assumes, in order."""

    hypotheses: tuple[Term, ...]
    conclusion: Term | Asked
    paths: int

    def root(self) -> Term:
        """The conclusion's term, or that of the function that is asked about."""
        if not isinstance(self.conclusion, Asked):
            return self.conclusion
        function = self.conclusion.function
        if isinstance(function, RealNumber):
            return function.term
        return function if isinstance(function, Term) else constant(function)

    def with_plain_indices(self, taken: Collection[str]) -> "Traced":
        """The same, the indices of its sums renamed as in `indices.py`."""
        hypotheses = tuple(with_plain_indices(hypothesis, taken) for hypothesis in self.hypotheses)
        conclusion = self.conclusion
        if isinstance(conclusion, Term):
            conclusion = with_plain_indices(conclusion, taken)
        elif isinstance(conclusion.function, Term):
            conclusion = replace(conclusion, function=with_plain_indices(conclusion.function, taken))
        return Traced(hypotheses, conclusion, self.paths)


def trace_claim(
    function: Callable[..., object],
    arguments: Mapping[str, Any],
    variables: Sequence[Variable] = (),
    budget: int = 4096,
) -> Traced:
    """Run `function` on symbolic and plain `arguments`, once for every path, and merge what it returns.

    `variables` are the symbolic ones with their domains, which may show that a
    loop ends. Raises TraceError, with the author's file and line, where the
    function does something that has no exact meaning, needs more than `budget`
    paths, or does not do the same on every run: the trace is made twice and compared. Raises
    RecurrenceReturned where it returns a recurrence.
    """
    try:
        traced = _traced_twice(function, arguments, variables, budget, _Returned(Sort.TRUTH))
    except _MeanReturned as asked:
        traced = _traced_twice(function, arguments, variables, budget, _Returned(Sort.REAL, asked.bounds))
        traced = Traced(traced.hypotheses, MeanOf(traced.root(), *asked.bounds), traced.paths)
    return traced.with_plain_indices(arguments)


def trace_function(
    function: Callable[..., object],
    arguments: Mapping[str, Any],
    variables: Sequence[Variable] = (),
    budget: int = 4096,
) -> Traced:
    """The same for a function that returns a number: the conclusion is a term of integer or real sort."""
    traced = _traced_twice(function, arguments, variables, budget, _Returned(Sort.INTEGER))
    return traced.with_plain_indices(arguments)


def trace_numbers(
    function: Callable[..., object], arguments: Mapping[str, Any], variables: Sequence[Variable], count: int
) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The same for a function that returns a tuple of `count` numbers: the hypotheses, and a term for each number."""
    traced = _traced_twice(function, arguments, variables, 4096, _Several(Sort.TRUTH, None, count))
    plain = [
        [with_plain_indices(term, arguments) for term in terms]
        for terms in (traced.hypotheses, components(traced.root(), count))
    ]
    return tuple(plain[0]), tuple(plain[1])


Bounds = tuple[Fraction | None, Fraction | None]


class RecurrenceReturned(Exception):
    """A path of a claim returned a recurrence, whose parts are traced one by one (`steps.py`)."""

    def __init__(self, made: Recurrence) -> None:
        super().__init__()
        self.made = made


class _MeanReturned(Exception):
    """A path of a claim returned a mean: then all of them do, and what it is of may have branches."""

    def __init__(self, bounds: Bounds) -> None:
        super().__init__()
        self.bounds = bounds


@dataclass(frozen=True, slots=True)
class _Returned:
    """What a function is to return on every path: a truth value, a number of any sort, or one with such a mean."""

    sort: Sort
    mean: Bounds | None = None

    def term(self, result: object) -> Term | None:
        """What was returned as a term; None if it is something else."""
        if isinstance(result, MeanOf) and (result.low, result.high) == self.mean and isinstance(result.function, Term):
            return result.function
        if self.sort is Sort.TRUTH:
            return truth_term(result)
        exact = type(result) in (int, Fraction) or isinstance(result, (Symbolic, RealNumber))
        return number_term(result) if self.mean is None and exact and truth_term(result) is None else None

    def told(self) -> str:
        """How messages speak of it."""
        if self.mean is not None:
            low, high = (str(end) for end in self.mean)
            return f"another path returns a mean, {f'exactly {low}' if low == high else f'from {low} to {high}'}"
        return "a claim returns a truth value" if self.sort is Sort.TRUTH else "an exact number is needed"

    def anything(self) -> Term:
        """A value for a function of which no path is inside its hypotheses."""
        zero = constant(0)
        return constant(True) if self.sort is Sort.TRUTH else zero if self.sort is Sort.INTEGER else make("real", zero)


@dataclass(frozen=True, slots=True)
class _Several(_Returned):
    """A function is to return a tuple of so many numbers on every path."""

    count: int = 0

    def term(self, result: object) -> Term | None:
        """The leaf of the numbers; None if there is something else among them."""
        terms = [number_term(part) for part in result] if isinstance(result, tuple) else []
        numbers = [term for term in terms if term is not None]
        return together(numbers) if len(numbers) == self.count else None

    def told(self) -> str:
        """How messages speak of it."""
        return "numbers are needed"

    def anything(self) -> Term:
        """A value for a function of which no path is inside its hypotheses."""
        return together([constant(0)] * self.count)


def _traced_twice(
    function: Callable[..., object],
    arguments: Mapping[str, Any],
    variables: Sequence[Variable],
    budget: int,
    returned: _Returned,
) -> Traced:
    joining, memory = Joining(), memory_of((function,), function.__code__.co_filename)
    first = _trace_joining(function, arguments, variables, budget, joining, returned)
    second = _trace_joining(function, arguments, variables, budget, joining, returned)
    roots = [[*traced.hypotheses, traced.root()] for traced in (first, second)]
    numbers = structure(roots[0] + roots[1])
    if [numbers[id(root)] for root in roots[0]] != [numbers[id(root)] for root in roots[1]]:
        raise _at_definition(function, "nondeterministic: two traces of the function differ")
    if (fault := memory.fault()) is not None:
        raise _at_definition(function, fault)
    return first


def place_of(error: BaseException, function: Callable[..., object]) -> tuple[str, int]:
    """The innermost line of the author's code that an exception passed through."""
    for step in reversed(traceback.extract_tb(error.__traceback__)):
        if step.filename == function.__code__.co_filename or not of_a_library(step.filename):
            return step.filename, step.lineno or 1
    return function.__code__.co_filename, function.__code__.co_firstlineno


def _trace_joining(
    function: Callable[..., object],
    arguments: Mapping[str, Any],
    variables: Sequence[Variable],
    budget: int,
    joining: Joining,
    returned: _Returned,
) -> Traced:
    """The trace with as many joins as can be; `joining` becomes what it took.

    A fault may come from a join, as where a number that is plain on either path
    is none after it: then all paths are kept apart, if that works.
    """
    fault: TraceError | None = None
    while True:
        oracle = PathOracle(frozenset(arguments), ranges_of(variables), joining, variables)
        try:
            return _trace(function, arguments, budget, oracle, returned)
        except NotJoined as parted:
            joining.apart |= parted.sites
        except TraceError as error:
            if fault is not None or not oracle.joined or isinstance(error, TooManyPaths):
                raise fault or error from None
            fault, joining.nowhere = error, True


def _trace(
    function: Callable[..., object], arguments: Mapping[str, Any], budget: int, oracle: PathOracle, returned: _Returned
) -> Traced:
    token = ACTIVE.set(oracle)
    decisions, limit = 0, f"more than {budget} paths"
    try:
        for paths in range(1, budget + 1):
            if paths > FEW_PATHS and oracle.forked and not (oracle.joining.everywhere or oracle.joining.nowhere):
                oracle.joining.everywhere = True
                raise NotJoined(())
            leaf = _run(function, arguments, oracle, returned)
            decisions += oracle.position
            if isinstance(leaf, Asked):
                return Traced((), leaf, paths)
            while oracle.forks and (yes := oracle.forks[-1].yes) is not None:
                fork = oracle.forks.pop()
                leaf = _merge(fork, oracle.may_be_undefined(fork.condition), yes, leaf)
            if not oracle.forks:
                if leaf.conclusion is None:
                    return Traced((constant(False),), returned.anything(), paths)
                if (exponent := _negative_exponent(leaf.hypotheses, oracle)) is not None:
                    told = (
                        f"an assumption needs {term_text(exponent)} >= 0, or Python has a float there: assume that too"
                    )
                    raise _at_definition(function, told)
                return Traced(leaf.hypotheses, leaf.conclusion, paths)
            oracle.forks[-1].yes = leaf
            if decisions > MOST_DECISIONS:
                limit = f"more than {MOST_DECISIONS} branches on {paths} paths"
                break
        (place, _), *_ = Counter(fork.place for fork in oracle.forks).most_common(1)
        raise TooManyPaths(f"{limit}, most of them from here; merge branches with where(condition, a, b)", *place)
    finally:
        ACTIVE.reset(token)


def _negative_exponent(hypotheses: Sequence[Term], oracle: PathOracle) -> Term | None:
    """An exponent of an integer in the hypotheses that is not seen to be at least 0.

    Where it is not, they have no value, and the input would be outside the claim; Python goes on with a float.
    """
    for node in postorder(hypotheses):
        if node.op == "**" and node.sort is Sort.INTEGER:
            exponent = oracle.keep(node.args[1])
            low, assumed = oracle.ranges.interval(exponent).low, make(">=", exponent, constant(0))
            if (low is None or low < 0) and not any(same(assumed, hypothesis) for hypothesis in hypotheses):
                return exponent
    return None


def _run(
    function: Callable[..., object], arguments: Mapping[str, Any], oracle: PathOracle, returned: _Returned
) -> Leaf | Asked:
    """One path: what the function returns under the oracle's decisions, or the undefined leaf if it raises."""
    oracle.begin_run()
    conclusion: Term | None
    try:
        result = function(**arguments)
        _check_joins(oracle)
    except AssumptionFailed:
        _check_joins(oracle)
        conclusion = None
    except TraceError:
        raise
    except NameError as error:
        _check_joins(oracle, oracle.dropped)
        raise TraceError(f"{type(error).__name__}: {error}", *place_of(error, function)) from error
    except MISTAKES as error:
        _check_joins(oracle)
        hint = "; does this recursion end for every input?" if isinstance(error, RecursionError) else ""
        raise TraceError(f"{type(error).__name__}: {error}{hint}", *place_of(error, function)) from error
    except SystemExit as error:
        raise TraceError("the function ends the program (sys.exit)", *place_of(error, function)) from error
    except Exception:
        _check_joins(oracle)
        conclusion = undefined(returned.sort)
    else:
        if isinstance(result, Recurrence) and oracle.fault is None:
            raise RecurrenceReturned(result)
        if returned.sort is Sort.TRUTH and isinstance(result, Asked) and oracle.fault is None:
            if isinstance(result, MeanOf):
                raise _MeanReturned((result.low, result.high))
            if oracle.forks or oracle.hypotheses:
                raise _at_definition(function, "a minimum or zeros are of one formula: no branch, no assume before it")
            if isinstance(result.function, Term) and oracle.unused_risks((result.function,)):
                raise _at_definition(function, "computes something, beside that function, that may have no value")
            return result
        conclusion = returned.term(result)
        if conclusion is None and oracle.fault is None:
            raise _at_definition(function, f"returns {_shown(result)} where {returned.told()}")
    if oracle.fault is not None:
        raise oracle.fault
    if oracle.position < len(oracle.forks):
        raise _at_definition(function, "nondeterministic: another run of the function took fewer branches")
    return Leaf(tuple(oracle.hypotheses), None if conclusion is None else _settled(conclusion, oracle))


def _check_joins(oracle: PathOracle, dropped: Collection[Site] = ()) -> None:
    """Begin anew if this run left a join in the middle, or read a name that joins (`dropped`) left without a value."""
    sites = {arm.site for arm in oracle.arms} | ({oracle.unjoined} if oracle.unjoined else set()) | set(dropped)
    if sites:
        raise NotJoined(sites)


def _settled(conclusion: Term, oracle: PathOracle) -> Term:
    """A path's conclusion: constant where the path knows it, undefined where an unused part of the run is."""
    conclusion = oracle.keep(conclusion)
    outcome = oracle.known.get(id(conclusion))
    roots = (conclusion, *oracle.hypotheses, *(fork.condition for fork in oracle.forks))
    risks = oracle.unused_risks(roots)
    return guarded(conclusion if outcome is None else constant(outcome), risks)


def _merge(fork: Fork, risky: bool, yes: Leaf, no: Leaf) -> Leaf:
    """Both sides of a fork, whose condition may be undefined if it is `risky`.

    A side outside the hypotheses makes the condition (or its negation) a
    hypothesis; where both sides go on with different hypotheses, their
    if-then-else is one, and whatever meets it has a defined condition.
    """
    condition, after = fork.condition, fork.after
    if yes.conclusion is None or no.conclusion is None:
        alive, needed = (no, negation(condition)) if yes.conclusion is None else (yes, condition)
        return Leaf((*alive.hypotheses[:after], needed, *alive.hypotheses[after:]), alive.conclusion)
    hypotheses = yes.hypotheses
    if list(map(id, yes.hypotheses)) != list(map(id, no.hypotheses)):
        assumed = _choose(condition, make_all(yes.hypotheses[after:]), make_all(no.hypotheses[after:]))
        hypotheses, risky = (*yes.hypotheses[:after], assumed), False
    if not risky and _alike(yes.conclusion, no.conclusion):
        return Leaf(hypotheses, yes.conclusion)
    return Leaf(hypotheses, _choose(condition, yes.conclusion, no.conclusion))


def _choose(condition: Term, yes: Term, no: Term) -> Term:
    """if-then-else; of truth values in the shortest form that is evaluated in the same order."""
    match yes.value if yes.op == "constant" else None, no.value if no.op == "constant" else None:
        case True, False:
            return condition
        case False, True:
            return negation(condition)
        case None, False:
            return make_all((condition, yes))
        case False, None:
            return make_all((negation(condition), no))
        case True, None:
            return make("or", condition, no)
        case None, True:
            return make("or", negation(condition), yes)
    return apply("if", condition, yes, no)


def _alike(left: Term, right: Term) -> bool:
    return left is right or (left.op == right.op == "constant" and left.value is right.value)


def _shown(result: object) -> str:
    if isinstance(result, Symbolic):
        return result.told()
    try:
        return f"{result!r:.40} ({type(result).__name__})"
    except TraceError:  # a list or tuple with symbolic parts
        return f"a {type(result).__name__}"


def _at_definition(function: Callable[..., object], message: str) -> TraceError:
    code = function.__code__
    return TraceError(message, code.co_filename, code.co_firstlineno)
