"""The Taylor sums of exp, Σ_{k=0}^{n} x^k / k!, and what a statement says about their degree n."""

from fractions import Fraction

from .law import Law, coefficient_law
from .polynomial import Polynomial, polynomial_of
from .rejection import Rejected
from .statement import ForAll
from .term import Sort, Term

EXPONENTIAL = Law(Fraction(1), Fraction(1), -1)


def taylor_variable(node: Term, claim: ForAll) -> str | None:
    """The real variable x of which `node` is a sum from 0 with the coefficients 1 / k!; None if it is none."""
    reals = (declared.name for declared in claim.variables if declared.sort is Sort.REAL)
    return next((name for name in reals if coefficient_law(node, name) == EXPONENTIAL), None)


def degree_of(node: Term, claim: ForAll) -> Polynomial:
    """The degree of a Taylor sum as a polynomial in the claim's variables, linear and certain to be at least 0.

    Raises Rejected for any other upper end.
    """
    degree = polynomial_of(node.args[1], [declared.name for declared in claim.variables])
    if any(sum(exponents) > 1 or coefficient.denominator != 1 for exponents, coefficient in degree.items()):
        raise Rejected("exponential sum", "degree", "is not linear in integer variables")
    if _least(degree, claim) < 0:
        raise Rejected("exponential sum", "degree", "may be negative")
    return degree


def parities(degree: Polynomial, claim: ForAll) -> set[int]:
    """The values modulo 2, of 0 and 1, that a linear `degree` may have."""
    found = {0}
    for exponents, coefficient in degree.items():
        declared = next((claim.variables[place] for place, power in enumerate(exponents) if power), None)
        if coefficient % 2 == 0:
            continue
        of_variable = {1} if declared is None else {0, 1} if declared.parity is None else {declared.parity}
        found = {(one + other) % 2 for one in found for other in of_variable}
    return found


def _least(degree: Polynomial, claim: ForAll) -> Fraction:
    """A lower bound of a linear polynomial on the domains; -1 where there is none."""
    least = Fraction(0)
    for exponents, coefficient in degree.items():
        declared = next((claim.variables[place] for place, power in enumerate(exponents) if power), None)
        if declared is None:
            least += coefficient
            continue
        bound = declared.low if coefficient > 0 else declared.high
        if declared.sort is not Sort.INTEGER or bound is None:
            return Fraction(-1)
        least += coefficient * bound
    return least
