"""Statements as sentences."""

import pytest

from verify.kernel.parse import parse
from verify.kernel.text import term_text
from verify.notation.sentence import sentence


def read(text: str) -> str:
    """The sentence with its formulas as text, displays after a bar."""
    phrases = sentence(parse(text))
    assert phrases is not None
    return " ".join(
        phrase.words if phrase.formula is None else ("| " if phrase.display else "") + term_text(phrase.formula)
        for phrase in phrases
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "forall even integer n >= 2, real x: x**n >= 0",
            "For all even integers n >= 2 and all real numbers x : | x**n >= 0",
        ),
        (
            "forall integer 0 <= a <= 9, integer b <= 3, odd integer c: a < b, b < c ==> a < c",
            "For all integers 0 <= a and a <= 9 and b <= 3 and all odd integers c with a < b and b < c : | a < c",
        ),
        ("forall: 1 < 2", "| 1 < 2"),
        ("forall: 1 < 2 ==> 2 < 3", "If 1 < 2 : | 2 < 3"),
        ("exists real 0 < x < 1: x*x == 1/4", "There are real numbers 0 < x and x < 1 with | x * x == 1/4"),
        (
            "not forall integer x: x > 0",
            "It is false that the following holds. For all integers x : | x > 0",
        ),
        (
            "minimum over real x to 30 digits: x*x",
            "Over all real numbers x , the function | x * x has exactly one minimiser; "
            "it and the minimum are known to 30 digits.",
        ),
        (
            "exactly 1 zero over real x >= 0: x*x - 2",
            "Over all real numbers x >= 0 , the function | x * x - 2 has exactly one zero.",
        ),
        (
            "not exactly 0 zeros over real x: x*x - 2",
            "It is false that the following holds. Over all real numbers x , the function | x * x - 2 has no zeros.",
        ),
        (
            "mean over integer 0 <= a <= 9, integer 1 <= b <= 9: a > b ==> a / b is 3/2",
            "Over all integers 0 <= a and a <= 9 and 1 <= b and b <= 9 with a > b , the mean of "
            "| a / b is exactly | 3/2",
        ),
        (
            "forall real c > 0, states real x, integer n, inputs real u >= 0: c < 4 ==> "
            "from x = c, n = 0 by x -> (x + u) / 2, n -> n + 1 where u <= c always x <= c",
            "For all real numbers c > 0 with c < 4 : begin with x == c and n == 0 . "
            "Each step puts (x + u) / 2 for x and n + 1 for n , with any real numbers u >= 0 such that u <= c . "
            "After any number of steps, | x <= c",
        ),
        (
            "not forall states real x: from x = 1 by x -> x / 2 where x > 1/8 always x > 1/4",
            "It is false that the following holds. Begin with x == 1 . Each step puts x / 2 for x , "
            "as long as x > 1/8 . After any number of steps, | x > 1/4",
        ),
        ("exactly 12 zeros over real x: x", "Over all real numbers x , the function | x has exactly 12 zeros."),
    ],
)
def test_statements_read_as_sentences(text: str, expected: str) -> None:
    assert read(text) == expected


def test_long_hypotheses_stand_on_their_own_lines() -> None:
    assert "with | " in read("forall integer a: a*a*a + a*a + 2*a + 3 + a*a*5 > a ==> a > 0")


def test_what_nobody_would_read_is_not_typeset() -> None:
    assert sentence(parse("forall integer a: " + " + ".join(f"a**{k}" for k in range(2, 150)) + " > 0")) is None
    assert sentence(parse(f"forall integer 0 <= a <= {10**100}: a >= 0")) is None
