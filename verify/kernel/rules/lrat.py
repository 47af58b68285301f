"""Rule `lrat`: a statement about bounded integers, by a refutation of the clauses that say where it fails."""

from typing import Any

from ..certificate import take_fields, take_list
from ..clause_proof import replay
from ..failure import failures, prepared
from ..rejection import Rejected
from ..statement import ForAll, Statement

RULE = "lrat"


def lrat(statement: Statement, evidence: dict[str, Any], prove_part: object) -> None:
    """The statement holds if, for every way in which it may fail, the clauses that describe it contradict each other.

    The kernel makes circuits of the bits of all terms, finds the ways to fail
    (see `failure`), and makes clauses of each, numbered by itself. Evidence:
    `proofs`, one text for each of them, in their order (see `clause_proof`).
    There may be none: then folding constants and sharing gates was enough.

    Fails where a variable is real or unbounded, an operation has no bits, a
    proof is missing or superfluous, or one of its steps does not follow.
    """
    fields = take_fields(evidence, RULE, {"proofs": list})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    proofs = take_list(fields["proofs"], RULE, str)
    count = 0
    for failure in failures(prepared(statement), statement.variables):
        count += 1
        if count > len(proofs):
            raise Rejected(RULE, f"way {count} to fail", "has no proof that it is impossible")
        if not failure.goals:
            raise Rejected(RULE, f"way {count} to fail", "every input does")
        replay(failure.circuit.clauses(failure.goals)[0], proofs[count - 1])
    if count < len(proofs):
        raise Rejected(RULE, "proofs", f"there are {len(proofs)}, for {count} ways to fail")
