"""Rule `sturm`: a chain of this polynomial, with positive factors, and no zero at an end."""

import importlib
from typing import Any

import pytest

from tests.kernel.certificates import Evidence, prove, refuse
from verify.kernel.numerals import decimal
from verify.kernel.text import statement_text

RULE = "sturm"


def chain(*steps: str, last: str = "1") -> Evidence:
    """Evidence of the rule."""
    return {"steps": list(steps), "last": last}


# x² - 2, x, 1 and x² + 2, x, -1 and (x - 1)²·(x + 2) = x³ - 3x + 2, x² - 1, x - 1
TWO = chain("1 2 0 1", "1 1 0 1")
NONE = chain("1 2 0 1", "1 1 0 -1", last="-1")
NEGATIVE = chain("1 2 0 1", "1 1 0 -1")
REPEATED = chain("1 2 0 1", "1 1 1 1", last="-1 1")
CONSTANT = chain()

ACCEPTED = [
    ("exactly 2 zeros over real x: x**2 - 2", TWO),
    ("exactly 2 zeros over real x: 2/7 - x**2 / 7", chain("1 2 0 1", "1 1 0 1", last="-1")),
    ("exactly 1 zero over real x >= 0: x**2 - 2", TWO),
    ("exactly 1 zero over real x < 0: x**2 - 2", TWO),
    ("exactly 0 zeros over real -1 <= x <= 1: x**2 - 2", TWO),
    ("exactly 0 zeros over real 1 <= x <= 1: x**2 - 2", TWO),
    ("exactly 0 zeros over real x: x**2 + 2", NONE),
    ("exactly 2 zeros over real x: x**3 - 3 * x + 2", REPEATED),
    ("exactly 1 zero over real 0 < x < 5/4: x**3 - 3 * x + 2", REPEATED),
    ("exactly 1 zero over real x: x - 3", chain("1 1 -3 1")),
    ("exactly 0 zeros over real x: x**0 * 7/3", CONSTANT),
    ("exactly 0 zeros over real x: -x**0", chain(last="-5")),
    # q need not be linear; members 3x⁴ + 3, 2x³, -3
    ("exactly 0 zeros over real x: x**4 + 1", chain("1 1 0 1", "1 1 0 0 0 -1", last="-1")),
    ("exactly 0 zeros over real x: x**4 + 1", chain("2 2 0 3", "6 2 0 0 0 -4", last="-3")),
    # c is not 1, which at a finite end is a divisor: members 3x² - 8x - 4, 14x + 13, -1
    (
        "exactly 0 zeros over real -1 <= x <= 1: x**3 - 4 * x**2 - 4 * x - 4",
        chain("9 4 -4 3", "c4 49b -97 2a", "1 1 -d -e", last="-1"),
    ),
    ("forall real x: x**2 + 2 > 0", NONE),
    ("forall real x: x**2 + 2 >= 0", NONE),
    ("forall real x: x**2 + 2 != 0", NONE),
    ("forall real x: 0 < x**2 + 2", NONE),
    ("forall real x: -x**2 < 2", NONE),
    ("forall real x: not x**2 + 2 <= 0", NONE),
    ("forall integer n: n**2 + 2 > 0", NONE),
    ("forall real x >= 3/2: x**2 - 2 > 0", TWO),
    ("forall real x <= -3/2: x**2 > 2", TWO),
    ("forall real -1 < x <= 1: x**2 < 2", chain("1 2 0 1", "1 1 0 1", last="-1")),
    ("forall real x, real y: x >= 2, y < x ==> x**2 - 2 != 0", TWO),
    ("not exactly 1 zero over real x: x**2 - 2", TWO),
    ("not exactly 3 zeros over real x: x**3 - 3 * x + 2", REPEATED),
]


@pytest.mark.parametrize(("text", "proof"), ACCEPTED)
def test_accepted(text: str, proof: Evidence) -> None:
    theorem = prove(text, RULE, proof)
    assert theorem.rules == (RULE,)


def test_a_wrong_number_comes_with_the_right_one() -> None:
    theorem = prove("not exactly 7 zeros over real x: x**2 - 2", RULE, TWO)
    assert theorem.enclosures == {"zeros": (2, 2)}
    assert statement_text(theorem.statement) == "not exactly 7 zeros over real x: x**2 - 2"


