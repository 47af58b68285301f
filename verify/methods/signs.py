"""Whether a polynomial is known to be positive or negative: by a fact, by its monomials, its factors, or a new lemma.

What is found is kept among the facts, so that a proof can cite it.
"""

from dataclasses import dataclass
from fractions import Fraction

from ..kernel.constraints import proportional, unit
from ..kernel.numerals import rational_text
from ..kernel.polynomial import Polynomial, add, constant_value, multiply, quotient_of
from ..kernel.rejection import Rejected
from ..kernel.term import Term
from .combinations import Evidence, by_monomials, decompose, monomials
from .equations import factored
from .known_facts import Facts


def sign_of(facts: Facts, polynomial: Polynomial) -> int:
    """1 or -1 where it could be shown to be positive or negative, by a new lemma if need be; else 0."""
    asked = frozenset(polynomial.items())
    if asked in facts.unsigned:
        return 0
    found = sign_by_factors(facts, polynomial) or next(
        (sign for sign in (1, -1) if _add_lemma(facts, add({}, polynomial, sign))), 0
    )
    if not found:
        facts.unsigned.add(asked)
    return found


def _add_lemma(facts: Facts, polynomial: Polynomial) -> bool:
    """Whether the polynomial could be shown to be positive, which then is a lemma."""
    summands = by_monomials(facts, polynomial, True)
    if summands is None and not facts.fails_somewhere(polynomial, True):
        attempts = (decompose(facts, polynomial, True, graded) for graded in (True, False))
        summands = next((summands for summands in attempts if summands is not None), None)
    if summands is None:
        return False
    facts.keep_lemma(polynomial, summands)
    return True


def sign_by_factors(facts: Facts, polynomial: Polynomial) -> int:
    """The same where a hypothesis or the monomials say it, of the polynomial or of each of its factors."""
    if not polynomial:
        return 0
    found = _plain_sign(facts, polynomial)
    known = None if found else signed_factors(facts, polynomial)
    if known is None:
        return found
    sign = 1 if known.scale > 0 else -1
    if len(known.cited) > 1:
        product = [{"times": rational_text(abs(known.scale)), "constraints": known.cited}]
        facts.keep_lemma(add({}, polynomial, sign), product)
    return sign


def _plain_sign(facts: Facts, polynomial: Polynomial) -> int:
    """The same where a hypothesis says it, or every monomial, up to a factor."""
    value = constant_value(polynomial)
    if value is not None:
        return (value > 0) - (value < 0)
    for generator in facts.generators:
        scale = proportional(polynomial, generator.polynomial) if generator.strict else None
        if scale is not None:
            return 1 if scale > 0 else -1
    for sign in (1, -1):
        goal = add({}, polynomial, sign)
        summands = monomials(facts, goal, True) or _more_than_one_constraint(facts, goal)
        if summands is not None:
            facts.keep_lemma(goal, summands)
            return sign
    return 0


def _more_than_one_constraint(facts: Facts, goal: Polynomial) -> Evidence | None:
    """The evidence of a goal that is what a hypothesis says to be positive, plus nonnegative monomials."""
    for generator in facts.generators:
        if generator.strict and len(generator.polynomial) > 1:
            summands = monomials(facts, add(goal, generator.polynomial, -1), False)
            if summands is not None:
                return [{"times": "1", "constraints": [generator.index]}, *summands]
    return None


@dataclass(frozen=True, slots=True)
class Factors:
    """`scale` times the product of the constraints, all positive, of these numbers."""

    scale: Fraction
    cited: list[int]


def signed_factors(facts: Facts, polynomial: Polynomial) -> Factors | None:
    """A polynomial as a number times what is known to be positive; None if it is not found to be that."""
    scale, factors = factored(polynomial)
    cited: list[int] = []
    for factor, power in factors:
        sign = _plain_sign(facts, factor)
        if not sign:
            return None
        index, times = facts.positive(add({}, factor, sign))
        scale *= (sign * times) ** power
        cited += [index] * power
    return Factors(scale, cited)


def without_signed_factors(facts: Facts, polynomial: Polynomial) -> Polynomial:
    """The polynomial divided by its factors of known sign, or their negatives; one factor, the longest, is left."""
    if constant_value(polynomial) is not None:
        return polynomial
    content, factors = factored(polynomial)
    signs = [_plain_sign(facts, factor) for factor, _ in factors]
    if all(signs):
        signs[max(range(len(factors)), key=lambda place: len(factors[place][0]))] = 0
    rest = add({}, unit(facts.names), content)
    for (factor, power), sign in zip(factors, signs, strict=True):
        for _ in range(power):
            rest = add({}, rest, sign) if sign else multiply(rest, factor)
    return rest


def numerator(facts: Facts, term: Term) -> Polynomial:
    """The term without its denominators, which are known to be positive or negative; `Rejected` where one is not."""
    known = [generator.polynomial for generator in facts.generators]

    def find(divisor: Polynomial) -> tuple[Fraction, int]:
        for place, polynomial in enumerate(known):
            scale = proportional(divisor, polynomial)
            if scale is not None and facts.generators[place].strict:
                return scale, place
        raise Rejected("polynomial", "denominator", "its sign is not known")

    return quotient_of(term, facts.names, known, find)[0]
