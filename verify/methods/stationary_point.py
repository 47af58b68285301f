"""Method `stationary_point`: coefficient laws like that of exp, for one degree or all even ones."""

from typing import Any

from ..kernel.certificate import Certificate
from ..kernel.degree import least_value, parity
from ..kernel.numerals import rational_text
from ..kernel.rules.stationary_point import law_in_a_real_variable
from ..kernel.statement import ForAll, Statement
from .finding import Budget, Finding, found, gave_up


def propose(statement: Statement, budget: Budget) -> Finding:
    """The multiplier q of f - q·f' = a_n x^n, which the law itself shows."""
    assert isinstance(statement, ForAll)
    proof = prove(statement)
    if proof is None:
        return gave_up("it is not that a sum of positive multiples of (q·x)^k/k!, to an even degree, is positive")
    return found(Certificate(statement, proof["rule"], proof["evidence"]))


def prove(claim: ForAll) -> dict[str, Any] | None:
    """A proof of `claim` by rule `stationary_point`, or None where it does not apply."""
    sides = claim.conclusion.args if claim.conclusion.op in ("<", "<=") else claim.conclusion.args[::-1]
    if claim.conclusion.op not in ("<", "<=", ">", ">="):
        return None
    zero, function = sides
    if zero.op != "constant" or zero.value != 0 or function.op != "sum":
        return None
    law = law_in_a_real_variable(claim, function)
    least = least_value(function.args[1], claim.variables)
    if law is None or parity(function.args[1], claim.variables) != 0 or least is None or least < 0:
        return None
    if law.power != -1 or law.scale <= 0 or law.first <= 0:
        return None
    return {"rule": "stationary_point", "evidence": {"multiplier": rational_text(1 / law.scale)}}
