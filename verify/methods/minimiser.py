"""Method `minimiser`: the one minimiser of a polynomial, bracketed by decimals or exact.

For the sums Σ (z/q)^k/k! it takes Newton's steps on the kernel's own fixed-point
integers: many times faster here than a general root finder, and what the kernel
will read the signs from. Any other polynomial goes to `stationary_values`.
"""

import math
from fractions import Fraction

from ..kernel.certificate import Certificate
from ..kernel.fixed_point import bits_to_separate, exponential_sum, power_over_factorial
from ..kernel.law import Law, coefficient_law
from ..kernel.numerals import rational_text
from ..kernel.rejection import Rejected
from ..kernel.statement import Minimum, Statement
from .finding import Budget, Finding, found, gave_up


def propose(statement: Statement, budget: Budget) -> Finding:
    """Where the minimum is, with the proofs that it is there and nowhere else."""
    assert isinstance(statement, Minimum)
    try:
        law = coefficient_law(statement.function, statement.variable.name)
        degree = statement.function.args[1].value if law else None
        if law and isinstance(degree, int) and _falls_and_rises(law, degree):
            ends = bracket(law, degree, statement.digits)
            if all(map(statement.variable.admits, ends)):
                convex = {"rule": "stationary_point", "evidence": {"multiplier": rational_text(1 / law.scale)}}
                evidence = {"minimiser": [rational_text(end) for end in ends], "convex": convex}
                return found(Certificate(statement, "minimum", evidence))
        from .stationary_values import evidence_for  # sympy, z3 and flint come with it; sums of the law need none

        outcome = evidence_for(statement)
    except Rejected as why:
        return gave_up(str(why))
    return gave_up(outcome) if isinstance(outcome, str) else found(Certificate(statement, "minimum", outcome))


def _falls_and_rises(law: Law, degree: int) -> bool:
    """Whether this is a positive multiple of Σ (scale·x)^k/k! to an even degree from 2 on."""
    return law.power == -1 and law.scale > 0 and law.first > 0 and degree % 2 == 0 and degree >= 2


def bracket(law: Law, degree: int, digits: int) -> tuple[Fraction, Fraction]:
    """The neighbouring decimals on both sides of the minimiser, close enough for `digits` of the minimum.

    At the ends a < b the bounds of the minimum differ by the factor (a/b)^degree.
    Of degree 2 the minimiser is rational: both ends are it.
    """
    if degree == 2:
        return -1 / law.scale, -1 / law.scale
    places = digits + len(str(degree)) + 1
    zero = _zero(degree - 1, math.ceil(places * 3.33) + 64) / law.scale
    whole = (zero.numerator.bit_length() - zero.denominator.bit_length()) * 30103 // 100_000
    unit = Fraction(10) ** (whole - places)
    below = zero // unit
    close = min(zero / unit - below, below + 1 - zero / unit) < Fraction(1, 1 << 30)
    return (below - close) * unit, (below + 1 + close) * unit


def _zero(degree: int, bits: int) -> Fraction:
    """The real zero of Σ_{k<=degree} z^k/k!, degree odd, by Newton's steps; its last places may be wrong.

    The slope at z is the sum itself less z^degree/degree!.
    """
    zero = Fraction(_first_guess(degree))
    precision = bits_to_separate(degree, zero, Fraction(1, 1 << bits))
    correct = 24
    while correct < bits:
        correct = min(2 * correct - 4, bits)
        value = Fraction(exponential_sum(degree, zero, precision), 1 << precision)
        zero -= value / (value + power_over_factorial(-zero, degree, correct + 64, up=False))
        zero = Fraction(round(zero * (1 << correct + 16)), 1 << correct + 16)
    return zero


def _first_guess(degree: int) -> float:
    """-u where e^-u is the rest of the series beyond `degree`, in floating point.

    The rest is u^n/n! · (1 - u/(n+1) + u²/((n+1)(n+2)) - …) with n = degree + 1:
    nothing cancels, and the logarithm of the quotient is nearly linear.
    """
    n = degree + 1
    u = 0.27846 * n
    for _ in range(8):
        tail = term = 1.0
        for k in range(1, 40):
            term *= -u / (n + k)
            tail += term
        u -= (n * math.log(u) - math.lgamma(n + 1) + math.log(tail) + u) / (n / u + 1)
    return -u
