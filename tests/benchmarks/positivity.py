"""Positivity of polynomials in one variable, this project's methods beside what else one would reach for.

    python -m tests.benchmarks.positivity [--seconds 60] [--only TEXT]

prints a table: for each polynomial and each method of ours the time to find a
certificate, the time in which the kernel checks its text, and its size; for each
peer the time of its answer and what it leaves behind. Everything runs in one
process at a time, killed when its time is over. Peers that are not installed
(triples, cvc5 from PyPI; gp, sollya as programs) are left out.
"""

import argparse
import importlib.util
import math
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from pebble import ProcessPool

from tests.benchmarks import ours, peers, table
from verify.kernel.law import Law
from verify.kernel.univariate import Dense, from_fractions, law_polynomial, multiply


@dataclass(frozen=True, slots=True)
class Family:
    """A positive polynomial: its coefficients from the constant up, and the statement's text if it is not these."""

    name: str
    coefficients: tuple[Fraction, ...]
    text: str = ""


def families() -> Iterator[Family]:
    """The polynomials, the smaller of each kind first."""
    for n in (20, 100, 300, 1000):
        yield _family(
            f"exp {n}", law_polynomial(Law(Fraction(1), Fraction(1), -1), n), f"sum(k = 0 .. {n}: x**k / factorial(k))"
        )
    for n in (10, 100, 300, 1000):
        yield _family(f"power sum {n}", Dense((1,) * (n + 1)), f"sum(k = 0 .. {n}: x**k)")
    for n in (10, 50, 100):
        product = Dense((1,))
        for j in range(1, n // 2 + 1):
            product = multiply(product, Dense((j * j, -2 * j, 1)))
        yield _family(f"1 + Wilkinson {n}", Dense((product.numerators[0] + 1, *product.numerators[1:])))
    for n in (10, 100):
        yield _family(f"x^{n} + 2(101x-1)^2", _plus_power(n, 2))
    for n in (10, 20, 40, 60):
        yield _family(f"x^{n} + 2(101x-1)^{n - 2}", _plus_power(n, n - 2))
    for degree in (20, 100):
        yield _family(f"random dense {degree}", _random_positive(degree))


def _family(name: str, polynomial: Dense, text: str = "") -> Family:
    return Family(name, tuple(polynomial.coefficient(power) for power in range(polynomial.degree + 1)), text)


def _plus_power(n: int, exponent: int) -> Dense:
    values = [Fraction(0)] * (n + 1)
    for k in range(exponent + 1):
        values[k] += 2 * math.comb(exponent, k) * 101**k * (-1) ** (exponent - k)
    values[n] += 1
    return from_fractions(values)


def _random_positive(degree: int) -> Dense:
    """The sum of the squares of two random polynomials with 50-bit coefficients, plus 1."""
    numbers = random.Random(degree)
    halves = [Dense(tuple(numbers.randrange(-(1 << 50), 1 << 50) for _ in range(degree // 2 + 1))) for _ in range(2)]
    total = [a + b for a, b in zip(*(multiply(half, half).numerators for half in halves), strict=True)]
    return Dense((total[0] + 1, *total[1:]))


def main() -> None:
    """Runs every method and peer on every polynomial and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0, help="the most that one answer may take")
    parser.add_argument("--only", default="", help="only polynomials and solvers whose name contains this")
    options = parser.parse_args()
    table.print_header("polynomial")
    with ProcessPool(max_workers=1) as pool:
        for family in families():
            for name, answer in solvers(family):
                if options.only in f"{family.name} {name}":
                    table.print_row(family.name, name, *table.answered(pool, answer, family, options.seconds))


def solvers(family: Family) -> Iterator[tuple[str, Callable[[Family], peers.Answer]]]:
    """Our methods, then the peers that are at hand."""
    for method in ("stationary_point", "bernstein", "sum_of_squares", "sturm"):
        if method != "stationary_point" or family.name.startswith("exp"):
            yield f"verify {method}", getattr(ours, method)
    for name, (answer, needs) in peers.PEERS.items():
        if shutil.which(needs) or importlib.util.find_spec(needs):
            yield name, answer


if __name__ == "__main__":
    main()
