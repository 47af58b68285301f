"""Polynomials given by a coefficient law, as in sum(k = 0 .. n: x**k / factorial(k)).

The law of Σ_{k=0}^{n} a_k x^k is its first coefficient and the quotient of
neighbours, a_k / a_{k-1} = scale · k^power: one description for every n.
"""

from dataclasses import dataclass
from fractions import Fraction

from .term import Sort, Term

_LONGEST_BODY = 1000


@dataclass(frozen=True, slots=True)
class Law:
    """a_0 = first and a_k = a_{k-1} · scale · k^power for k >= 1."""

    first: Fraction
    scale: Fraction
    power: int


def coefficient_law(node: Term, name: str) -> Law | None:
    """The law of a sum from 0 whose body is x^k times such coefficients; None if it is not of this shape.

    The body is a product or quotient of nonzero rational constants, their
    powers r**k, factorial(k), and exactly one factor x**k, with x the real
    variable `name`, which must stand under no division: x**k / x**k has no
    value at 0.
    """
    if node.op != "sum" or node.sort is not Sort.REAL or node.args[0].op != "constant" or node.args[0].value != 0:
        return None
    index = str(node.value)
    first, scale, power, monomials = Fraction(1), Fraction(1), 0, 0
    stack = [(node.args[2], 1, False)]
    steps = 0
    while stack:
        steps += 1
        if steps > _LONGEST_BODY:
            return None
        factor, side, divides = stack.pop()
        match factor.op:
            case "*":
                stack += [(factor.args[0], side, divides), (factor.args[1], side, divides)]
            case "/":
                stack += [(factor.args[0], side, divides), (factor.args[1], -side, True)]
            case "neg":
                first = -first
                stack.append((factor.args[0], side, divides))
            case "constant" if factor.value != 0:
                first *= Fraction(factor.value) ** side  # type: ignore[arg-type]
            case "**" if _is_variable(factor.args[1], index) and _is_variable(factor.args[0], name):
                if divides:
                    return None
                monomials += 1
            case "**" if (
                _is_variable(factor.args[1], index) and factor.args[0].op == "constant" and factor.args[0].value != 0
            ):
                scale *= Fraction(factor.args[0].value) ** side  # type: ignore[arg-type]
            case "real" if factor.args[0].op == "factorial" and _is_variable(factor.args[0].args[0], index):
                power += side
            case _:
                return None
    return Law(first, scale, power) if monomials == 1 and (first != 0) else None


def _is_variable(term: Term, name: str) -> bool:
    return term.op == "variable" and term.value == name
