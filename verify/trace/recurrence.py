"""Recurrences as a claim states them: where they begin, what a step does, and what is to hold all along.

A state or an input is a number, or a list of such (a matrix is a list of rows). Its
numbers have names of their own: those of `A` are `A_0_0`, `A_0_1`, …
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..kernel.statement import Variable
from ..kernel.term import Sort
from .operands import number_term
from .oracle import refuse

Layout = str | tuple["Layout", ...]
Numbers = Mapping[str, Any]


@dataclass(frozen=True, eq=False, slots=True)
class Recurrence:
    """What a claim returns to say that every state which a recurrence reaches has a property.

    `start` has the numbers of the states by their names; `states` and `inputs` are laid out from such names. The
    numbers of the inputs are `variables`. `step`, `holds`, `also` take states by keyword, `step` inputs too.
    """

    states: Mapping[str, Layout]
    inputs: Mapping[str, Layout]
    variables: tuple[Variable, ...]
    start: Numbers
    step: Callable[..., Any]
    holds: Callable[..., Any]
    also: Callable[..., Any] | None

    def after_step(self, numbers: Numbers) -> dict[str, Any]:
        """The numbers of all states after the step from these of states and inputs."""
        moved = self.step(**_arguments(self.step, {**self.states, **self.inputs}, numbers))
        if not isinstance(moved, dict) or set(moved) != set(self.states):
            raise refuse(f"the step returns the new states, as in dict({', '.join(f'{n}=…' for n in self.states)})")
        return {
            name: number
            for state, layout in self.states.items()
            for name, number in spread(state, layout, moved[state], "after the step")
        }

    def asked(self, function: Callable[..., Any], numbers: Numbers) -> Any:
        """What `holds` or `also` says of a state."""
        return function(**_arguments(function, self.states, numbers))

    def shape(self) -> tuple[object, ...]:
        """What is the same for all parameters."""
        return tuple(self.states.items()), tuple(self.inputs.items()), self.variables


def laid_out(name: str, value: Any) -> Layout:
    """The names of the numbers in `value`, a number or a list, laid out as they are."""
    if not isinstance(value, list | tuple):
        return name
    if not value:
        raise refuse(f"{name} is an empty list; a state or input has at least one number")
    return tuple(laid_out(f"{name}_{place}", part) for place, part in enumerate(value))


def spread(name: str, layout: Layout, value: Any, when: str) -> Iterator[tuple[str, Any]]:
    """The numbers of `value` with their names; it must be laid out like that."""
    if isinstance(layout, str):
        if isinstance(value, list | tuple) or number_term(value) is None:
            raise refuse(f"{layout} is no number {when}, but a {type(value).__name__}")
        yield layout, value
        return
    if not isinstance(value, list | tuple) or len(value) != len(layout):
        raise refuse(f"{name} is no list of {len(layout)} {when}")
    for place, (inner, part) in enumerate(zip(layout, value, strict=True)):
        yield from spread(f"{name}_{place}", inner, part, when)


def filled(layout: Layout, numbers: Numbers) -> Any:
    """The numbers as a layout has them, in lists."""
    return numbers[layout] if isinstance(layout, str) else [filled(part, numbers) for part in layout]


def names_in(layouts: Mapping[str, Layout]) -> tuple[str, ...]:
    """The names of all numbers, in order."""
    found: list[str] = []
    waiting: list[Layout] = [*layouts.values()][::-1]
    while waiting:
        layout = waiting.pop()
        if isinstance(layout, str):
            found.append(layout)
        else:
            waiting += layout[::-1]
    return tuple(found)


def of_sorts(numbers: Numbers, states: Sequence[Variable]) -> dict[str, Any]:
    """Plain numbers, the integers among them as fractions where a state is real."""
    real = {state.name for state in states if state.sort is Sort.REAL}
    return {name: Fraction(value) if name in real and type(value) is int else value for name, value in numbers.items()}


def _arguments(function: Callable[..., Any], layouts: Mapping[str, Layout], numbers: Numbers) -> dict[str, Any]:
    code = function.__code__
    return {name: filled(layouts[name], numbers) for name in code.co_varnames[: code.co_argcount]}
