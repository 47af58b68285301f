"""What is printed of an enclosure is certain: the enclosure lies inside it."""

from fractions import Fraction
from re import fullmatch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.report.digits import certain_digits, decimal_text

LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def span(text: str) -> tuple[Fraction, Fraction]:
    """The interval that a printed enclosure stands for."""
    match = fullmatch(r"\(?(-?[\d.]+)(…| ± 10([⁻⁰-⁹²³¹]+))?\)?( × 10([⁻⁰-⁹²³¹]+))?", text)
    assert match, text
    number, how, radius, _, shift = match.groups()
    scale = Fraction(10) ** int((shift or "0").translate(LOWERED))
    value = Fraction(number)
    if how is None:
        return value * scale, value * scale
    if radius:
        width = Fraction(10) ** int(radius.translate(LOWERED))
        return (value - width) * scale, (value + width) * scale
    unit = Fraction(1, 10 ** len(number.partition(".")[2])) * (-1 if number.startswith("-") else 1)
    low, high = sorted((value * scale, (value + unit) * scale))
    return low, high


@given(st.fractions(), st.fractions(min_value=0, max_value=1).filter(bool), st.integers(0, 60))
def test_the_enclosure_lies_inside_what_is_printed(low: Fraction, size: Fraction, places: int) -> None:
    high = low + size / 10**places
    first, last = span(certain_digits(low, high))
    assert first <= low < high <= last


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        ("1/3", "334/1000", "0.33…"),
        ("-159608/100000", "-159607/100000", "-1.5960…"),
        ("-1", "-1", "-1"),
        ("1/2", "1/2", "0.5"),
        ("-1000000000000001/1000000000000000", "-999999999999999/1000000000000000", "-1 ± 10⁻¹⁴"),
        ("-1/1000", "1/1000", "0 ± 10⁻²"),
        ("1/30000000000", "1/29999999999", "3.333333333… × 10⁻¹¹"),
        ("5", "700", "0 ± 10³"),
    ],
)
def test_enclosures(low: str, high: str, text: str) -> None:
    assert certain_digits(Fraction(low), Fraction(high)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("3", "3"),
        ("-157/50", "-3.14"),
        ("1/3", "≈ 0.333333333333"),
        ("-2/3", "≈ -0.666666666667"),
        ("1/1024", "0.0009765625"),
        (f"1/{3 * 10**40}", "≈ 3.33333333333 × 10⁻⁴¹"),
        (str(10**30), "1 × 10³⁰"),
        (str(10**30 + 1), "≈ 1 × 10³⁰"),
    ],
)
def test_decimals(value: str, text: str) -> None:
    assert decimal_text(Fraction(value)) == text


def test_thousands_of_digits() -> None:
    low = Fraction(1, 7)
    assert len(certain_digits(low, low + Fraction(1, 10**6000))) > 6000
