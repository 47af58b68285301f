"""Method `bernstein`: what is true is proved, what is false refuted, however narrow the gap; touching is never > 0."""

import itertools
from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.asking import ask, proves, refutes, theorem
from verify.kernel.numerals import decimal, rational_text
from verify.kernel.parse import parse
from verify.kernel.statement import Fails
from verify.methods import bernstein

EXP_51, EXP_100 = (f"sum(k = 0 .. {n}: x**k / factorial(k))" for n in (51, 100))
MINIMUM_100 = "4819610092375056702832228172857116201422385946802200"
"""The first digits of the least value of EXP_100, which is about 4.8 · 10^-13."""
LONG = decimal(10**9999 + 7)


@pytest.mark.parametrize(
    "text",
    [
        "forall real x: x**2 - 2 * x + 2 > 0",
        "forall real x: x**2 + 1 > 0",
        "forall real x > 1: x**3 >= x",
        "forall real x: x >= x",
        "forall real x: 3 > 0 * x",
        "forall real x: x - x >= 0",
        "forall real x: x - x + 1/2 != 0",
        "forall real x < -1: x**3 < x",
        "forall real 0 < x < 1: x * (1 - x) > 0",
        "forall real x >= 0: x**3 - 3 * x + 2 >= 0",
        "forall real 2 <= x <= 2: x**2 == 4 or x**2 >= 4",
        "forall real x: x > 3 ==> x > 2",
        "forall real x: x > 0 or x < 1",
        "forall real x: x**2 > 2 or x**2 < 3",
        "forall real x >= 0: x != 0 ==> x**3 + x > 0",
        "forall real x: x**3 > 8 ==> x > 1",
        "forall real x, real y: x**4 - 3 * x + 5 > 0",
        f"forall real x: {EXP_100} > 0",
        f"forall real x: {EXP_100} != 0",
        # several variables on boxes, with hypotheses
        "forall real 0 <= x <= 1, real 0 <= y <= 1: x + y - x * y <= 1",
        "forall real 0 < x < 1, real 0 < y < 1: x * y < x + y",
        "forall real 0 <= x <= 1, real 0 <= y <= 1, real 0 <= z <= 1: x * y * z <= x + y + z",
        "forall real x, real y: x**2 + y**2 < 1 ==> x + y < 2",
        "forall real x, real y: x**2 + y**2 <= 1 ==> x * y <= 51/100",
        "forall real 0 <= x <= 1, real 0 <= y <= 1: x + y <= 1 ==> x * y <= 26/100",
        # integers, where it is true of the reals
        "forall integer n: n * n + 1 > 0",
    ],
)
def test_true_claims_are_proved(text):
    assert proves("bernstein", text)


@pytest.mark.parametrize(
    "text",
    [
        "forall real x: (x - 1/3)**2 > 0",
        "forall real x: x**4 - 10**9 * x**2 + 7 >= 0",
        "forall real x: (x**2 - 2)**2 >= 1/10**9",
        "forall real 1 <= x <= 2: x**2 - 2 < 19999999/10000000",
        "forall real x: x - x > 0",
        "forall real x: x - x != 0",
        "forall real x: -3 > 0 * x",
        "forall real x >= 0: x > 0",
        "forall real 0 <= x < 1: x * (1 - x) > 0",
        "forall real x > 0: (x - 1)**3 >= 0",
        "forall real x: x**3 != 2",
        "forall real x: 1000000007 * x != 17",
        "forall real x: x != 1 ==> x**2 - 3 * x + 2 > 0",
        "forall real x: x**2 < 5 ==> x < 2",
        "forall real 0 <= x <= 1, real 0 <= y <= 1: x * y < 1",
        "forall real x, real y: x**2 + y**2 <= 1 ==> x + y <= 7/5",
        # negative between two roots, where the box left of the first is never shown
        "forall real x > 0: x**3 - x**2 - 2 * x + 2 >= 0",
        f"forall real x: {EXP_51} > 0",
        f"forall real x: {EXP_51} != 0",
    ],
)
def test_false_claims_are_refuted(text):
    assert refutes("bernstein", text)


@pytest.mark.parametrize(
    "text", ["x**2", "(x - 1/3)**2", "(3 * x - 1)**4 * (x**2 + 1)", "(x**2 - 2)**2", "(x**3 - x - 1)**2"]
)
@pytest.mark.parametrize("domain", ["real x", "real x >= 0", "real 0 <= x <= 3/2", "real x, real y"])
def test_what_touches_zero_is_nonnegative_and_never_positive(text, domain):
    assert proves("bernstein", f"forall {domain}: {text} >= 0")
    for claim in (f"forall {domain}: {text} > 0", f"forall {domain}: {text} != 0"):
        finding = ask("bernstein", claim)
        assert finding.kind == "gave_up" or refutes("bernstein", claim)
        assert finding.kind == "certificate" or "y" in domain


