"""What the sentences about rules share: terms and variables of the statement that a proof is about."""

from verify.kernel.parse import parse_term
from verify.kernel.statement import Fails, Minimum, Statement, Variable, Zeros
from verify.kernel.term import Term


def term_of(claim: Statement, text: str) -> Term:
    """The term that evidence spells."""
    return parse_term(text, {declared.name: declared.sort for declared in variables_of(claim)})


def variables_of(statement: Statement) -> tuple[Variable, ...]:
    """The variables of a statement of any form."""
    if isinstance(statement, Fails):
        return variables_of(statement.claim)
    return (statement.variable,) if isinstance(statement, Minimum | Zeros) else statement.variables
