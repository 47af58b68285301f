"""The project's own methods on the statements of the benchmarks."""

import time
from collections.abc import Sequence
from typing import Any

from tests.benchmarks.peers import Answer
from verify.kernel.certificate import read_certificate, write_certificate
from verify.kernel.check import check
from verify.kernel.numerals import rational_text
from verify.kernel.parse import parse
from verify.kernel.statement import Statement
from verify.methods.finding import Budget
from verify.methods.plan import run_method


def certified(method: str, statement: Statement, warm_up: str, lemmas: Sequence[str] = ()) -> Answer:
    """The time to find a certificate for `statement`, the time to check its text, its size.

    `lemmas` are what method "lemma" may use. The method's libraries are imported
    outside the clock, by asking it about `warm_up` first.
    """
    run_method(method, parse(warm_up), Budget(), {"lemmas": []})
    began = time.perf_counter()
    finding = run_method(method, statement, Budget(), {"lemmas": list(lemmas)})
    found = time.perf_counter() - began
    if finding.certificate is None:
        return Answer(found, finding.says or f"gave up: {finding.reason}"[:60])
    text = write_certificate(finding.certificate)
    began = time.perf_counter()
    check(read_certificate(text))
    return Answer(found, "a certificate", time.perf_counter() - began, len(text))


def _by(method: str, family: Any) -> Answer:
    """A certificate for p > 0."""
    terms = [f"{rational_text(value)} * x**{power}" for power, value in enumerate(family.coefficients) if value]
    statement = parse(f"forall real x: {family.text or ' + '.join(f'({term})' for term in terms)} > 0")
    return certified(method, statement, "forall real x: x**2 + x + 1 > 0")


def stationary_point(family: Any) -> Answer:
    """By the coefficient law."""
    return _by("stationary_point", family)


def bernstein(family: Any) -> Answer:
    """By subdivision."""
    return _by("bernstein", family)


def sum_of_squares(family: Any) -> Answer:
    """By a rational sum of squares."""
    return _by("sum_of_squares", family)


def sturm(family: Any) -> Answer:
    """By a Sturm chain."""
    return _by("sturm", family)
