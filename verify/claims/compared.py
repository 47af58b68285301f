"""A function beside what it should give: both as terms over words, and as plain functions.

The approximate one is named `FILE:FUNCTION`; the exact one too, or it is an
expression in the parameters. Parameters are words, but for those that are fixed.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from ..kernel.rejection import Rejected
from ..kernel.statement import Variable
from ..kernel.term import Sort, Term
from ..trace.crosscheck import crosscheck
from ..trace.oracle import TraceError
from ..trace.paths import Traced, trace_claim, trace_function
from ..trace.symbolic import SymbolicInteger
from .claim import ClaimError
from .collect import load_module
from .expression import ExpressionError, read_expression
from .reached import check_ran, reading
from .time_limit import TooLong, time_limit

WIDEST = 1024
Values = Mapping[str, int | Fraction]
REQUIRED = inspect.Parameter.empty


class ComparisonError(ValueError):
    """What is asked for is not there, or cannot be traced: one line that says what to write instead."""


@dataclass(frozen=True, eq=False, slots=True)
class _Side:
    """A function, how the user named it, and its parameters with their defaults (or Parameter.empty)."""

    function: Callable[..., Any]
    told: str
    parameters: Mapping[str, Any]

    def plain(self, given: Mapping[str, Any]) -> Callable[[Values], Any]:
        """The function of the values that are not `given`."""
        return lambda values: self.function(**self.arguments({**given, **values}))

    def arguments(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Those of the values that are its own."""
        return {name: value for name, value in values.items() if name in self.parameters}


@dataclass(frozen=True, eq=False, slots=True)
class Compared:
    """Two numeric terms over the same words, under the same hypotheses.

    The plain functions take values of the variables by name, as `{"a": 3, "b": 5}`.
    """

    variables: tuple[Variable, ...]
    hypotheses: tuple[Term, ...]
    approximate: Term
    exact: Term
    plain_approximate: Callable[[Values], Any]
    plain_exact: Callable[[Values], Any]


def compare(
    approximate: str,
    exact: str,
    widths: Mapping[str, int],
    fixed: Mapping[str, int],
    signed: bool = False,
    assumed: Sequence[str] = (),
) -> Compared:
    """The function `approximate` (FILE:FUNCTION) beside `exact`, which is such a function or an expression.

    `widths` gives the width of each parameter that is a word, under "" that of
    all others; `fixed` gives plain integers to the rest. A parameter with a
    default keeps it if neither names it. `signed` words are two's complement.
    The exact function shares parameters by name. `assumed` are conditions, as
    expressions, that become hypotheses beside what the functions assume.
    Raises ComparisonError.
    """
    side = _loaded(approximate)
    free = _free(side, widths, fixed)
    variables = tuple(_word(name, widths.get(name, widths.get("")), signed) for name in free)
    given = {name: fixed.get(name, default) for name, default in side.parameters.items() if name not in free}
    reference = _reference(exact, side)
    conditions = [_expression(text, side) for text in assumed]
    first, second = (_traced(trace_function, one, variables, given) for one in (side, reference))
    assumptions = [_traced(trace_claim, one, variables, given) for one in conditions]
    hypotheses = [*first.hypotheses, *second.hypotheses]
    for assumption in assumptions:
        hypotheses += [*assumption.hypotheses, assumption.root()]
    return Compared(
        variables, tuple(hypotheses), first.root(), second.root(), side.plain(given), reference.plain(given)
    )


def _loaded(place: str) -> _Side:
    """The function that `FILE:FUNCTION` names."""
    path, _, name = place.rpartition(":")
    if not path:
        raise ComparisonError(f"{place!r}: write FILE:FUNCTION, as in proofs/mitchell.py:mitchell")
    if not Path(path).is_file():
        raise ComparisonError(f"{path}: there is no such file")
    module, _, problems = load_module(Path(path))
    for problem in problems:
        raise ComparisonError(f"{problem.file}:{problem.line}: {problem.message}")
    # What the loader puts beside the file's own names, for rewritten branches, has names that are no identifiers.
    functions = {key: value for key, value in vars(module).items() if inspect.isfunction(value) and key.isidentifier()}
    if name not in functions:
        raise ComparisonError(f"{path} has no function {name!r}; it has {', '.join(functions) or 'none'}")
    parameters = inspect.signature(functions[name], follow_wrapped=False).parameters
    if any(one.kind not in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY) for one in parameters.values()):
        raise ComparisonError(f"{place}: its parameters must be plain names, without *, ** or /")
    return _Side(functions[name], place, {key: one.default for key, one in parameters.items()})


def _free(side: _Side, widths: Mapping[str, int], fixed: Mapping[str, int]) -> list[str]:
    """The parameters that are words."""
    names = side.parameters
    for name in sorted({*widths, *fixed} - {*names, ""}):
        raise ComparisonError(f"{side.told} has no parameter {name}; it has {', '.join(names) or 'none'}")
    for name in sorted({*widths} & {*fixed}):
        raise ComparisonError(f"{name} has both a width and a value; leave one of them out")
    free = [name for name, default in names.items() if name not in fixed and (default is REQUIRED or name in widths)]
    if not free:
        raise ComparisonError(f"every parameter of {side.told} has a value; give one a width, as in --width a=8")
    return free


def _word(name: str, width: int | None, signed: bool) -> Variable:
    if width is None:
        raise ComparisonError(f"no width for {name}; write --width 8 or --width {name}=8, or --set {name}=3")
    if not 1 <= width <= WIDEST:
        raise ComparisonError(f"{name}: a word has from 1 to {WIDEST} bits, not {width}")
    low, high = (-(1 << width - 1), (1 << width - 1) - 1) if signed else (0, (1 << width) - 1)
    try:
        return Variable(name, Sort.INTEGER, Fraction(low), Fraction(high))
    except Rejected:
        raise ComparisonError(f"{name!r} names no variable of a statement; rename the parameter") from None


def _reference(exact: str, side: _Side) -> _Side:
    if exact.endswith(".py"):
        raise ComparisonError(f"{exact}: write FILE:FUNCTION, or an expression such as a*b")
    if ":" not in exact:
        return _expression(exact, side)
    reference = _loaded(exact)
    for name, default in reference.parameters.items():
        if name not in side.parameters and default is REQUIRED:
            known = ", ".join(side.parameters)
            raise ComparisonError(f"{exact} has a parameter {name}; it shares those of {side.told} by name: {known}")
    return reference


def _expression(text: str, side: _Side) -> _Side:
    try:
        return _Side(read_expression(text, side.parameters), text, side.parameters)
    except ExpressionError as error:
        raise ComparisonError(str(error)) from None


def _traced(
    trace: Callable[..., Traced], side: _Side, variables: tuple[Variable, ...], given: Mapping[str, Any]
) -> Traced:
    """The side's term, compared with the function itself on plain numbers."""
    words = {declared.name: SymbolicInteger(declared.term()) for declared in variables}
    try:
        with time_limit(Path(side.function.__code__.co_filename)):
            with reading(side.function) as ran:
                traced = trace(side.function, side.arguments({**given, **words}), variables)
            check_ran(ran, side.function)
            mismatch = crosscheck(traced, variables, side.plain(given))
    except (ClaimError, TraceError) as error:
        where = "" if ":" not in side.told else f" ({error.file}:{error.line})"
        raise ComparisonError(f"{side.told}: {error.message}{where}") from None
    except (Rejected, TooLong) as error:
        raise ComparisonError(f"{side.told}: {error}") from None
    if mismatch is not None:
        raise ComparisonError(f"{side.told}: {mismatch}")
    return traced
