"""From a case to its statement: trace the function, compare it with itself on plain numbers, state it."""

import inspect
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from ..kernel.evaluate import Undefined, evaluate
from ..kernel.rejection import Rejected
from ..kernel.statement import Always, Exists, ForAll, Mean, Minimum, Variable, Zeros
from ..kernel.term import Sort, Term, apply, constant, make, same
from ..trace.crosscheck import crosscheck
from ..trace.functions import Asked, MeanOf, MinimumOf
from ..trace.oracle import TraceError, negation
from ..trace.paths import RecurrenceReturned, Traced, trace_claim
from ..trace.runs import crosscheck_runs
from ..trace.steps import trace_recurrence
from ..trace.symbolic import SymbolicInteger, SymbolicReal
from .claim import ClaimError, Input, chosen, tight_inputs
from .collect import Case
from .domains import Each
from .reached import check_ran, reading
from .time_limit import TooLong, time_limit

Values = Mapping[str, int | Fraction]
Claimed = ForAll | Minimum | Zeros | Mean | Always


@dataclass(frozen=True, eq=False, slots=True)
class Attained:
    """That a bound is attained: the statement, and the input at which the author says it is."""

    statement: Exists
    at: Mapping[str, int | Fraction]


@dataclass(frozen=True, eq=False, slots=True)
class Instance:
    """A case with its statement.

    `tight` says where its bounds are attained; `lemmas` may help to
    prove it; `plain` replays it on plain numbers.
    """

    id: str
    file: Path
    line: int
    statement: Claimed
    tight: tuple[Attained, ...]
    lemmas: tuple[Term, ...]
    expect: str
    core: bool
    seconds: float | None
    prose: str
    source: str
    plain: Callable[[Values], Any]
    case: Case


def state(case: Case, check: bool = True) -> Instance:
    """The instance of a case; `check` also evaluates the traced term against the function.

    Raises ClaimError where the function cannot be traced, or differs from its term.
    """
    place = case.file, case.line
    try:
        variables = _variables(case)
        plain = _plain(case, variables)
        with time_limit(case.file):
            statement, lemmas, mismatch = _traced(case, variables, plain, check)
        if mismatch is not None:
            raise ClaimError(mismatch, *place)
        tight = _tightness(case, statement)
    except TraceError as error:
        raise ClaimError(error.message, error.file, error.line) from error
    except TooLong as error:
        raise ClaimError(str(error), case.file, error.line or case.line) from error
    except RecurrenceReturned:
        told = "always(…) is what a claim returns; holds, also and what using= names return truth values"
        raise ClaimError(told, *place) from None
    except (Rejected, ValueError) as error:
        raise ClaimError(str(error), *place) from error
    if isinstance(statement, ForAll | Always) and statement.conclusion.op == "constant":
        told = "its truth does not depend on its arguments, so nothing is claimed of them"
        if not variables:
            told = "plain Python has computed it, so nothing is left to prove; a domain of one value makes a statement"
        raise ClaimError(told, *place)
    return Instance(
        case.id, case.file, case.line, statement, tight, lemmas, case.expect, case.core,
        case.claim.seconds, case.prose, case.source, plain, case,
    )  # fmt: skip


def _traced(
    case: Case, variables: tuple[Variable, ...], plain: Callable[[Values], Any], check: bool
) -> tuple[Claimed, tuple[Term, ...], str | None]:
    """The statement, what may help to prove it, and how the function is found to differ from it."""
    function, arguments = case.claim.function, _arguments(case, variables)
    most = 30 if case.fixed else 200
    try:
        with reading(function) as ran:
            traced = trace_claim(function, arguments, variables)
        check_ran(ran, function)
    except RecurrenceReturned as returned:
        if case.claim.using:
            raise ValueError("using: what helps to prove always(…) is its also=") from None
        with reading(function) as ran:
            recurrence, also = trace_recurrence(function, arguments, variables, returned.made)
        check_ran(ran, function)
        mismatch = crosscheck_runs(recurrence, plain, most) if check else None
        return recurrence, () if also is None else (also,), mismatch
    said = (_lemma(function, case, variables, traced.hypotheses) for function in case.claim.using)
    lemmas = tuple(lemma for lemma in said if not same(lemma, constant(True)))
    return _statement(traced, variables), lemmas, crosscheck(traced, variables, plain, most) if check else None


def _variables(case: Case) -> tuple[Variable, ...]:
    """The arguments that are not fixed, in the order of the function's parameters."""
    code = case.claim.function.__code__
    domains = {name: case.claim.domains[name] for name in code.co_varnames[: code.co_argcount]}
    return tuple(domain.variable(name, case.fixed) for name, domain in domains.items() if not isinstance(domain, Each))


def _arguments(case: Case, variables: tuple[Variable, ...]) -> dict[str, Any]:
    symbolic = {
        declared.name: (SymbolicInteger if declared.sort is Sort.INTEGER else SymbolicReal)(declared.term())
        for declared in variables
    }
    return {**case.fixed, **symbolic}


