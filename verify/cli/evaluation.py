"""A statement at given values, in lines: what decides it there, and both sides of each comparison."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import click

from verify.kernel.evaluate import Undefined, evaluate, real_value
from verify.kernel.numerals import rational_text
from verify.kernel.real_number import RealNumber, enclosed
from verify.kernel.recurrence import after_step, at_start
from verify.kernel.rejection import Rejected
from verify.kernel.statement import Always, ForAll, Mean
from verify.kernel.term import COMPARISONS, Term
from verify.kernel.text import term_text
from verify.report.failing_input import reached

LONGEST = 160
Values = Mapping[str, Any]


def first_unmet(statement: ForAll | Mean | Always, values: Values) -> Term | None:
    """The first hypothesis that is not true at these values."""
    return next((part for part in statement.hypotheses if truth(part, values) is not True), None)


def print_conclusion(statement: ForAll | Always, values: Values) -> bool:
    """Prints the parts of the conclusion that are reached, with their sides; gives whether it holds."""
    for part in reached(statement.conclusion, values):
        outcome = {True: "true", False: "FALSE", None: "UNDEFINED"}[truth(part, values)]
        print(f"  {outcome}: {clipped(part)}")
        if part.op in COMPARISONS:
            left, right = (side(one, values) for one in part.args)
            print(f"      left   {left}\n      right  {right}")
    return truth(statement.conclusion, values) is True


def print_run(claim: Always, parameters: Values, steps: Sequence[Values]) -> bool | None:
    """Prints the states of a run and the conclusion after it; gives whether that holds, None if no claim is made."""
    try:
        state = at_start(claim, parameters)
        for number, chosen in enumerate(steps, 1):
            if state is None:
                break
            print(f"  {'at the start' if number == 1 else f'after step {number - 1}'}: {_numbers(state)}")
            numbers = {**parameters, **state, **chosen}
            unmet = next((part for part in claim.conditions if truth(part, numbers) is not True), None)
            if unmet is not None:
                print(f"  step {number} is not possible: {clipped(unmet)}")
                return None
            print(f"  step {number}" + (f" with {_numbers(chosen)}" if chosen else ""))
            state = after_step(claim, numbers)
    except Rejected as error:
        raise click.UsageError(f"cannot be evaluated at these values: {error}") from None
    if state is None:
        print("  UNDEFINED: no state comes of it")
        return False
    print(f"  {f'after step {len(steps)}' if steps else 'at the start'}: {_numbers(state)}")
    return print_conclusion(claim, {**parameters, **state})


def _numbers(numbers: Values) -> str:
    shown = (
        (name, _about(value) if isinstance(value, RealNumber) else number(value)) for name, value in numbers.items()
    )
    return ", ".join(f"{name} = {text}" for name, text in shown)


def truth(term: Term, values: Values) -> bool | None:
    """Whether the truth value `term` is true; None where it is undefined."""
    try:
        return evaluate(term, values) is True
    except Undefined:
        return None
    except Rejected as error:
        raise click.UsageError(f"cannot be evaluated at these values: {error}") from None


def side(term: Term, values: Values) -> str:
    """The value of one side of a comparison."""
    try:
        value = real_value(term, values)
    except Undefined:
        return "undefined"
    except Rejected as error:
        raise click.UsageError(f"cannot be evaluated at these values: {error}") from None
    if isinstance(value, RealNumber):
        return _about(value)
    return str(value).lower() if isinstance(value, bool) else number(value)


def _about(value: RealNumber) -> str:
    """A decimal approximation of a number that is no rational; its term where that is out of a float's range."""
    low = enclosed(value, 256).low
    try:
        return f"about {float(Fraction(low[1], 1 << 256)):.9g}" if not low[0] else repr(value)
    except OverflowError:
        return repr(value)


def number(value: int | Fraction) -> str:
    """The exact value, with a decimal approximation beside a quotient; very long ones are cut."""
    exact = rational_text(Fraction(value))
    try:
        about = f" (about {float(value):.9g})" if "/" in exact or len(exact) > LONGEST else ""
    except OverflowError:
        about = ""
    return f"{exact if len(exact) <= LONGEST else f'{exact[:40]}… ({len(exact)} characters)'}{about}"


def assignments(texts: Mapping[str, str]) -> str:
    """Values as `x = 3, y = -5/2`."""
    return ", ".join(f"{name} = {text}" for name, text in sorted(texts.items()))


def clipped(term: Term) -> str:
    """The text of a term, cut where it is long."""
    text = term_text(term)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text)} characters)"
