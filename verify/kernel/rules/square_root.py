"""Rule `square_root`: what a square root is."""

from typing import Any

from ..certificate import take_fields
from ..parse import parse_term
from ..read_term import as_real
from ..rejection import Rejected
from ..statement import ForAll, Statement
from ..term import Sort, Term, constant, make, same
from . import Prover

RULE = "square_root"
ZERO = constant(0)


def square_root(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """The square root of t is the number that is not negative and whose square is t, where t >= 0.

    Evidence: `of`, the text of t, a real term over the statement's variables, and
    `proofs`, of the statements in the right column, each under the hypotheses H:

      sqrt(t)**2 == t      t >= 0
      c <= sqrt(t)         c * c <= t                     (whatever the sign of c)
      sqrt(t) <= c         c >= 0, t >= 0, t <= c * c

    The right column says that t has a value and is not negative, so that sqrt(t)
    has one. Fails for any other conclusion.
    """
    fields = take_fields(evidence, RULE, {"of": str, "proofs": list})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    of = as_real(parse_term(fields["of"], {declared.name: declared.sort for declared in statement.variables}))
    if of.sort is not Sort.REAL:
        raise Rejected(RULE, "of", "is no real number")
    wanted = parts(statement, of)
    proofs = fields["proofs"]
    if len(proofs) != len(wanted) or any(type(proof) is not dict for proof in proofs):
        raise Rejected(RULE, "proofs", f"there are to be {len(wanted)}")
    for part, proof in zip(wanted, proofs, strict=True):
        prove_part(part, proof)


def parts(claim: ForAll, of: Term) -> list[ForAll]:
    """The statements that `claim`, about the square root of `of`, follows from."""
    conclusion = claim.conclusion
    root, zero = make("sqrt", of), make("real", ZERO)
    if same(conclusion, make("==", make("**", root, constant(2)), of)):
        conditions = [make(">=", of, zero)]
    elif conclusion.op == "<=" and same(conclusion.args[1], root):
        [low, _] = conclusion.args
        conditions = [make("<=", make("*", low, low), of)]
    elif conclusion.op == "<=" and same(conclusion.args[0], root):
        [_, high] = conclusion.args
        conditions = [make(">=", high, zero), make(">=", of, zero), make("<=", of, make("*", high, high))]
    else:
        raise Rejected(RULE, "conclusion", "is not one of the three that this rule proves")
    return [ForAll(claim.variables, claim.hypotheses, condition) for condition in conditions]
