"""What a statement bounds, read off its conclusion: a quantity, and the rationals between which it is said to lie.

`0 <= a*b - f <= 1/9*a*b` bounds (a*b - f)/(a*b), from 0 to 1/9; where an
approximation itself is bounded, as in `4/9*a*b <= f`, the quantity is its relative error.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from verify.kernel.evaluate import real_value
from verify.kernel.real_number import RealNumber, enclosed
from verify.kernel.statement import ForAll
from verify.kernel.term import Sort, Term, apply, constant, make, undefined, variables_in
from verify.kernel.text import term_text
from verify.translate.arrays import NotDrawn

_TURNED = {">": "<", ">=": "<="}
_NEAR_ONE = Fraction(1, 3)
_BITS = 96


@dataclass(frozen=True, eq=False, slots=True)
class Quantity:
    """`term` is real, and undefined where the statement does not bound it; an end that is not there is None."""

    term: Term
    low: Fraction | None
    high: Fraction | None
    relative: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class _Product:
    """A rational times a product of terms; `key` is the same for the same product."""

    factor: Fraction
    terms: tuple[Term, ...]
    key: tuple[str, ...]


def quantity(statement: ForAll) -> Quantity:
    """The quantity of a statement; raises NotDrawn where none can be read off it."""
    scale = _scale(list(_comparisons(statement.conclusion)))
    found = _read(statement.conclusion, scale)
    if found is None or (found.low is None and found.high is None):
        raise NotDrawn("its conclusion sets no rational bound to anything")
    if scale.key and _around_one(found):
        low, high = (None if end is None else end - 1 for end in (found.low, found.high))
        found = Quantity(apply("-", found.term, constant(Fraction(1))), low, high, relative=True)
    term = found.term
    for hypothesis in statement.hypotheses:
        term = make("if", hypothesis, term, undefined(Sort.REAL))
    return Quantity(term, found.low, found.high, found.relative)


def _around_one(found: Quantity) -> bool:
    """Whether the quotient is one of an approximation and the exact value, not of an error and it."""
    return all(end is None or _NEAR_ONE < end < 2 - _NEAR_ONE for end in (found.low, found.high))


def _comparisons(conclusion: Term) -> Iterator[tuple[_Product, _Product]]:
    """The sides of each comparison with <= or <, the lesser one first."""
    waiting = [conclusion]
    while waiting:
        term = waiting.pop()
        if term.op in ("and", "if"):
            waiting += reversed(term.args[1:] if term.op == "if" else term.args)
        elif term.op not in ("constant", "undefined"):
            yield _sides(term)


def _sides(term: Term) -> tuple[_Product, _Product]:
    if term.op not in ("<", "<=", ">", ">="):
        raise NotDrawn(f"its conclusion is no bound but says {term.op}")
    lesser, greater = reversed(term.args) if term.op in _TURNED else term.args
    return _product(lesser), _product(greater)


def _product(term: Term) -> _Product:
    factor, terms, waiting = Fraction(1), [], [term]
    while waiting:
        node = waiting.pop()
        if node.op == "*":
            waiting += reversed(node.args)
        elif node.op != "constant" and not variables_in(node):
            factor *= _closed(node)
        elif node.op == "/" and _is_not_one(node.args[0]):
            waiting += [make("/", constant(Fraction(1)), node.args[1]), node.args[0]]
        elif node.op == "real":
            waiting.append(node.args[0])
        elif node.op == "neg":
            factor = -factor
            waiting.append(node.args[0])
        elif node.op == "constant":
            factor *= Fraction(node.value)  # type: ignore[arg-type]
        else:
            terms.append(node)
    if factor == 0:
        terms = []
    return _Product(factor, tuple(terms), tuple(sorted(map(term_text, terms))))


def _is_not_one(term: Term) -> bool:
    return term.op != "constant" or term.value != 1


def _closed(term: Term) -> Fraction:
    """A constant such as log(2): where it is no rational, one that is nearer to it than any number shown."""
    value = real_value(term, {})
    if not isinstance(value, RealNumber):
        return Fraction(value)
    found = enclosed(value, _BITS)
    if found.low[0] or found.high[0]:
        raise NotDrawn("a constant in it is not known to be finite")
    return Fraction(found.low[1] + found.high[1], 2 << _BITS)


def _scale(comparisons: list[tuple[_Product, _Product]]) -> _Product:
    """What errors are measured by: the product that the bounds are different multiples of, or the longest; else 1."""
    factors: dict[tuple[str, ...], list[Fraction]] = {}
    products = {}
    for sides in comparisons:
        if all(side.key for side in sides):
            for side in sides:
                products[side.key] = side
                factors.setdefault(side.key, []).append(side.factor)
    if not factors:
        return _Product(Fraction(1), (), ())

    def rank(key: tuple[str, ...]) -> tuple[int, int, int]:
        found = factors[key]
        return len(set(found)), sum(factor not in (1, -1) for factor in found), len(key)

    best = max(sorted(factors), key=rank)
    if rank(best) == (1, 0, 1):
        raise NotDrawn("its bounds are no numbers")
    return products[best]


def _read(term: Term, scale: _Product) -> Quantity | None:
    """The quantity of a conclusion's part, None where that bounds nothing."""
    if term.op in ("constant", "undefined"):
        return None
    if term.op == "if":
        return _either(term.args[0], *(_read(part, scale) for part in term.args[1:]))
    if term.op == "and":
        return _joined(*(_read(part, scale) for part in term.args))
    return _bounded(*_sides(term), scale)


