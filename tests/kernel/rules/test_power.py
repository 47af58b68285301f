"""Rule `power`: b**(k + 1) is b**k * b where k is not negative, and b has a value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.certificates import Evidence, by, by_polynomial, prove, refuse, term
from verify.kernel.parse import parse
from verify.kernel.rules.power import exponents, one_factor_more
from verify.kernel.statement import ForAll
from verify.kernel.term import Sort, variable
from verify.kernel.text import statement_text, term_text

RULE = "power"
ENUMERATED = {"proof": by("enumeration")}


def shown(*right: Evidence) -> Evidence:
    """The first part is an identity, the second a sum of constraints."""
    return {"proof": by("conjunction", left=by_polynomial(), right=by_polynomial(*right))}


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("forall integer n >= 0, real x: x**(n + 1) == x**n * x", shown(term(1, 0))),
        ("forall integer n >= 1, integer b: (b - 1)**n == (b - 1)**(n - 1) * (b - 1)", shown(term(1, 0))),
        ("forall integer n, real x: n > 3 ==> x**(n + 1 + 1) == x**(n + 1) * x", shown(term(1, 1), term(5))),
        ("forall integer 0 <= n <= 3, integer 0 <= m <= 3: m == n + 1 ==> (-1)**m == (-1)**n * (-1)", ENUMERATED),
        # 0 to the power 0 is 1
        ("forall integer 0 <= n <= 3: 0**(n + 1) == 0**n * 0", ENUMERATED),
        # a base that has a value where the hypothesis computes it
        ("forall integer n >= 0, real x: 1 / x > 0 ==> (1 / x)**(n + 1) == (1 / x)**n * (1 / x)", shown(term(1, 0))),
    ],
)
def test_accepted(text: str, evidence: Evidence) -> None:
    assert RULE in prove(text, RULE, evidence).rules


REJECTED = [
    # a negative exponent before, or none that is one greater
    ("forall integer -2 <= n <= 2: real(2)**(n + 1) == real(2)**n * 2", ENUMERATED, "does not hold at 2 of 5"),
    ("forall integer 0 <= n <= 2: 2**(n + 2) == 2**n * 2", ENUMERATED, "does not hold at 3 of 3"),
    ("forall integer n >= -1, real x: x**(n + 1) == x**n * x", shown(term(1, 0)), "is not the polynomial"),
    # exponents without a value
    (
        "forall integer -1 <= n <= 1: 2**(1 // n + 1) == 2**(1 // n) * 2",
        ENUMERATED,
        "does not hold at",
    ),
    # another form
    ("forall integer n >= 0, real x: x**(n + 1) == x * x**n", shown(term(1, 0)), "is not of the form"),
    ("forall integer n >= 0, real x: x**n * x == x**(n + 1)", shown(term(1, 0)), "is not of the form"),
    ("forall integer n >= 0, real x: x**(n + 1) <= x**n * x", shown(term(1, 0)), "is not of the form"),
    ("forall integer n >= 0, real x: x**(n + 1) == x**n", shown(term(1, 0)), "is not of the form"),
    ("forall integer n >= 0, integer b: b * (n + 1) == b**n * b", shown(term(1, 0)), "is not of the form"),
    ("forall integer n >= 0, integer b: b**(n + 1) == b**n + b", shown(term(1, 0)), "is not of the form"),
    # other bases
    ("forall integer n >= 0, real x, real y: x**(n + 1) == x**n * y", shown(term(1, 0)), "more than one base"),
    ("forall integer n >= 0, real x, real y: x**(n + 1) == y**n * x", shown(term(1, 0)), "more than one base"),
    ("forall integer n >= 0, real x: x**(n + 1) == (x + 0)**n * x", shown(term(1, 0)), "more than one base"),
    # a base without a value
    (
        "forall integer n >= 0, real x: (1 / x)**(n + 1) == (1 / x)**n * (1 / x)",
        shown(term(1, 0)),
        "is not certain to be defined",
    ),
    ("exists integer n: 2**(n + 1) == 2**n * 2", ENUMERATED, "is not a forall statement"),
]


@pytest.mark.parametrize(("text", "evidence", "why"), REJECTED)
def test_rejected(text: str, evidence: Evidence, why: str) -> None:
    refuse(text, RULE, evidence, why)


@pytest.mark.parametrize("evidence", [{}, {"proof": []}, ENUMERATED | {"more": "1"}])
def test_malformed_evidence(evidence: Evidence) -> None:
    refuse("forall integer 0 <= n <= 3: 0**(n + 1) == 0**n * 0", RULE, evidence, "certificate")


def test_the_part() -> None:
    claim = parse("forall integer n, integer m, real x: n > m ==> x**n == x**m * x")
    assert isinstance(claim, ForAll)
    assert statement_text(exponents(claim)) == "forall integer n, integer m, real x: n > m ==> n == m + 1 and m >= 0"
    n, m, x = variable("n", Sort.INTEGER), variable("m", Sort.INTEGER), variable("x", Sort.REAL)
    assert term_text(one_factor_more(x, n, m)) == "x**n == x**m * x"


@given(st.integers(-3, 3), st.integers(0, 6))
def test_what_is_proved_is_so(base: int, exponent: int) -> None:
    assert base ** (exponent + 1) == base**exponent * base
