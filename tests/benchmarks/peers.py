"""Other tools on the same question, each as its users would ask it."""

import math
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """How long an answer took, and what it leaves behind."""

    seconds: float
    leaves: str
    check: float | None = None
    size: int | None = None


def _integers(family: Any) -> list[int]:
    common = math.lcm(*(value.denominator for value in family.coefficients))
    return [int(value * common) for value in family.coefficients]


def _timed(ask: Callable[[], str]) -> Answer:
    began = time.perf_counter()
    leaves = ask()
    return Answer(time.perf_counter() - began, leaves)


def sympy_count_roots(family: Any) -> Answer:
    """Sturm's count of the real roots, with the fastest ground types installed."""
    import sympy

    polynomial = sympy.Poly(list(reversed(_integers(family))), sympy.Symbol("x"))
    return _timed(lambda: f"a number ({polynomial.count_roots()} roots)")


def sympy_minimum(family: Any) -> Answer:
    """The minimum as a formula."""
    import sympy

    x = sympy.Symbol("x", real=True)
    expression = sum(
        sympy.Rational(value.numerator, value.denominator) * x**k for k, value in enumerate(family.coefficients)
    )
    return _timed(lambda: f"a formula of {len(str(sympy.minimum(expression, x)))} characters")


def z3_nlsat(family: Any) -> Answer:
    """Whether p <= 0 can be satisfied."""
    import z3

    x = z3.Real("x")
    value = z3.RealVal(0)
    for coefficient in reversed(_integers(family)):
        value = value * x + coefficient
    solver = z3.SolverFor("QF_NRA")
    solver.add(value <= 0)
    return _timed(lambda: f"a word ({solver.check()})")


def flint_roots(family: Any) -> Answer:
    """All complex roots, isolated."""
    import flint

    polynomial = flint.fmpz_poly(_integers(family))
    return _timed(lambda: f"a number ({sum(root.imag == 0 for root, _ in polynomial.complex_roots())} real roots)")


def triples(family: Any) -> Answer:
    """A sum of squares by semidefinite programming."""
    import sympy
    from triples import sum_of_squares

    x = sympy.Symbol("x")
    expression = sympy.Poly(list(reversed(_integers(family))), x).as_expr()
    return _timed(
        lambda: "nothing" if (found := sum_of_squares(expression)) is None else f"a formula ({len(str(found))})"
    )


def cvc5(family: Any) -> Answer:
    """Whether p <= 0 can be satisfied."""
    import cvc5.pythonic as smt

    x = smt.Real("x")
    value = smt.RealVal(0)
    for coefficient in reversed(_integers(family)):
        value = value * x + coefficient
    solver = smt.SolverFor("QF_NRA")
    solver.add(value <= 0)
    return _timed(lambda: f"a word ({solver.check()})")


def pari(family: Any) -> Answer:
    """polsturm, the number of real roots."""
    text = ",".join(map(str, reversed(_integers(family))))
    return _timed(lambda: f"a number ({_run(['gp', '-q', '-s', '1G'], f'print(polsturm(Pol([{text}])))')} roots)")


def sollya(family: Any) -> Answer:
    """numberroots on an interval that holds all roots by Cauchy's bound."""
    values = _integers(family)
    bound = 2 + max(abs(value) for value in values) // abs(values[-1])
    text = "+".join(f"({value})*x^{power}" for power, value in enumerate(values))
    ask = f"print(numberroots({text}, [-{bound};{bound}]));\n"
    return _timed(lambda: f"a number ({_run(['sollya', '--warnonstderr'], ask)} roots)")


def _run(command: list[str], text: str) -> str:
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    return " ".join(done.stdout.split())[-30:] or "no answer"


PEERS: Mapping[str, tuple[Callable[[Any], Answer], str]] = {
    "sympy count_roots": (sympy_count_roots, "sympy"),
    "sympy minimum": (sympy_minimum, "sympy"),
    "z3 nlsat": (z3_nlsat, "z3"),
    "python-flint roots": (flint_roots, "flint"),
    "triples": (triples, "triples"),
    "cvc5": (cvc5, "cvc5"),
    "PARI polsturm": (pari, "gp"),
    "Sollya numberroots": (sollya, "sollya"),
}
