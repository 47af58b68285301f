"""Method `corners`: where the cuts are, what comes of them, and what is given up."""

import pytest

from tests.methods.asking import ask, proves

WITHOUT_RESIDUES = (
    "forall integer 0 <= a <= {top}, integer 0 <= b <= {top}: "
    "let p = (1 << bit_length(a)) >> 1, q = (1 << bit_length(b)) >> 1 in "
    "a >= 1, b >= 1 ==> (p * b + q * a - p * q - a * b) / (a * b) >= {bound}"
)
"""Babić's product without corrections: what is missing is the product of the residues."""


def test_the_worst_case_without_corrections_at_eight_bits() -> None:
    assert proves("corners", WITHOUT_RESIDUES.format(top=255, bound="-16129/65025"))
    finding = ask("corners", WITHOUT_RESIDUES.format(top=255, bound="-16128/65025"))
    assert finding.certificate is None and "not seen to hold at 1 corners" in finding.reason


def test_words_of_sixty_four_bits() -> None:
    assert proves("corners", WITHOUT_RESIDUES.format(top=2**64 - 1, bound="-1/4"))


def test_where_the_cuts_are() -> None:
    finding = ask("corners", "forall integer 0 <= a <= 9, integer 0 <= b <= 3: a >= 6 ==> bit_length(b) * a >= 0")
    assert finding.certificate is not None
    assert finding.certificate.evidence == {"cuts": {"a": ["4", "6", "8"], "b": ["1", "2"]}}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("forall integer a >= 0, integer b >= 0: a + b >= 0", "is not an integer with two bounds"),
        ("forall integer 0 <= a <= 9, integer 0 <= b <= 9: (a & b) <= 9", "linear"),
        (
            "forall integer 0 <= a <= 99999, integer 0 <= b <= 9: (a & 1) + b <= 10",
            "a class of its own for most values",
        ),
    ],
)
def test_given_up(text: str, why: str) -> None:
    finding = ask("corners", text)
    assert finding.certificate is None and why in finding.reason
