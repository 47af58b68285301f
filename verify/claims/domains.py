"""What an argument of a claim ranges over: `each` makes instances, every other domain is "for all"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..kernel.statement import Variable
from ..kernel.term import Sort
from .formats import FloatFormat

Choice = int | str | FloatFormat
Fixed = Mapping[str, Choice]


@dataclass(frozen=True, slots=True)
class Integers:
    """All integers between two bounds, or all even (parity 0) or odd (1) ones."""

    low: int | None = None
    high: int | None = None
    parity: int | None = None

    def variable(self, name: str, fixed: Fixed) -> Variable:
        """The kernel's variable with this domain."""
        return Variable(name, Sort.INTEGER, _fraction(self.low), _fraction(self.high), parity=self.parity)


@dataclass(frozen=True, slots=True)
class Word:
    """The integers of `width` bits, from 0 or in two's complement; the width may be an argument that `each` fixes."""

    width: int | str
    signed: bool = False

    def variable(self, name: str, fixed: Fixed) -> Variable:
        """The kernel's variable with this domain. Raises ValueError where the width is no integer from 1 on."""
        width = fixed.get(self.width) if isinstance(self.width, str) else self.width
        if type(width) is not int or width < 1:
            raise ValueError(
                f"{name}: a word's width is an integer from 1 on, or the name of an argument with each(...)"
            )
        low = -(2 ** (width - 1)) if self.signed else 0
        return Variable(name, Sort.INTEGER, Fraction(low), Fraction(low + 2**width - 1))


@dataclass(frozen=True, slots=True)
class Pattern:
    """The bit patterns of a float format, which may be an argument that `each` fixes."""

    format: FloatFormat | str

    def variable(self, name: str, fixed: Fixed) -> Variable:
        """The kernel's variable with this domain. Raises ValueError where there is no such format."""
        found = fixed.get(self.format) if isinstance(self.format, str) else self.format
        if not isinstance(found, FloatFormat):
            raise ValueError(f"{name}: patterns are of a float format, or of the name of an argument with each(...)")
        return Variable(name, Sort.INTEGER, Fraction(0), Fraction(2**found.bits - 1))


@dataclass(frozen=True, slots=True)
class Reals:
    """All reals between two bounds, which belong to the domain unless they are open."""

    low: Fraction | None = None
    high: Fraction | None = None
    open_low: bool = False
    open_high: bool = False

    def variable(self, name: str, fixed: Fixed) -> Variable:
        """The kernel's variable with this domain."""
        return Variable(name, Sort.REAL, self.low, self.high, self.open_low, self.open_high)


@dataclass(frozen=True, slots=True)
class Each:
    """One instance of the claim for every value."""

    values: tuple[Choice, ...]


Domain = Integers | Word | Pattern | Reals | Each


def integers(low: int | None = None, high: int | None = None) -> Integers:
    """All integers from `low` to `high`, both included; None is unbounded."""
    return Integers(*_integer_bounds(low, high))


def even(low: int | None = None, high: int | None = None) -> Integers:
    """The even integers from `low` to `high`."""
    return Integers(*_integer_bounds(low, high), parity=0)


def odd(low: int | None = None, high: int | None = None) -> Integers:
    """The odd integers from `low` to `high`."""
    return Integers(*_integer_bounds(low, high), parity=1)


def word(width: int | str) -> Word:
    """The integers from 0 to 2^width - 1; `word("w")` takes the width from the argument w, fixed by `each`."""
    return Word(_width(width, "word"))


def signed_word(width: int | str) -> Word:
    """The integers from -2^(width - 1) to 2^(width - 1) - 1, two's complement; the width as for `word`."""
    return Word(_width(width, "signed_word"), signed=True)


def pattern(format: FloatFormat | str) -> Pattern:
    """The bit patterns of a float format; `pattern("f")` takes the format from the argument f, fixed by `each`."""
    if not isinstance(format, (FloatFormat, str)):
        raise ValueError(f"pattern({format!r}): a float format, as in pattern(binary32), or an argument's name")
    return Pattern(format)


def reals(
    low: int | Fraction | None = None,
    high: int | Fraction | None = None,
    *,
    open_low: bool = False,
    open_high: bool = False,
) -> Reals:
    """All reals from `low` to `high`; an end is left out where it is open."""
    for bound in (low, high):
        if bound is not None and (isinstance(bound, bool) or not isinstance(bound, (int, Fraction))):
            raise ValueError(f'reals: {bound!r} is not an exact bound; write ratio("{bound}")')
    if (open_low and low is None) or (open_high and high is None):
        raise ValueError("reals: an end that is not there cannot be open")
    ends = _fraction(low), _fraction(high)
    _check_order(*ends)
    return Reals(*ends, bool(open_low), bool(open_high))


def each(values: Iterable[Choice]) -> Each:
    """One instance of the claim for every one of `values`, integers, strings or float formats, in their order."""
    found = tuple(values)
    if not found or any(type(value) not in (int, str, FloatFormat) for value in found) or len(set(found)) < len(found):
        raise ValueError("each(...) takes one or more integers, strings or float formats, all different")
    return Each(found)


def _width(width: int | str, what: str) -> int | str:
    if not isinstance(width, str) and (type(width) is not int or width < 1):
        raise ValueError(f"{what}({width!r}): the width is an integer from 1 on, or an argument's name")
    return width


def _integer_bounds(low: int | None, high: int | None) -> tuple[int | None, int | None]:
    for bound in (low, high):
        if bound is not None and type(bound) is not int:
            raise ValueError(f"{bound!r} is no bound for integers; write an integer")
    _check_order(_fraction(low), _fraction(high))
    return low, high


def _check_order(low: Fraction | None, high: Fraction | None) -> None:
    if low is not None and high is not None and low > high:
        raise ValueError(f"the lower bound {low} is above the upper bound {high}")


def _fraction(bound: int | Fraction | None) -> Fraction | None:
    return None if bound is None else Fraction(bound)
