"""What domains and hypotheses say of exponentials: a <= b gives exp(a) <= exp(b), after division by what is positive.

A comparison counts where the exponents that it is about occur in the statement, as E_1 <= E_2 does
for exp(-E_1/t) and exp(-E_2/t), or where it has logarithms, as log(x) <= d does for exp(d).
"""

import math
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from ..kernel.constraints import as_comparison, conjuncts
from ..kernel.exponent import Exponent, Product, Reader, units
from ..kernel.rejection import Rejected
from ..kernel.statement import ForAll
from ..kernel.term import Sort, Term, constant, make, postorder

Fact = tuple[Exponent, str]
"""A sum that is <, <=, >, >= or == 0."""
MOST_ADDED = 2


def facts_of_logarithms(claim: ForAll) -> Iterator[Term]:
    """Comparisons of sums of logarithms that follow from comparisons of products, where these logarithms occur."""
    roots = (*claim.hypotheses, claim.conclusion)
    reader = Reader(roots)
    numbers = reader.numbers
    known = {numbers[id(node.args[0])]: node for node in postorder(roots) if node.op == "log"}
    for condition in (part for hypothesis in claim.hypotheses for part in conjuncts(hypothesis)):
        sides = as_comparison(condition)
        if sides is None or sides[1] == "!=" or sides[0].sort is not Sort.REAL:
            continue
        try:
            products = [list(reader.read(side).items()) for side in (sides[0], sides[2])]
        except Rejected:
            continue
        if all(len(product) == 1 and product[0][1] == 1 for product in products):
            powers = [product[0][0] for product in products]
            if all(atom in known for product in powers for atom, _ in product):
                sums = (
                    _sum([_multiple(known[atom], Fraction(power)) for atom, power in product]) for product in powers
                )
                yield make(sides[1], *sums)


def facts(claim: ForAll, added: int = 0) -> Iterator[Term]:
    """Comparisons exp(a) ∘ exp(b) that may follow, where a - b is a multiple of what is known.

    So many exponents as `added` tells may be others than those of the statement.
    """
    roots = (*claim.hypotheses, claim.conclusion)
    bounds = [bound for declared in claim.variables for bound in declared.bounds_as_terms()]
    reader = Reader((*roots, *bounds))
    read = list(_read(reader, (node.args[0] for node in postorder(roots) if node.op == "exp")))
    known = units(read)
    said = list(_said(reader, [*bounds, *(part for hypothesis in claim.hypotheses for part in conjuncts(hypothesis))]))
    positive = _positive(reader, said)
    told: set[tuple[object, ...]] = set()
    for _ in range(added + 1):
        missing: Counter[Product] = Counter()
        for difference, op in _scaled(said, known, positive):
            new = [product for product in difference if not _may_stand(reader, product, known)]
            if len(new) == 1 and any(product and product in known for product in difference):
                missing[new[0]] += 1
            if new or not any(product for product in difference):
                continue
            difference = _short(reader, difference, known)
            key = (op, *sorted(difference.items()))
            if key not in told:
                told.add(key)
                yield _comparison(reader, difference, op, known)
        if not missing:
            return
        known[min(missing, key=lambda product: (sum(abs(power) for _, power in product), -missing[product]))] = -1


def _read(reader: Reader, terms: Iterator[Term]) -> Iterator[Exponent]:
    for term in terms:
        try:
            yield reader.read(term)
        except Rejected:
            continue


def _said(reader: Reader, conditions: list[Term]) -> Iterator[Fact]:
    """The comparisons of reals among the conditions."""
    for condition in conditions:
        sides = as_comparison(condition)
        if sides is None or sides[1] == "!=" or sides[0].sort is not Sort.REAL:
            continue
        try:
            difference = reader.read(make("-", sides[0], sides[2]))
        except Rejected:
            continue
        if difference:
            yield difference, sides[1]


def _positive(reader: Reader, said: list[Fact]) -> set[int]:
    """The atoms that are told not to be negative, exponentials, and logarithms, which may be shown not to be."""
    found = {number for number, atom in reader.atoms.items() if atom.op in ("exp", "log")}
    for difference, op in said:
        sign = 1 if op in (">", ">=") else -1 if op in ("<", "<=") else 0
        rest = [product for product in difference if product]
        if len(rest) != 1 or len(rest[0]) != 1 or rest[0][0][1] != 1:
            continue
        if sign * difference[rest[0]] > 0 >= sign * difference.get((), 0):
            found.add(rest[0][0][0])
    return found


def _scaled(said: list[Fact], known: dict[Product, int], positive: set[int]) -> Iterator[Fact]:
    """The facts times positive products by which one of their parts becomes an exponent that is known."""
    for difference, op in said:
        scales = {(): None} | {_times(one, _inverse(part)): None for one in known for part in difference}
        for scale in scales:
            if all(atom in positive or power % 2 == 0 for atom, power in scale):
                yield {_times(product, scale): value for product, value in difference.items()}, op


def _may_stand(reader: Reader, product: Product, known: dict[Product, int]) -> bool:
    """Whether exp of the product is a number, occurs in the statement, or is what a logarithm is of."""
    return not product or product in known or _is_logarithm(reader, product)


def _is_logarithm(reader: Reader, product: Product) -> bool:
    return len(product) == 1 and product[0][1] == 1 and reader.atoms[product[0][0]].op == "log"


def _short(reader: Reader, difference: Exponent, known: dict[Product, int]) -> Exponent:
    """The positive multiple whose coefficients, in the units of the statement, are integers without a common factor."""
    counts = [value * abs(known.get(product, 1)) for product, value in difference.items()]
    below = math.lcm(*(count.denominator for count in counts))
    above = math.gcd(*(int(count * below) for count in counts))
    return {product: value * below / above for product, value in difference.items()}


def _comparison(reader: Reader, difference: Exponent, op: str, known: dict[Product, int]) -> Term:
    """The comparison of exponentials, every product on the side where it has the sign that it has elsewhere."""
    sides: tuple[list[Term], list[Term]] = ([], [])
    for product, value in difference.items():
        side = int((value > 0) != (known.get(product, 1) > 0))
        size = value if side == 0 else -value
        sides[side].append(_multiple(reader.term(product, 1), size))
    left, right = (make("exp", _sum(parts)) for parts in sides)
    return make(op, left, right)


def _multiple(term: Term, size: Fraction) -> Term:
    if abs(size) != 1:
        is_number = term.op == "constant"
        term = constant(Fraction(term.value) * abs(size)) if is_number else make("*", constant(abs(size)), term)  # type: ignore[arg-type]
    return term if size > 0 else make("neg", term)


def _sum(parts: list[Term]) -> Term:
    if not parts:
        return constant(Fraction(0))
    result = parts[0]
    for part in parts[1:]:
        result = make("-", result, part.args[0]) if part.op == "neg" else make("+", result, part)
    return result


def _times(left: Product, right: Product) -> Product:
    powers = dict(left)
    for atom, power in right:
        powers[atom] = powers.get(atom, 0) + power
    return tuple(sorted((atom, power) for atom, power in powers.items() if power))


def _inverse(product: Product) -> Product:
    return tuple((atom, -power) for atom, power in product)
