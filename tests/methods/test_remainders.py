"""Divisions by their ranges, and powers of two whose exponents are divisions: what case analysis makes of patterns."""

import pytest

from tests.methods.asking import proves
from tests.methods.test_integer_division import claim
from verify.kernel.rules import cut, generalise
from verify.methods import case_analysis, remainders

BYTES = "forall integer 0 <= x <= 18446744073709551615, integer 0 <= y <= 18446744073709551615:"


@pytest.mark.parametrize(
    "text",
    [
        # no relation between quotient and remainder is needed
        f"{BYTES} (x & 255) * (y & 255) <= 65025",
        f"{BYTES} x >> 60 > y >> 60 ==> (x & 255) * (y & 255) <= 65025",
        # powers of two that both sides are multiples of
        f"{BYTES} (256 + (x & 255)) * real(2)**((x >> 8) - 30) * real(2)**(y >> 9) >= "
        "256 * real(2)**((x >> 8) + (y >> 9) - 30)",
        # exponents in cases
        f"{BYTES} real(2)**((if x & 1 == 0 then x >> 8 else (x >> 8) + 1) - 9) >= real(2)**((x >> 8) - 9)",
        # a side of a condition without variables that nothing comes to
        f"{BYTES} if (if x >= 0 then 0 else 1) > 0 then (x & 7) > 9 else (x & 7) <= 7",
        # a quotient that hypotheses, not domains, leave one value
        f"{BYTES} x + y < 256, x >= 3 ==> (x + y - 3) >> 8 == 0",
    ],
)
def test_proved(text):
    assert proves("case_analysis", text)


def test_nothing_becomes_a_variable_where_all_hypotheses_stay():
    assert remainders.prove(claim(f"{BYTES} (x & 255) <= 255"), case_analysis.prove) is None
    assert remainders.prove(claim(f"{BYTES} x >= 9 ==> (x & 255) <= x"), case_analysis.prove) is None


def test_the_proof_is_of_the_range_first():
    proof = remainders.prove(claim(f"{BYTES} x >= 9 ==> (x & 255) <= 255"), case_analysis.prove)
    assert proof is not None and proof["rule"] == cut.RULE
    assert proof["evidence"]["then"]["evidence"]["then"]["rule"] == generalise.RULE
