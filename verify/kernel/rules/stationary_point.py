"""Rule `stationary_point`: a polynomial is positive because it is so where its derivative vanishes."""

from typing import Any

from ..certificate import take_fields
from ..law import coefficient_law
from ..numerals import rational
from ..rejection import Rejected
from ..statement import ForAll, Statement, Variable
from ..term import Sort, Term

RULE = "stationary_point"


def stationary_point(statement: Statement, evidence: dict[str, Any], prove_part: object) -> None:
    """f(x) = Σ_{k=0}^{n} a_k x^k > 0 for all real x, n even and at least 2; n a number or a variable.

    Evidence: `multiplier`, a rational q > 0 with q · k · a_k = a_{k-1} for all
    k >= 1; and a_0 > 0. Then all a_k > 0 and f - q·f' = a_n x^n, coefficient by
    coefficient. A polynomial of even degree with a positive leading coefficient
    attains its minimum, at a point where f' = 0 and so f = a_n x^n >= 0. If f
    were 0 there, the point would be 0; but f'(0) = a_1 > 0. (0⁰ is 1.)

    Fails where n is odd or 0 (an odd f has a zero; a constant has no such
    argument), f is not given by a coefficient law, the law is another one, or
    there are hypotheses or other variables.

    Source: for exp, q = 1, this is the classical proof by f_n' = f_{n-1}.
    """
    multiplier = rational(take_fields(evidence, RULE, {"multiplier": str})["multiplier"])
    if not isinstance(statement, ForAll) or statement.hypotheses:
        raise Rejected(RULE, "statement", "is not a forall statement without hypotheses")
    function = _positive_side(statement.conclusion)
    point = _the_real_variable(statement.variables, function)
    law = coefficient_law(function, point.name)
    if law is None:
        raise Rejected(RULE, "conclusion", "is not about a sum over k of coefficients times x**k")
    if multiplier <= 0 or law.first <= 0:
        raise Rejected(RULE, "multiplier", "it and the first coefficient must be positive")
    if law.power != -1 or multiplier * law.scale != 1:
        raise Rejected(RULE, "multiplier", "q·k·a_k is not a_(k-1) for every k")


def _positive_side(conclusion: Term) -> Term:
    """f, of a conclusion f > 0 or 0 < f."""
    match conclusion.op:
        case ">":
            function, zero = conclusion.args
        case "<":
            zero, function = conclusion.args
        case _:
            raise Rejected(RULE, "conclusion", "is not a strict comparison with 0")
    if zero.op != "constant" or zero.value != 0 or function.op != "sum":
        raise Rejected(RULE, "conclusion", "is not a comparison of a sum with 0")
    return function


def _the_real_variable(variables: tuple[Variable, ...], function: Term) -> Variable:
    """The real variable, after the degree was seen to be even and at least 2."""
    reals = [declared for declared in variables if declared.sort is Sort.REAL]
    others = [declared for declared in variables if declared.sort is not Sort.REAL]
    if len(reals) != 1 or reals[0].low is not None or reals[0].high is not None:
        raise Rejected(RULE, "variables", "exactly one is real, and it is unbounded")
    degree = function.args[1]
    if degree.op == "constant" and not others:
        even = degree.value % 2 == 0 and degree.value >= 2  # type: ignore[operator]
    else:
        even = (
            [declared.name for declared in others] == [degree.value]
            and degree.op == "variable"
            and others[0].parity == 0
            and others[0].low is not None
            and others[0].low >= 2
        )
    if not even:
        raise Rejected(RULE, "degree", "is not an even number, or variable, that is at least 2")
    return reals[0]
