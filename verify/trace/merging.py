"""Two sides of a join: whether both may be run, and the one value that what they give becomes."""

import builtins
from fractions import Fraction
from types import BuiltinFunctionType, FrameType, FunctionType, ModuleType
from typing import Any

from ..kernel.real_number import RealNumber
from ..kernel.term import Term
from . import functions
from .operands import number_term, truth_term
from .oracle import PathOracle
from .sites import Site
from .symbolic import SymbolicInteger, SymbolicReal, SymbolicTruth, wrap

Values = dict[str, Any]
Risks = tuple[list[Term], list[Term]]

_ATOMS = (int, bool, str, Fraction, type(None))
_NUMBERS = (int, Fraction, SymbolicInteger, SymbolicReal, RealNumber)
_TRUTHS = (bool, SymbolicTruth)
UNCHANGING = frozenset((
    *_ATOMS, *_NUMBERS, *_TRUTHS, float, complex, bytes, range, FunctionType, BuiltinFunctionType, type, ModuleType,
))  # fmt: skip
_PURE = (
    abs, all, any, bool, divmod, enumerate, int, len, list, max, min, pow, range, reversed, sorted, sum, tuple, zip,
    functions.atan, functions.exp, functions.factorial, functions.log, functions.ratio, functions.sqrt, functions.where,
)  # fmt: skip
_DEEPEST = 4
DIFFERENT = object()


def assigned(site: Site, frame: FrameType) -> Values:
    """What the names of the site are bound to in the author's frame."""
    values = frame.f_locals
    return {name: values[name] for name in site.names if name in values}


def may_join(oracle: PathOracle, site: Site, frame: FrameType) -> bool:
    """Whether both sides can be run here: all that they read stays as it is, and all they call has no effects."""
    if not oracle.joining.admits(site, bool(oracle.arms)):
        oracle.forked = True
        return False
    scopes = frame.f_locals, frame.f_globals
    functions_called = dict(site.functions)
    if not all(_unchanging(scope[name], 0) for name in site.reads for scope in scopes if name in scope):
        return False
    for name in site.calls:
        if name in frame.f_locals:
            return False
        called = frame.f_globals.get(name, getattr(builtins, name, None))
        if name in functions_called:
            if not _is_defined_at(called, frame, functions_called[name]):
                return False
        elif not any(called is known for known in _PURE):
            return False
    oracle.joined = True
    return True


def _is_defined_at(called: Any, frame: FrameType, line: int) -> bool:
    code = getattr(called, "__code__", None) if type(called) is FunctionType else None
    return code is not None and (code.co_filename, code.co_firstlineno) == (frame.f_code.co_filename, line)


def _unchanging(value: Any, depth: int) -> bool:
    """Whether reading `value` has no effect on it: a number, a text, a function, or a container of such values."""
    kind = type(value)
    if kind in UNCHANGING:
        return True
    if depth > _DEEPEST or kind not in (tuple, list, dict, set, frozenset):
        return False
    parts = (*value, *value.values()) if kind is dict else value
    return all(_unchanging(part, depth + 1) for part in parts)


def joined(oracle: PathOracle, site: Site, condition: Term, sides: tuple[Values, Values], risks: Risks) -> Values:
    """The names' values after both sides; a name is left out where it has no one value of one kind."""
    settle(oracle, condition, risks)
    values = {}
    for name in site.names:
        if any(name in side for side in sides):
            first, second = (side.get(name, DIFFERENT) for side in sides)
            value = merged(oracle, condition, first, second, risks)
            if value is DIFFERENT:
                oracle.dropped.add(site)
            else:
                values[name] = value
    return values


def settle(oracle: PathOracle, condition: Term, risks: Risks) -> None:
    """Note what the sides computed that may be undefined, each under its condition, as computed here."""
    if any(risks):
        risk = oracle.risk_of_arms(condition, risks)
        oracle.risks[id(risk)] = risk


def merged(oracle: PathOracle, condition: Term, yes: Any, no: Any, risks: Risks) -> Any:
    """One value that is `yes` where the condition holds, else `no`; DIFFERENT where there is none of that kind."""
    kinds = type(yes), type(no)
    if yes is no:
        return yes
    if kinds[0] is kinds[1] and kinds[0] in _ATOMS and yes == no:
        return yes
    if kinds == (tuple, tuple) and len(yes) == len(no):
        parts = [merged(oracle, condition, *pair, risks) for pair in zip(yes, no, strict=True)]
        return DIFFERENT if any(part is DIFFERENT for part in parts) else tuple(parts)
    terms = scalar_term(yes), scalar_term(no)
    if terms[0] is None or terms[1] is None or terms[0].sort is not terms[1].sort:
        return DIFFERENT
    first, second = map(oracle.kept_apart, terms)  # type: ignore[arg-type]
    return yes if first is second else wrap(oracle.chosen(condition, first, second, risks))


def scalar_term(value: Any) -> Term | None:
    """The term of a number or truth value; None for anything else, and for what is not exact."""
    if type(value) in _TRUTHS:
        return truth_term(value)
    return number_term(value) if type(value) in _NUMBERS else None
