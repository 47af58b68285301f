"""Rule `cut`: a lemma on the way."""

from typing import Any

from ..certificate import take_fields
from ..parse import parse_term
from ..rejection import Rejected
from ..statement import ForAll, Statement
from ..term import Sort, Term
from . import Prover

RULE = "cut"


def cut(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """`H ==> C` holds if `H ==> L` and `H, L ==> C` do.

    Evidence: `lemma`, the text of L over the statement's variables, and the
    proofs `proof` of the lemma and `then` of what is left. Where H is defined
    and true, the first part says that L is; so the second speaks there.

    Fails where the statement is not a forall statement or L is no truth value.
    """
    fields = take_fields(evidence, RULE, {"lemma": str, "proof": dict, "then": dict})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    lemma = parse_term(fields["lemma"], {declared.name: declared.sort for declared in statement.variables})
    if lemma.sort is not Sort.TRUTH:
        raise Rejected(RULE, "lemma", "is not a truth value")
    first, second = parts(statement, lemma)
    prove_part(first, fields["proof"])
    prove_part(second, fields["then"])


def parts(claim: ForAll, lemma: Term) -> tuple[ForAll, ForAll]:
    """The lemma under the hypotheses of `claim`, and `claim` with the lemma as its last hypothesis."""
    return (
        ForAll(claim.variables, claim.hypotheses, lemma),
        ForAll(claim.variables, (*claim.hypotheses, lemma), claim.conclusion),
    )
