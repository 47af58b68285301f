"""Derivatives of terms, by the rules of any first course of analysis."""

from collections.abc import Sequence
from fractions import Fraction

from .degree import least_value, offset, shifted
from .law import coefficient_law
from .polynomial import expanded
from .rejection import Rejected
from .statement import Variable
from .term import Sort, Term, constant, make, rebuild, total, variables_in
from .totality import nodes_outside_sums

_ONE = constant(Fraction(1))


def derivative(root: Term, name: str, variables: Sequence[Variable]) -> Term:
    """The derivative of a real term with respect to the real variable `name`.

    Theorem: where the conditions of `smooth_where` hold, `root` is differentiable, and this term, defined there, is its
    derivative; the other variables are fixed, integers in their domains.

    `name` may stand under + - * neg /, exp, log, sqrt, atan, a power whose exponent is a constant or known to be at
    least 1, and sums. A sum with a_k/a_(k-1) = scale/k keeps its form: Σ_{k=0}^{n} a_k x^k becomes scale ·
    Σ_{k=0}^{n-1} a_k x^k, for every integer n (both are empty, and 0, for n < 0,
    and the latter for n = 0). Other sums are written out between constant ends.
    Under any other operation it is refused: those have corners, steps or poles.
    """
    root = _with_sums_written_out(root, name)
    slopes: dict[int, Term | None] = {}
    for node in nodes_outside_sums(root):
        parts = node.args[:2] if node.op == "sum" else node.args
        slopes[id(node)] = _slope(node, [slopes[id(part)] for part in parts], name, variables)
    return slopes[id(root)] or constant(Fraction(0))


def _with_sums_written_out(root: Term, name: str) -> Term:
    """`root` with the sums that depend on `name`, and have no law like that of exp, as additions."""

    def write_out(node: Term, args: tuple[Term, ...]) -> Term | None:
        if node.op != "sum" or name not in variables_in(node) or _scale(node, name):
            return None
        written = expanded(node)
        if written.op == "sum":
            raise Rejected("derivative", "sum", "has neither constant ends nor a coefficient law like that of exp")
        return written

    return rebuild(root, write_out)


def _scale(node: Term, name: str) -> Fraction | None:
    """scale, of a sum in powers of `name` with k · a_k = scale · a_(k-1)."""
    law = coefficient_law(node, name)
    return law.scale if law is not None and law.power == -1 else None


def _slope(node: Term, slopes: list[Term | None], name: str, variables: Sequence[Variable]) -> Term | None:
    """The derivative of one operation by those of its arguments; None stands for 0: `name` is not in it."""
    if node.op == "variable" and node.value == name:
        return _ONE
    if node.op == "sum" and name in variables_in(node):
        scale = _scale(node, name)
        if scale is not None and slopes == [None, None]:  # pragma: no branch - integers have no other slopes
            low, high, body = node.args
            return _product(constant(scale), total(str(node.value), low, shifted(high, -1), body))
    if all(slope is None for slope in slopes) and not (node.op == "sum" and name in variables_in(node)):
        return None
    match node.op:
        case "+" | "-":
            return _added(node.op, slopes[0], slopes[1])
        case "neg":
            return _added("-", None, slopes[0])
        case "*":
            parts = [slope and _product(slope, other) for slope, other in zip(slopes, reversed(node.args), strict=True)]
            return _added("+", *parts)
        case "/" if slopes[1] is None and slopes[0] is not None:
            return make("/", slopes[0], node.args[1])
        case "/" if slopes[1] is not None:
            above, below = node.args
            times = _added("-", slopes[0] and _product(slopes[0], below), _product(above, slopes[1]))
            return times and make("/", times, make("**", below, constant(2)))
        case "**" if slopes[0] is not None and slopes[1] is None:
            outer = _power_slope(node.args[0], node.args[1], variables)
            return outer and _product(outer, slopes[0])
        case "exp" if slopes[0] is not None:
            return _product(node, slopes[0])
        case "log" if slopes[0] is not None:
            return make("/", slopes[0], node.args[0])
        case "sqrt" if slopes[0] is not None:
            return make("/", slopes[0], make("*", constant(Fraction(2)), node))
        case "atan" if slopes[0] is not None:
            return make("/", slopes[0], make("+", _ONE, make("**", node.args[0], constant(2))))
    raise Rejected("derivative", node.op, f"is not known to be differentiable in {name}")


def _power_slope(base: Term, exponent: Term, variables: Sequence[Variable]) -> Term | None:
    """The derivative of base^exponent in the base; None where that is 0, for the exponent 0."""
    symbol, value = offset(exponent)
    least = least_value(exponent, variables)
    if symbol is None and value == 0:
        return None
    if symbol is None and value == 1:
        return _ONE
    if least is None or least < 1:
        raise Rejected("derivative", "**", "the exponent is not known to be at least 1")
    lower = shifted(exponent, -1)
    is_one = lower.op == "constant" and lower.value == 1
    return _product(make("real", shifted(exponent, 0)), base if is_one else make("**", base, lower))


def _added(op: str, left: Term | None, right: Term | None) -> Term | None:
    if right is None:
        return left
    if left is None:
        return right if op == "+" else make("neg", right)
    return make(op, left, right)


def _product(left: Term, right: Term) -> Term:
    """left · right, leaving out a factor 1."""
    for factor, other in ((left, right), (right, left)):
        if factor.op == "constant" and factor.sort is Sort.REAL and factor.value == 1:
            return other
    return make("*", left, right)
