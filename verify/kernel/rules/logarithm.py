"""Rule `logarithm`: the graph of log lies below its tangents."""

from typing import Any

from ..certificate import take_fields
from ..parse import parse_term
from ..read_term import as_real
from ..rejection import Rejected
from ..statement import ForAll, Statement
from ..term import Sort, Term, constant, make, same
from . import Prover

RULE = "logarithm"
TEXTS = ("above", "at", "times", "by")


def logarithm(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """`H ==> b * (log(s) - log(t)) <= d` holds if under H s > 0, t > 0, b >= 0 and b * (s - t) <= d * t.

    Since log(s) - log(t) = log(s/t) <= s/t - 1. Evidence: `above`, `at`, `times`
    and `by`, the texts of the real terms s, t, b and d over the statement's
    variables, and the four `proofs`. Where s or t is the constant 1, its
    logarithm is written 0.

    Fails where the conclusion is written in any other way.
    """
    fields = take_fields(evidence, RULE, {**dict.fromkeys(TEXTS, str), "proofs": list})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    sorts = {declared.name: declared.sort for declared in statement.variables}
    terms = [as_real(parse_term(fields[name], sorts)) for name in TEXTS]
    if any(term.sort is not Sort.REAL for term in terms):
        raise Rejected(RULE, "terms", "are to be real numbers")
    if not same(statement.conclusion, tangent(*terms)):
        raise Rejected(RULE, "conclusion", "is not the inequality of these terms")
    proofs = fields["proofs"]
    wanted = parts(statement, *terms)
    if len(proofs) != len(wanted) or any(type(proof) is not dict for proof in proofs):
        raise Rejected(RULE, "proofs", f"there are to be {len(wanted)}")
    for part, proof in zip(wanted, proofs, strict=True):
        prove_part(part, proof)


def tangent(above: Term, at: Term, times: Term, by: Term) -> Term:
    """The conclusion, b * (log(s) - log(t)) <= d."""
    return make("<=", make("*", times, make("-", _log(above), _log(at))), by)


def _log(term: Term) -> Term:
    one = term.op == "constant" and term.value == 1
    return make("real", constant(0)) if one else make("log", term)


def parts(claim: ForAll, above: Term, at: Term, times: Term, by: Term) -> list[ForAll]:
    """The statements that it follows from."""
    zero = make("real", constant(0))
    conditions = (
        make(">", above, zero),
        make(">", at, zero),
        make(">=", times, zero),
        make("<=", make("*", times, make("-", above, at)), make("*", by, at)),
    )
    return [ForAll(claim.variables, claim.hypotheses, condition) for condition in conditions]
