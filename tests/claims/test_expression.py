"""Expressions from the command line mean what they mean in Python."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.claims.expression import read_expression
from verify.kernel.rejection import Rejected

TEXTS = [
    "a*b - (a ^ ~b) % 7",
    "a // 3 + b ** 2 - (a << 2) + (b >> 1)",
    "-a if a < b else +b",
    "min(a, b, 3) + max(a, b) * abs(b)",
    "a.bit_length() | b.bit_count() & 5",
    "1 < a <= b < 9",
    "0 <= a <= b",
    "a > 3 and b > 3 or not a == b",
    "a != b or 1 // a > 0",
]


@given(st.sampled_from(TEXTS), st.integers(-20, 20), st.integers(-20, 20))
def test_same_as_python(text: str, a: int, b: int) -> None:
    function = read_expression(text, ["a", "b"])
    try:
        expected = eval(text, {}, {"a": a, "b": b})
    except ZeroDivisionError:
        with pytest.raises(ZeroDivisionError):
            function(a=a, b=b)
        return
    found = function(a=a, b=b)
    assert found == expected and type(found) is type(expected)


def test_a_power_that_would_not_end() -> None:
    with pytest.raises(Rejected):
        read_expression("2**a", ["a"])(a=10**12)
