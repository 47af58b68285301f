"""Rule `leading_one`: a number between two powers of two has the bit length that they tell."""

from typing import Any

from ..certificate import take_fields
from ..rejection import Rejected
from ..statement import ForAll, Statement
from ..term import Term, constant, make
from . import Prover

RULE = "leading_one"


def leading_one(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """`H ==> bit_length(x) == e` holds if `H ==> 1 << e - 1 <= x and x < 1 << e` does.

    Evidence: `proof`, of the latter. Where 1 << e - 1 is defined, e is at least 1,
    so x is positive there, and its leading one stands at place e - 1.

    Fails where the conclusion is no such equation.
    """
    fields = take_fields(evidence, RULE, {"proof": dict})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    equation = statement.conclusion
    if equation.op != "==" or equation.args[0].op != "bit_length":
        raise Rejected(RULE, "conclusion", "is not bit_length(x) == e")
    prove_part(between(statement, equation.args[0].args[0], equation.args[1]), fields["proof"])


def between(claim: ForAll, number: Term, length: Term) -> ForAll:
    """That `number` lies between the powers of two that `length` tells."""
    one = constant(1)
    least = make("<<", one, make("-", length, one))
    return ForAll(
        claim.variables,
        claim.hypotheses,
        make("and", make("<=", least, number), make("<", number, make("<<", one, length))),
    )
