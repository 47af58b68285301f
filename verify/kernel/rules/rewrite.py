"""Rule `rewrite`: equals for equals."""

from typing import Any

from ..certificate import take_fields
from ..parse import parse_term
from ..rejection import Rejected
from ..statement import ForAll, Statement
from ..term import Sort, Term, make, rebuild, structure
from . import Prover

RULE = "rewrite"


def rewrite(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """`H ==> C` holds if `H ==> t == s` does, and `H ==> C` with s wherever t stands in C.

    Evidence: `term` and `by`, the texts of t and s over the statement's
    variables, and the proofs `equal` and `then`. Wherever H is defined and true,
    t and s are defined and have one value, so that C has the same value with
    either, whichever of its branches are reached.

    Fails where the two are no numbers of one sort.
    """
    fields = take_fields(evidence, RULE, {"term": str, "by": str, "equal": dict, "then": dict})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    sorts = {declared.name: declared.sort for declared in statement.variables}
    term, by = parse_term(fields["term"], sorts), parse_term(fields["by"], sorts)
    if term.sort is Sort.TRUTH:
        raise Rejected(RULE, "term", "is no number")
    equal, then = parts(statement, term, by)
    prove_part(equal, fields["equal"])
    prove_part(then, fields["then"])


def parts(claim: ForAll, term: Term, by: Term) -> tuple[ForAll, ForAll]:
    """That the two are equal, and `claim` with `by` in the place of `term`."""
    numbers = structure((claim.conclusion, term))
    known = numbers[id(term)]

    def put(node: Term, args: tuple[Term, ...]) -> Term | None:
        return by if numbers[id(node)] == known else None

    return (
        ForAll(claim.variables, claim.hypotheses, make("==", term, by)),
        ForAll(claim.variables, claim.hypotheses, rebuild(claim.conclusion, put)),
    )