def _joined(left: Quantity | None, right: Quantity | None) -> Quantity | None:
    """Both bounds at once, which must be of one quantity, or of multiples of one."""
    if left is None or right is None:
        return left or right
    first, second = _product(left.term), _product(right.term)
    if first.key != second.key:
        raise NotDrawn("its conclusion bounds two different things")
    times = first.factor / second.factor
    ends = [None if end is None else end * times for end in (right.low, right.high)]
    low, high = ends if times > 0 else reversed(ends)
    lows = [end for end in (left.low, low) if end is not None]
    highs = [end for end in (left.high, high) if end is not None]
    return Quantity(left.term, max(lows, default=None), min(highs, default=None))


def _either(condition: Term, yes: Quantity | None, no: Quantity | None) -> Quantity:
    """The quantity by cases; of the bounds, those that hold in both."""
    present = [part for part in (yes, no) if part is not None]
    terms = [undefined(Sort.REAL) if part is None else part.term for part in (yes, no)]
    lows, highs = [part.low for part in present], [part.high for part in present]
    low = None if None in lows else min(lows, default=None)  # type: ignore[type-var]
    high = None if None in highs else max(highs, default=None)  # type: ignore[type-var]
    return Quantity(make("if", condition, *terms), low, high)


def _bounded(lesser: _Product, greater: _Product, scale: _Product) -> Quantity:
    """The quantity of one comparison: the side that is no multiple of the scale, divided by it."""
    for bound, other, above in ((greater, lesser, True), (lesser, greater, False)):
        if not other.key or (bound.key and bound.key != scale.key) or (bound.key and other.key == scale.key):
            continue
        if not bound.key and bound.factor != 0 and scale.key:
            continue
        if above and other.factor > 0 and len(other.terms) == 1 and other.terms[0].op == "abs":
            end = bound.factor / other.factor  # |q| <= c bounds q on both sides
            return Quantity(_quotient(_Product(Fraction(1), other.terms[0].args, ()), scale), -end, end)
        return Quantity(_quotient(other, scale), None if above else bound.factor, bound.factor if above else None)
    raise NotDrawn("its bounds are not all multiples of one thing")


def _quotient(product: _Product, scale: _Product) -> Term:
    top = _multiplied(product.terms)
    if scale.key:
        bottom = _multiplied(scale.terms)
        defined = make("if", make(">", bottom, constant(Fraction(0))), bottom, undefined(Sort.REAL))
        top = make("/", top, defined)
    return top if product.factor == 1 else make("*", constant(product.factor), top)


def _multiplied(terms: tuple[Term, ...]) -> Term:
    product = terms[0]
    for term in terms[1:]:
        product = apply("*", product, term)
    return product if product.sort is Sort.REAL else make("real", product)
