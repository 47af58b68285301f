"""Functions for claims that read the same on plain numbers and on symbolic ones."""

import inspect
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..kernel import term as kernel
from ..kernel.real_number import RealNumber, real_function
from ..kernel.term import Sort, Term
from .memory import memory_of
from .operands import Symbolic, build, kept, may_be_undefined, number_term, truth_term, with_evaluated
from .oracle import ACTIVE, AssumptionFailed, PathOracle, is_defined, refuse
from .symbolic import SymbolicInteger, wrap


@dataclass(frozen=True, eq=False, slots=True)
class MinimumOf:
    """What a claim returns to ask for a certified minimum of a term (or plain value), to so many digits."""

    function: Term | Fraction | RealNumber
    digits: int


@dataclass(frozen=True, eq=False, slots=True)
class ZerosOf:
    """What a claim returns to say that a term has so many zeros (or, on plain numbers, what its value is)."""

    function: Term | Fraction | RealNumber
    count: int


@dataclass(frozen=True, eq=False, slots=True)
class MeanOf:
    """What a claim returns to say that a term's mean is from `low` to `high` (or, on plain numbers, its value)."""

    function: Term | Fraction | RealNumber
    low: Fraction | None
    high: Fraction | None


class Lifted:
    """A number with more to it, as a slope: it has operators of its own, and knows what a real function makes of it."""

    __slots__ = ()

    def through(self, op: str) -> Any:
        """exp, log, sqrt or atan of it."""
        raise NotImplementedError


Asked = MinimumOf | ZerosOf | MeanOf


def ratio(numerator: Any, denominator: Any = 1) -> Any:
    """The exact quotient of two numbers; plain ones may be spelled as decimals, as in `ratio("0.0175")`."""
    parts = [_spelled(part) if isinstance(part, str) else part for part in (numerator, denominator)]
    if any(isinstance(part, Lifted) for part in parts):
        return parts[0] / parts[1]
    terms = [_number(part, "ratio") for part in parts]
    if any(isinstance(part, Symbolic) for part in parts):
        return wrap(build("/", *terms))
    if any(isinstance(part, RealNumber) for part in parts):
        return parts[0] / parts[1]
    return Fraction(*parts)


def exp(number: Any) -> Any:
    """The exponential function."""
    return _function("exp", number)


def log(number: Any) -> Any:
    """The natural logarithm of a positive number."""
    return _function("log", number)


def sqrt(number: Any) -> Any:
    """The square root of a number that is not negative."""
    return _function("sqrt", number)


def atan(number: Any) -> Any:
    """The arc tangent, between -π/2 and π/2; π is 4 * atan(1)."""
    return _function("atan", number)


def _function(op: str, number: Any) -> Any:
    """A real function: a term inside a trace or of a symbolic value; else the number itself."""
    if isinstance(number, Lifted):
        return number.through(op)
    term = _number(number, op)
    if ACTIVE.get() is not None or isinstance(number, Symbolic):
        return wrap(build(op, term))
    return real_function(op, number)


def where(condition: Any, yes: Any, no: Any) -> Any:
    """`yes` where the condition holds, else `no`, without doubling the paths.

    Both sides are computed, so both must be defined.
    """
    choice = truth_term(condition)
    if choice is None:
        raise refuse("where takes a condition, as in where(a < b, a, b)")
    if choice.op == "constant":
        return yes if choice.value else no
    first, second = _arm(yes), _arm(no)
    if (first.sort is Sort.TRUTH) is not (second.sort is Sort.TRUTH):
        raise refuse("the two sides of where are both numbers or both truth values")
    if may_be_undefined(second):
        first_guarded = build("if", kept(is_defined(second)), first, first)
    else:
        first_guarded = first
    guarded_second = second
    if may_be_undefined(first):
        guarded_second = build("if", kept(is_defined(first)), second, second)
    return wrap(with_evaluated(build("if", choice, first_guarded, guarded_second), first, second))


def assume(condition: Any) -> None:
    """Make `condition` a hypothesis: inputs on which it is not true are outside the claim."""
    term = truth_term(condition)
    if term is None:
        raise refuse("assume takes a condition, as in assume(a < b)")
    oracle = ACTIVE.get()
    if oracle is not None:
        if oracle.index is not None:
            raise refuse("assume inside a total: of an empty sum it would never be reached")
        oracle.assume(term)
    elif isinstance(condition, Symbolic):
        raise refuse("assume of a symbolic condition outside a trace")
    elif not condition:
        raise AssumptionFailed("the input is outside the hypotheses")


def factorial(number: Any) -> Any:
    """The factorial of an integer."""
    if isinstance(number, Symbolic):
        if number.term.sort is not Sort.INTEGER:
            raise refuse("factorial is for integers only")
        return wrap(build("factorial", number.term))
    return math.factorial(number)


