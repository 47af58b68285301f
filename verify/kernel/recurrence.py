"""Running a recurrence on numbers, one step after the other."""

from collections.abc import Mapping
from typing import Any

from .evaluate import Undefined, real_value
from .inputs import holds
from .statement import Always, Variable
from .term import Term

Numbers = Mapping[str, Any]
"""A number for each of some names: int, Fraction, or RealNumber for a state that is not rational."""


def at_start(claim: Always, parameters: Numbers) -> Numbers | None:
    """The states at the start; None where a term has no value."""
    return _values(claim.states, claim.start, parameters)


def may_step(claim: Always, numbers: Numbers) -> bool:
    """Whether parameters, states and inputs meet the conditions of a step."""
    return all(holds(condition, numbers) for condition in claim.conditions)


def after_step(claim: Always, numbers: Numbers) -> Numbers | None:
    """The states after the step from these parameters, states and inputs; None where a term has no value."""
    return _values(claim.states, claim.step, numbers)


def _values(states: tuple[Variable, ...], terms: tuple[Term, ...], numbers: Numbers) -> Numbers | None:
    try:
        return {state.name: real_value(term, numbers) for state, term in zip(states, terms, strict=True)}
    except Undefined:
        return None
