"""`verify means`: the error metrics of a function, as exact rationals over all inputs, and proofs of them."""

import contextlib
import resource
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verify.claims.compared import Compared
from verify.engine.verdict import exit_code
from verify.kernel.numerals import rational_text
from verify.kernel.statement import Mean
from verify.kernel.text import domain_text, term_text
from verify.report.digits import decimal_text

from .answer import budget_options, outcome_line, session, write_out
from .comparison import comparison_options, read_comparison
from .evaluation import LONGEST
from .session import settings_here
from .typed_statement import elided, shown

if TYPE_CHECKING:
    from verify.methods.error_metrics import ErrorMetrics

CERTIFIED_RELATIVE_BITS = 16


@click.command("means")
@comparison_options
@click.option("--long", "in_full", is_flag=True, help="Print long fractions in full.")
@click.option("--certify", is_flag=True, help="Prove ER, MED, MSE, and up to 16 input bits MRED.")
@budget_options
def command(
    approximate: str, exact: str, width: tuple[str, ...], given: tuple[str, ...], signed: bool,
    assumed: tuple[str, ...], in_full: bool, certify: bool, out: Path | None, jobs: int | None,
    seconds: float | None, fresh: bool,
) -> int:  # fmt: skip
    """Give the error metrics of a function, exactly, over all inputs of up to 24 bits together.

    \b
    verify means proofs/mitchell.py:mitchell --exact "a*b" --width 8 --assume "a >= 1" --assume "b >= 1"

    The error of an input is what FILE:FUNCTION gives, minus the exact value.
    ER is the share of inputs with an error, WCE the largest absolute error, MED
    (or MAE) the mean absolute error, MSE the mean squared one, NMED is MED over
    the largest exact value, MRED the mean of |error| / |exact| where the exact
    value is not 0, and bias the mean error. Inputs that fail an assumption count
    in none of them.

    \b
    Exit codes: 0 done; 2 usage, or the function cannot be traced or has no value
    somewhere; 3 --certify, and something is not proved; 4 an error.
    """
    from verify.methods.error_metrics import NoMetrics, error_metrics, mean_statements

    if out is not None and not certify:
        raise click.UsageError("--out writes certificates; add --certify")
    pair = read_comparison(approximate, exact, width, given, signed, assumed)
    memory_mb = settings_here(None, None).memory_mb
    try:
        with _memory_limit(memory_mb):
            metrics = error_metrics(pair)
    except NoMetrics as why:
        raise click.UsageError(f"no metrics: {why}") from None
    except MemoryError:
        raise click.UsageError(f"no metrics: they need more than {memory_mb} MB; are the words too wide?") from None
    _print_metrics(pair, metrics, in_full)
    if not certify:
        return 0
    statements = mean_statements(pair, metrics)
    if _input_bits(pair) > CERTIFIED_RELATIVE_BITS:
        statements.pop("MRED", None)
    return _certify(statements, out, jobs, seconds, fresh)


@contextlib.contextmanager
def _memory_limit(memory_mb: int) -> Iterator[None]:
    """Raises MemoryError in the body where this process would grow beyond the limit of a worker."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    with contextlib.suppress(ValueError, OSError):  # macOS refuses a limit below what is mapped already
        resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _print_metrics(pair: Compared, metrics: "ErrorMetrics", in_full: bool) -> None:
    over = ", ".join(map(domain_text, pair.variables))
    print(f"inputs  {metrics.inputs}: {over}")
    for hypothesis in pair.hypotheses:
        print(f"        with {elided(term_text(hypothesis))}")
    where = ", ".join(f"{name} = {value}" for name, value in metrics.worst_at.items())
    relative = f"without the {metrics.left_out} inputs whose exact value is 0" if metrics.left_out else ""
    for name, value, note in (
        ("ER", metrics.error_rate, ""),
        ("WCE", metrics.worst, f"at {where}"),
        ("MED", metrics.mean_absolute, ""),
        ("MSE", metrics.mean_square, ""),
        ("NMED", metrics.normalised, ""),
        ("MRED", metrics.mean_relative, relative),
        ("bias", metrics.mean, ""),
    ):
        _print_metric(name, value, note, in_full)


def _print_metric(name: str, value: Fraction | None, note: str, in_full: bool) -> None:
    """One line: the exact value, its decimals if that is a quotient, and a note."""
    if value is None:
        print(f"{name:<6}  none: every exact value is 0")
        return
    text = rational_text(value)
    if len(text) > LONGEST and not in_full:
        text = f"{text[:40]}… ({len(text)} characters; --long prints them)"
    decimals = "" if value.denominator == 1 else f"  {decimal_text(value)}"
    print(f"{name:<6}  {text}{decimals}{f'  {note}' * bool(note)}")


def _certify(
    statements: Mapping[str, Mean], out: Path | None, jobs: int | None, seconds: float | None, fresh: bool
) -> int:
    """Has each proved in the workers, and prints what came of it."""
    verdicts, certificates = [], []
    with session(jobs, seconds, (), fresh) as running:
        for name, statement in statements.items():
            decision = running.decide(statement)
            print(f"\n{name:<6}  {outcome_line(decision.verdict)}\n        {shown(statement)}")
            verdicts.append(decision.verdict)
            certificates += [entry.certificate for entry in decision.entries]
    write_out("\n".join(certificates), out)
    return exit_code(verdicts)


def _input_bits(pair: Compared) -> int:
    ranges = ((declared.low or 0, declared.high or 0) for declared in pair.variables)
    return sum(int(high - low).bit_length() for low, high in ranges)
