"""Rule `power`: one factor more."""

from typing import Any

from ..certificate import take_fields
from ..rejection import Rejected
from ..statement import ForAll, Statement
from ..term import Term, constant, make, same
from . import Prover
from .generalise import has_value

RULE = "power"


def power(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """`H ==> b**m == b**k * b` holds if `H ==> m == k + 1 and k >= 0` does.

    Evidence: `proof`, of the latter. Where it holds, m and k are defined and
    not negative, so both powers are, and b**(k + 1) is b**k * b; 0**0 is 1.

    Fails where the conclusion is no such equation, and where b is not certain to be
    defined wherever H is true.
    """
    fields = take_fields(evidence, RULE, {"proof": dict})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    prove_part(exponents(statement), fields["proof"])


def exponents(claim: ForAll) -> ForAll:
    """What has to be shown of the exponents; raises Rejected where the conclusion is no equation of powers."""
    equation = claim.conclusion
    sides = equation.args if equation.op == "==" else ()
    if len(sides) != 2 or sides[0].op != "**" or sides[1].op != "*" or sides[1].args[0].op != "**":
        raise Rejected(RULE, "conclusion", "is not of the form b**m == b**k * b")
    base, more = sides[0].args
    less = sides[1].args[0].args[1]
    if not same(base, sides[1].args[0].args[0]) or not same(base, sides[1].args[1]):
        raise Rejected(RULE, "conclusion", "has more than one base")
    if not has_value(base, claim):
        raise Rejected(RULE, "base", "is not certain to be defined")
    one_more = make("==", more, make("+", less, constant(1)))
    return ForAll(claim.variables, claim.hypotheses, make("and", one_more, make(">=", less, constant(0))))


def one_factor_more(base: Term, more: Term, less: Term) -> Term:
    """The equation b**m == b**k * b."""
    return make("==", make("**", base, more), make("*", make("**", base, less), base))
