"""Functions from source text, both as a claim file's functions are loaded and as Python runs them."""

import tempfile
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from verify.claims.collect import run
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.statement import Variable
from verify.kernel.term import Sort
from verify.trace.oracle import AssumptionFailed
from verify.trace.paths import Traced, trace_claim
from verify.trace.symbolic import SymbolicInteger

UNDEFINED, OUTSIDE = "undefined", "outside"


def loaded(source: str, name: str) -> Callable[..., Any]:
    """The function `name` of a claim file with this source."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mine.py"
        file.write_text(source)
        found: Callable[..., Any] = vars(run(file))[name]
    return found


def plain(source: str, name: str) -> Callable[..., Any]:
    """The same function as Python itself makes it."""
    names: dict[str, Any] = {}
    exec(compile(source, "plain", "exec"), names)
    found: Callable[..., Any] = names[name]
    return found


def integer(name: str, low: int | None, high: int | None) -> Variable:
    ends = (None if end is None else Fraction(end) for end in (low, high))
    return Variable(name, Sort.INTEGER, *ends)


def trace(function: Callable[..., Any], variables: tuple[Variable, ...], **fixed: Any) -> Traced:
    """The trace over integer variables."""
    symbolic = {declared.name: SymbolicInteger(declared.term()) for declared in variables}
    return trace_claim(function, {**fixed, **symbolic}, variables)


def outcome_of_terms(traced: Traced, values: Mapping[str, int]) -> object:
    """What the traced statement says at an input."""
    try:
        if not all(evaluate(hypothesis, values) for hypothesis in traced.hypotheses):
            return OUTSIDE
        return evaluate(traced.root(), values)
    except Undefined:
        return UNDEFINED


def outcome_of_function(function: Callable[..., Any], values: Mapping[str, int]) -> object:
    """What a function does at an input."""
    try:
        return function(**values)
    except AssumptionFailed:
        return OUTSIDE
    except (ArithmeticError, ValueError, LookupError, AssertionError):
        return UNDEFINED
