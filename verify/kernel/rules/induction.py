"""Rule `induction`: what every state of a recurrence has, after any number of steps."""

from typing import Any

from ..certificate import take_fields
from ..parse import parse_term
from ..rejection import Rejected
from ..statement import Always, ForAll, Statement, Variable
from ..term import Sort, Term, make
from ..totality import is_total
from . import Prover

RULE = "induction"


def induction(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """Every reached state has C if the start has L and C, and every step keeps both.

    Evidence: optionally `also`, the text of L over parameters and states (else L is `true`), and proofs of

      base   parameters: H ==> the start is defined, L and C at the start
      step   parameters, states, inputs: H, L, C, G ==> the step is defined, L and C after the step

    By induction on the number of steps, every step from a reached state is
    defined and every reached state has L and C. That a term is defined is said as
    `t == t`, before L and C, unless its shape shows it. States range over all
    numbers of their sort; all are replaced at once.

    Fails where C is true of all reached states and not kept by the step from other states that have L and C.
    """
    fields = take_fields(evidence, RULE, {"base": dict, "step": dict}, {"also": str})
    if not isinstance(statement, Always):
        raise Rejected(RULE, "statement", "is not about a recurrence")
    also = None
    if "also" in fields:
        known = (*statement.variables, *statement.states)
        also = parse_term(fields["also"], {declared.name: declared.sort for declared in known})
        if also.sort is not Sort.TRUTH:
            raise Rejected(RULE, "also", "is not a truth value")
    for name, part in parts(statement, also).items():
        prove_part(part, fields[name])


def parts(claim: Always, also: Term | None = None) -> dict[str, ForAll]:
    """The two statements, `base` and `step`, that `claim` follows from, with `also` as L."""
    kept = (claim.conclusion,) if also is None else (also, claim.conclusion)
    every = (*claim.variables, *claim.states, *claim.inputs)
    after = [claim.after_step(term) for term in kept]
    return {
        "base": ForAll(
            claim.variables,
            claim.hypotheses,
            _all(_defined(claim.start, claim.variables), [claim.at_start(term) for term in kept]),
        ),
        "step": ForAll(every, (*claim.hypotheses, *kept, *claim.conditions), _all(_defined(claim.step, every), after)),
    }


def _defined(terms: tuple[Term, ...], variables: tuple[Variable, ...]) -> list[Term]:
    """For each of `terms` that might be undefined, a comparison that is true where it is not."""
    return [make("==", term, term) for term in terms if not is_total(term, variables)]


def _all(first: list[Term], then: list[Term]) -> Term:
    """The conjunction of both, from left to right."""
    result, *rest = (*first, *then)
    for term in rest:
        result = make("and", result, term)
    return result
