"""Method `corners`: words cut where terms in one variable change; what is linear between is seen in the corners."""

from ..kernel.certificate import Certificate
from ..kernel.rejection import Rejected
from ..kernel.rules.corners import corners, linear
from ..kernel.statement import ForAll, Statement
from ..kernel.term import variables_in
from .classes import cuts_of
from .finding import Budget, Finding, found, gave_up


def propose(statement: Statement, budget: Budget) -> Finding:
    """The certificate, if the classes are few enough and the claim holds at their corners."""
    assert isinstance(statement, ForAll)
    try:
        subject, nodes = linear(statement)
        cuts = {}
        for declared in statement.variables:
            own = [node for node in nodes[declared.name] if node.op != "variable"]
            own += [term for term in subject.claim.hypotheses if set(variables_in(term)) == {declared.name}]
            cuts[declared.name] = cuts_of(subject, declared, own)
        evidence = {"cuts": cuts}
        corners(statement, evidence, None)
    except Rejected as why:
        return gave_up(str(why))
    return found(Certificate(statement, "corners", evidence))
