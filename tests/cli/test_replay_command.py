"""`verify replay`: exact values of both sides, by the term and by the function."""

from pathlib import Path
from typing import Any

import pytest


def test_the_stored_counterexample_is_evaluated(certified: Path, run: Any) -> None:
    ran = run("replay", "sample.small")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "sample.small at x = 17, y = 1",
        "  true: x >= 0",
        "      left   17",
        "      right  0",
        "  FALSE: x < 17 * y",
        "      left   17",
        "      right  17",
        "the Python function gives False; the claim FAILS there",
    ]


def test_given_values_are_evaluated(project: Path, run: Any) -> None:
    ran = run("replay", "sample.small", "x=20", "y=2")
    assert ran.code == 0 and "the claim holds there" in ran.out
    assert "the claim says nothing about these values" in run("replay", "sample.square_grows", "x=2").out


def test_without_counterexample_the_attained_bound_is_evaluated(project: Path, run: Any) -> None:
    assert "sample.square_grows at x = 3" in run("replay", "sample.square_grows").out


def test_an_unexpected_failure_is_a_contradiction(project: Path, run: Any) -> None:
    file = project / "proofs" / "sample.py"
    file.write_text(file.read_text().replace("x * x >= 3 * x", "x * x >= 4 * x"))
    ran = run("replay", "sample.square_grows", "x=3")
    assert ran.code == 1 and "FAILS" in ran.out


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (("x=1",), "values are needed for x, y; given are x"),
        (("x=1", "y"), "'y' is not of the form name=value"),
        (("x=1", "y=two"), "'two' is not a number; write 3, -5/2 or 0.25"),
        (("x=1", "y=4"), "y=4 is outside integer 1 <= y <= 3"),
        (("x=1", "y=1/2"), "y=1/2 is outside integer 1 <= y <= 3"),
        (("x=1", "y=1/0"), "'1/0' is not a number"),
    ],
)
def test_bad_values_are_one_line(project: Path, run: Any, values: tuple[str, ...], message: str) -> None:
    ran = run("replay", "sample.small", *values)
    assert ran.code == 2 and message in ran.err and ran.err.count("\n") == 1


def test_without_anything_to_replay_it_says_so(project: Path, run: Any) -> None:
    ran = run("replay", "sample.small")
    assert ran.code == 2 and "no counterexample of 'sample.small' is on file; give values" in ran.err


def test_a_mean_shows_the_value_at_one_input(project: Path, run: Any) -> None:
    text = "mean over integer 0 <= a <= 9: a > 2 ==> a / 2 is 3"
    assert "  a / 2 = 7/2 (about 3.5)\n" in run("replay", text, "a=7").out
    assert "the mean does not count these values" in run("replay", text, "a=2").out


def test_a_claim_about_a_mean(project: Path, run: Any) -> None:
    (project / "m.py").write_text(
        "from verify import *\n@claim(x=word(4))\ndef f(x):\n    return mean(x * x, exactly=ratio('77.5'))\n"
    )
    assert "  x * x = 9\n" in run("replay", "m.py::m.f", "x=3").out
    assert "PROVED  m.f  mean" in run("run", "m.py").out
    assert "mean over integer 0 <= x <= 15: x * x is 155/2" in run("show", "m.py::m.f").out
