"""`verify prove`: a statement from the command line, decided like any claim."""

from pathlib import Path

import click

from verify.engine.verdict import REFUTED, UNCERTIFIED, UNDECIDED, exit_code

from .answer import budget_options, method_option, print_decision, print_nearest, quoted, session
from .polynomial_file import read_polynomials
from .typed_statement import read_typed


@click.command("prove")
@click.argument("text", metavar="STATEMENT")
@click.option(
    "--polynomial", "files", multiple=True, metavar="NAME=FILE",
    help="NAME(x) is the polynomial with the coefficients in FILE, the constant one first; may be repeated.",
)  # fmt: skip
@method_option
@budget_options
def command(
    text: str, files: tuple[str, ...], methods: tuple[str, ...], out: Path | None, jobs: int | None,
    seconds: float | None, fresh: bool,
) -> int:  # fmt: skip
    """Decide a statement: PROVED with a certificate, REFUTED with an input, or neither, with the reason.

    \b
    verify prove "forall real x: x^4 - 4*x^3 + 28 >= 1"
    verify prove "forall real x >= 0, real y >= 0: x + y == 1 ==> x*y <= 1/4"

    A statement is `forall`, the variables with their sorts (real, integer) and
    bounds, a colon, hypotheses with commas between them and `==>` if there are
    any, and a conclusion. A variable without a sort has that of the variable
    before it, and the first one is real. `^` and `**` are powers; decimals are
    exact. The statement is printed as it was understood.

    \b
    Exit codes: 0 PROVED; 1 REFUTED; 2 usage; 3 undecided, uncertified or
    VACUOUS (no input meets the domains and hypotheses); 4 an error.
    """
    statement = read_typed(text, read_polynomials(files))
    with session(jobs, seconds, methods, fresh) as running:
        if methods and not running.plan(statement):
            raise click.UsageError(f"{', '.join(methods)}: does not apply to a statement of this form")
        decision = running.decide(statement)
        again = " ".join([quoted(text), *(f"--polynomial {quoted(item)}" for item in files)])
        print_decision(statement, decision, out, again)
        if decision.verdict.verdict in (REFUTED, UNDECIDED, UNCERTIFIED):
            print_nearest(running.nearest(statement))
    return exit_code([decision.verdict])
