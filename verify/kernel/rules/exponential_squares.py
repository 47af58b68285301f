"""Rule `exponential_squares`: Taylor polynomials of exp of even degree from below, by sums of squares."""

import math
from fractions import Fraction
from typing import Any

from ..certificate import take_fields
from ..constraints import as_comparison
from ..evaluate import Undefined, evaluate
from ..exponential_sum import degree_of, taylor_variable
from ..polynomial import HIGHEST_POWER, Polynomial, constant_value, polynomial_of
from ..rejection import Rejected
from ..statement import ForAll, Statement
from ..term import Sort, Term, variables_in

RULE = "exponential_squares"
_TURNED = {"<": ">", "<=": ">="}
_LONGEST = 100


def exponential_squares(statement: Statement, evidence: dict[str, Any], prove_part: object) -> None:
    """Σ_{k=0}^{2m} x^k / k! >= (m!)² / (2m)! for all real x and integers m >= 0.

    Let f be the sum. Then (2m)! f(x) = Σ_{j=0}^{m} q_j(x)² with
    q_j(x) = C(m, j) Σ_{i=0}^{m-j} C(m-j, i) (i+j)! x^(m-j-i), and the last square
    is that of the constant q_m = m!. Proof: (2m)! f(x) = ∫_0^∞ e^(-t) (x + t)^(2m) dt,
    and the squares are those of the moments of (x + t)^m with the Laguerre
    polynomials, which are orthonormal for this weight (Parseval).

    The conclusion is `sum >= c`, `sum > c` or either turned round. The degree is
    2m with a constant m, and c is closed; or with m linear in integer variables,
    and c = r · factorial(m)**2 / factorial(2*m), written as a product or quotient
    of such factors and constants. Proved if c <= (m!)² / (2m)! for all m, or < for `>`.

    Evidence: none. Fails where the conclusion is not of this form, the degree
    may be odd or negative, c is too large, or equal to the bound for `>`.
    """
    take_fields(evidence, RULE, {})
    sides = as_comparison(statement.conclusion) if isinstance(statement, ForAll) else None
    if not isinstance(statement, ForAll) or sides is None:
        raise Rejected(RULE, "statement", "its conclusion is not a comparison")
    left, relation, right = sides
    if relation in _TURNED:
        left, relation, right = right, _TURNED[relation], left
    if relation not in (">", ">=") or taylor_variable(left, statement) is None:
        raise Rejected(RULE, "conclusion", "is not a lower bound of a Taylor sum of exp")
    degree = degree_of(left, statement)
    if any(coefficient % 2 for coefficient in degree.values()):
        raise Rejected(RULE, "degree", "is not twice an integer")
    half = {exponents: coefficient / 2 for exponents, coefficient in degree.items()}
    share = _share(right, half, statement)
    if share > 1 or (share == 1 and relation == ">"):
        raise Rejected(RULE, "conclusion", "claims more than (m!)² / (2m)!")


def _share(bound: Term, half: Polynomial, claim: ForAll) -> Fraction:
    """The quotient of the bound and (m!)² / (2m)!, where that is a constant; `half` is m."""
    number = constant_value(half)
    if not variables_in(bound) and number is not None:
        if number > HIGHEST_POWER:
            raise Rejected(RULE, "degree", "too large")
        try:
            return Fraction(evaluate(bound, {})) * math.comb(2 * int(number), int(number))
        except Undefined as why:
            raise Rejected(RULE, "bound", str(why)) from None
    names = [declared.name for declared in claim.variables]
    share, powers = Fraction(1), {"m": 0, "2m": 0}
    twice = {exponents: 2 * coefficient for exponents, coefficient in half.items()}
    for factor, times in _factors(bound):
        if factor.op == "constant" and factor.value != 0:
            share *= Fraction(factor.value) ** times  # type: ignore[arg-type]
            continue
        argument = polynomial_of(factor.args[0], names) if factor.op == "factorial" else None
        if argument not in (half, twice):
            raise Rejected(RULE, "bound", "is no product of constants, factorial(m) and factorial(2*m)")
        powers["m" if argument == half else "2m"] += times
    if powers != {"m": 2, "2m": -1}:
        raise Rejected(RULE, "bound", "is not a multiple of factorial(m)**2 / factorial(2*m)")
    return share


def _factors(root: Term) -> list[tuple[Term, int]]:
    """The factors of products, quotients and constant powers, each with its exponent."""
    found: list[tuple[Term, int]] = []
    stack = [(root, 1)]
    while stack:
        node, times = stack.pop()
        if len(found) + len(stack) > _LONGEST or abs(times) > _LONGEST:
            raise Rejected(RULE, "bound", "has too many factors")
        match node.op:
            case "*":
                stack += [(node.args[0], times), (node.args[1], times)]
            case "/" if node.sort is Sort.REAL:
                stack += [(node.args[0], times), (node.args[1], -times)]
            case "**" if node.args[1].op == "constant" and node.args[1].value > 0:  # type: ignore[operator]
                stack.append((node.args[0], times * int(node.args[1].value)))  # type: ignore[arg-type]
            case "real":
                stack.append((node.args[0], times))
            case _:
                found.append((node, times))
    return found
