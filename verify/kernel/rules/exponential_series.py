"""Rule `exponential_series`: exp compared with its Taylor polynomials."""

from typing import Any

from ..certificate import take_fields
from ..constraints import as_comparison, conjuncts
from ..exponential_sum import degree_of, parities, taylor_variable
from ..goal import interval
from ..rejection import Rejected
from ..statement import ForAll, Statement
from ..term import Term

RULE = "exponential_series"
_ALLOWED = {"<": {-1}, "<=": {-1, 0}, ">": {1}, ">=": {0, 1}, "==": {0}, "!=": {-1, 1}}


def exponential_series(statement: Statement, evidence: dict[str, Any], prove_part: object) -> None:
    """exp(x) - Σ_{k=0}^{n} x^k / k! has the sign of x^(n+1), for every n >= 0.

    So it is positive for x > 0, 0 for x = 0, and for x < 0 negative where n is
    even and positive where n is odd. The conclusion compares, in either order,
    exp(x) with such a sum, its degree n a constant or linear in integer
    variables, even, odd or either. It is proved if the comparison holds for
    every sign that the domains leave possible: those of x by its own domain and
    by hypotheses that compare it with constants, those of n by the domains.

    Evidence: none. Fails where the conclusion is no such comparison, n may be
    negative (the sum would be 0), or some sign contradicts the comparison. All
    other hypotheses are ignored.

    Source: Taylor's theorem with Lagrange's remainder, exp(ξ) x^(n+1) / (n+1)!.
    """
    take_fields(evidence, RULE, {})
    sides = as_comparison(statement.conclusion) if isinstance(statement, ForAll) else None
    if not isinstance(statement, ForAll) or sides is None:
        raise Rejected(RULE, "statement", "its conclusion is not a comparison")
    left, relation, right = sides
    exponential, series = (left, right) if left.op == "exp" else (right, left)
    name = taylor_variable(series, statement)
    if exponential.op != "exp" or name is None or not _is_variable(exponential.args[0], name):
        raise Rejected(RULE, "conclusion", "does not compare exp of a variable with its Taylor sum")
    orders = parities(degree_of(series, statement), statement)
    signs = {sign if order == 0 or sign >= 0 else 1 for sign in _signs(statement, name) for order in orders}
    if left is not exponential:
        signs = {-sign for sign in signs}
    if not signs <= _ALLOWED[relation]:
        raise Rejected(RULE, "conclusion", f"{relation} does not hold for every sign of x and parity of n")


def _is_variable(term: Term, name: str) -> bool:
    return term.op == "variable" and term.value == name


def _signs(claim: ForAll, name: str) -> set[int]:
    """The signs -1, 0, 1 that the variable may have."""
    [declared] = [declared for declared in claim.variables if declared.name == name]
    found = interval(claim, declared)
    signs = {-1, 0, 1}
    if found.low is not None and found.low >= 0:
        signs -= {-1} if found.low == 0 and not found.low_open else {-1, 0}
    if found.high is not None and found.high <= 0:
        signs -= {1} if found.high == 0 and not found.high_open else {0, 1}
    if any(_excludes_zero(part, name) for hypothesis in claim.hypotheses for part in conjuncts(hypothesis)):
        signs -= {0}
    return signs


def _excludes_zero(condition: Term, name: str) -> bool:
    """Whether the condition is x != 0."""
    sides = as_comparison(condition)
    if sides is None or sides[1] != "!=":
        return False
    first, second = sorted((sides[0], sides[2]), key=lambda side: side.op)
    return first.op == "constant" and first.value == 0 and _is_variable(second, name)
