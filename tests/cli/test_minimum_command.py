"""`verify minimum`."""

from pathlib import Path
from typing import Any

import pytest


def test_minimiser_and_minimum_in_digits(project: Path, run: Any) -> None:
    ran = run("minimum", "x^2 - sum(k = 1 .. 1: x**k)", "--digits", "20")
    assert ran.code == 0 and "  minimiser    0.5\n" in ran.out and "  minimum      -0.25\n" in ran.out
    ran = run("minimum", "x^4 - 3*x", "--digits", "50")
    assert ran.code == 0 and "  minimiser    0.908560296416069829445605878163630251214105231570609…\n" in ran.out


def test_a_domain(project: Path, run: Any) -> None:
    ran = run("minimum", "x^4 - 3*x", "--over", "real -2 <= x <= 2", "--digits", "9")
    assert "minimum over real -2 <= x <= 2 to 9 digits: x**4 - 3 * x" in ran.out


def test_without_a_unique_minimiser_a_bound_and_a_value(project: Path, run: Any) -> None:
    ran = run("minimum", "(x^2 - 1)^2")
    assert ran.code == 3 and "best bound   (x**2 - 1)**2 >= 0, certified by" in ran.out
    assert "nearest      (x**2 - 1)**2 is 0 at x = " in ran.out


def test_without_a_bound(project: Path, run: Any) -> None:
    ran = run("minimum", "x^3")
    assert ran.code == 3 and "best bound   none was found for x**3" in ran.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("x + y",), "has 2 variables, x, y; here it may have one"),
        (("5",), "there is no variable"),
        (("x +",), "its end"),
        (("x^2 + 2x",), "character 7, at"),
        (("x^2", "--over", "integer x"), "of a real function of a real variable"),
        (("x^2", "--over", "real y"), "x is not declared"),
        (("x^2", "--digits", "0"), "--digits"),
    ],
)
def test_wrong_usage(project: Path, run: Any, arguments: tuple[str, ...], told: str) -> None:
    ran = run("minimum", *arguments)
    assert ran.code == 2 and told in ran.err
