"""`-k`: claims chosen by words in their ids."""

import ast
import re
from collections.abc import Callable
from typing import Any

import click

_TOKEN = re.compile(r"[()]|[^\s()]+")
_OPERATORS = frozenset(("and", "or", "not", "(", ")"))


def fitting_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option `-k`, which reaches the command as `fitting`."""
    return click.option(
        "-k", "fitting", default="", metavar="EXPRESSION", help="Only claims whose ids fit, as in pytest."
    )(command)


def matches(expression: str, identifier: str) -> bool:
    """Whether the id fits: words are parts of ids, whatever the case, joined with `and`, `or`, `not` and brackets.

    Raises a usage error where the expression is none.
    """
    tokens = _TOKEN.findall(expression)
    truth = [token if token in _OPERATORS else str(token.lower() in identifier.lower()) for token in tokens]
    try:
        return _value(ast.parse(" ".join(truth), mode="eval").body)
    except (SyntaxError, ValueError):
        raise click.UsageError(f"-k {expression!r}: words joined with and, or, not and brackets") from None


def _value(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=bool(value)):
            return value
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _value(operand)
        case ast.BoolOp(op=ast.And(), values=values):
            return all(map(_value, values))
        case ast.BoolOp(values=values):
            return any(map(_value, values))
    raise ValueError
