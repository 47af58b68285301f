"""`verify worst`."""

from pathlib import Path
from typing import Any

import pytest

from verify.kernel.certificate import read_certificate
from verify.kernel.check import check

FUNCTIONS = """
from verify import assume, ratio, where

def mitchell(a, b):
    k, l = a.bit_length() - 1, b.bit_length() - 1
    p, q = 1 << k, 1 << l
    s = ((a - p) << l) + ((b - q) << k)
    return p * q + s if s < p * q else s << 1

def truncated(a, b, t):
    k, l = a.bit_length() - 1, b.bit_length() - 1
    s = ((a << t) >> k) + ((b << t) >> l) - (2 << t)
    if s < 1 << t:
        return ratio(((1 << t) + s) << (k + l), 1 << t)
    return ratio(s << (k + l + 1), 1 << t)

def drum(a, b, k=6):
    n, m = max(a.bit_length() - k, 0), max(b.bit_length() - k, 0)
    x, y = where(n > 0, a >> n | 1, a), where(m > 0, b >> m | 1, b)
    return (x * y) << (n + m)

def product(b, a):
    return a * b

def half(a):
    return ratio(a, 2)

def inverse(a):
    return 12 // a

def raises(a):
    if a == 7:
        raise ValueError("seven")
    return a

def far(a):
    assume(a > 50)
    return a

def endless(a):
    while True:
        pass

def growing(a):
    while a + 1 != 0:
        a = a + 1
    return a

def digits(a):
    return a & 0b1010
"""


@pytest.fixture
def file(project: Path) -> str:
    (project / "f.py").write_text(FUNCTIONS)
    return "f.py"


def lines(ran: Any, name: str) -> list[str]:
    """What is printed of one side, without seconds and digests."""
    text = ran.out.partition(f"\n{name}")[2].partition("\n\n")[0]
    return [line.strip() for line in text.splitlines()]


def test_both_sides_with_witness_and_statement(file: str, run: Any) -> None:
    ran = run("worst", f"{file}:mitchell", "--exact", "a*b", "--width", "3", "--assume", "b != 2")
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[:4] == [
        "inputs  integer 0 <= a <= 7, integer 0 <= b <= 7",
        "        with b != 2",
        "        with a >= 1",
        "        with b >= 1",
    ]
    value, verdict, statement, attained = lines(ran, "below")
    assert value == "-1/9  ≈ -0.111111111111  at a = 3, b = 3, one of 4 such inputs"
    assert verdict.startswith("PROVED  ") and attained.startswith("attained: cert ")
    assert statement.startswith("forall integer 0 <= a <= 7, integer 0 <= b <= 7: let t1 = bit_length(a) - 1")
    assert statement.endswith(">= 8 * (a * b)")
    assert lines(ran, "above")[0].startswith("0  at a = 1, b = 1, one of ")


@pytest.mark.parametrize(
    ("arguments", "name", "told"),
    [
        (("mitchell", "a*b", "8"), "below", "-1/9  ≈ -0.111111111111  at a = 3, b = 3, one of 49 such inputs"),
        (("truncated", "a*b", "8", "--set", "t=3"), "below",
         "-10081/42849  ≈ -0.23526803426  at a = 207, b = 207, there alone"),
        (("truncated", "a*b", "8", "--set", "t=4"), "below",
         "-6833/39601  ≈ -0.172546147825  at a = 199, b = 199, there alone"),
        (("drum", "a*b", "8"), "above", "65/1024  0.0634765625  at a = 64, b = 64, one of 4 such inputs"),
        (("drum", "a*b", "8"), "below", "-89/2025  ≈ -0.043950617284  at a = 135, b = 135, there alone"),
        (("half", "a", "4", "--metric", "absolute"), "below", "-15/2  -7.5  at a = 15, there alone"),
        (("half", "a - 9", "4", "--metric", "absolute", "--signed"), "above", "13  at a = -8, there alone"),
        (("half", "a", "4", "--metric", "ulp", "--precision", "4", "--assume", "a >= 8"), "below",
         "-15/2  -7.5  at a = 15, there alone"),
        (("half", "f.py:raises", "4", "--assume", "a < 7", "--assume", "a > 3"), "above",
         "-1/2  -0.5  at a = 4, one of 3 such inputs"),
    ],
)  # fmt: skip
def test_known_worst_cases(file: str, run: Any, arguments: tuple[str, ...], name: str, told: str) -> None:
    function, exact, width, *rest = arguments
    ran = run("worst", f"{file}:{function}", "--exact", exact, "--width", width, *rest)
    assert ran.code == 0, ran.err
    value, verdict, *_ = lines(ran, name)
    assert value == told and verdict.startswith("PROVED  ")


def test_an_exact_function_and_two_widths(file: str, run: Any) -> None:
    ran = run("worst", f"{file}:mitchell", "--exact", f"{file}:product", "--width", "a=4,b=2")
    assert ran.code == 0 and ran.out.startswith("inputs  integer 0 <= a <= 15, integer 0 <= b <= 3\n")
    assert lines(ran, "below")[0].startswith("-1/9  ")


def test_words_of_thirty_two_bits_by_classes(file: str, run: Any) -> None:
    ran = run("worst", f"{file}:truncated", "--exact", "a*b", "--width", "32", "--set", "t=1", "--method", "classes")
    assert ran.code == 0, ran.out
    for name in ("above", "below"):
        assert lines(ran, name)[1].startswith("PROVED  classes  ")
    assert "such inputs" not in ran.out and "there alone" not in ran.out  # not all of 2^64 were looked at


