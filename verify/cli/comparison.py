"""What `worst` and `means` share: a function, its exact reference and the word widths, from the command line."""

import re
from collections.abc import Callable
from typing import Any

import click

from verify.claims.compared import Compared, ComparisonError, compare

Command = Callable[..., Any]


def comparison_options(command: Command) -> Command:
    """The argument and the options that say what is compared: `approximate`, `exact`, `width`, `given`, …"""
    for part in (
        click.option("--assume", "assumed", multiple=True, metavar="CONDITION",
                     help='Leave other inputs out, as in "a >= 1"; may be repeated.'),
        click.option("--signed", is_flag=True, help="Words are two's complement."),
        click.option("--set", "given", multiple=True, metavar="NAME=INTEGER",
                     help="A parameter that is no word but this integer; may be repeated."),
        click.option("--width", "width", multiple=True, required=True, metavar="BITS|NAME=BITS,…",
                     help="The width of all words, or of the words named."),
        click.option("--exact", required=True, metavar="EXPRESSION|FILE:FUNCTION",
                     help='What it should give, as in "a*b".'),
        click.argument("approximate", metavar="FILE:FUNCTION"),
    ):  # fmt: skip
        command = part(command)
    return command


def read_comparison(
    approximate: str, exact: str, width: tuple[str, ...], given: tuple[str, ...], signed: bool, assumed: tuple[str, ...]
) -> Compared:
    """The pair that the options of `comparison_options` name."""
    widths = dict(_named("--width", item, "") for text in width for item in text.split(","))
    fixed = dict(_named("--set", item, None) for text in given for item in text.split(","))
    try:
        return compare(approximate, exact, widths, fixed, signed, assumed)
    except ComparisonError as error:
        raise click.UsageError(str(error)) from None


def _named(option: str, text: str, alone: str | None) -> tuple[str, int]:
    """`name=3`, or a number alone under the name `alone`."""
    name, equals, number = text.rpartition("=")
    if not re.fullmatch(r"-?[0-9]{1,1000}", number.strip()) or (not equals and alone is None):
        form = "NAME=INTEGER, as in t=3" if alone is None else "BITS or NAME=BITS, as in 8 or a=8,b=4"
        raise click.UsageError(f"{option} {text}: write {form}")
    return name.strip() if equals else alone or "", int(number)