def test_an_irrational_root_is_a_refutation_where_the_hypotheses_leave_it_in():
    touching = "(x**2 - 2)**2 > 0"
    for condition in ("x > 1", "x <= 1414213562373095049/1000000000000000000", "x != 1", "not x < 7/5 and x < 3/2"):
        assert theorem("bernstein", f"forall real x: {condition} ==> {touching}").rules == ("root",)
    for condition in ("x > 3/2", "1414213562373095049/1000000000000000000 <= x"):
        assert proves("bernstein", f"forall real x >= 0: {condition} ==> {touching}")
    # what the rule cannot use is no certificate at all
    assert ask("bernstein", f"forall real x: x**2 < 5 ==> {touching}").kind == "gave_up"


NEAR = [
    (f"({root})**2 * ({rest})", domain)
    for root, rest, domain in (
        ("x - 1/3", "x**2 + 1", "real x"),
        ("x - 1/3", "x**38 + 1", "real x"),
        ("x - 7/5", "x**20 - x + 1", "real x"),
        ("x - 7/5", "(x + 1)**38", "real 0 <= x <= 3"),
        ("x**2 - 2", "x**36 + x**2 + 1", "real x"),
        ("x**2 - 2", "x**5 + x + 1", "real x >= 0"),
        ("(x**2 - 2) * (x**3 - 7)", "x**30 + 1", "real x"),
        ("(x - 1) * (x - 2) * (x - 3) * (x - 4) * (x - 5) * (x - 6)", "1", "real x"),
        ("1000000 * x - 1", "1 + x**38", "real x < 1"),
    )
]


@pytest.mark.parametrize(("touching", "domain"), NEAR)
def test_a_double_root_moved_by_a_hair(touching, domain):
    assert proves("bernstein", f"forall {domain}: {touching} + 1/2**200 > 0")
    assert proves("bernstein", f"forall {domain}: {touching} >= -1/2**200")
    assert refutes("bernstein", f"forall {domain}: {touching} - 1/2**200 > 0")
    assert refutes("bernstein", f"forall {domain}: {touching} >= 1/2**200")


@pytest.mark.parametrize("digits", [1, 20, 50])
def test_a_bound_next_to_the_minimum(digits):
    low = Fraction(int(MINIMUM_100[:digits]), 10 ** (digits + 12))
    high = low + Fraction(1, 10 ** (digits + 12))
    assert proves("bernstein", f"forall real x: {EXP_100} > {rational_text(low)}")
    assert refutes("bernstein", f"forall real x: {EXP_100} >= {rational_text(high)}")


@pytest.mark.parametrize(
    "text",
    [
        f"forall real x: {LONG} * x**2 - {LONG} * x + {LONG} > 0",
        f"forall real x: {LONG} * x**2 - 2 * x + 1/{LONG} >= 0",
        f"forall real x: x**40 - x**3 + {LONG} > 0",
        f"forall real x > {LONG}: x**3 > {LONG}**3",
        f"forall real x > 1/{LONG}: x**3 > 0",
        "forall real x: x**2 + 1/2**30000 > 0",
    ],
)
def test_long_coefficients(text):
    assert proves("bernstein", text)


def test_false_claims_with_long_coefficients():
    for text in (
        f"forall real x: {LONG} * x**2 - 2 * x + 1/{LONG} > 0",
        f"forall real x: x**40 - {LONG} * x**3 + {LONG} > 0",
        f"forall real x >= {LONG}: x**3 > {LONG}**3",
    ):
        assert refutes("bernstein", text)


@pytest.mark.parametrize(
    "text",
    [
        "forall real x: abs(x) >= 0",
        "forall real x: x == x",
        "forall real x: true",
        "forall real x: 3 > 2",
        "forall real x: x > 1, x < 0 ==> x**2 > 5",
        "forall real x: 1 / x > 5 or x > -1",
        "forall real x, real y: x**4 + y**4 - x * y + 1/2 > 0",
        "forall integer n: n * n >= n",
    ],
)
def test_what_it_cannot_settle(text):
    assert ask("bernstein", text).kind == "gave_up"


