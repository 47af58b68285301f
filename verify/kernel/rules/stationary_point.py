"""Rule `stationary_point`: a polynomial is positive because it is so where its derivative vanishes."""

from typing import Any

from ..certificate import take_fields
from ..degree import least_value, parity
from ..law import Law, coefficient_law
from ..numerals import rational
from ..rejection import Rejected
from ..statement import ForAll, Statement
from ..term import Sort, Term

RULE = "stationary_point"


def stationary_point(statement: Statement, evidence: dict[str, Any], prove_part: object) -> None:
    """f(x) = Σ_{k=0}^{n} a_k x^k > 0 for all real x, n even; n a number, or a variable plus a number.

    Evidence: `multiplier`, a rational q > 0 with q · k · a_k = a_{k-1} for all
    k >= 1; and a_0 > 0. Then all a_k > 0. If n = 0, f is a_0 > 0. If n >= 2:
    f - q·f' = a_n x^n, coefficient by coefficient. A polynomial of even degree
    with a positive leading coefficient attains its minimum, at a point where
    f' = 0 and so f = a_n x^n >= 0. If f were 0 there, the point would be 0; but
    f'(0) = a_1 > 0. (0⁰ is 1.)

    The conclusion is f > 0 or f >= 0, either way round. Hypotheses, bounds of x
    and other variables are ignored: without them the statement says more.

    Fails where n is not known to be even (an odd f has a zero) and at least 0
    (an empty sum is 0), f is not given by a coefficient law in a real variable,
    or the law is another one.

    Source: for exp, q = 1, this is the classical proof by f_n' = f_{n-1}.
    """
    multiplier = rational(take_fields(evidence, RULE, {"multiplier": str})["multiplier"])
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    function = _positive_side(statement.conclusion)
    degree = function.args[1]
    least = least_value(degree, statement.variables)
    if parity(degree, statement.variables) != 0 or least is None or least < 0:
        raise Rejected(RULE, "degree", "is not known to be even and at least 0")
    law = law_in_a_real_variable(statement, function)
    if law is None:
        raise Rejected(RULE, "conclusion", "is not about a sum over k of coefficients times x**k")
    if multiplier <= 0 or law.first <= 0:
        raise Rejected(RULE, "multiplier", "it and the first coefficient must be positive")
    if law.power != -1 or multiplier * law.scale != 1:
        raise Rejected(RULE, "multiplier", "q·k·a_k is not a_(k-1) for every k")


def _positive_side(conclusion: Term) -> Term:
    """f, of a conclusion f > 0, f >= 0, 0 < f or 0 <= f."""
    match conclusion.op:
        case ">" | ">=":
            function, zero = conclusion.args
        case "<" | "<=":
            zero, function = conclusion.args
        case _:
            raise Rejected(RULE, "conclusion", "is not a comparison with 0")
    if zero.op != "constant" or zero.value != 0 or function.op != "sum":
        raise Rejected(RULE, "conclusion", "is not that a sum is positive")
    return function


def law_in_a_real_variable(claim: ForAll, function: Term) -> Law | None:
    """The coefficient law of the sum in whichever real variable of `claim` it has one."""
    reals = (declared.name for declared in claim.variables if declared.sort is Sort.REAL)
    laws = (coefficient_law(function, name) for name in reals)
    return next((law for law in laws if law is not None), None)
