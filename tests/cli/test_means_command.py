"""`verify means`."""

from pathlib import Path
from typing import Any

import pytest

from verify.kernel.certificate import read_certificate
from verify.kernel.check import check

FUNCTIONS = """
def kept(a, b, t):
    return (a >> t) * (b >> t) << 2 * t

def exact(b, a):
    return a * b

def halved(a):
    return 6 // a

def power(a):
    return 1 << a

def endless(a):
    while True:
        a = a + 1
"""


@pytest.fixture
def file(project: Path) -> str:
    (project / "f.py").write_text(FUNCTIONS)
    return "f.py"


def test_the_metrics_as_fractions_and_decimals(file: str, run: Any) -> None:
    ran = run("means", f"{file}:kept", "--exact", "a*b", "--width", "2", "--set", "t=1")
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == [
        "inputs  16: integer 0 <= a <= 3, integer 0 <= b <= 3",
        "ER      1/2  0.5",
        "WCE     5  at a = 3, b = 3",
        "MED     5/4  1.25",
        "MSE     15/4  3.75",
        "NMED    5/36  ≈ 0.138888888889",
        "MRED    56/81  ≈ 0.691358024691  without the 7 inputs whose exact value is 0",
        "bias    -5/4  -1.25",
    ]


def test_assumptions_signed_words_and_an_exact_function(file: str, run: Any) -> None:
    ran = run(
        "means", f"{file}:kept", "--exact", f"{file}:exact", "--width", "a=2,b=3", "--set", "t=0", "--signed",
        "--assume", "a != 0 and b > 1",
    )  # fmt: skip
    assert ran.code == 0 and "inputs  6: integer -2 <= a <= 1, integer -4 <= b <= 3\n" in ran.out
    assert "        with a != 0 and b > 1\n" in ran.out and "MED     0\n" in ran.out
    ran = run("means", f"{file}:kept", "--exact", "0", "--width", "2", "--set", "t=0")
    assert "NMED    none: every exact value is 0\nMRED    none: every exact value is 0\n" in ran.out


def test_long_fractions_are_printed_in_full_on_demand(file: str, run: Any) -> None:
    arguments = ("means", f"{file}:kept", "--exact", "a*b + 1", "--width", "6", "--set", "t=1")
    short, long = run(*arguments).out, run(*arguments, "--long").out
    assert "characters; --long prints them)  ≈ 0." in short and len(long) > len(short) + 300


def test_certificates_of_the_means(file: str, project: Path, run: Any) -> None:
    ran = run(
        "means", f"{file}:kept", "--exact", "a*b", "--width", "4", "--set", "t=1", "--certify", "--out", "c.jsonl"
    )
    assert ran.code == 0 and ran.out.count("PROVED  mean  ") == 4 and "\nMRED    PROVED" in ran.out
    lines = (project / "c.jsonl").read_text().splitlines()
    assert [check(read_certificate(line)).rules for line in lines] == [("mean",)] * 4


def test_relative_means_are_certified_up_to_16_bits(file: str, run: Any) -> None:
    ran = run("means", f"{file}:kept", "--exact", "a*b", "--width", "9", "--set", "t=2", "--certify")
    assert ran.code == 0 and ran.out.count("PROVED  mean  ") == 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere.py:f", "--exact", "a", "--width", "4"), "nowhere.py: there is no such file"),
        (("f.py:nothing", "--exact", "a", "--width", "4"), "has no function 'nothing'; it has kept, exact"),
        (("f.py", "--exact", "a", "--width", "4"), "write FILE:FUNCTION"),
        (("f.py:halved", "--exact", "c", "--width", "4"), "c is no parameter; there are a"),
        (("f.py:halved", "--exact", "a", "--width", "b=4"), "has no parameter b; it has a"),
        (("f.py:kept", "--exact", "a", "--width", "a=4", "--set", "t=1"), "no width for b"),
        (("f.py:halved", "--exact", "a", "--width", "four"), "--width four: write BITS or NAME=BITS"),
        (("f.py:kept", "--exact", "a", "--width", "4", "--set", "3"), "--set 3: write NAME=INTEGER"),
        (("f.py:halved", "--exact", "a", "--width", "4"), "no value at 1 inputs, the first of them a=0"),
        (("f.py:halved", "--exact", "a", "--width", "4", "--assume", "a"), "returns <symbolic integer>"),
        (("f.py:halved", "--exact", "a", "--width", "25"), "take 25 input bits; 24 is the most"),
        (("f.py:halved", "--exact", "a", "--width", "4", "--out", "x"), "--out writes certificates; add --certify"),
        (("f.py:power", "--exact", "a", "--width", "8"), "or the error takes 256 bits; 64 is the most"),
        (("f.py:halved", "--width", "4"), "--exact"),
        (("f.py:halved", "--exact", "a"), "--width"),
    ],
)
def test_wrong_usage(file: str, run: Any, arguments: tuple[str, ...], told: str) -> None:
    ran = run("means", *arguments)
    assert ran.code == 2 and told in ran.err and len(ran.err.splitlines()) == 1


def test_a_function_that_does_not_end(file: str, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verify.claims.time_limit.LONGEST", 0.2)
    ran = run("means", f"{file}:endless", "--exact", "a", "--width", "4")
    assert ran.code == 2 and "does it loop for ever?" in ran.err
