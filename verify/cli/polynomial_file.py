"""Polynomials from files of coefficients: rationals with spaces, commas or line ends between them, constant first."""

import re
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import click

from verify.kernel.numerals import integer
from verify.kernel.rejection import Rejected

from .typed_statement import check_name, elided

_COEFFICIENT = re.compile(r"([+-]?)(\d+)(?:\.(\d+)|/(\d+))?", re.ASCII)
_LARGEST_FILE = 1 << 26
_MOST_COEFFICIENTS = 20_001


def read_polynomials(given: Iterable[str]) -> dict[str, list[Fraction]]:
    """The coefficients, constant first, for each `NAME=FILE`; a usage error says which file and line is wrong."""
    found: dict[str, list[Fraction]] = {}
    for item in given:
        name, equals, file = item.partition("=")
        if not equals:
            raise click.UsageError(f"--polynomial {item!r} is not of the form NAME=FILE")
        if check_name(name) in found:
            raise click.UsageError(f"--polynomial {name} is given twice")
        found[name] = read_coefficients(Path(file))
    return found


def read_coefficients(file: Path) -> list[Fraction]:
    """The coefficients in `file`, at least one."""
    try:
        if file.stat().st_size > _LARGEST_FILE:
            raise click.UsageError(f"{file}: longer than {_LARGEST_FILE} characters")
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{file}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise click.UsageError(f"{file}: is not a text file") from None
    found = [
        _coefficient(word, f"{file}:{number}")
        for number, line in enumerate(text.splitlines(), start=1)
        for word in line.replace(",", " ").split()
    ]
    if not found:
        raise click.UsageError(f"{file}: has no coefficients; write rationals, the constant one first")
    if len(found) > _MOST_COEFFICIENTS:
        raise click.UsageError(f"{file}: has {len(found)} coefficients; at most {_MOST_COEFFICIENTS} are read")
    return found


def _coefficient(word: str, where: str) -> Fraction:
    matched = _COEFFICIENT.fullmatch(word)
    if matched is None:
        shown = word if len(word) <= 30 else f"{word[:30]}…"
        raise click.UsageError(f"{where}: {shown!r} is not a coefficient; write 3, -5/2 or 0.25")
    sign, whole, decimals, under = matched.groups(default="")
    try:
        denominator = integer(under) if under else 10 ** len(decimals)
        value = Fraction(integer(whole + decimals), denominator)
    except ZeroDivisionError:
        raise click.UsageError(f"{where}: {elided(word)!r} has the denominator 0") from None
    except Rejected:
        raise click.UsageError(f"{where}: a coefficient of more than a million digits") from None
    return -value if sign == "-" else value