def test_contradictory_hypotheses_are_shown_where_nothing_else_could_be():
    for text in ("forall real x: x**4 - 3 * x + 5 < 0 ==> false", "forall real x: x**2 > 2, x**2 < 1 ==> false"):
        made = theorem("bernstein", text)
        assert not isinstance(made.statement, Fails) and not made.inhabited


def test_as_a_part_it_gives_proofs_only():
    assert bernstein.prove(parse("forall real x: x**2 + 1 > 0"))["rule"] == "bernstein"
    assert bernstein.prove(parse("forall real x: x**2 > 0")) is None
    assert bernstein.prove(parse("forall real x: 1 / x > 0")) is None
    assert bernstein.prove_in_one_variable(parse("forall real x, real y > 0: x**2 + 1 > 0")) is not None
    for text in ("forall real 0 <= x <= 1, real 0 <= y <= 1: x * y <= 1", "forall integer n: n * n + 1 > 0"):
        assert bernstein.prove(parse(text)) is not None and bernstein.prove_in_one_variable(parse(text)) is None


def test_the_same_certificate_each_time():
    text = "forall real x: (x**2 - 2)**2 * (x - 1/3)**2 + 1/2**200 > 0"
    first, second = (ask("bernstein", text).certificate for _ in range(2))
    assert first.evidence == second.evidence


X = sympy.Symbol("x")
SMALL = st.integers(-3, 3).map(sympy.Integer)
FACTORS = st.sampled_from([X, X - 1, 2 * X + 3, X**2 - 2, X**2 - X - 1, X**2 + 1, X**3 - 2, 3 * X**2 + 1])


@st.composite
def polynomials(draw):
    """A product of simple factors, perhaps moved up or down a little."""
    factors = draw(st.lists(FACTORS, max_size=4))
    moved = draw(st.sampled_from([0, 0, 1, -1, sympy.Rational(1, 1000), -sympy.Rational(1, 1000)]))
    return sympy.Poly(draw(st.sampled_from([1, -1, 2])) * sympy.prod(factors) + moved, X)


@st.composite
def domains(draw):
    """(text, low, high, low belongs, high belongs), None for an infinite end."""
    low, high = sorted(draw(st.lists(st.integers(-4, 4), min_size=2, max_size=2, unique=True)))
    low, high = draw(st.sampled_from([(low, high), (low, None), (None, high), (None, None)]))
    below, above = draw(st.sampled_from(["<", "<="])), draw(st.sampled_from(["<", "<="]))
    if high is None:
        text = "x" if low is None else f"x {below.replace('<', '>')} {rational_text(Fraction(low, 2))}"
    else:
        first = "" if low is None else f"{rational_text(Fraction(low, 2))} {below} "
        text = f"{first}x {above} {rational_text(Fraction(high, 2))}"
    ends = [None if end is None else sympy.Rational(end, 2) for end in (low, high)]
    return text, *ends, below == "<=", above == "<="


def signs(polynomial, low, high, has_low, has_high):
    """The signs that the polynomial has on the interval, by sympy's exact real roots."""
    if polynomial.degree() < 1:
        return {sympy.sign(polynomial.LC())}
    roots = sorted(set(sympy.real_roots(polynomial)))
    inside = [
        root
        for root in roots
        if (low is None or root > low or (has_low and root == low))
        and (high is None or root < high or (has_high and root == high))
    ]
    first = roots[0] - 1 if low is None and roots else 0 if low is None else low
    last = roots[-1] + 1 if high is None and roots else first + 1 if high is None else high
    first, last = min(first, last - 1) if low is None else first, max(last, first + 1) if high is None else last
    stops = [sympy.N(stop, 40) for stop in (first, *(root for root in inside if first < root < last), last)]
    between = [sympy.Rational((left + right) / 2) for left, right in itertools.pairwise(stops)]
    return {sympy.sign(polynomial.eval(point)) for point in between} | ({sympy.Integer(0)} if inside else set())


@settings(max_examples=80)
@given(polynomials(), domains(), st.sampled_from([">", ">=", "!=", "<", "<="]))
def test_it_agrees_with_the_real_roots(polynomial, domain, relation):
    text, *within = domain
    allowed = {">": {1}, ">=": {0, 1}, "!=": {-1, 1}, "<": {-1}, "<=": {-1, 0}}[relation]
    expected = signs(polynomial, *within) <= allowed
    written = " + ".join(f"{rational_text(Fraction(int(c.p), int(c.q)))} * x**{k}" for (k,), c in polynomial.terms())
    claim = f"forall real {text}: {written} {relation} 0"
    assert (proves if expected else refutes)("bernstein", claim)
