"""`verify prove`: statements as people type them, to a verdict."""

import json
import shlex
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from verify.cli.main import main
from verify.cli.typed_statement import read_typed
from verify.kernel.command import main as kernel
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.kernel.text import statement_text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("forall real x: x^2 >= 0.25", "forall real x: x**2 >= 1/4"),
        ("forall x: x**2 ≥ 0", "forall real x: x**2 >= 0"),
        ("forall x, y: x·y ≤ x^2 + y^2", "forall real x, real y: x * y <= x**2 + y**2"),
        ("forall integer n >= 2, integer m: n*m == m*n", "forall integer n >= 2, integer m: n * m == m * n"),
        ("forall integer n, m: n + m == m + n", "forall integer n, integer m: n + m == m + n"),
        ("forall even integer n: n == n", "forall even integer n: n == n"),
        ("forall -0.5 <= x < 3/2: x < 2", "forall real -1/2 <= x < 3/2: x < 2"),
        ("forall real x, real y: x > 0, y > x ==> y > 0", "forall real x, real y: x > 0, y > x ==> y > 0"),
        ("exists x: x^2 == 4", "exists real x: x**2 == 4"),
        ("forall x: p(x - 1) > 0", "forall real x: 1/2 - 3 * (x - 1)**2 > 0"),
        (
            "forall c, states x, integer n, inputs u, integer v >= 1: c ≠ 0 ==> "
            "from x = c, n = 0 by x → x^2·u, n -> n + v where u ≥ 1 always x >= 0",
            "forall real c, states real x, integer n, inputs integer u, integer v >= 1: c != 0 ==> "
            "from x = c, n = 0 by x -> x**2 * u, n -> n + v where u >= 1 always x >= 0",
        ),
        (
            "forall states x: from x = 1 by x -> x always x > 0",
            "forall states real x: from x = 1 by x -> x always x > 0",
        ),
        ("forall x: p(p(x)) > 0", "forall real x: 1/2 - 3 * (1/2 - 3 * x**2)**2 > 0"),
    ],
)
def test_what_is_typed_and_what_is_meant(typed: str, meant: str) -> None:
    polynomials = {"p": [Fraction(1, 2), Fraction(0), Fraction(-3)]}
    assert statement_text(read_typed(typed, polynomials)) == statement_text(parse(meant))


def test_the_kernel_reads_no_shorthand() -> None:
    for text in ("forall real x: x^2 >= 0", "forall x: x >= x", "forall real x, y: x == y"):
        with pytest.raises(Rejected):
            parse(text)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("forall real x: x^2 + y >= 0", 'character 22, at "y >= 0": y is not declared; declare every variable'),
        ("x^2 >= 0", "a statement begins with forall"),
        ("forall real x: 2x >= 0", "write a product with *, as in 2*x"),
        ("forall real x: 2(x + 1) >= 0", "write a product with *, as in 2*(x + 1)"),
        ("forall real x: x >= .5", "write 0.5"),
        ("forall real x: x = 5", "write == for equality"),
        ("forall real x: (x >= 5", "its end"),
        ("forall real x, y >= 0: x >= y", "say of each variable which bounds it has"),
        ("forall real x, real x: x >= 0", "declared twice"),
        ("forall real x: x + 1", "a truth value"),
        ("forall real x >= 1/0: x > 0", "a denominator of 0"),
        ("", "its end"),
    ],
)
def test_what_is_no_statement(project: Path, run: Any, typed: str, told: str) -> None:
    ran = run("prove", typed)
    assert ran.code == 2 and told in ran.err and ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "verdict", "code"),
    [
        ("forall real x: x^4 - 4*x^3 + 28 >= 1", "PROVED", 0),
        ("forall real x: 5 >= 0", "PROVED", 0),
        ("forall real x: 0*x >= 0", "PROVED", 0),
        ("forall real x: 0*x > 0", "REFUTED", 1),
        ("forall real x: x^3 - 3*x >= -100", "REFUTED", 1),
        ("forall real x: (x - 1)^2*(x - 2)^4 >= 0", "PROVED", 0),
        ("forall real 0 < x < 0: x > 5", "VACUOUS", 3),
        ("forall real 2 <= x <= 1: x > 5", "VACUOUS", 3),
        ("forall integer 2 <= x <= 1: x > 5", "VACUOUS", 3),
        ("exists real x: x^2 == 4", "PROVED", 0),
    ],
)
def test_verdicts_and_exit_codes(project: Path, run: Any, typed: str, verdict: str, code: int) -> None:
    ran = run("prove", typed, "--jobs", "1")
    assert ran.out.startswith(f"{verdict}  ") and ran.code == code


