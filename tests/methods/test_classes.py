"""Method `classes`: where the cuts are, what comes of them, and what is given up."""

import pytest

from tests.methods.asking import ask, proves
from verify.kernel.statement import ForAll
from verify.kernel.text import statement_text

TRUNCATED = (
    "forall integer 1 <= a <= {top}, integer 1 <= b <= {top}: "
    "let k = bit_length(a) - 1, l = bit_length(b) - 1, s = ((a << 3) >> k) - 8 + (((b << 3) >> l) - 8) in "
    "{below} * (if s < 8 then (8 + s) << k + l else s << k + l + 1) >= {above} * (a * b)"
)
"""Mitchell's product with three fraction bits kept, times 8, is at least 8 * above / below of the exact one."""


def cuts(text: str) -> dict[str, list[int]]:
    certificate = ask("classes", text).certificate
    assert certificate is not None and certificate.rule == "classes"
    return {name: [int(start) for start in starts] for name, starts in certificate.evidence["cuts"].items()}


def test_the_worst_case_of_truncated_mitchell_at_eight_bits() -> None:
    assert proves("classes", TRUNCATED.format(top=255, below=42849, above=8 * (42849 - 10081)))
    finding = ask("classes", TRUNCATED.format(top=255, below=42849, above=8 * (42849 - 10081) + 1))
    assert finding.certificate is None and "not seen to hold for 1 choices of classes" in finding.reason


def test_words_of_forty_bits() -> None:
    assert proves("classes", TRUNCATED.format(top=2**40 - 1, below=169, above=8 * (169 - 41)))


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        # where a leading one moves, and where a kept bit changes
        ("forall integer 0 <= a <= 15, integer 0 <= b <= 3: bit_length(a) * b <= 12", {"a": [1, 2, 4, 8], "b": []}),
        ("forall integer 0 <= a <= 15, integer 0 <= b <= 3: (a >> 2) + b <= 6", {"a": [4, 8, 12], "b": []}),
        ("forall integer -8 <= a <= 7, integer 0 <= b <= 3: (a >> 2) + b <= 4", {"a": [-4, 0, 4], "b": []}),
        # polynomials are left to intervals
        ("forall integer 0 <= a <= 15, integer 0 <= b <= 3: 2 * a * a + b <= 453", {"a": [], "b": []}),
        # halving, until a condition is constant
        ("forall integer 0 <= a <= 15, integer 0 <= b <= 3: a >= 12 ==> a + b >= 12", {"a": [8, 12], "b": []}),
    ],
)
def test_where_the_cuts_are(text: str, starts: dict[str, list[int]]) -> None:
    assert cuts(text) == starts and proves("classes", text)


@pytest.mark.parametrize("domain", ["even integer 1 <= a <= 21", "odd integer -4 <= a <= 21", "integer 5 <= a <= 5"])
def test_parities(domain: str) -> None:
    assert proves("classes", f"forall {domain}, integer 0 <= b <= 3: (a & 7) * b <= 21")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("forall real 0 <= x <= 1: x >= 0", "is not an integer with two bounds"),
        ("forall integer a >= 0: a >= 0", "is not an integer with two bounds"),
        ("forall integer 0 <= a <= 99999, integer 0 <= b <= 3: (a & 1) + b <= 4", "a: has a class of its own for most"),
        ("forall integer 0 <= a <= 65535, integer 0 <= b <= 3: (a >> 3) + b <= 8194", "a: has more than 4096 classes"),
        (
            "forall integer 0 <= a <= 511, integer 0 <= b <= 511, integer 0 <= c <= 511: "
            "(a & 9) + (b & 9) + (c & 9) >= 0",
            "take 27 bits",
        ),
        ("forall integer 0 <= a <= 7, integer 0 <= b <= 7: a * b & 1 <= 1", "values that are not exact"),
        ("forall integer 0 <= a <= 7, integer 0 <= b <= 7: a + b <= 13", "is not seen to hold for 1 choices"),
        ("forall integer 0 <= a <= 7: sum(k = 0 .. a: k) >= 0", "its ends are not constants"),
    ],
)
def test_what_is_given_up(text: str, why: str) -> None:
    finding = ask("classes", text)
    assert finding.kind == "gave_up" and why in finding.reason


def test_it_proposes_the_statement_itself() -> None:
    text = "forall integer 0 <= a <= 7, integer 0 <= b <= 7: a > 3, b > 3 ==> a + b >= 8"
    certificate = ask("classes", text).certificate
    assert certificate is not None and isinstance(certificate.statement, ForAll)
    assert statement_text(certificate.statement) == text and certificate.witness is not None
