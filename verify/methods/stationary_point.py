"""Method `stationary_point`: coefficient laws like that of exp, for one degree or all even ones."""

from ..kernel.certificate import Certificate
from ..kernel.law import coefficient_law
from ..kernel.numerals import rational_text
from ..kernel.statement import ForAll, Statement
from ..kernel.term import Sort, Term
from .finding import Budget, Finding, found, gave_up


def propose(statement: Statement, budget: Budget) -> Finding:
    """The multiplier q of f - q·f' = a_n x^n, which the law itself shows."""
    assert isinstance(statement, ForAll)
    found_sum = _sum_and_name(statement)
    law = coefficient_law(*found_sum) if found_sum else None
    if law is None:
        return gave_up("the sum has no coefficient law that is known here")
    if law.power != -1 or law.scale <= 0 or law.first <= 0:
        return gave_up("the coefficients are not a positive multiple of 1/k! times k-th powers")
    return found(Certificate(statement, "stationary_point", {"multiplier": rational_text(1 / law.scale)}))


def _sum_and_name(statement: ForAll) -> tuple[Term, str] | None:
    reals = [declared.name for declared in statement.variables if declared.sort is Sort.REAL]
    sums = [argument for argument in statement.conclusion.args if argument.op == "sum"]
    if statement.conclusion.op not in ("<", ">") or len(sums) != 1 or len(reals) != 1:
        return None
    return sums[0], reals[0]
