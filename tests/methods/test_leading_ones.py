"""Numbers whose bit length is taken: that are 0, that are made of bit lengths, bits below the leading one."""

import pytest

from tests.methods.asking import ask, proves


@pytest.mark.parametrize(
    "text",
    [
        # a number that has a bit length and may be 0, or is made of bit lengths
        "forall integer a >= 0: a <= 1 << bit_length(a)",
        "forall integer a >= 0: let r = a - ((1 << bit_length(a)) >> 1) in 0 <= 2 * r and 2 * r <= a",
        "forall integer a >= 0: let r = a - ((1 << bit_length(a)) >> 1) in "
        "0 <= 2 * r ==> 0 <= 2 * (r - ((1 << bit_length(r)) >> 1)) and 2 * (r - ((1 << bit_length(r)) >> 1)) <= r",
        "forall integer a >= 64: 32 <= a >> (bit_length(a) - 6) and a >> (bit_length(a) - 6) < 64",
        "forall integer a >= 1: bit_length(2 * a + 1) == bit_length(a) + 1",
        "forall integer k >= 0: bit_length(2 * 2**k - 1) == k + 1",
    ],
)
def test_proves(text):
    assert proves("case_analysis", text)


@pytest.mark.parametrize(
    "text",
    [
        "forall integer a: a <= 1 << bit_length(a) - 1",  # a may be 0, and then it is undefined
        "forall integer a >= 0: a < (1 << bit_length(a)) >> 1",  # 0 is not
        "forall integer a >= 32: a >> (bit_length(a) - 6) < 63",
        "forall integer a >= 1: 32 <= a >> (bit_length(a) - 6)",  # it may be short
        "forall integer a >= 1: bit_length(3 * a) == bit_length(a) + 1",
    ],
)
def test_what_is_false_has_no_proof(text):
    assert ask("case_analysis", text).certificate is None
