"""Rule `exponents`: exponentials become products, where every exponent has a value."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.certificates import Evidence, by, by_polynomial, prove, refuse, term
from verify.kernel.enclosure import certainly_less
from verify.kernel.evaluate import real_value
from verify.kernel.parse import parse, parse_term
from verify.kernel.real_number import RealNumber, enclosed
from verify.kernel.rules.exponents import as_products, conditions
from verify.kernel.statement import ForAll
from verify.kernel.term import Sort, constant, make
from verify.kernel.text import statement_text

RULE = "exponents"


def then(proof: Evidence, *proofs: Evidence) -> Evidence:
    return {"conditions": list(proofs), "then": proof}


def named(*terms: str, proof: Evidence) -> Evidence:
    return by("generalise", terms=list(terms), proof=proof)


def claim(text: str) -> ForAll:
    statement = parse(text)
    assert isinstance(statement, ForAll)
    return statement


PRODUCTS = {
    # the laws
    "forall real a, real b: exp(a + b) > 0": "exp(a) > 0, exp(b) > 0 ==> exp(a) * exp(b) > 0",
    "forall real a, real b: exp(a - b) > exp(b)": "exp(a) > 0, exp(b) > 0 ==> exp(a) / exp(b) > exp(b)",
    "forall real a: exp(2 * a) > exp(-a)": "exp(a) > 0 ==> exp(a)**2 > 1 / exp(a)",
    "forall real a: exp(a / 2) > exp(a / 3)": "exp(a / 6) > 0 ==> exp(a / 6)**3 > exp(a / 6)**2",
    "forall real a: exp(-a) > exp(-2 * a)": "exp(-a) > 0 ==> exp(-a) > exp(-a)**2",
    "forall real a: exp(a - a) > 0": "real(1) > 0",
    "forall real a: exp(a + 1) > exp(1/2)": "exp(a) > 0, exp(1/2) > 0 ==> exp(a) * exp(1/2)**2 > exp(1/2)",
    "forall real a, real b: exp(a * b) > exp(b * a)": "exp(a * b) > 0 ==> exp(a * b) > exp(a * b)",
    # what logarithms are of
    "forall real a > 0: exp(log(a)) > 0": "a > 0",
    "forall real a > 0: exp(-log(a)) > 0": "1 / a > 0",
    "forall real a > 0: exp(3 * log(a)) > exp(-log(a))": "a**3 > 1 / a",
    "forall real a > 0: exp(log(a) / 2) > 0": "exp(log(a) / 2) > 0 ==> exp(log(a) / 2) > 0",
    "forall real a > 0: exp(log(a) / 2) > exp(log(a))": (
        "exp(log(a) / 2) > 0 ==> exp(log(a) / 2) > exp(log(a) / 2)**2"
    ),
    "forall real a > 0: exp(log(exp(a))) > 0": "exp(a) > 0 ==> exp(a) > 0",
    # hypotheses too; a positive one is not put twice
    "forall real a: exp(2 * a) > 1 ==> exp(a) > 1": "exp(a)**2 > 1, exp(a) > 0 ==> exp(a) > 1",
    "forall real a: exp(a) > 0 ==> exp(a) > 1": "exp(a) > 0 ==> exp(a) > 1",
    "forall real a: exp(2 * a) > exp(a) or a > 0 ==> true": "exp(a)**2 > exp(a) or a > 0, exp(a) > 0 ==> true",
    "forall real a: (if a > 0 then a else exp(2 * a)) > 0": "exp(a) > 0 ==> (if a > 0 then a else exp(a)**2) > 0",
    # what stands in another exponential, or in a sum, stays
    "forall real a: exp(exp(2 * a)) > exp(a)": ("exp(exp(2 * a)) > 0, exp(a) > 0 ==> exp(exp(2 * a)) > exp(a)"),
    "forall real a: sum(k = 0 .. 3: exp(k * a)) > 0": "sum(k = 0 .. 3: exp(k * a)) > 0",
    "forall real a: a > 0": "a > 0",
}


@pytest.mark.parametrize("text", PRODUCTS)
def test_the_new_statement(text: str) -> None:
    variables, _, _ = text.partition(":")
    assert statement_text(as_products(claim(text))) == f"{variables}: {PRODUCTS[text]}"


CONDITIONS = {
    "forall real a: exp(a) > 0": [],
    "forall real a: exp(log(a)) > 0": ["a > 0"],
    "forall real a: exp(log(a) / 2) > 0": ["a > 0"],
    "forall real a: exp(log(a)**0) > 0": ["a > 0"],
    "forall real a: exp(1 / a) > 0": ["a * a > 0"],
    "forall real a: exp(a**-2) > 0": ["a * a > 0"],
    "forall real a: exp((1 / a)**2 + log(a)**3) > 0": ["a * a > 0", "a > 0"],
    "forall real a, real b: exp(log(a / b) - log(b) / a) > 0": ["a / b > 0", "a * a > 0", "b > 0"],
    "forall real a: exp(1 / (a + 1) + 2 / (a + 1)) > 0": ["(a + 1) * (a + 1) > 0"],
    # also of what cancels, and of what stands in hypotheses on one branch only
    "forall real a: exp(1 / a - 1 / a) > 0": ["a * a > 0"],
    "forall real a: a == 0 or exp(1 / a) > 5 ==> a < 9": ["a * a > 0"],
    # left out: by shape, or since a hypothesis computes it
    "forall real a: exp(a / 2 + log(1 + exp(a)) + 1 / (1 + exp(a))) > 0": [],
    "forall real a: log(a) > 1 ==> exp(log(a)) > 0": [],
    "forall real a: exp(1 / a) > 5 ==> a < 9": [],
}


@pytest.mark.parametrize("text", CONDITIONS)
def test_the_conditions(text: str) -> None:
    head = text.partition(": ")[0] if "==>" not in text else text.partition(" ==> ")[0] + " ==>"
    join = ":" if "==>" not in text else ""
    assert [statement_text(each) for each in conditions(claim(text))] == [
        f"{head}{join} {condition}" for condition in CONDITIONS[text]
    ]


ONE = by_polynomial(term(1))
ACCEPTED = [
    (
        "forall real a, real b: exp((a + b) / 2) <= (exp(a) + exp(b)) / 2",
        then(named("exp(a / 2)", "exp(b / 2)", proof=by_polynomial(term("1/2", square="u1 - u2")))),
    ),
    ("forall real a, real b: exp(a) * exp(b) == exp(a + b)", then(named("exp(a)", "exp(b)", proof=by_polynomial()))),
    ("forall real a > 0: exp(-log(a)) * a == 1", then(by_polynomial(), by_polynomial(term(1, 0)))),
    ("forall real a > 0: exp(1 / a - 1 / a) == 1", then(by_polynomial(), by_polynomial(term(1, 0, 0)))),
    ("forall real a: log(a) > 0 ==> exp(log(a) - log(a)) == 1", then(by_polynomial())),
    ("forall real a: sqrt(a) > 0 ==> exp(sqrt(a) - sqrt(a)) == 1", then(by_polynomial())),
    ("forall real a > 0: a > 0", then(by_polynomial(term(1, 0)))),
]


@pytest.mark.parametrize(("text", "evidence"), ACCEPTED)
def test_accepted(text: str, evidence: Evidence) -> None:
    assert RULE in prove(text, RULE, evidence).rules


NO_VALUE = "an exponent is not certain to have a value"
REJECTED = [
    # where an exponent has no value, the claim does not hold, though the product has one
    ("forall real a: exp(log(a) - log(a)) == 1", then(by_polynomial(), by_polynomial(term(1, 0))), None),
    ("forall real a: exp(log(a)) == a", then(by_polynomial(), ONE), "the sum is not the polynomial"),
    ("forall real a >= 0: exp(log(a)) == a", then(by_polynomial(), by_polynomial(term(1, 0))), "strictly positive"),
    ("forall real a: exp(1 / a - 1 / a) == 1", then(by_polynomial(), by_polynomial(term(1, square="a"))), "strictly"),
    ("forall real a: exp(a / a) == exp(1)", then(by_polynomial(), by_polynomial()), None),
    ("forall real a: exp(sqrt(a) - sqrt(a)) == 1", then(by_polynomial()), NO_VALUE),
    ("forall real a: exp(undefined(real) - undefined(real)) == 1", then(by_polynomial()), NO_VALUE),
    ("forall integer n, real a: exp(a**n - a**n) == 1", then(by_polynomial()), NO_VALUE),
    # a hypothesis exp(b) > 0 must hide no input: at a < 0 this is false
    ("forall real a: not (a < 0) and exp(sqrt(a)) > 0", then(ONE), NO_VALUE),
    ("forall real a: a == 0 or exp(1 / a) > 5 ==> a != 0", then(ONE), "there are to be 1"),
    # one that is computed on a branch only
    ("forall real a: a < 0 or sqrt(a) > 2 ==> exp(sqrt(a) - sqrt(a)) == 1", then(by_polynomial()), NO_VALUE),
    # false identities
    (
        "forall real a, real b: exp(a + b) == exp(a) + exp(b)",
        then(named("exp(a)", "exp(b)", proof=by_polynomial())),
        None,
    ),
    ("forall real a > 0: exp(-log(a)) == a", then(by_polynomial(), by_polynomial(term(1, 0))), None),
    ("forall real a: exp(-a) == exp(a)", then(named("exp(a)", proof=by_polynomial())), None),
    ("forall real a: exp(a / 2) == exp(a)", then(named("exp(a / 2)", proof=by_polynomial())), None),
    # sizes
    ("forall real a: exp(1001 * a) > exp(a)", then(ONE), "is beyond 1000"),
    ("forall real a: exp(a / 1001) > exp(a)", then(ONE), "is beyond 1000"),
    ("forall real a: exp(1 / (a - a)) > 0", then(ONE, ONE), None),
    # conditions are counted
    ("forall real a > 0: exp(log(a)) == a", then(by_polynomial()), "there are to be 1"),
    ("forall real a: exp(a) == exp(a)", then(by_polynomial(), ONE), "there are to be 0"),
    ("exists real a: exp(a) > 0", then(ONE), "is not a forall statement"),
]


@pytest.mark.parametrize(("text", "evidence", "why"), REJECTED)
def test_rejected(text: str, evidence: Evidence, why: str | None) -> None:
    refuse(text, RULE, evidence, why)


@pytest.mark.parametrize(
    "evidence", [{}, {"conditions": []}, {"conditions": 1, "then": ONE}, {"conditions": [1], "then": ONE}]
)
def test_malformed_evidence(evidence: Any) -> None:
    refuse("forall real a > 0: exp(log(a)) == a", RULE, evidence, None)


ATOMS = ["x", "y", "log(x)", "log(x * y)", "1 / x", "x / (x + y)", "x * y", "1", "(x - y)**2", "log(1 + exp(y))"]
PARTS = st.lists(
    st.tuples(st.integers(-4, 4), st.sampled_from([1, 2, 3]), st.sampled_from(ATOMS)), min_size=1, max_size=4
)
POINTS = st.fractions(Fraction(1, 4), 3, max_denominator=6)


@given(first=PARTS, second=PARTS, x=POINTS, y=POINTS)
def test_products_have_the_values_of_the_exponentials(first: Any, second: Any, x: Fraction, y: Fraction) -> None:
    sums = [" + ".join(f"({times} / {under}) * ({atom})" for times, under, atom in parts) for parts in (first, second)]
    sorts = {"x": Sort.REAL, "y": Sort.REAL}
    left, right = (make("exp", parse_term(f"0.0 + {text}", sorts)) for text in sums)
    before = claim("forall real x > 0, real y > 0: true")
    before = ForAll(before.variables, (), make("<", left, right))
    after = as_products(before)
    for old, new in zip(before.conclusion.args, after.conclusion.args, strict=True):
        one, other = (_enclosed(side, x, y) for side in (old, new))
        assert not certainly_less(one, other) and not certainly_less(other, one)


def _enclosed(root: Any, x: Fraction, y: Fraction) -> Any:
    value = real_value(root, {"x": x, "y": y})
    return enclosed(value if isinstance(value, RealNumber) else RealNumber(constant(Fraction(value))), 200)
