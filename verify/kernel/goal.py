"""What the rules on one variable prove: a polynomial compared with 0 on an interval."""

from dataclasses import dataclass
from fractions import Fraction

from .constraints import as_comparison, conjuncts
from .rejection import Rejected
from .statement import ForAll, Variable
from .term import Term, make, variables_in
from .univariate import Dense, univariate

_MIRRORED = {"<": ">", "<=": ">="}


@dataclass(frozen=True, slots=True)
class Interval:
    """The reals from `low` to `high`; None is unbounded, an end is left out where it is open."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool
    high_open: bool

    def is_empty(self) -> bool:
        """Whether no real is in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))


@dataclass(frozen=True, slots=True)
class Goal:
    """`polynomial` in `variable` is >, >=, == or != 0, as `relation` says, on `interval`."""

    variable: Variable
    polynomial: Dense
    relation: str
    interval: Interval


def goal(claim: ForAll) -> Goal:
    """The comparison that `claim` follows from, in the one variable of its conclusion.

    Other variables are ignored, and so are hypotheses that are no bounds of
    this variable: what is left says more. Raises Rejected where the conclusion
    is no comparison of polynomials in exactly one variable.
    """
    sides = as_comparison(claim.conclusion)
    if sides is None:
        raise Rejected("goal", claim.conclusion.op, "the conclusion is not a comparison")
    left, op, right = sides
    names = {**variables_in(left), **variables_in(right)}
    concerned = [declared for declared in claim.variables if declared.name in names]
    if len(concerned) != 1:
        raise Rejected("goal", "conclusion", f"it is about {len(concerned)} variables, not one")
    [variable] = concerned
    first, second = (right, left) if op in _MIRRORED else (left, right)
    polynomial = univariate(make("-", first, second), variable.name)
    return Goal(variable, polynomial, _MIRRORED.get(op, op), interval(claim, variable))


def interval(claim: ForAll, variable: Variable) -> Interval:
    """Where `variable` lies, by its domain and by the hypotheses that compare it with constants."""
    found = Interval(variable.low, variable.high, variable.low_open, variable.high_open)
    bounds = [bound(part, variable.name) for hypothesis in claim.hypotheses for part in conjuncts(hypothesis)]
    known = [bound for bound in bounds if bound is not None]
    for relation, at in known:
        found = _narrowed(found, relation, at)
    for relation, at in known:
        if relation == "!=":
            found = _without_end(found, at)
    return found


def bound(condition: Term, name: str) -> tuple[str, Fraction] | None:
    """(relation, c) where the condition says `x relation c`, possibly times a factor; None where it says else."""
    sides = as_comparison(condition)
    if sides is None:
        return None
    left, op, right = sides
    try:
        difference = univariate(make("-", left, right), name)
    except Rejected:
        return None
    if difference.degree != 1:
        return None
    slope = difference.coefficient(1)
    if slope < 0:
        op = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(op, op)
    return op, -difference.coefficient(0) / slope


def _narrowed(old: Interval, relation: str, at: Fraction) -> Interval:
    low, high, low_open, high_open = old.low, old.high, old.low_open, old.high_open
    if relation in (">", ">=", "==") and (low is None or at > low or (at == low and not low_open)):
        low, low_open = at, relation == ">"
    if relation in ("<", "<=", "==") and (high is None or at < high or (at == high and not high_open)):
        high, high_open = at, relation == "<"
    return Interval(low, high, low_open, high_open)


def _without_end(old: Interval, at: Fraction) -> Interval:
    return Interval(old.low, old.high, old.low_open or old.low == at, old.high_open or old.high == at)
