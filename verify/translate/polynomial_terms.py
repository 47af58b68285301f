"""A polynomial, as the kernel has it, back as a term."""

from collections.abc import Sequence
from fractions import Fraction

from ..kernel.polynomial import Polynomial
from ..kernel.statement import Variable
from ..kernel.term import Sort, Term, constant, make


def polynomial_term(polynomial: Polynomial, variables: Sequence[Variable], sort: Sort = Sort.REAL) -> Term:
    """A polynomial as a term of that sort over the variables, largest exponents first."""
    number = int if sort is Sort.INTEGER else Fraction
    factors = [declared.term() if declared.sort is sort else make("real", declared.term()) for declared in variables]
    result = None
    for key in sorted(polynomial, reverse=True):
        size = abs(polynomial[key])
        parts = [constant(number(size))] if size != 1 or not any(key) else []
        for factor, exponent in zip(factors, key, strict=True):
            if exponent:
                parts.append(factor if exponent == 1 else make("**", factor, constant(exponent)))
        product = parts[0]
        for part in parts[1:]:
            product = make("*", product, part)
        negative = polynomial[key] < 0
        if result is None:
            result = make("neg", product) if negative else product
        else:
            result = make("-" if negative else "+", result, product)
    return constant(number(0)) if result is None else result