COUNT = "the number of zeros is"
END = "the polynomial is 0 at its end"
OTHER = "are not of the polynomial and its derivative"
DEGREES = "do not lead from a last member"
FACTORS = "its factors must be positive"
SHORT = "a step is two factors and a quotient"

REJECTED = [
    ("exactly 1 zero over real x: x**2 - 2", TWO, COUNT),
    ("exactly 3 zeros over real x: x**3 - 3 * x + 2", REPEATED, COUNT),
    ("not exactly 2 zeros over real x: x**2 - 2", TWO, COUNT),
    ("forall real x: x**2 - 2 > 0", TWO, COUNT),
    ("forall real x >= 1: x**2 - 2 != 0", TWO, COUNT),
    # touching 0 is a zero
    ("forall real x > 0: x**3 - 3 * x + 2 > 0", REPEATED, COUNT),
    ("forall real x > 0: x**3 - 3 * x + 2 >= 0", REPEATED, COUNT),
    # no zero, but the other sign
    ("forall real -1 <= x <= 1: x**2 > 2", TWO, "it is negative"),
    ("forall real x: x**2 + 2 < 0", NEGATIVE, "it is negative"),
    ("forall real x: x**2 + 2 <= 0", NEGATIVE, "it is negative"),
    ("forall real x <= -3: x**3 - 3 * x + 2 >= 0", REPEATED, "it is negative"),
    # zeros at an end, closed or open
    ("exactly 1 zero over real x >= 1: x**3 - 3 * x + 2", REPEATED, END),
    ("exactly 0 zeros over real x > 1: x**3 - 3 * x + 2", REPEATED, END),
    ("forall real -2 < x < 0: x**3 - 3 * x + 2 > 0", REPEATED, END),
    ("forall real -2 <= x < 0: x**3 - 3 * x + 2 >= 0", REPEATED, END),
    ("exactly 0 zeros over real x <= -2: x**3 - 3 * x + 2", REPEATED, END),
    # an empty interval, and the polynomial 0
    ("exactly 0 zeros over real 1 < x < 1: x**2 + 2", NONE, "is empty"),
    ("forall real 1 <= x <= 0: x**2 + 2 > 0", NONE, "is empty"),
    ("exactly 0 zeros over real x: 0 * x", CONSTANT, DEGREES),
    ("exactly 0 zeros over real x: 0 * x", chain(last=""), DEGREES),
    ("exactly 0 zeros over real x: 0 * x", chain(last="0"), DEGREES),
    ("forall real x: 0 * x >= 0", CONSTANT, DEGREES),
    ("exactly 1 zero over real x: x", chain(last="0 1"), OTHER),
    # another polynomial's chain, other signs and factors
    ("exactly 2 zeros over real x: x**2 - 3", TWO, OTHER),
    ("exactly 0 zeros over real x: x**2 - 2", NONE, OTHER),
    ("exactly 2 zeros over real x: 2 - x**2", TWO, OTHER),
    ("exactly 2 zeros over real x: x**2 - 2", chain("1 2 0 1", "1 1 0 1", last="-1"), OTHER),
    ("exactly 2 zeros over real x: x**2 - 2", chain("1 2 0 -1", "1 1 0 -1"), OTHER),
    ("exactly 2 zeros over real x: x**2 - x - 1", chain("1 1 -1 1", "1 1 0 1"), OTHER),
    ("forall real x: -x**0 > 0", chain(last="5"), OTHER),
    ("forall real x: x**0 < 0", chain(last="5"), OTHER),
    ("exactly 1 zero over real x: x - 3", chain("1 1 3 -1", last="-1"), OTHER),
    ("exactly 1 zero over real x: x**2 - 2", chain("1 2 0 1", "-1 1 0 1"), FACTORS),
    ("exactly 0 zeros over real x: x**2 + 2", chain("1 -2 0 1", "1 1 0 1"), FACTORS),
    ("exactly 0 zeros over real x: x**2 + 2", chain("1 0 0 1", "1 1 0 1"), FACTORS),
    ("exactly 2 zeros over real x: x**2 - 2", chain("0 2 0 1", "1 1 0 1"), FACTORS),
    ("exactly 2 zeros over real x: x**3 - 3 * x + 2", chain(*REPEATED["steps"][::-1], last="-1 1"), OTHER),
    # members and degrees
    ("exactly 2 zeros over real x: x**2 - 2", chain("1 2 0 1"), DEGREES),
    ("exactly 2 zeros over real x: x**2 - 2", chain("1 2 0 1", "1 1 0 1", "1 1 0 1"), DEGREES),
    ("exactly 2 zeros over real x: x**2 - 2", chain("1 2 0 1", "1 1 0 1", last="1 1"), DEGREES),
    ("exactly 2 zeros over real x: x**2 - 2", chain("1 2 0 1", "1 1 0 1", last="0"), DEGREES),
    ("exactly 2 zeros over real x: x**2 - 2", chain("1 2 0 1", "2 1 0 1"), "no integers"),
    ("exactly 2 zeros over real x: x**2 - 2", chain("1 2 0 1", "1 1 0 1 0"), SHORT),
    ("exactly 2 zeros over real x: x**2 - 2", chain("1 2 0 1", "1 1 1", "1 1 0 1"), SHORT),
    ("exactly 2 zeros over real x: x**2 - 2", chain("1 2 0 1", ""), SHORT),
    # other statements and functions
    ("forall real x: x**2 + 2 == 0", NONE, "is an equation"),
    ("forall real x: x**2 + 2 > 0 and x**2 > -1", NONE, "is not a comparison"),
    ("forall real x, real y: x**2 + y**2 + 2 > 0", NONE, "it is about 2 variables"),
    ("exists real x: x**2 + 2 > 0", NONE, "is neither a forall statement"),
    ("not forall real x: x**2 + 2 > 0", NONE, "is neither a forall statement"),
    ("minimum over real x to 3 digits: x**2 + 2", NONE, "is neither a forall statement"),
    ("exactly 0 zeros over real x: x**2 + 2 + 0 / x", NONE, "is not polynomial"),
    ("exactly 0 zeros over real x: x**2 + 2 + 0 * undefined(real)", NONE, "is not polynomial"),
    ("exactly 0 zeros over real x: abs(x) + 1", NONE, "is not polynomial"),
]


