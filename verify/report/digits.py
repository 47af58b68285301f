"""Decimal print of exact numbers: of an enclosure the digits that are certain, of a rational its value."""

from fractions import Fraction

from verify.kernel.numerals import decimal, rational_text

_SMALLEST_PLAIN, _LARGEST_PLAIN = -6, 21
_SHOWN_DIGITS = 12
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def certain_digits(low: Fraction, high: Fraction) -> str:
    """The number between `low` and `high`, to the digits that both ends share.

    `0.2703955…` begins with those digits. Where a power of ten lies between the
    ends, so that they share too few, the form is `-1 ± 10⁻³²`. Ends that are
    equal give the number itself. The enclosure always lies inside what is printed.
    """
    if low == high:
        return decimal_text(low)
    if low <= 0 <= high:
        return _around(low, high, 0)
    exponent = _exponent(max(-low, high))
    shift = 0 if _SMALLEST_PLAIN < exponent < _LARGEST_PLAIN else exponent
    scale = Fraction(10) ** -shift
    near, far = sorted((abs(low) * scale, abs(high) * scale))
    places = _places(near, far)
    while places >= 0 and _cut(near, places) != _cut(far, places):
        places -= 1
    if places < 0 or places + 3 < _places(near, far):
        return _around(low, high, shift)
    sign = "-" if low < 0 else ""
    return f"{sign}{_point(_cut(near, places), places)}…{_power(shift)}"


def decimal_text(value: Fraction) -> str:
    """`value` in decimal: exact where that takes few digits, else rounded and marked with `≈`."""
    if value.denominator == 1 and abs(value) < 10**_LARGEST_PLAIN:
        return rational_text(value)
    exponent = _exponent(abs(value))
    shift = 0 if _SMALLEST_PLAIN < exponent < _LARGEST_PLAIN else exponent
    scaled = abs(value) * Fraction(10) ** -shift
    places = max(0, _SHOWN_DIGITS - 1 - (exponent - shift))
    rounded = round(scaled * 10**places)
    text = _trimmed(_point(rounded, places))
    about = "" if Fraction(rounded, 10**places) == scaled else "≈ "
    return f"{about}{'-' if value < 0 else ''}{text}{_power(shift)}"


def _around(low: Fraction, high: Fraction, shift: int) -> str:
    """Middle and radius: the radius is a power of ten, the middle rounded to it."""
    scale = Fraction(10) ** -shift
    first, last = low * scale, high * scale
    places = _places(first, last)
    middle = round((first + last) / 2 * Fraction(10) ** places)
    text = _trimmed(_point(abs(middle), places)) if places > 0 else decimal(abs(middle) * 10**-places)
    number = f"{'-' if middle < 0 else ''}{text} ± 10{superscript(-places)}"
    return f"({number}){_power(shift)}" if shift else number


def _places(low: Fraction, high: Fraction) -> int:
    """The largest k with high - low <= 10^-k."""
    width = high - low
    exponent = _exponent(width)
    return -exponent if width == Fraction(10) ** exponent else -exponent - 1


def _exponent(value: Fraction) -> int:
    """The e with 10^e <= value < 10^(e+1); 0 for 0."""
    if value == 0:
        return 0
    guess = len(decimal(value.numerator)) - len(decimal(value.denominator))
    return guess if value >= Fraction(10) ** guess else guess - 1


def _cut(value: Fraction, places: int) -> int:
    return int(value * 10**places // 1)


def _point(digits: int, places: int) -> str:
    text = decimal(digits).rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}" if places else text


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _power(shift: int) -> str:
    return f" × 10{superscript(shift)}" if shift else ""


def superscript(number: int) -> str:
    """An exponent, raised."""
    return str(number).translate(_RAISED)
