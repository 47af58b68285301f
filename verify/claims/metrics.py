"""Measures of an approximation's error: exact on plain numbers, a real term on symbolic ones."""

from typing import Any

from ..trace.functions import ratio


def relative_error(approximate: Any, exact: Any) -> Any:
    """`(approximate - exact) / exact`, with its sign; undefined where `exact` is 0."""
    return ratio(approximate - exact, exact)


def absolute_error(approximate: Any, exact: Any) -> Any:
    """`|approximate - exact|`."""
    return abs(approximate - exact)
