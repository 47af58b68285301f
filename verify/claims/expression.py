"""An expression from the command line, as a function: Python's syntax and meaning, and never `eval`.

It has names, integers, the operators of integers, comparisons with `and`, `or`,
`not` and `… if … else …`, and a few functions. It works on plain numbers and on
symbolic ones.
"""

import ast
import operator
from collections.abc import Callable, Collection, Mapping
from typing import Any

from ..kernel.rejection import Rejected
from ..trace.functions import ratio

LONGEST, LARGEST_EXPONENT = 2000, 4096
_OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod, ast.Pow: operator.pow, ast.LShift: operator.lshift, ast.RShift: operator.rshift,
    ast.BitAnd: operator.and_, ast.BitOr: operator.or_, ast.BitXor: operator.xor,
    ast.Invert: operator.invert, ast.USub: operator.neg, ast.UAdd: operator.pos, ast.Not: operator.not_,
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.Eq: operator.eq, ast.NotEq: operator.ne,
}  # fmt: skip
_FUNCTIONS: dict[str, Callable[..., Any]] = {"min": min, "max": max, "abs": abs, "ratio": ratio}
_METHODS = ("bit_length", "bit_count")
_GROWING = (ast.Pow, ast.LShift)


class ExpressionError(ValueError):
    """An expression says something that it may not, or does not parse."""


def read_expression(text: str, names: Collection[str]) -> Callable[..., Any]:
    """The function of keyword arguments `names` that `text` spells. Raises ExpressionError in one line."""
    shown = text if len(text) <= 60 else f"{text[:60]}…"
    if len(text) > LONGEST:
        raise ExpressionError(f"the expression {shown!r} has more than {LONGEST} characters; put it into a function")
    try:
        body = ast.parse(text.strip(), mode="eval").body
        called = {id(node.func) for node in ast.walk(body) if isinstance(node, ast.Call)}
        for node in ast.walk(body):
            if id(node) not in called and (problem := _problem(node, names)) is not None:
                raise ExpressionError(f"in {shown!r}: {problem}")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        if isinstance(error, ExpressionError):
            raise
        raise ExpressionError(f"{shown!r} is no expression in Python's syntax, as a*b is") from None

    def function(**values: Any) -> Any:
        return _value(body, values)

    return function


def _problem(node: ast.AST, names: Collection[str]) -> str | None:
    """What is wrong with one node, and what to write instead."""
    match node:
        case ast.Name(id=name) if name not in names:
            return f"{name} is no parameter; there are {', '.join(sorted(names))}"
        case ast.Constant(value=value) if type(value) is not int:
            return f"{value!r} is no integer; write a quotient as ratio(1, 3)"
        case ast.Call(func=ast.Name(id=name), args=[_, *_], keywords=[]) if name in _FUNCTIONS:
            return None
        case ast.Call(func=ast.Attribute(attr=name), args=[], keywords=[]) if name in _METHODS:
            return None
        case ast.Call():
            known = f"{', '.join(_FUNCTIONS)}, .bit_length() and .bit_count()"
            return f"only {known} are called; put the rest into a function"
        case ast.Div():
            return "/ makes a float; write // for floor division, or ratio(a, b) for the exact quotient"
        case (
            ast.BinOp() | ast.UnaryOp() | ast.BoolOp() | ast.Compare() | ast.IfExp() | ast.Name() | ast.Constant()
            | ast.And() | ast.Or() | ast.Load()
        ):  # fmt: skip
            return None
    if type(node) in _OPERATORS:
        return None
    return f"{type(node).__name__} has no place in an expression; put it into a function"


def _value(node: ast.expr, values: Mapping[str, Any]) -> Any:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return values[name]
        case ast.UnaryOp(op=op, operand=operand):
            return _OPERATORS[type(op)](_value(operand, values))
        case ast.BinOp(left=left, op=op, right=right):
            return _applied(op, _value(left, values), _value(right, values))
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            return _chain(_value(left, values), ops, comparators, values)
        case ast.BoolOp(op=op, values=parts):
            for part in parts[:-1]:
                if bool(value := _value(part, values)) is isinstance(op, ast.Or):
                    return value
            return _value(parts[-1], values)
        case ast.IfExp(test=test, body=yes, orelse=no):
            return _value(yes if _value(test, values) else no, values)
        case ast.Call(func=ast.Name(id=name), args=args):
            return _FUNCTIONS[name](*(_value(argument, values) for argument in args))
        case ast.Call(func=ast.Attribute(value=inner, attr=name)):
            return getattr(_value(inner, values), name)()
    raise ExpressionError(f"{type(node).__name__} has no value")


def _chain(left: Any, ops: list[ast.cmpop], comparators: list[ast.expr], values: Mapping[str, Any]) -> Any:
    """Comparisons from left to right, up to the first that does not hold."""
    for op, comparator in zip(ops[:-1], comparators[:-1], strict=True):
        right = _value(comparator, values)
        if not (holds := _OPERATORS[type(op)](left, right)):
            return holds
        left = right
    return _OPERATORS[type(ops[-1])](left, _value(comparators[-1], values))


def _applied(op: ast.operator, left: Any, right: Any) -> Any:
    """A binary operation; plain numbers do not grow beyond all bounds, since nothing could stop that."""
    if isinstance(op, _GROWING) and type(left) is type(right) is int and right > LARGEST_EXPONENT:
        raise Rejected("expression", "** or <<", f"by {right}; {LARGEST_EXPONENT} is the most")
    return _OPERATORS[type(op)](left, right)
