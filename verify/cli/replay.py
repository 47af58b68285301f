"""`verify replay`: one claim evaluated at given values, by the Python function itself and by the traced term."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from verify.claims.claim import ClaimError
from verify.claims.instance import Instance, state
from verify.claims.run_texts import read_run, run_texts
from verify.config import read_settings
from verify.engine.store import CertificateStore, cache_folder
from verify.engine.verdict import EXIT_AS_EXPECTED, EXIT_CONTRADICTION, EXIT_ERROR, shown_path
from verify.kernel.certificate import certificate_from, strict_json
from verify.kernel.numerals import rational
from verify.kernel.rejection import Rejected
from verify.kernel.statement import Always, Fails, ForAll, Mean, Minimum, Statement, Variable, Zeros
from verify.kernel.term import Sort
from verify.kernel.text import digest, domain_text
from verify.trace.runs import difference

from .evaluation import Values, clipped, first_unmet, number, print_conclusion, print_run, side
from .polynomial_file import read_polynomials
from .selection import complete_id, one_case
from .typed_statement import read_typed, shown


@click.command("replay")
@click.argument("identifier", metavar="ID|STATEMENT|CERTIFICATE", shell_complete=complete_id)
@click.argument("given", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--polynomial", "files", multiple=True, metavar="NAME=FILE", help="As for `verify prove`.")
def command(identifier: str, given: tuple[str, ...], files: tuple[str, ...]) -> int:
    """Evaluate one claim, exactly, at the values given, or at its stored counterexample.

    The claim is named by its id, or is a statement as for `verify prove`, or a
    file with its certificate.
    """
    texts = dict(map(_assignment, given))
    if identifier.split(" ", 1)[0] in ("forall", "∀", "minimum", "exactly", "mean"):
        return _replay_bare(read_typed(identifier, read_polynomials(files)), texts)
    if Path(identifier).suffix == ".json":
        return _replay_bare(*_from_file(Path(identifier), texts))
    return _replay_claim(identifier, texts)


def _replay_claim(identifier: str, texts: Mapping[str, str]) -> int:
    case = one_case(identifier, read_settings(Path.cwd()))
    try:
        instance = state(case, check=False)
    except ClaimError as error:
        print(f"{shown_path(error.file)}:{error.line}  ERROR  {identifier}  {error.message}")
        return EXIT_ERROR
    statement = instance.statement
    if isinstance(statement, Always):
        return _replay_run(statement, texts or _stored(instance), instance)
    variables = (statement.variable,) if isinstance(statement, Minimum | Zeros) else statement.variables
    values = _values(variables, texts or _stored(instance))
    print(f"{identifier} at {', '.join(f'{name} = {number(value)}' for name, value in values.items())}")
    if not isinstance(statement, ForAll):
        return _print_value(statement, values)
    return _replay(instance, statement, values)


def _replay_bare(statement: Statement, texts: Mapping[str, str]) -> int:
    """A statement without a function behind it."""
    if isinstance(statement, Fails):
        statement = statement.claim
    if not isinstance(statement, ForAll | Minimum | Zeros | Mean | Always):
        raise click.UsageError("only a forall statement, a minimum, zeros or a mean are evaluated at values")
    print(shown(statement))
    if isinstance(statement, Always):
        return _replay_run(statement, texts, None)
    if isinstance(statement, Minimum | Zeros):
        return _print_value(statement, _values((statement.variable,), texts))
    values = _values(statement.variables, texts)
    if isinstance(statement, Mean):
        return _print_value(statement, values)
    if (unmet := first_unmet(statement, values)) is not None:
        print(f"  not met: {clipped(unmet)}\nthe statement says nothing about these values")
        return EXIT_AS_EXPECTED
    holds = print_conclusion(statement, values)
    print(f"the statement {'holds' if holds else 'FAILS'} there")
    return EXIT_AS_EXPECTED if holds else EXIT_CONTRADICTION


def _print_value(statement: Minimum | Zeros | Mean, values: Values) -> int:
    """The value of the function that the statement is about."""
    if isinstance(statement, Mean) and (unmet := first_unmet(statement, values)) is not None:
        print(f"  not met: {clipped(unmet)}\nthe mean does not count these values")
        return EXIT_AS_EXPECTED
    print(f"  {clipped(statement.function)} = {side(statement.function, values)}")
    return EXIT_AS_EXPECTED


def _from_file(file: Path, texts: Mapping[str, str]) -> tuple[Statement, Mapping[str, str]]:
    """The statement of a certificate's file; its own input, where no values are given."""
    try:
        data = strict_json(file.read_text(encoding="ascii").strip())
        certificate = certificate_from(data.get("certificate", data) if isinstance(data, dict) else data)
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{file}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    except Rejected as why:
        raise click.UsageError(f"{file}: is not one certificate: {why}") from None
    own = _input_of(certificate.evidence) or certificate.witness or {}
    return certificate.statement, texts or {str(name): str(value) for name, value in dict(own).items()}


def _input_of(evidence: Mapping[str, Any]) -> Mapping[str, str]:
    """The input, or the run, that the evidence of a witness holds."""
    values, steps = evidence.get("values") or {}, evidence.get("steps")
    return values if steps is None else run_texts(values, steps)


def _replay_run(claim: Always, texts: Mapping[str, str], instance: Instance | None) -> int:
    """A recurrence with these parameters and inputs."""
    try:
        parameters, steps = read_run(claim, texts)
    except Rejected as why:
        raise click.UsageError(f"{why.step}: {why.why}") from None
    if instance is not None:
        print(f"{instance.id} at {', '.join(f'{name} = {text}' for name, text in texts.items())}")
    if (unmet := first_unmet(claim, parameters)) is not None:
        print(f"  not met: {clipped(unmet)}\nnothing is claimed of these values")
        return EXIT_AS_EXPECTED
    holds = print_run(claim, parameters, steps)
    if holds is None:
        print("nothing is claimed of such a step")
        return EXIT_AS_EXPECTED
    wrong = None if instance is None else difference(claim, instance.plain, parameters, steps)
    if wrong is not None:
        print(f"verify: the function and its traced term disagree {wrong}")
        return EXIT_ERROR
    told = "the statement" if instance is None else "the Python functions give the same; the claim"
    print(f"{told} {'holds' if holds else 'FAILS'} there")
    expected = instance is not None and instance.expect != "proved"
    return EXIT_AS_EXPECTED if holds or expected else EXIT_CONTRADICTION


def _replay(instance: Instance, statement: ForAll, values: Values) -> int:
    if (unmet := first_unmet(statement, values)) is not None:
        print(f"  not met: {clipped(unmet)}\nthe claim says nothing about these values")
        return EXIT_AS_EXPECTED
    holds = print_conclusion(statement, values)
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
    if isinstance(instance.statement, ForAll | Always):
        store = CertificateStore(cache_folder())
        for entry in store.look_up(instance.file, digest(Fails(instance.statement))):
            try:
                values = _input_of(strict_json(entry.certificate)["evidence"])
                return {str(name): str(value) for name, value in values.items()}
            except (Rejected, KeyError, TypeError, AttributeError):
                continue
    if instance.tight:
        return {name: str(value) for name, value in instance.tight[0].at.items()}
    raise click.UsageError(f"no counterexample of {instance.id!r} is on file; give values, as in x=3")
