"""Rule `monotonicity`: exp keeps order, and so does its inverse."""

from typing import Any

from ..certificate import take_fields
from ..rejection import Rejected
from ..statement import ForAll, Statement
from ..term import COMPARISONS, Sort, Term, make
from . import Prover

RULE = "monotonicity"


def monotonicity(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """a ∘ b holds exactly where exp(a) ∘ exp(b) does, for real a and b and ∘ any comparison.

    For exp is strictly increasing and has a value at every real number.
    Evidence: `of`, "exponentials" where exp(a) ∘ exp(b) is proved in the place
    of a ∘ b, "exponents" where a ∘ b is in the place of exp(a) ∘ exp(b); and
    `proof`, of that, under the same hypotheses.

    Fails where the conclusion compares no reals, or, for "exponents", no two exponentials.
    """
    fields = take_fields(evidence, RULE, {"of": str, "proof": dict})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    if fields["of"] not in ("exponentials", "exponents"):
        raise Rejected(RULE, "of", "is neither exponentials nor exponents")
    prove_part(compared(statement, fields["of"]), fields["proof"])


def compared(claim: ForAll, of: str) -> ForAll:
    """The claim as a comparison of exponentials, or of exponents."""
    conclusion = claim.conclusion
    if conclusion.op not in COMPARISONS or conclusion.args[0].sort is not Sort.REAL:
        raise Rejected(RULE, "conclusion", "does not compare real numbers")
    left, right = conclusion.args
    if of == "exponentials":
        sides = make("exp", left), make("exp", right)
    else:
        sides = _exponent(left), _exponent(right)
    return ForAll(claim.variables, claim.hypotheses, make(conclusion.op, *sides))


def _exponent(side: Term) -> Term:
    if side.op != "exp":
        raise Rejected(RULE, "conclusion", "does not compare two exponentials")
    return side.args[0]