def test_all_inputs_that_attain_it(file: str, run: Any) -> None:
    arguments = ("worst", f"{file}:mitchell", "--exact", "a*b", "--width", "3")
    short, full = run(*arguments), run(*arguments, "--all")
    listed = [line for line in lines(full, "below") if line.startswith("a = ")]
    assert listed == ["a = 3, b = 3", "a = 3, b = 6", "a = 6, b = 3", "a = 6, b = 6"]
    assert len(full.out.splitlines()) > len(short.out.splitlines())


def test_certificates_are_written_and_accepted(file: str, project: Path, run: Any) -> None:
    ran = run("worst", f"{file}:mitchell", "--exact", "a*b", "--width", "3", "--out", "c.jsonl")
    assert ran.code == 0
    rules = [check(read_certificate(line)).rules for line in (project / "c.jsonl").read_text().splitlines()]
    assert len(rules) == 4 and rules[1] == rules[3] == ("witness",)


def test_what_no_method_proves_is_undecided(file: str, run: Any) -> None:
    ran = run("worst", f"{file}:digits", "--exact", "a", "--width", "8", "--method", "sampling")
    assert ran.code == 3 and "UNDECIDED" in ran.out and "PROVED" not in ran.out
    assert lines(ran, "below")[0].startswith("-1  at a = 1, one of ")


def test_inputs_without_an_exact_value_are_not_left_out(file: str, run: Any) -> None:
    ran = run("worst", f"{file}:half", "--exact", "12 // a", "--width", "4")
    assert ran.code == 2 and "there is no error at a=0: the function or the exact one has no value" in ran.err
    ran = run("worst", f"{file}:half", "--exact", "12 // a", "--width", "4", "--assume", "a > 0")
    assert ran.code == 0 and "        with a > 0\n        with 12 // a != 0\n" in ran.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere.py:f", "--exact", "a", "--width", "4"), "nowhere.py: there is no such file"),
        (("f.py:nothing", "--exact", "a", "--width", "4"), "has no function 'nothing'"),
        (("f.py", "--exact", "a", "--width", "4"), "write FILE:FUNCTION"),
        (("f.py:half", "--exact", "c", "--width", "4"), "c is no parameter; there are a"),
        (("f.py:half", "--exact", "a +", "--width", "4"), "a +"),
        (("f.py:half", "--exact", "nowhere.py:f", "--width", "4"), "nowhere.py: there is no such file"),
        (("f.py:half", "--exact", "a", "--width", "four"), "--width four: write BITS or NAME=BITS"),
        (("f.py:half", "--exact", "a", "--width", "0"), "a word has from 1 to"),
        (("f.py:half", "--exact", "a", "--width", "4", "--assume", "a"), "returns <symbolic integer>"),
        (("f.py:half", "--width", "4"), "--exact"),
        (("f.py:half", "--exact", "a"), "--width"),
        (("f.py:half", "--exact", "a", "--width", "4", "--metric", "worst"), "'worst' is not one of"),
        (("f.py:half", "--exact", "a", "--width", "4", "--metric", "ulp"), "ulp and --precision BITS go together"),
        (("f.py:half", "--exact", "a", "--width", "4", "--precision", "8"), "ulp and --precision BITS go together"),
        (("f.py:half", "--exact", "a", "--width", "4", "--metric", "ulp", "--precision", "0"), "--precision"),
        (("f.py:half", "--exact", "ratio(a, 3)", "--width", "4", "--metric", "ulp", "--precision", "4"),
         "--metric ulp is for exact values that are integers"),
        (("f.py:half", "--exact", "a", "--width", "4", "--method", "magic"), "there is no method 'magic'"),
        (("f.py:raises", "--exact", "a", "--width", "4"), "there is no error at a=7"),
        (("f.py:inverse", "--exact", "a + 1", "--width", "4"), "there is no error at a=0"),
        (("f.py:far", "--exact", "a", "--width", "4"), "no input is known that meets the hypotheses"),
        (("f.py:half", "--exact", "0", "--width", "4"), "no input is known that meets the hypotheses"),
    ],
)  # fmt: skip
def test_wrong_usage(file: str, run: Any, arguments: tuple[str, ...], told: str) -> None:
    ran = run("worst", *arguments)
    assert ran.code == 2 and told in ran.err and len(ran.err.splitlines()) == 1


def test_a_random_function(project: Path, run: Any) -> None:
    text = "import random\n\ndef lucky(a):\n    return a + random.getrandbits(1)\n"
    (project / "random_one.py").write_text(text)
    ran = run("worst", "random_one.py:lucky", "--exact", "a", "--width", "4")
    assert ran.code == 2 and "random in a function: it must do the same on every run" in ran.err


def test_a_function_that_does_not_end(file: str, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verify.claims.time_limit.LONGEST", 0.2)
    ran = run("worst", f"{file}:endless", "--exact", "a", "--width", "4")
    assert ran.code == 2 and "does it loop for ever?" in ran.err


def test_a_loop_that_is_not_known_to_end(file: str, run: Any) -> None:
    ran = run("worst", f"{file}:growing", "--exact", "a", "--width", "4")
    assert ran.code == 2 and len(ran.err.splitlines()) == 1 and "f.py" in ran.err