def _lemma(function: Callable[..., Any], case: Case, variables: tuple[Variable, ...], known: tuple[Term, ...]) -> Term:
    """What a function of some of the arguments returns, where it holds what the function assumes and is not `known`."""
    arguments = _arguments(case, variables)
    traced = trace_claim(
        function, {name: arguments[name] for name in inspect.signature(function).parameters}, variables
    )
    conclusion = traced.root()
    if conclusion.sort is not Sort.TRUTH or isinstance(traced.conclusion, Asked):
        raise ValueError(f"using: {function.__name__} does not return a truth value")
    for hypothesis in reversed(traced.hypotheses):
        if not any(same(hypothesis, other) for other in known):
            conclusion = make("if", hypothesis, conclusion, constant(True))
    return conclusion


def _plain(case: Case, variables: tuple[Variable, ...]) -> Callable[[Values], Any]:
    """The function on plain values of its variables: ints for integers, Fractions for reals."""
    kinds = {declared.name: int if declared.sort is Sort.INTEGER else Fraction for declared in variables}
    function, fixed = case.claim.function, case.fixed

    def plain(values: Values) -> Any:
        return function(**fixed, **{name: kind(values[name]) for name, kind in kinds.items()})

    return plain


def _statement(traced: Traced, variables: tuple[Variable, ...]) -> ForAll | Minimum | Zeros | Mean:
    if not isinstance(traced.conclusion, Asked):
        return ForAll(variables, traced.hypotheses, traced.conclusion)
    if isinstance(traced.conclusion, MeanOf):
        asked = traced.conclusion
        return Mean(variables, traced.hypotheses, traced.root(), asked.low, asked.high)
    if len(variables) != 1 or variables[0].sort is not Sort.REAL:
        raise ValueError("a minimum or zeros are claimed of one argument with reals(...); the others have each(...)")
    if isinstance(traced.conclusion, MinimumOf):
        return Minimum(variables[0], traced.root(), traced.conclusion.digits)
    return Zeros(variables[0], traced.root(), traced.conclusion.count)


def _tightness(case: Case, statement: Claimed) -> tuple[Attained, ...]:
    """That the bounds are attained where the author says so."""
    place = case.file, case.line
    given = chosen("tight", case.claim.tight, case.fixed, place)
    inputs = tight_inputs(given, case.claim.domains, place)
    if inputs and not isinstance(statement, ForAll):
        told = "tight belongs to a claim with a comparison, not to a minimum, zeros, a mean or always(…)"
        raise ClaimError(told, *place)
    any_bound = not isinstance(given, Mapping)
    found = tuple(_attained(statement, values, any_bound) for values in inputs if isinstance(statement, ForAll))
    for one, other in itertools.combinations(found, 2):
        if same(one.statement.conditions[-1], other.statement.conditions[-1]):
            raise ValueError("tight: two of the inputs attain the same bound; name one for each")
    return found


def _attained(statement: ForAll, given: Input, any_bound: bool) -> Attained:
    """That the last comparison is an equality at the input `given`; with `any_bound`, the last that is one."""
    values: dict[str, int | Fraction] = {}
    for declared in statement.variables:
        value = Fraction(given[declared.name]) if declared.sort is Sort.REAL else given[declared.name]
        if not declared.admits(value):
            raise ValueError(f"tight: {declared.name}={value} is outside its domain")
        values[declared.name] = value
    try:
        conditions = _equality(statement.conclusion, values, any_bound)
    except Undefined:
        raise ValueError("tight: the claim is undefined at that input") from None
    return Attained(Exists(statement.variables, (*statement.hypotheses, *conditions)), values)


def _equality(conclusion: Term, values: Values, any_bound: bool) -> tuple[Term, ...]:
    """Conditions under which a comparison that counts at `values` is an equality: those of its branch, and it itself.

    It is the last comparison; with `any_bound` the last with <= or >= that is an equality there, if one is.
    """
    found = _comparisons(conclusion, values)
    bounds = [(branch, term) for branch, term in found if term.op != "==" and _is_equality(term, values)]
    branch, term = bounds[-1] if any_bound and bounds else found[-1]
    return (*branch, apply("==", *term.args))


def _is_equality(comparison: Term, values: Values) -> bool:
    try:
        return bool(evaluate(apply("==", *comparison.args), values))
    except Rejected:  # irrational sides that no precision tells apart
        return False


def _comparisons(conclusion: Term, values: Values) -> list[tuple[tuple[Term, ...], Term]]:
    """The comparisons that an equality can be said of, at whose truth the conclusion's hangs at `values`, in order.

    Each with the conditions of the branches that lead there.
    """
    found: list[tuple[tuple[Term, ...], Term]] = []
    waiting: list[tuple[tuple[Term, ...], Term]] = [((), conclusion)]
    while waiting:
        branch, term = waiting.pop()
        if term.op == "and":
            waiting += [(branch, part) for part in reversed(term.args)]
        elif term.op in ("or", "if"):
            condition = term.args[0]
            taken = bool(evaluate(condition, values))
            branch = (*branch, condition if taken else negation(condition))
            if term.op == "if":
                waiting.append((branch, term.args[1 if taken else 2]))
            elif not taken:
                waiting.append((branch, term.args[1]))
        elif term.op in ("<=", ">=", "=="):
            found.append((branch, term))
    if not found:
        raise ValueError("tight needs a claim that compares with <= or >= at that input")
    return found
