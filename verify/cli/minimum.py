"""`verify minimum`: the minimiser and the minimum of a polynomial, to as many certified digits as asked for."""

import itertools
from fractions import Fraction
from pathlib import Path

import click

from verify.engine.verdict import PROVED, exit_code
from verify.kernel.statement import ForAll, Minimum, Variable
from verify.kernel.term import Sort, constant, is_name, make
from verify.kernel.text import domain_text
from verify.kernel.tokens import NAME, Tokens
from verify.report.digits import certain_digits

from .answer import budget_options, method_option, print_decision, print_nearest, quoted, session
from .polynomial_file import read_polynomials
from .typed_statement import Polynomials, declared_domain, read_typed


@click.command("minimum")
@click.argument("text", metavar="POLYNOMIAL")
@click.option("--digits", type=click.IntRange(1, 10_000), default=30, show_default=True, help="Certified digits.")
@click.option("--over", metavar="DOMAIN", help='The variable with its bounds, as in "real 0 <= x <= 3".')
@click.option(
    "--polynomial", "files", multiple=True, metavar="NAME=FILE",
    help="NAME(x) is the polynomial with the coefficients in FILE, the constant one first; may be repeated.",
)  # fmt: skip
@method_option
@budget_options
def command(
    text: str, digits: int, over: str | None, files: tuple[str, ...], methods: tuple[str, ...], out: Path | None,
    jobs: int | None, seconds: float | None, fresh: bool,
) -> int:  # fmt: skip
    """Find the unique minimiser of a polynomial in one real variable, and the minimum, in certified digits.

    \b
    verify minimum "x^4 - 4*x^3 + 28" --digits 50
    verify minimum "x^3 - 2*x" --over "real 0 <= x <= 3"

    Where it has no unique minimiser, or none is certified, the best lower bound
    that is certified is shown, and a value that is attained.

    \b
    Exit codes: 0 minimiser and minimum are certified; 2 usage; 3 they are not;
    4 an error.
    """
    polynomials = read_polynomials(files)
    variable = declared_domain(over) if over else Variable(_only_name(text, polynomials), Sort.REAL)
    head = f"minimum over {domain_text(variable)} to {digits} digits: "
    statement = read_typed(head + text, polynomials, skip=len(head))
    assert isinstance(statement, Minimum)
    again = " ".join([quoted(head + text), *(f"--polynomial {quoted(item)}" for item in files)])
    with session(jobs, seconds, methods, fresh) as running:
        decision = running.decide(statement)
        print_decision(statement, decision, out, again)
        for name, (low, high) in decision.verdict.enclosures.items():
            print(f"  {name:<11}  {certain_digits(Fraction(low), Fraction(high))}")
        if decision.verdict.verdict != PROVED:
            print_nearest(running.nearest(_positive(statement)))
    return exit_code([decision.verdict])


def _positive(statement: Minimum) -> ForAll:
    """That the function is nowhere negative: the claim whose best constant is the best lower bound."""
    return ForAll((statement.variable,), (), make(">=", statement.function, constant(Fraction(0))))


def _only_name(text: str, polynomials: Polynomials) -> str:
    """The one name in `text` that is not the name of a polynomial, or the index of a sum."""
    tokens = Tokens(text).tokens
    known = set(polynomials) | {word for (_, word, _), (_, sign, _) in itertools.pairwise(tokens) if sign == "="}
    names = sorted({word for kind, word, _ in tokens if kind == NAME and is_name(word) and word not in known})
    if not names:
        raise click.UsageError("there is no variable in the polynomial; a constant has no minimiser")
    if len(names) > 1:
        raise click.UsageError(
            f"the polynomial has {len(names)} variables, {', '.join(names)}; here it may have one. For a bound in "
            f'several, use verify prove, as in verify prove "forall real {", real ".join(names)}: … >= 0"'
        )
    return names[0]
