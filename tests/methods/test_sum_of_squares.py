import random

import pytest

from tests.methods.asking import ask, proves

EXP = "sum(k = 0 .. {}: x**k / factorial(k))"
WILKINSON = " * ".join(f"(x - {root})" for root in range(1, 13))


def dense(values):
    return " + ".join(f"({value}) * x**{power}" for power, value in enumerate(values))


@pytest.mark.parametrize(
    "text",
    [
        "forall real x: x**2 + 1 > 0",
        "forall real x: x**4 - 4 * x**3 + 28 >= 1",
        "forall real x: -2 < x**2 - 2 * x",
        f"forall real x: {EXP.format(50)} > 0",
        "forall real x: sum(j = 0 .. 60: x**j) > 0",
        "forall real x: x**40 + 2 * (101 * x - 1)**38 > 0",
        "forall real x: x**100 + 2 * (101 * x - 1)**2 > 0",
        f"forall real x: 1 + ({WILKINSON})**2 > 0",
        # repeated roots, complex and real
        "forall real x: (x**2 + x + 1)**3 > 0",
        "forall real x: (x**2 - 2)**2 * (x**2 + x + 1) >= 0",
        "forall real x: (x**2 - 2)**2 >= 0",
        # half-lines and intervals
        "forall real x >= 0: x**3 + 1 > 0",
        "forall real x <= 2: 9 - x**3 > 0",
        "forall real 0 <= x <= 1: x * (1 - x) <= 1/3",
        "forall real 0 <= x <= 1: x**5 + 1/100 > 0",
        "forall real x: 3 + 0 * x > 0",
    ],
)
def test_proves(text):
    assert proves("sum_of_squares", text)


@pytest.mark.parametrize("seed", range(3))
def test_dense_polynomials_with_long_coefficients(seed):
    draw = random.Random(seed)
    half = [draw.getrandbits(50) - 2**49 for _ in range(13)]
    assert proves("sum_of_squares", f"forall real x: ({dense(half)})**2 + ({dense(half[::-1])})**2 + 1 > 0")


@pytest.mark.parametrize(
    "text",
    [
        "forall real x: x**2 - 2 > 0",
        "forall real x: x**4 - 4 * x**3 + 28 > 1",
        "forall real x: (x - 1)**2 > 0",
        "forall real x: x**3 + 100 > 0",
        "forall real x: -x**2 - 1 > 0",
        "forall real x: 0 * x > 0",
        "forall real x: (x - 1)**2 * (x**2 - 5) >= 0",
        "forall real 0 <= x <= 1: x * (1 - x) < 1/4",
        "forall real x: x**2 + 1 != 0",
        "forall real x: abs(x) + 1 > 0",
        f"forall real x: {EXP.format(11)} > 0",
    ],
)
def test_gives_up(text):
    assert ask("sum_of_squares", text).kind == "gave_up"


def test_the_evidence_of_exp_is_short():
    evidence = ask("sum_of_squares", f"forall real x: {EXP.format(50)} > 0").certificate.evidence
    assert len(evidence["squares"]) == 2 and sum(map(len, evidence["squares"])) < 2000
