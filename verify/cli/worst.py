"""`verify worst`: the exact worst case of a function beside an exact reference, with witnesses and proofs."""

from pathlib import Path

import click

from verify.claims.compared import ComparisonError
from verify.claims.measure import METRICS, measure
from verify.engine.verdict import exit_code
from verify.engine.worst import NoWorstCase, WorstCase, worst_case
from verify.kernel.certificate import certificate_digest
from verify.kernel.numerals import rational_text
from verify.kernel.text import domain_text, term_text
from verify.report.digits import decimal_text

from .answer import budget_options, method_option, outcome_line, session, write_out
from .comparison import comparison_options, read_comparison
from .typed_statement import elided, shown

MOST_PRECISION = 4096


@click.command("worst")
@comparison_options
@click.option("--metric", type=click.Choice(METRICS), default="relative", show_default=True, help="The error's unit.")
@click.option(
    "--precision",
    type=click.IntRange(1, MOST_PRECISION),
    metavar="BITS",
    help="For --metric ulp: the significant bits of a result.",
)
@click.option("--all", "in_full", is_flag=True, help="List up to 1000 inputs that attain the worst case.")
@method_option
@budget_options
def command(
    approximate: str, exact: str, width: tuple[str, ...], given: tuple[str, ...], signed: bool,
    assumed: tuple[str, ...], metric: str, precision: int | None, in_full: bool, methods: tuple[str, ...],
    out: Path | None, jobs: int | None, seconds: float | None, fresh: bool,
) -> int:  # fmt: skip
    """Give the exact worst case of a function, above and below, an input that attains it, and a proof of it.

    \b
    verify worst proofs/mitchell.py:mitchell --exact "a*b" --width 8
    verify worst proofs/mitchell.py:mitchell --exact "a*b" --width 64 --metric absolute

    The error of an input is what FILE:FUNCTION gives, minus the exact value:
    divided by |exact| (relative; inputs whose exact value is 0 are left out), as
    it is (absolute), or in units of the last of --precision significant bits of
    the exact value (ulp). Inputs that fail an assumption are left out.

    \b
    Exit codes: 0 both sides are proved; 2 usage, or the function cannot be
    traced or has no value somewhere; 3 an error is known, but not that none is worse;
    4 an error.
    """
    if (metric == "ulp") is not (precision is not None):
        raise click.UsageError("--metric ulp and --precision BITS go together")
    pair = read_comparison(approximate, exact, width, given, signed, assumed)
    try:
        sides = {name: measure(pair, metric, sign, precision or 0) for name, sign in (("above", 1), ("below", -1))}
    except ComparisonError as error:
        raise click.UsageError(str(error)) from None
    print(f"inputs  {', '.join(map(domain_text, pair.variables))}")
    left_out = sides["above"].nonzero
    for hypothesis in (*sides["above"].hypotheses, *(() if left_out is None else (left_out,))):
        print(f"        with {elided(term_text(hypothesis))}")
    verdicts, certificates = [], []
    with session(jobs, seconds, methods, fresh) as running:
        for name, side in sides.items():
            try:
                worst = worst_case(side, running.store, running.workers, running.decide)
            except NoWorstCase as why:
                raise click.UsageError(str(why)) from None
            _print_side(name, worst, in_full)
            verdicts.append(worst.bound.verdict)
            certificates += [*(entry.certificate for entry in worst.bound.entries), worst.attained.certificate]
    write_out("\n".join(certificates), out)
    return exit_code(verdicts)


def _print_side(name: str, worst: WorstCase, in_full: bool) -> None:
    value = -worst.value if name == "below" else worst.value
    decimals = "" if value.denominator == 1 else f"  {decimal_text(value)}"
    where = ", ".join(f"{key} = {number}" for key, number in worst.values.items())
    others = (
        "" if worst.count is None else f", one of {worst.count} such inputs" if worst.count > 1 else ", there alone"
    )
    print(f"\n{name:<6}  {rational_text(value)}{decimals}  at {where}{others}")
    if in_full:
        for place in worst.places:
            print(f"        {', '.join(f'{key} = {number}' for key, number in place.items())}")
    print(f"        {outcome_line(worst.bound.verdict)}")
    print(f"        {shown(worst.statement)}")
    print(f"        attained: cert {certificate_digest(worst.attained.certificate)[:8]}…")
