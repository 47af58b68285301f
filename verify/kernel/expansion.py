"""Terms expanded in one variable around a point: what Taylor's theorem says of them on a box."""

from collections.abc import Sequence
from fractions import Fraction

from .boxes import Box, Number, Outcome, all_over_box, relation
from .coefficient import Coefficient, enclosed
from .enclosure import Enclosure, add, exact, is_point, multiply
from .enclosure import power as power_of
from .series import Series, difference, of_function, padded, power, product, quotient, total
from .term import REAL_FUNCTIONS, Sort, Term, postorder
from .totality import nodes_outside_sums

_COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")


def by_expansion(
    root: Term, box: Box, name: str, center: Fraction, away: Enclosure, order: int, bits: int
) -> dict[int, Outcome]:
    """What is seen on `box` of comparisons below `root`, and of numbers that are part of no such comparison or number.

    `center` is in the interval box[name], though perhaps in no domain, and `away` holds v - center for every value v of
    `name`; `order` >= 1. A term has to be smooth at the center as well, and on all of the interval.

    Theorem (Taylor, with Lagrange's remainder): where g has n derivatives on an interval that holds c and v,
    g(v) = Σ_{k<n} g_k(c) (v - c)^k + g_n(t) (v - c)^n with some t between c and v, g_k being the k-th derivative
    divided by k!. If the first m <= n of the g_k(c) are 0, all that is a multiple of (v - c)^m.

    A term has all derivatives if it is made of + - * /, integer powers, exp, log, sqrt and atan, and of what does not
    depend on `name`, and if its divisors are seen not to be 0 on the box, the arguments of log and sqrt to be positive.
    The other variables are anywhere in the box.
    """
    here = _series(root, box, name, center, order - 1, bits)
    there = _series(root, box, name, box[name], order, bits)
    found: dict[int, Outcome] = {}
    depends = _depending(root, name)
    for node in nodes_outside_sums(root):
        parts = node.args[:2] if node.op == "sum" else node.args
        pairs = [(first, second) for part in parts if (first := here[id(part)]) and (second := there[id(part)])]
        if node.op in _COMPARISONS and len(pairs) == 2:
            first, second = (difference(left, right, bits) for left, right in zip(*pairs, strict=True))
            truth = relation(node.op, _held(first, second, away, bits), exact(0, bits))
            if not (truth.true and truth.false):
                found[id(node)] = truth
        elif not there[id(node)]:  # its parts are the largest numbers there that have a series
            for part in parts:
                if id(part) in depends and (first := here[id(part)]) and (second := there[id(part)]):
                    found[id(part)] = Number(_held(first, second, away, bits))
    return found


def _held(here: Series, there: Series, away: Enclosure, bits: int) -> Enclosure:
    """What holds Σ_{k<n} here_k away^k + there_n away^n."""
    zeros = next((place for place, value in enumerate(here) if value != 0), len(here))
    found = exact(0, bits)
    for place, value in enumerate([*here[zeros:], there[-1]]):
        found = add(found, multiply(enclosed(value, bits), _raised(away, place, bits), bits), bits)
    return multiply(_raised(away, zeros, bits), found, bits)


def _raised(away: Enclosure, exponent: int, bits: int) -> Enclosure:
    return power_of(away, exponent, bits) or away  # the latter for the type checker: exponents are not negative


def _series(root: Term, box: Box, name: str, at: Coefficient, order: int, bits: int) -> dict[int, Series | None]:
    """The series, in the variable `name` and with `name` being `at`, of every term below `root` that has one."""
    done: dict[int, Series | None] = {}
    depends, outcomes = _depending(root, name), all_over_box(root, box, bits)
    for node in nodes_outside_sums(root):
        parts = [done[id(part)] for part in (node.args[:2] if node.op == "sum" else node.args)]
        found = None
        if node.op == "variable":
            found = padded([at, Fraction(1)] if node.value == name else [_number(box[str(node.value)], bits)], order)
        elif node.op == "constant" and node.sort is not Sort.TRUTH:
            found = padded([Fraction(node.value)], order)  # type: ignore[arg-type]
        elif node.args and None not in parts:
            found = _of_operation(node, [part for part in parts if part is not None], bits)
        if found is None and id(node) not in depends:
            found = _of_constant(outcomes[id(node)], order, bits)
        done[id(node)] = found
    return done


def _of_constant(value: Outcome, order: int, bits: int) -> Series | None:
    """The series of what does not depend on the variable, if it is a number that is defined on the whole box."""
    if not isinstance(value, Number) or value.values is None or value.undefined:
        return None
    return padded([_number(value.values, bits)], order)


def _depending(root: Term, name: str) -> set[int]:
    """The terms below `root` in which a variable `name` occurs, by their id."""
    found: set[int] = set()
    for node in postorder((root,)):
        if (node.op == "variable" and node.value == name) or any(id(part) in found for part in node.args):
            found.add(id(node))
    return found


def _number(values: Enclosure, bits: int) -> Coefficient:
    """The one number that is held, exactly, if it is one."""
    return Fraction(values.low[1], 1 << bits) if is_point(values) else values


def _of_operation(node: Term, parts: Sequence[Series], bits: int) -> Series | None:
    first, last = parts[0], parts[-1]
    match node.op:
        case "real":
            return first
        case "+":
            return total(first, last, bits)
        case "-":
            return difference(first, last, bits)
        case "neg":
            return difference(padded([], len(first) - 1), first, bits)
        case "*":
            return product(first, last, bits)
        case "/":
            return quotient(first, last, bits)
        case "**":
            return _power(node, first, last, bits)
    return of_function(node.op, first, bits) if node.op in REAL_FUNCTIONS else None


def _power(node: Term, base: Series, exponent: Series, bits: int) -> Series | None:
    """A power with an exponent that is one integer; negative ones are for reals."""
    count = exponent[0]
    if not isinstance(count, Fraction) or count.denominator != 1 or any(exponent[1:]):
        return None
    return None if count < 0 and node.sort is Sort.INTEGER else power(base, count.numerator, bits)
