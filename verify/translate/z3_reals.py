"""Terms over the reals in z3's arithmetic of real numbers.

A quotient by zero has no value in our terms and some value in z3's; the
divisors are told apart, so that whoever asks can demand that they are not zero.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import z3

from ..kernel.evaluate import Undefined, evaluate
from ..kernel.polynomial import expanded
from ..kernel.rejection import Rejected
from ..kernel.term import Sort, Term, postorder, variables_in
from .intervals import Untranslatable

HIGHEST_POWER = 40
MOST_NODES = 2000
MOST_BITS = 4000
_INFIX = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
}


@dataclass(frozen=True, slots=True)
class Reals:
    """Translates terms into expressions of one z3 context; `divisors` are those met so far."""

    context: Any = field(default_factory=z3.Context)
    divisors: list[Any] = field(default_factory=list)

    def expression(self, root: Term) -> Any:
        """The z3 expression of a term over real variables; raises Untranslatable where there is none."""
        try:
            root = expanded(root)
        except Rejected as why:
            raise Untranslatable(str(why)) from None
        nodes = postorder((root,))
        if len(nodes) > MOST_NODES:
            raise Untranslatable(f"more than {MOST_NODES} operations")
        done: dict[int, Any] = {}
        for node in nodes:
            if node.sort is Sort.INTEGER and not variables_in(node):
                done[id(node)] = self.number(Fraction(_closed(node)))
            else:
                done[id(node)] = self._apply(node, [done[id(part)] for part in node.args])
        return done[id(root)]

    def number(self, value: Fraction) -> Any:
        """A rational as a z3 numeral."""
        if value.numerator.bit_length() + value.denominator.bit_length() > MOST_BITS:
            raise Untranslatable(f"a constant of more than {MOST_BITS} bits")
        return z3.RealVal(value, self.context)

    def _apply(self, node: Term, args: list[Any]) -> Any:
        match node.op:
            case "constant" if node.sort is Sort.TRUTH:
                return z3.BoolVal(bool(node.value), self.context)
            case "constant":
                return self.number(Fraction(node.value))  # type: ignore[arg-type]
            case "variable":
                return z3.Real(str(node.value), self.context)
            case "real":
                return args[0]
            case "neg":
                return -args[0]
            case "/":
                self.divisors.append(args[1])
                return args[0] / args[1]
            case "**" if 0 <= (exponent := _closed(node.args[1])) <= HIGHEST_POWER:
                return args[0] ** exponent if exponent else self.number(Fraction(1))
            case "abs":
                return z3.If(args[0] >= 0, args[0], -args[0])
            case "min" | "max":
                first = args[0] <= args[1] if node.op == "min" else args[0] >= args[1]
                return z3.If(first, args[0], args[1])
            case "and" | "or" | "not":
                return {"and": z3.And, "or": z3.Or, "not": z3.Not}[node.op](*args)
            case "if":
                return z3.If(*args)
        if node.op in _INFIX:
            return _INFIX[node.op](*args)
        raise Untranslatable(f"{node.op} is not one of the operations on reals that z3 knows")


def _closed(term: Term) -> int:
    """The value of an integer term without variables."""
    if variables_in(term):
        raise Untranslatable("an exponent that is not constant")
    try:
        return int(evaluate(term, {}))
    except (Undefined, Rejected) as why:
        raise Untranslatable(str(why)) from None
