"""Method `classes`: words cut where the terms in one variable change, all else by intervals.

A program that keeps a few bits from the leading one on tells few operands
apart; what it is compared with grows with them.
"""

from dataclasses import replace
from fractions import Fraction

from ..kernel.certificate import Certificate
from ..kernel.failure import Prepared, extremes, prepared, progression
from ..kernel.polynomial import polynomial_of
from ..kernel.rejection import Rejected
from ..kernel.rules.classes import classes, frontier
from ..kernel.rules.enumeration import MOST_INPUT_BITS
from ..kernel.statement import ForAll, Statement, Variable
from ..kernel.term import Term
from .finding import Budget, Finding, found, gave_up

MOST_CLASSES = 1 << 12
SAMPLES = 16


def propose(statement: Statement, budget: Budget) -> Finding:
    """The certificate, if the classes are few enough and intervals show the claim on them."""
    assert isinstance(statement, ForAll)
    try:
        subject = prepared(statement)
        cuts = {
            declared.name: cuts_of(subject, declared, _changing(subject, declared)) for declared in statement.variables
        }
        bits = sum(len(starts).bit_length() for starts in cuts.values())
        if bits > MOST_INPUT_BITS:
            return gave_up(f"the choices of classes take {bits} bits")
        evidence = {"cuts": cuts}
        classes(statement, evidence, None)
    except Rejected as why:
        return gave_up(str(why))
    return found(Certificate(statement, "classes", evidence))


def _changing(subject: Prepared, declared: Variable) -> list[Term]:
    """The terms in one variable, other than polynomials."""
    return [node for node in frontier(subject.claim, declared.name) if not _is_polynomial(node, declared.name)]


def cuts_of(subject: Prepared, declared: Variable, nodes: list[Term]) -> list[str]:
    """Where one of `nodes`, terms in one variable, has another value than before."""
    first, step, count = progression(declared)
    if count > MOST_CLASSES and _tells_neighbours_apart(subject, declared, nodes):
        raise Rejected("classes", declared.name, "has a class of its own for most values")
    starts: list[int] = []
    waiting = [(first, first + step * (count - 1))]
    while waiting:
        low, high = waiting.pop()
        part = replace(declared, low=Fraction(low), high=Fraction(high))
        if low == high or all(least == most for least, most, _ in extremes(subject, (part,), nodes)):
            starts.append(low)
        else:
            middle = _roundest(low + 1, high)
            waiting += [(middle, high), (low, middle - 1)]
        if len(starts) + len(waiting) > MOST_CLASSES:
            raise Rejected("classes", declared.name, f"has more than {MOST_CLASSES} classes")
    return list(map(str, starts[1:]))


def _tells_neighbours_apart(subject: Prepared, declared: Variable, nodes: list[Term]) -> bool:
    """Whether some of the terms differ between most large values and the next."""
    first, step, count = progression(declared)
    apart = 0
    for sample in range(1, SAMPLES + 1):
        low = first + step * 2 * (count * (SAMPLES + sample) // (4 * SAMPLES) - 1)
        part = replace(declared, low=Fraction(low), high=Fraction(low + step))
        apart += any(least != most for least, most, _ in extremes(subject, (part,), nodes))
    return 2 * apart > SAMPLES


def _roundest(low: int, high: int) -> int:
    """The integer from `low` to `high` that the greatest power of two divides."""
    if low <= 0 <= high:
        return 0
    place = (low - 1 ^ high).bit_length() - 1
    return high >> place << place


def _is_polynomial(node: Term, name: str) -> bool:
    try:
        polynomial_of(node, [name])
    except Rejected:
        return False
    return True
