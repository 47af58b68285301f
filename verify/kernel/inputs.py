"""Inputs: values for a statement's variables, as a certificate gives them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from .evaluate import Undefined, evaluate
from .numerals import rational
from .rejection import Rejected
from .statement import Variable
from .term import Sort, Term


def read_input(variables: tuple[Variable, ...], texts: Mapping[str, Any]) -> dict[str, int | Fraction]:
    """The values that `texts` spells: exactly one of its sort and in its domain for each variable."""
    if set(texts) != {declared.name for declared in variables}:
        raise Rejected("witness", "values", "one is needed for each variable, and no other")
    values: dict[str, int | Fraction] = {}
    for declared in variables:
        text = texts[declared.name]
        if type(text) is not str:
            raise Rejected("witness", declared.name, "its value is a string")
        value: int | Fraction = rational(text)
        if declared.sort is Sort.INTEGER and value.denominator == 1:
            value = value.numerator
        if not declared.admits(value):
            raise Rejected("witness", declared.name, f"{text[:40]} is not in its domain")
        values[declared.name] = value
    return values


def holds(term: Term, values: Mapping[str, int | Fraction]) -> bool:
    """Whether the truth value `term` is defined and true at `values`."""
    try:
        return evaluate(term, values) is True
    except Undefined:
        return False


def meets(
    variables: tuple[Variable, ...], conditions: tuple[Term, ...], texts: Mapping[str, Any]
) -> dict[str, int | Fraction]:
    """The values of `texts`, checked to be in the domains and to make every condition defined and true."""
    values = read_input(variables, texts)
    for number, condition in enumerate(conditions, 1):
        if not holds(condition, values):
            raise Rejected("witness", f"condition {number}", "is not met by the values")
    return values