def test_a_proof_is_stored_written_and_found_again(project: Path, run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    typed = "forall real x, y: x^2 + y^2 >= 2*x*y"
    ran = run("prove", typed, "--out", "mine.json")
    assert ran.code == 0 and "wrote        mine.json" in ran.out
    assert "  statement    forall real x, real y: x**2 + y**2 >= 2 * x * y\n" in ran.out
    stored = next(line for line in ran.out.splitlines() if line.startswith("  certificate")).split(", in ")[1]
    assert json.loads(Path(stored).read_text())["certificate"] == json.loads(Path("mine.json").read_text())
    assert kernel(["mine.json"]) == 0
    assert "mine.json:1: accepted by polynomial" in capsys.readouterr().out
    assert run("prove", typed).out.splitlines()[2] == ran.out.splitlines()[2]


def test_a_refutation_can_be_replayed(project: Path, run: Any) -> None:
    ran = run("prove", "forall real x: x^4 - 4*x^3 + 28 >= 2")
    assert ran.code == 1 and "  fails at     x = 3\n" in ran.out
    assert "best bound   x**4 - 4 * x**3 + 28 >= 1, certified by" in ran.out
    assert "nearest      x**4 - 4 * x**3 + 28 is 1 at x = 3" in ran.out
    line = next(line for line in ran.out.splitlines() if "verify replay" in line)
    replayed = run(*shlex.split(line)[1:])
    assert replayed.code == 1 and "left   1" in replayed.out and "FAILS" in replayed.out


def test_methods_are_chosen_by_name(project: Path, run: Any) -> None:
    wrong = run("prove", "forall real x: x > 0", "--method", "magic")
    assert wrong.code == 2 and "there is no method 'magic'; there are minimiser, " in wrong.err
    unfit = run("prove", "forall real x: x > 0", "--method", "minimiser")
    assert unfit.code == 2 and "does not apply" in unfit.err
    assert run("prove", "forall real x: x^2 > -1", "--method", "sampling").code == 3
    assert run("prove", "forall real x: x^2 > -1", "--method", "sampling", "--method", "case_analysis").code == 0


def test_coefficients_from_a_file(project: Path, run: Any) -> None:
    Path("p.txt").write_text("28, 0\n0.0 -8/2,\n\n1\n")
    ran = run("prove", "forall real x: p(x) >= 1", "--polynomial", "p=p.txt")
    assert ran.code == 0 and "  statement    forall real x: 28 - 4 * x**3 + 1 * x**4 >= 1\n" in ran.out
    refuted = run("prove", "forall real x: p(x) >= 2", "--polynomial", "p=p.txt")
    assert "verify replay 'forall real x: p(x) >= 2' --polynomial p=p.txt x=3" in refuted.out
    assert run("replay", "forall real x: p(x) >= 2", "--polynomial", "p=p.txt", "x=3").code == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1 2\n3 x\n", "p.txt:2: 'x' is not a coefficient"),
        ("1 2/0", "p.txt:1: '2/0' has the denominator 0"),
        ("1e5", "p.txt:1: '1e5' is not a coefficient"),
        (" \n", "p.txt: has no coefficients"),
        ("0/-1", "is not a coefficient"),
    ],
)
def test_a_file_without_coefficients(project: Path, run: Any, text: str, told: str) -> None:
    Path("p.txt").write_text(text)
    ran = run("prove", "forall x: p(x) > 0", "--polynomial", "p=p.txt")
    assert ran.code == 2 and told in ran.err and ran.err.count("\n") == 1


def test_names_of_polynomials(project: Path, run: Any) -> None:
    for given, told in (("p", "NAME=FILE"), ("min=f", "is no name"), ("p=none.txt", "cannot be read")):
        ran = run("prove", "forall x: x == x", "--polynomial", given)
        assert ran.code == 2 and told in ran.err


def test_ten_thousand_digits_are_not_echoed(project: Path, run: Any) -> None:
    Path("p.txt").write_text(f"{'7' * 10_000} 0 {'3' * 10_000}")
    ran = run("prove", "forall x: p(x) > 0", "--polynomial", "p=p.txt")
    assert ran.code == 0 and len(ran.out) < 2000 and "characters)" in ran.out and "  digest       " in ran.out


def test_a_long_statement_is_replayed_from_its_certificate(project: Path, run: Any) -> None:
    typed = f"forall x: x + {' + '.join(['0'] * 200)} > 0"
    ran = run("prove", typed)
    line = next(line for line in ran.out.splitlines() if "verify replay" in line)
    assert len(line) < 300
    assert run(*line.split()[1:]).code == 1
    assert main(["replay", "none.json"]) == 2
