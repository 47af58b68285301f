"""From a claim that returns a recurrence to its statement: start, step and property are traced one by one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import CodeType
from typing import Any

from ..kernel.constraints import conjuncts
from ..kernel.statement import Always, Variable
from ..kernel.term import Sort, Term, make, same, structure
from .memory import Memory, memory_of
from .oracle import ACTIVE, TraceError, refuse
from .paths import trace_claim, trace_numbers
from .recurrence import Recurrence, names_in
from .risks import evaluated
from .symbolic import wrap

Part = Callable[[Recurrence, Mapping[str, Any]], Any]


@dataclass(frozen=True, eq=False, slots=True)
class _PartOfClaim:
    """A part of the recurrence that a claim's function returns, as a function of its own."""

    function: Callable[..., Any]
    parameters: frozenset[str]
    shape: tuple[object, ...]
    part: Part

    @property
    def __code__(self) -> CodeType:
        return self.function.__code__

    def __call__(self, **values: Any) -> Any:
        made = self.function(**{name: value for name, value in values.items() if name in self.parameters})
        if not isinstance(made, Recurrence) or made.shape() != self.shape:
            raise refuse("every path of a claim returns a recurrence with the same states and inputs, or none does")
        oracle = ACTIVE.get()
        if oracle is not None and len(values) > len(self.parameters):
            oracle.risks.clear()  # what may be undefined before the start was accounted for there
        memory = memory_of((made.step, made.holds, made.also), self.__code__.co_filename, by_name=False)
        found = self.part(made, values)
        self.check(memory)
        return found

    def check(self, memory: Memory) -> None:
        """Raise TraceError where something that is kept from step to step is seen to change."""
        if (fault := memory.fault()) is not None:
            raise TraceError(f"step, holds or also {fault}", self.__code__.co_filename, self.__code__.co_firstlineno)


def trace_recurrence(
    function: Callable[..., Any], arguments: Mapping[str, Any], variables: Sequence[Variable], made: Recurrence
) -> tuple[Always, Term | None]:
    """The statement of a claim that returns a recurrence, such as `made`; and what `also` says.

    A state is real where its start or its step is. Raises TraceError as `trace_claim` does, and ValueError
    where names clash.
    """

    def part(of: Part) -> _PartOfClaim:
        return _PartOfClaim(function, frozenset(arguments), made.shape(), of)

    memory = memory_of((function,), function.__code__.co_filename)
    names = names_in(made.states)
    for name in (*names, *names_in(made.inputs)):
        if name in arguments:
            raise ValueError(f"{name} is an argument of the claim; a state or an input needs another name")
    hypotheses, start = trace_numbers(part(_start), arguments, variables, len(names))
    sorts = [term.sort for term in start]
    while True:
        states = tuple(Variable(name, sort) for name, sort in zip(names, sorts, strict=True))
        reached = {**arguments, **_symbolic(states)}
        moving = {**reached, **_symbolic(made.variables)}
        assumed, step = trace_numbers(part(_step), moving, (*variables, *states, *made.variables), len(names))
        joined = [_joined(old, term.sort) for old, term in zip(sorts, step, strict=True)]
        if joined == sorts:
            break
        sorts = joined

    def asked(of: Part) -> Term:
        traced = trace_claim(part(of), reached, (*variables, *states))
        if not _all_same(traced.hypotheses, hypotheses):
            raise refuse("assume in holds or also; put it before always(…), or in the step")
        return traced.root()

    holds = asked(_holds)
    _, start = trace_numbers(
        part(partial(_start, computed=evaluated(tuple(conjuncts(holds)), {}))), arguments, variables, len(names)
    )
    conditions = tuple(term for term in assumed if not any(same(term, other) for other in hypotheses))
    statement = Always(
        tuple(variables), states, made.variables, hypotheses,
        _at_sorts(start, states), _at_sorts(step, states), conditions, holds,
    )  # fmt: skip
    also = None if made.also is None else asked(_also)
    part(_also).check(memory)
    return statement, also


def _start(made: Recurrence, values: Mapping[str, Any], computed: Sequence[Term] = ()) -> tuple[Any, ...]:
    """The start. What is `computed` wherever the property is true need not be defined for the start's sake as well."""
    oracle = ACTIVE.get()
    if oracle is not None and computed:
        numbers = structure((*computed, *oracle.risks.values()))
        known = {numbers[id(term)] for term in computed}
        for key, risk in [*oracle.risks.items()]:
            if numbers[id(risk)] in known:
                del oracle.risks[key]
    return tuple(made.start.values())


def _step(made: Recurrence, values: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(made.after_step(values).values())


def _holds(made: Recurrence, values: Mapping[str, Any]) -> Any:
    return made.asked(made.holds, values)


def _also(made: Recurrence, values: Mapping[str, Any]) -> Any:
    return made.asked(made.also, values) if made.also is not None else True


def _symbolic(variables: Sequence[Variable]) -> dict[str, Any]:
    return {declared.name: wrap(declared.term()) for declared in variables}


def _joined(old: Sort, new: Sort) -> Sort:
    return Sort.REAL if Sort.REAL in (old, new) else Sort.INTEGER


def _at_sorts(terms: Sequence[Term], states: Sequence[Variable]) -> tuple[Term, ...]:
    """The terms, integers as reals where the state is real."""
    return tuple(
        make("real", term) if state.sort is not term.sort else term for term, state in zip(terms, states, strict=True)
    )


def _all_same(terms: Sequence[Term], others: Sequence[Term]) -> bool:
    return len(terms) == len(others) and all(map(same, terms, others))
