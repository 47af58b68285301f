"""By how much a comparison holds or fails: what it compares, and statements that it lies on one side of a constant."""

from dataclasses import dataclass
from fractions import Fraction

from ..kernel.constraints import as_comparison
from ..kernel.statement import Exists, ForAll
from ..kernel.term import Sort, Term, constant, make


@dataclass(frozen=True, eq=False, slots=True)
class Margin:
    """`subject` should be large where `relation` is >=, small where it is <=: what a claim is about."""

    subject: Term
    relation: str

    def cost(self, value: Fraction) -> Fraction:
        """What is smallest at the nearest miss."""
        return value if self.relation == ">=" else -value

    def bounded(self, claim: ForAll, limit: Fraction) -> ForAll:
        """The statement that the subject is on its side of `limit` wherever `claim` speaks."""
        return ForAll(claim.variables, claim.hypotheses, make(self.relation, self.subject, constant(limit)))

    def reached(self, claim: ForAll, value: Fraction) -> Exists:
        """The statement that the subject is `value` somewhere where `claim` speaks."""
        return Exists(claim.variables, (*claim.hypotheses, make("==", self.subject, constant(value))))


def margin(claim: ForAll) -> Margin | None:
    """What the conclusion compares: the side that is not constant, else the difference of both.

    None where the conclusion is not one comparison of reals by order.
    """
    sides = as_comparison(claim.conclusion)
    if sides is None or sides[0].sort is not Sort.REAL or sides[1] in ("==", "!="):
        return None
    left, op, right = sides
    rising = op in (">", ">=")
    if right.op == "constant":
        return Margin(left, ">=" if rising else "<=")
    if left.op == "constant":
        return Margin(right, "<=" if rising else ">=")
    return Margin(make("-", left, right) if rising else make("-", right, left), ">=")
