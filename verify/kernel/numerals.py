"""Text of integers and rationals of any length: decimal, and hexadecimal for long lists.

Python refuses to convert decimal strings beyond 4,300 digits in either
direction; statements and certificates may hold longer numbers, so the
conversion is done here in chunks that stay below that limit.
"""

import re
from collections.abc import Iterable
from fractions import Fraction

from .rejection import Rejected

_CHUNK = 2000
_LONGEST = 1_000_000
_RATIONAL = re.compile(r"(0|-?[1-9][0-9]*)(/([2-9]|[1-9][0-9]+))?")


def decimal(number: int) -> str:
    """The decimal text of `number`, of any size."""
    if number < 0:
        return "-" + decimal(-number)
    base = 10**_CHUNK
    chunks = []
    while number >= base:
        number, low = divmod(number, base)
        chunks.append(f"{low:0{_CHUNK}d}")
    chunks.append(str(number))
    return "".join(reversed(chunks))


def integer(text: str) -> int:
    """The integer that `text` spells: an optional sign and ASCII digits, at most a million."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > _LONGEST:
        raise Rejected("numeral", repr(text[:20]), "not a decimal integer of at most a million digits")
    number = _halves(digits)
    return -number if text.startswith("-") else number


def _halves(digits: str) -> int:
    """The integer that these digits spell, by halves: ten times as fast for a million of them, and ten calls deep."""
    if len(digits) <= _CHUNK:
        return int(digits)
    half = len(digits) // 2
    scale: int = 10**half
    return _halves(digits[:-half]) * scale + _halves(digits[-half:])


def rational(text: str) -> Fraction:
    """The rational that `text` spells as `p` or `p/q`, reduced, with q > 1."""
    numerator, slash, denominator = text.partition("/")
    value = Fraction(integer(numerator), integer(denominator) if slash and denominator.strip("-0") else 1)
    # To write a long number is slower than to read it, so the one spelling is known by its look.
    if not _RATIONAL.fullmatch(text) or (slash and value.denominator != integer(denominator)):
        raise Rejected("numeral", repr(text[:20]), "not a rational in lowest terms")
    return value


def rational_text(value: Fraction) -> str:
    """The one spelling of a rational: `p`, or `p/q` in lowest terms."""
    if value.denominator == 1:
        return decimal(value.numerator)
    return f"{decimal(value.numerator)}/{decimal(value.denominator)}"


def integers(text: str) -> list[int]:
    """The integers that `text` lists in hexadecimal with single spaces between them, as `integers_text` spells them."""
    try:
        values = [int(part, 16) for part in text.split(" ")] if text else []
    except ValueError:
        raise Rejected("numeral", repr(text[:20]), "not a list of hexadecimal integers") from None
    if integers_text(values) != text:
        raise Rejected("numeral", repr(text[:20]), "not a list of hexadecimal integers in their one spelling")
    return values


def integers_text(values: Iterable[int]) -> str:
    """The one spelling of a list of integers in hexadecimal: `ff -1 0`."""
    return " ".join(format(value, "x") for value in values)
