"""Polynomials with rational coefficients, in several variables, exactly.

A polynomial is a dictionary from exponents (one for each name of an ordered
tuple of names) to its nonzero coefficients.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from .evaluate import LARGEST_BITS, LONGEST_SUM, OPERATIONS, Undefined, evaluate
from .rejection import Rejected
from .term import Sort, Term, constant, make, postorder, rebuild, substitute, variables_in

Polynomial = dict[tuple[int, ...], Fraction]

MOST_PRODUCTS = 20_000_000
HIGHEST_POWER = 20_000


def add(left: Polynomial, right: Polynomial, scale: Fraction | int = 1) -> Polynomial:
    """left + scale · right."""
    result = dict(left)
    for exponents, coefficient in right.items():
        value = result.get(exponents, 0) + scale * coefficient
        if value:
            result[exponents] = Fraction(value)
        else:
            result.pop(exponents, None)
    return result


def multiply(left: Polynomial, right: Polynomial) -> Polynomial:
    """left · right; refused where it takes too many products, or too long ones."""
    if len(left) * len(right) > MOST_PRODUCTS or _bits(left) + _bits(right) > LARGEST_BITS:
        raise Rejected("polynomial", "product", "too large")
    result: Polynomial = {}
    for exponents, coefficient in left.items():
        for others, other in right.items():
            key = tuple(map(int.__add__, exponents, others))
            result[key] = result.get(key, 0) + coefficient * other
    return {key: value for key, value in result.items() if value}


def power(base: Polynomial, exponent: int, variables: int) -> Polynomial:
    """base to a power from 0 to HIGHEST_POWER; base⁰ is 1."""
    if not 0 <= exponent <= HIGHEST_POWER:
        raise Rejected("polynomial", "power", f"an exponent from 0 to {HIGHEST_POWER} is needed")
    if len(base) == 1:
        [(exponents, coefficient)] = base.items()
        if _bits(base) * exponent > LARGEST_BITS and abs(coefficient) != 1:
            raise Rejected("polynomial", "power", "too large")
        return {tuple(entry * exponent for entry in exponents): coefficient**exponent}
    result: Polynomial = {(0,) * variables: Fraction(1)}
    for bit in bin(exponent)[2:]:
        result = multiply(result, result)
        if bit == "1":
            result = multiply(result, base)
    return result


def _bits(polynomial: Polynomial) -> int:
    sizes = (value.numerator.bit_length() + value.denominator.bit_length() for value in polynomial.values())
    return max(sizes, default=0)


def constant_value(polynomial: Polynomial) -> Fraction | None:
    """The value of a constant polynomial, None for any other."""
    if not polynomial:
        return Fraction(0)
    [(exponents, value), *rest] = polynomial.items()
    return None if rest or any(exponents) else value


def expanded(root: Term) -> Term:
    """`root` with every sum over a constant range written out, as a balanced tree of additions."""

    def expand(node: Term, args: tuple[Term, ...]) -> Term | None:
        if node.op != "sum" or variables_in(args[0]) or variables_in(args[1]):
            return None
        try:
            low, high = int(evaluate(args[0], {})), int(evaluate(args[1], {}))
        except Undefined:
            return None
        if high - low >= LONGEST_SUM:
            raise Rejected("polynomial", "sum", f"more than {LONGEST_SUM} summands")
        parts = [substitute(args[2], {str(node.value): constant(at)}) for at in range(low, high + 1)]
        while len(parts) > 1:
            pairs = [make("+", *parts[at : at + 2]) for at in range(0, len(parts) - 1, 2)]
            parts = pairs + parts[len(parts) // 2 * 2 :]
        return parts[0] if parts else constant(0 if node.sort is Sort.INTEGER else Fraction(0))

    return rebuild(root, expand)


Quotient = tuple[Polynomial, tuple[int, ...]]


def polynomial_of(root: Term, names: Sequence[str]) -> Polynomial:
    """The polynomial in `names` that the term is; raises Rejected where it is none."""

    def refuse(divisor: Polynomial) -> tuple[Fraction, int]:
        raise Rejected("polynomial", "/", "a quotient by a polynomial")

    return quotient_of(root, names, [], refuse)[0]


def quotient_of(
    root: Term,
    names: Sequence[str],
    denominators: Sequence[Polynomial],
    find: Callable[[Polynomial], tuple[Fraction, int]],
) -> Quotient:
    """A polynomial and the exponents of `denominators` under it that together are the term.

    `find` gives, for a divisor that is no constant, (c, i) with divisor =
    c · denominators[i], c nonzero, and raises Rejected where there is none. The
    term is defined wherever all denominators are nonzero.
    """
    arithmetic = _Arithmetic(tuple(names), denominators, find)
    done: dict[int, Quotient] = {}
    root = expanded(root)
    for node in postorder((root,)):
        done[id(node)] = arithmetic.apply(node, [done[id(argument)] for argument in node.args])
    return done[id(root)]


class _Arithmetic:
    def __init__(
        self,
        names: tuple[str, ...],
        denominators: Sequence[Polynomial],
        find: Callable[[Polynomial], tuple[Fraction, int]],
    ) -> None:
        self.names = names
        self.denominators = denominators
        self.find = find
        self.bare = (0,) * len(denominators)

    def constant(self, value: Fraction) -> Quotient:
        return ({(0,) * len(self.names): value} if value else {}), self.bare

    def apply(self, node: Term, args: list[Quotient]) -> Quotient:
        match node.op:
            case "constant" if node.sort is not Sort.TRUTH:
                return self.constant(Fraction(node.value))  # type: ignore[arg-type]
            case "variable" if node.value in self.names:
                at = self.names.index(str(node.value))
                return {tuple(int(place == at) for place in range(len(self.names))): Fraction(1)}, self.bare
            case "+" | "-":
                common = tuple(map(max, args[0][1], args[1][1]))
                left, right = (self._over(argument, common) for argument in args)
                return add(left, right, 1 if node.op == "+" else -1), common
            case "neg":
                return add({}, args[0][0], -1), args[0][1]
            case "*":
                return multiply(args[0][0], args[1][0]), tuple(map(int.__add__, args[0][1], args[1][1]))
            case "/":
                return self._divide(args[0], args[1])
            case "real":
                return args[0]
            case "**" if (exponent := constant_value(args[1][0])) is not None and exponent >= 0:
                times = int(exponent)
                return power(args[0][0], times, len(self.names)), tuple(count * times for count in args[0][1])
            case "<<" if (places := constant_value(args[1][0])) is not None and 0 <= places <= LARGEST_BITS:
                return add({}, args[0][0], 1 << int(places)), args[0][1]
        return self._closed(node, args)

    def _over(self, quotient: Quotient, common: tuple[int, ...]) -> Polynomial:
        """The numerator over the `common` denominator."""
        numerator, under = quotient
        for place, (wanted, present) in enumerate(zip(common, under, strict=True)):
            if wanted > present:
                factor = power(self.denominators[place], wanted - present, len(self.names))
                numerator = multiply(numerator, factor)
        return numerator

    def _divide(self, left: Quotient, right: Quotient) -> Quotient:
        """left / (M / D) = left · D / M; D is a product of denominators, M has to be a multiple of one, or a number."""
        shared = tuple(map(min, left[1], right[1]))
        numerator = self._over((left[0], shared), right[1])
        under = tuple(map(int.__sub__, left[1], shared))
        value = constant_value(right[0])
        if value is not None:
            if value == 0:
                raise Rejected("polynomial", "/", "a division by zero")
            return add({}, numerator, 1 / value), under
        scale, place = self.find(right[0])
        under = tuple(count + (at == place) for at, count in enumerate(under))
        return add({}, numerator, 1 / scale), under

    def _closed(self, node: Term, args: list[Quotient]) -> Quotient:
        """Any other numeric operation, on constants."""
        values = [None if any(under) else constant_value(numerator) for numerator, under in args]
        if node.sort is Sort.TRUTH or node.op not in OPERATIONS or None in values:
            raise Rejected("polynomial", node.op, "is not polynomial")
        integral = [
            int(value) if argument.sort is Sort.INTEGER else value  # type: ignore[arg-type]
            for value, argument in zip(values, node.args, strict=True)
        ]
        try:
            return self.constant(Fraction(OPERATIONS[node.op](*integral)))
        except Undefined as why:
            raise Rejected("polynomial", node.op, str(why)) from None


def coefficients(polynomial: Polynomial) -> list[Fraction]:
    """The coefficients of a polynomial in one variable, from the constant up, none trailing zero."""
    degree = max((exponents[0] for exponents in polynomial), default=-1)
    if degree > HIGHEST_POWER:
        raise Rejected("polynomial", "degree", f"more than {HIGHEST_POWER}")
    return [polynomial.get((power,), Fraction(0)) for power in range(degree + 1)]