@pytest.mark.parametrize(("text", "proof", "why"), REJECTED)
def test_rejected(text: str, proof: Evidence, why: str) -> None:
    refuse(text, RULE, proof, why)


MALFORMED: list[Any] = [
    {},
    {"steps": TWO["steps"]},
    {"steps": TWO["steps"], "last": 1},
    {"steps": TWO["steps"], "last": ["1"]},
    {"steps": "1 2 0 1", "last": "1"},
    {"steps": [[1, 2, 0, 1]], "last": "1"},
    {"steps": ["1 2  0 1", "1 1 0 1"], "last": "1"},
    {"steps": ["1 2 0 01", "1 1 0 1"], "last": "1"},
    {"steps": ["1 2 -0 1", "1 1 0 1"], "last": "1"},
    {"steps": ["1 2 0x0 1", "1 1 0 1"], "last": "1"},
    {"steps": ["1 2 0 1", "1 1 0 1"], "last": " 1"},
    {"steps": ["1 2 0 1", "1 1 0 1"], "last": "one"},
    {**TWO, "count": 2},
]


@pytest.mark.parametrize("proof", MALFORMED)
def test_malformed_evidence(proof: Any) -> None:
    refuse("exactly 2 zeros over real x: x**2 - 2", RULE, proof, None)


@pytest.mark.parametrize("step", ["1 1 0 1" + "0" * 200_000, "1" + "0" * 200_000 + " 1 0 1"])
def test_long_numbers_are_refused_or_done_soon(step: str) -> None:
    refuse("exactly 2 zeros over real x: x**2 - 2", RULE, chain(step, "1 1 0 1"), None)


def test_an_end_that_is_too_long_is_refused() -> None:
    far = f"exactly 1 zero over real x >= {decimal(10**20_000)}: sum(k = 0 .. 20000: x**k)"
    refuse(far, RULE, chain("1 1 " + "0 " * 20_000 + "1"), None)


@pytest.mark.parametrize(
    ("limit", "value", "why"),
    [
        ("_MOST_WORK", 1, "too much to compute"),
        ("MOST_BITS", 1, "too much to compute"),
        ("MOST_BITS", 1000, "an end is too long a number"),
    ],
)
def test_what_would_take_long_is_refused_before_it_is_done(
    limit: str, value: int, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"exactly 1 zero over real 0 <= x <= {10**300}: x**2 - 2"
    prove(text, RULE, TWO)
    monkeypatch.setattr(importlib.import_module("verify.kernel.rules.sturm"), limit, value)
    refuse(text, RULE, TWO, why)
