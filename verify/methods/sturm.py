"""Method `sturm`: chains of remainders, by flint, which count the zeros of a polynomial in one variable."""

import math
from typing import Any

import flint

from ..kernel.certificate import Certificate
from ..kernel.numerals import integers_text
from ..kernel.rejection import Rejected
from ..kernel.rules.sturm import question, sturm
from ..kernel.statement import Fails, Statement, Zeros
from ..kernel.univariate import Dense
from .finding import Budget, Finding, found, gave_up


def propose(statement: Statement, budget: Budget) -> Finding:
    """A certificate for the statement; for that it fails, if it is about a number of zeros and that is another."""
    try:
        evidence = chain(question(statement).polynomial)
    except Rejected as why:
        return gave_up(str(why))
    reason = ""
    for candidate in (statement, Fails(statement)) if isinstance(statement, Zeros) else (statement,):
        try:
            sturm(candidate, evidence, None)
        except Rejected as why:
            reason = reason or str(why)
        else:
            return found(Certificate(candidate, "sturm", evidence))
    return gave_up(reason)


def chain(polynomial: Dense) -> dict[str, Any]:
    """The evidence of the rule: members are kept primitive, which keeps the numbers short."""
    member = flint.fmpz_poly(list(polynomial.numerators))
    after = member.derivative()
    if after.degree() < 0:
        return {"steps": [], "last": integers_text(map(int, member.coeffs()))}
    member, after = member / member.content(), after / after.content()
    steps = []
    while after.degree() >= 0:
        times = abs(int(after.leading_coefficient())) ** (member.degree() - after.degree() + 1)
        quotient, rest = divmod(member * times, after)
        minus = int(rest.content()) or 1
        numbers = [times, minus, *map(int, quotient.coeffs())]
        common = math.gcd(*numbers)
        steps.append(integers_text(number // common for number in numbers))
        member, after = after, -rest / minus
    return {"steps": steps, "last": integers_text(map(int, member.coeffs()))}