def total(summand: Callable[[Any], Any], low: Any, high: Any) -> Any:
    """The sum of `summand(k)` for the integers k from `low` to `high`, both included; 0 if there is none."""
    oracle = ACTIVE.get()
    if oracle is None:
        return sum(summand(index) for index in range(low, high + 1))
    ends = _number(low, "total"), _number(high, "total")
    if any(end.sort is not Sort.INTEGER for end in ends):
        raise refuse("the ends of a total are integers")
    if oracle.index is not None:
        raise refuse("a total inside a total")
    return wrap(kept(kernel.total(*_summed(oracle, summand, *ends))))


def minimum(function: Any, digits: int = 30) -> MinimumOf:
    """For a claim about one real variable to return: where is `function` least, and how small, to so many digits?"""
    if type(digits) is not int or not 1 <= digits <= 10_000:
        raise refuse("digits is an integer from 1 to 10000")
    return MinimumOf(_real(function, "minimum"), digits)


def zeros(function: Any, exactly: int) -> ZerosOf:
    """For a claim about one real variable to return: `function` is 0 at exactly so many points."""
    if type(exactly) is not int or not 0 <= exactly <= 1_000_000:
        raise refuse("exactly is an integer from 0 to 1000000")
    return ZerosOf(_real(function, "zeros"), exactly)


def mean(
    function: Any, exactly: Any = None, *, at_least: Any = None, at_most: Any = None, rounds_to: str | None = None
) -> MeanOf:
    """For a claim about bounded integers to return: what the arithmetic mean of `function` over all of them is.

    Either `exactly` a number; or `at_least`, `at_most` one, or both; or what it `rounds_to`, a decimal as text,
    from which it is at most half a unit of the last digit away.
    """
    given = {"exactly": exactly, "at_least": at_least, "at_most": at_most}
    for name, end in given.items():
        if end is not None and type(end) not in (int, Fraction):
            raise refuse(f'{name} is an integer or a ratio, as in ratio("3.5")')
    ways = (exactly is not None) + (at_least is not None or at_most is not None) + (rounds_to is not None)
    if ways != 1:
        raise refuse("mean takes exactly=, or at_least= or at_most= or both, or rounds_to=")
    low, high = (exactly, exactly) if exactly is not None else (at_least, at_most)
    if rounds_to is not None:
        low, high = _rounding_to(rounds_to)
    if low is not None and high is not None and low > high:
        raise refuse(f"at_least={low} is above at_most={high}")
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    return MeanOf(_real(function, "mean"), *ends)


def _rounding_to(decimal: str) -> tuple[Fraction, Fraction]:
    if not isinstance(decimal, str) or re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", decimal) is None:
        raise refuse('rounds_to is a decimal as text, as in rounds_to="0.0379"')
    half = Fraction(1, 2 * 10 ** len(decimal.partition(".")[2]))
    return Fraction(decimal) - half, Fraction(decimal) + half


def _real(function: Any, place: str) -> Term | Fraction | RealNumber:
    """A term of real sort inside a trace, else the real number itself."""
    term = _number(function, place)
    if ACTIVE.get() is None:
        return function if isinstance(function, RealNumber) else Fraction(function)
    return term if term.sort is Sort.REAL else kept(kernel.make("real", term))


def guarded(term: Term, risks: list[Term]) -> Term:
    """`term`, undefined also where one of `risks` is."""
    for risk in reversed(risks):
        defined = kept(is_defined(risk))
        term = build("and", defined, term) if term.sort is Sort.TRUTH else build("if", defined, term, term)
    return term


def _summed(oracle: PathOracle, summand: Callable[[Any], Any], low: Term, high: Term) -> tuple[str, Term, Term, Term]:
    """The parts of the kernel's sum: the body is traced once, on a fresh index."""
    outside, oracle.risks = oracle.risks, {}
    # Another name for every total of a run: an index that leaks out of one is not caught by the next.
    name = oracle.index = _fresh_index(summand, oracle.names | oracle.indices)
    oracle.indices.add(name)
    memory = memory_of((summand,), getattr(getattr(summand, "__code__", None), "co_filename", ""), by_name=False)
    try:
        index = kept(kernel.variable(name, Sort.INTEGER))
        body = _number(summand(SymbolicInteger(index)), "the summand of total")
        if (fault := memory.fault()) is not None:
            raise refuse(f"the summand of total {fault}")
        return name, low, high, guarded(body, oracle.unused_risks((body,)))
    finally:
        oracle.index, oracle.risks = None, outside


def _fresh_index(summand: Callable[[Any], Any], taken: frozenset[str]) -> str:
    """The name of the summand's parameter, or that with a number where it is taken."""
    try:
        name = next(iter(inspect.signature(summand).parameters), "k")
    except (TypeError, ValueError):
        name = "k"
    stem = name if kernel.is_name(name) else "k"
    return next(name for name in (stem, *(f"{stem}{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def _spelled(text: str) -> Fraction:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise refuse(f"{text!r} is not a decimal or a fraction") from None


def _number(value: Any, place: str) -> Term:
    term = number_term(value)
    if term is None:
        raise refuse(f"{place} takes numbers, not {type(value).__name__}")
    return term


def _arm(value: Any) -> Term:
    truth = truth_term(value)
    return _number(value, "where") if truth is None else truth
