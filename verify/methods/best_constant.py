"""Method `best_constant`: how far a comparison can be strengthened, or must be relaxed.

It is asked after a claim was refuted or left undecided. Inputs where L - R is
small are searched for the smallest; then the best decimal c is looked for for
which `L - R >= c` finds a proof. The certificate is for that statement, and
shows the nearest miss as the input that meets its hypotheses. Where no c was
found, it is for `L - R` having the value that it has there; a difference that
falls as far as the walk goes is taken to have no bound.
"""

import time
from dataclasses import replace
from fractions import Fraction

from ..kernel.certificate import Certificate
from ..kernel.evaluate import Undefined, evaluate
from ..kernel.rejection import Rejected
from ..kernel.statement import ForAll, Statement
from ..kernel.term import Sort
from . import case_analysis
from .finding import Budget, Finding, found, gave_up
from .margin import Margin, margin
from .sampling import Input, affordable, as_texts, meets

MOST_STARTS = 4
MOST_MOVES = 1500
SMALLEST_STEP, LARGEST_STEP = Fraction(1, 1 << 32), Fraction(1 << 16)
MOST_SECONDS = 20.0
PLACES = (12, 9, 6, 4, 3, 2, 1, 0)
LARGEST_EXACT = 1 << 64


def propose(statement: Statement, budget: Budget) -> Finding:
    """A certified bound, with the input that comes nearest to it; or that input alone."""
    assert isinstance(statement, ForAll)
    gap = margin(statement)
    if gap is None:
        return gave_up("the conclusion is not one comparison of reals by order")
    began, seconds = time.monotonic(), min(budget.seconds, MOST_SECONDS)
    values = _nearest(statement, gap, began + seconds / 4)
    if values is None:
        return gave_up("no input that meets the hypotheses is known")
    value = Fraction(evaluate(gap.subject, values))
    falls = gap.cost(value) < -LARGEST_STEP
    certificate = None if falls else _best(statement, gap, value, began + seconds / 2)
    if certificate is None:
        return found(Certificate(gap.reached(statement, value), "witness", {"values": as_texts(values)}))
    return found(replace(certificate, witness=as_texts(values)))


def _best(claim: ForAll, gap: Margin, value: Fraction, deadline: float) -> Certificate | None:
    """A certificate for a good constant: `value` itself, else the first decimal beyond it that finds a proof.

    Decimals with many places are tried first, but only once a coarse one has
    shown that there is some bound; past the deadline the coarse one must do.
    """
    cost = gap.cost(value)
    if max(abs(cost.numerator), cost.denominator) <= LARGEST_EXACT and (exact := _proved(claim, gap, cost)):
        return exact
    coarse = (Fraction(cost // 1 - 1), Fraction(-10 * max(abs(cost // 1), 1)))
    best = next(filter(None, (_proved(claim, gap, limit) for limit in coarse)), None)
    for places in PLACES if best else ():
        if time.monotonic() > deadline:
            break
        finer = _proved(claim, gap, Fraction(cost * 10**places // 1, 10**places))
        if finer is not None:
            return finer
    return best


def _proved(claim: ForAll, gap: Margin, cost: Fraction) -> Certificate | None:
    bound = gap.bounded(claim, gap.cost(cost))
    try:
        proof = case_analysis.prove(bound)
    except Rejected:
        return None
    return None if proof is None else Certificate(bound, proof["rule"], proof["evidence"])


def _nearest(claim: ForAll, gap: Margin, deadline: float) -> Input | None:
    """The input with the smallest cost that was found."""
    starts = []
    for number, values in enumerate(affordable((*claim.hypotheses, gap.subject), claim.variables)):
        cost = _cost(claim, gap, values)
        if cost is not None:
            starts.append((cost, number, values))
    starts.sort(key=lambda start: start[:2])
    ends = [_descended(claim, gap, values, cost, deadline) for cost, _, values in starts[:MOST_STARTS]]
    return min(ends, key=lambda end: end[0])[1] if ends else None


def _cost(claim: ForAll, gap: Margin, values: Input) -> Fraction | None:
    """The cost at an input of the domains and hypotheses, None elsewhere."""
    if not all(declared.admits(values[declared.name]) for declared in claim.variables):
        return None
    if not meets(claim.hypotheses, values):
        return None
    try:
        return gap.cost(Fraction(evaluate(gap.subject, values)))
    except (Undefined, Rejected):
        return None


def _descended(claim: ForAll, gap: Margin, values: Input, cost: Fraction, deadline: float) -> tuple[Fraction, Input]:
    """The end of a walk along the axes, whose steps double where they go down and are halved where none does."""
    names = [declared.name for declared in claim.variables if declared.sort is Sort.REAL]
    step, moves = Fraction(1, 2), 0
    while SMALLEST_STEP <= step <= LARGEST_STEP and moves < MOST_MOVES and time.monotonic() < deadline:
        tried = [{**values, name: values[name] + sign * step} for name in names for sign in (-1, 1)]
        moves += len(tried) + 1
        costs = [(there, other) for other in tried if (there := _cost(claim, gap, other)) is not None]
        lowest = min(costs, key=lambda pair: pair[0], default=(cost, values))
        if lowest[0] < cost:
            cost, values = lowest
            step *= 2
        else:
            step /= 2
    return _simplified(claim, gap, values, cost)


def _simplified(claim: ForAll, gap: Margin, values: Input, cost: Fraction) -> tuple[Fraction, Input]:
    """The same with fractions of smaller denominators, where these are as good."""
    for limit in (1, 10, 100, 1000, 10**6):
        simple: Input = {
            name: Fraction(entry).limit_denominator(limit) if type(entry) is Fraction else entry
            for name, entry in values.items()
        }
        there = _cost(claim, gap, simple)
        if there is not None and there <= cost:
            return there, simple
    return cost, values
