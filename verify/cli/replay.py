"""`verify replay`: one claim evaluated at given values, by the Python function itself and by the traced term."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from verify.claims.claim import ClaimError
from verify.claims.instance import Instance, state
from verify.config import read_settings
from verify.engine.store import CertificateStore, cache_folder
from verify.engine.verdict import EXIT_AS_EXPECTED, EXIT_CONTRADICTION, EXIT_ERROR, shown_path
from verify.kernel.certificate import strict_json
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.numerals import rational, rational_text
from verify.kernel.rejection import Rejected
from verify.kernel.statement import Fails, ForAll, Variable
from verify.kernel.term import COMPARISONS, Sort, Term
from verify.kernel.text import digest, domain_text, term_text

from .selection import one_case

_LONGEST = 160
Values = Mapping[str, int | Fraction]


@click.command("replay")
@click.argument("identifier", metavar="ID")
@click.argument("given", nargs=-1, metavar="[NAME=VALUE]...")
def command(identifier: str, given: tuple[str, ...]) -> int:
    """Evaluate one claim, exactly, at the values given, or at its stored counterexample."""
    case = one_case(identifier, read_settings(Path.cwd()))
    try:
        instance = state(case, check=False)
    except ClaimError as error:
        print(f"{shown_path(error.file)}:{error.line}  ERROR  {identifier}  {error.message}")
        return EXIT_ERROR
    statement = instance.statement
    variables = statement.variables if isinstance(statement, ForAll) else (statement.variable,)
    values = _values(variables, dict(map(_assignment, given)) if given else _stored(instance))
    print(f"{identifier} at {', '.join(f'{name} = {_number(value)}' for name, value in values.items())}")
    if not isinstance(statement, ForAll):
        print(f"  {_clipped(statement.function)} = {_side(statement.function, values)}")
        return EXIT_AS_EXPECTED
    return _replay(instance, statement, values)


def _replay(instance: Instance, statement: ForAll, values: Values) -> int:
    for hypothesis in statement.hypotheses:
        if _truth(hypothesis, values) is not True:
            print(f"  not met: {_clipped(hypothesis)}\nthe claim says nothing about these values")
            return EXIT_AS_EXPECTED
    for part in _reached(statement.conclusion, values):
        _print_part(part, values)
    holds = _truth(statement.conclusion, values) is True
    plain = _plain(instance, values)
    print(f"the Python function gives {plain}; the claim {'holds' if holds else 'FAILS'} there")
    if holds != (plain is True):
        print(f"verify: the function and its traced term disagree: {instance.id} does not do the same each time")
        return EXIT_ERROR
    return EXIT_CONTRADICTION if instance.expect == "proved" and not holds else EXIT_AS_EXPECTED


def _plain(instance: Instance, values: Values) -> Any:
    try:
        return instance.plain(values)
    except Exception as error:
        return f"{type(error).__name__} ({error})"


def _reached(term: Term, values: Values) -> list[Term]:
    """The parts that decide `term` at these values: of a conjunction all, of an `if` those of the branch taken."""
    parts: list[Term] = []
    stack = [term]
    while stack:
        node = stack.pop()
        taken = _truth(node.args[0], values) if node.op == "if" else None
        if node.op == "and":
            stack += [node.args[1], node.args[0]]
        elif taken is not None:
            stack.append(node.args[1 if taken else 2])
        else:
            parts.append(node)
    return parts


def _print_part(part: Term, values: Values) -> None:
    outcome = {True: "true", False: "FALSE", None: "UNDEFINED"}[_truth(part, values)]
    print(f"  {outcome}: {_clipped(part)}")
    if part.op in COMPARISONS:
        left, right = (_side(side, values) for side in part.args)
        print(f"      left   {left}\n      right  {right}")


def _truth(term: Term, values: Values) -> bool | None:
    try:
        return evaluate(term, values) is True
    except Undefined:
        return None
    except Rejected as error:
        raise click.UsageError(f"cannot be evaluated at these values: {error}") from None


def _side(term: Term, values: Values) -> str:
    try:
        value = evaluate(term, values)
    except Undefined:
        return "undefined"
    except Rejected as error:
        raise click.UsageError(f"cannot be evaluated at these values: {error}") from None
    return str(value).lower() if isinstance(value, bool) else _number(value)


def _number(value: int | Fraction) -> str:
    """The exact value, with a decimal approximation beside a quotient."""
    exact = rational_text(Fraction(value))
    if "/" not in exact:
        return exact
    try:
        return f"{exact} (about {float(value):.9g})"
    except OverflowError:
        return exact


def _clipped(term: Term) -> str:
    text = term_text(term)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text)} characters)"


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.UsageError(f"{text!r} is not of the form name=value")
    return name.strip(), value.strip()


def _values(variables: Sequence[Variable], texts: Mapping[str, str]) -> dict[str, int | Fraction]:
    """A value of its sort, in its domain, for every variable."""
    names = [declared.name for declared in variables]
    if sorted(names) != sorted(texts):
        raise click.UsageError(f"values are needed for {', '.join(names)}; given are {', '.join(texts) or 'none'}")
    values: dict[str, int | Fraction] = {}
    for declared in variables:
        value = _read_number(texts[declared.name])
        if declared.sort is Sort.INTEGER and value.denominator == 1:
            values[declared.name] = value.numerator
        else:
            values[declared.name] = value
        if not declared.admits(values[declared.name]):
            raise click.UsageError(f"{declared.name}={texts[declared.name]} is outside {domain_text(declared)}")
    return values


def _read_number(text: str) -> Fraction:
    try:
        return rational(text)
    except (Rejected, ZeroDivisionError):
        pass
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise click.UsageError(f"{text!r} is not a number; write 3, -5/2 or 0.25") from None


def _stored(instance: Instance) -> Mapping[str, str]:
    """The counterexample on file, or else the point where the bound is attained."""
    if isinstance(instance.statement, ForAll):
        store = CertificateStore(cache_folder())
        for entry in store.look_up(instance.file, digest(Fails(instance.statement))):
            try:
                values = strict_json(entry.certificate)["evidence"]["values"]
                return {str(name): str(value) for name, value in values.items()}
            except (Rejected, KeyError, TypeError, AttributeError):
                continue
    if instance.tight_at is not None:
        return {name: str(value) for name, value in instance.tight_at.items()}
    raise click.UsageError(f"no counterexample of {instance.id!r} is on file; give values, as in x=3")
