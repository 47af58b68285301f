"""Rule `root`: a comparison fails at a root that need not be rational."""

from typing import Any

from ..certificate import take_fields, take_list
from ..constraints import as_comparison, conjuncts
from ..goal import goal
from ..inputs import holds
from ..numerals import rational
from ..parse import parse_term
from ..rejection import Rejected
from ..statement import Fails, ForAll, Statement
from ..term import Sort, make
from ..univariate import equal, multiply, sign_at, univariate
from . import Prover

RULE = "root"


def root(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """`not forall real x: H ==> p > 0` (or p != 0) holds if p is 0 somewhere that H allows.

    Evidence: `factor` and `cofactor`, texts of polynomials g and h with
    p = g · h, and `between`, the texts of a < b with g(a) < 0 < g(b) or
    g(a) > 0 > g(b). By the intermediate value theorem g, and so p, has a root
    between a and b. The domain and every hypothesis are to be comparisons of x
    with constants that hold at a and at b (for !=, on the same side): then they
    hold between.

    Fails where x is not the only variable, a hypothesis says anything else, or
    the conclusion is another comparison.
    """
    fields = take_fields(evidence, RULE, {"factor": str, "cofactor": str, "between": list})
    claim = statement.claim if isinstance(statement, Fails) else None
    if not isinstance(claim, ForAll) or len(claim.variables) != 1:
        raise Rejected(RULE, "statement", "is not the failure of a claim about one variable")
    subject = goal(claim)
    if subject.relation not in (">", "!=") or subject.variable.sort is not Sort.REAL:
        raise Rejected(RULE, "conclusion", "is not that a polynomial in a real variable is > 0, or not 0")
    name = subject.variable.name
    factor, cofactor = (univariate(parse_term(fields[key], {name: Sort.REAL}), name) for key in ("factor", "cofactor"))
    if not equal(multiply(factor, cofactor), subject.polynomial):
        raise Rejected(RULE, "factor", "times the cofactor is not the polynomial")
    ends = [rational(text) for text in take_list(fields["between"], RULE, str)]
    if len(ends) != 2 or ends[0] >= ends[1] or sign_at(factor, ends[0]) * sign_at(factor, ends[1]) >= 0:
        raise Rejected(RULE, "between", "is not two ends at which the factor has opposite signs")
    if not all(map(subject.variable.admits, ends)):
        raise Rejected(RULE, "between", "is not inside the domain")
    for condition in (part for hypothesis in claim.hypotheses for part in conjuncts(hypothesis)):
        sides = as_comparison(condition)
        difference = None if sides is None else univariate(make("-", sides[0], sides[2]), name)
        if difference is None or difference.degree > 1:
            raise Rejected(RULE, "hypothesis", "is no comparison of the variable with a constant")
        changes = sign_at(difference, ends[0]) * sign_at(difference, ends[1]) < 0
        if changes or not all(holds(condition, {name: end}) for end in ends):
            raise Rejected(RULE, "hypothesis", "does not hold at both ends and between")
