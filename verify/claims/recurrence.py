"""`always`: what a claim returns to say that something holds after any number of steps."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from ..kernel.statement import Variable
from ..trace.oracle import refuse
from ..trace.recurrence import Layout, Recurrence, laid_out, names_in, spread
from .domains import Each, Integers, Pattern, Reals, Word


def always(
    *,
    start: Mapping[str, Any],
    step: Callable[..., Mapping[str, Any]],
    holds: Callable[..., Any],
    inputs: Mapping[str, Any] | None = None,
    also: Callable[..., Any] | None = None,
) -> Recurrence:
    """For a claim to return: from `start`, whatever steps are made, in every state `holds` is true.

    `start` gives each state its first value, a number or a list (of lists, …) of numbers. `step` is a function of
    states and inputs that returns all new states, as a dict. `inputs` gives each input a domain, or a list of domains,
    in which it is chosen anew for every step. What `step` assumes is a condition of the step; of other
    choices nothing is said. `holds` is a function of states. `also` is one too, and only helps: what it says is
    proved with it, and may be needed to see that a step keeps what is claimed.
    """
    given = inputs or {}
    for name, value in (("start", start), ("inputs", given)):
        if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
            raise refuse(f"{name} is a dict with names, as in {name}=dict(a=…)")
    if not start:
        raise refuse("start is empty; a recurrence has at least one state")
    if both := sorted(set(start) & set(given)):
        raise refuse(f"{both[0]} is a state and an input")
    states = {name: laid_out(name, value) for name, value in start.items()}
    chosen = {name: laid_out(name, value) for name, value in given.items()}
    _check_function("step", step, [*states, *chosen])
    _check_function("holds", holds, [*states])
    if also is not None:
        _check_function("also", also, [*states])
    numbers = [pair for name, layout in states.items() for pair in spread(name, layout, start[name], "at the start")]
    variables = tuple(_variables(chosen, given))
    names = [*names_in(states), *names_in(chosen)]
    if len(set(names)) < len(names):
        raise refuse(f"two numbers are called {next(name for name in names if names.count(name) > 1)}; rename a state")
    return Recurrence(states, chosen, variables, dict(numbers), step, holds, also)


def _check_function(what: str, function: object, names: list[str]) -> None:
    if not inspect.isfunction(function):
        raise refuse(f"{what} is a function, as in {what}=lambda {', '.join(names)}: …")
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is not parameter.POSITIONAL_OR_KEYWORD or parameter.default is not parameter.empty:
            raise refuse(f"{what}: arguments are plain names, without * or **, and have no default")
        if parameter.name not in names:
            raise refuse(f"{what}: its argument {parameter.name} is none of {', '.join(names)}")


def _variables(layouts: Mapping[str, Layout], given: Mapping[str, Any]) -> list[Variable]:
    """The inputs' numbers, each with its domain."""
    found: list[Variable] = []
    waiting = [(layout, given[name]) for name, layout in layouts.items()][::-1]
    while waiting:
        layout, domain = waiting.pop()
        if not isinstance(layout, str):
            waiting += [*zip(layout, domain, strict=True)][::-1]
        elif isinstance(domain, Integers | Word | Pattern | Reals):
            try:
                found.append(domain.variable(layout, {}))
            except ValueError as error:
                raise refuse(str(error)) from None
        elif isinstance(domain, Each):
            raise refuse(f"inputs: each(...) belongs to an argument of the claim, not to {layout}")
        else:
            raise refuse(f"inputs: {layout}={domain!r}: write a domain, as in {layout}=reals()")
    return found
