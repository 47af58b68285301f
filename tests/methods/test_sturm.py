import flint
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.asking import ask, proves, refutes, theorem
from verify.kernel.text import statement_text

EXP = "sum(k = 0 .. {}: x**k / factorial(k))"


@pytest.mark.parametrize("order", [1, 3, 5, 51, 99])
def test_taylor_polynomials_of_odd_order_have_one_zero(order):
    assert proves("sturm", f"exactly 1 zero over real x: {EXP.format(order)}")


@pytest.mark.parametrize(
    "text",
    [
        f"exactly 0 zeros over real x: {EXP.format(100)}",
        "exactly 1 zero over real x: (x - 1)**4",
        "exactly 3 zeros over real x: (x**2 - 2)**2 * (x**2 + 1)**3 * (x + 7)",
        "exactly 0 zeros over real x: real(-5)",
        f"forall real x: {EXP.format(100)} > 0",
        f"forall real x >= -1: {EXP.format(101)} > 0",
        "forall real 0 <= x <= 1: x**5 - x - 1 < 0",
        "forall real x: x**4 + x**3 + 1 != 0",
    ],
)
def test_proves(text):
    assert proves("sturm", text)


def test_a_wrong_number_of_zeros_is_refuted_with_the_right_one():
    text = "exactly 2 zeros over real x: x**3 - x"
    assert refutes("sturm", text)
    assert theorem("sturm", text).enclosures == {"zeros": (3, 3)}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("forall real x: x**2 - 2 > 0", "the number of zeros is 2"),
        ("forall real x: (x - 1)**2 >= 0", "the number of zeros is 1"),
        ("forall real x: -x**2 - 1 > 0", "it is negative"),
        ("exactly 1 zero over real x >= 0: x**2 - x", "is 0 at its end 0"),
        ("exactly 1 zero over real x: 0 * x", "steps"),
        ("exactly 1 zero over real x: abs(x)", "is not polynomial"),
        ("forall real x: x**2 == 1", "is an equation"),
    ],
)
def test_gives_up(text, reason):
    finding = ask("sturm", text)
    assert finding.kind == "gave_up" and reason in finding.reason


linear = st.tuples(st.integers(-6, 6), st.integers(1, 3), st.integers(1, 3)).map(
    lambda part: f"({part[1]} * x - {part[0]})**{part[2]}".replace("- -", "+ ")
)
quadratic = st.tuples(st.integers(-6, 6), st.integers(-6, 6), st.integers(1, 2)).map(
    lambda part: f"(x**2 + ({part[0]}) * x + ({part[1]}))**{part[2]}"
)
ends = st.none() | st.fractions(-7, 7, max_denominator=5)


@given(st.lists(linear | quadratic, min_size=1, max_size=4), ends, ends)
def test_counts_as_sympy_does(factors, low, high):
    if low is not None and high is not None and low > high:
        low, high = high, low
    function = " * ".join(factors)
    polynomial = sympy.Poly(sympy.sympify(function), sympy.Symbol("x"))
    bounds = [None if end is None else sympy.Rational(end.numerator, end.denominator) for end in (low, high)]
    domain = {
        (True, True): "x", (False, True): f"x >= {low}", (True, False): f"x <= {high}",
    }.get((low is None, high is None), f"{low} <= x <= {high}")  # fmt: skip
    at_an_end = any(end is not None and polynomial.eval(end) == 0 for end in bounds)
    count = int(polynomial.sqf_part().count_roots(*bounds))
    finding = ask("sturm", f"exactly {count} zeros over real {domain}: {function}")
    assert (finding.kind == "gave_up") == at_an_end
    if not at_an_end:
        assert statement_text(finding.certificate.statement).startswith(f"exactly {count} ")
        assert refutes("sturm", f"exactly {count + 1} zeros over real {domain}: {function}")


@given(st.lists(st.integers(-(10**6), 10**6), min_size=2, max_size=12).filter(lambda values: values[-1]))
def test_counts_as_flint_does(values):
    real = {str(root) for root, _ in flint.fmpz_poly(values).complex_roots() if root.imag == 0}
    function = " + ".join(f"({value}) * x**{power}" for power, value in enumerate(values))
    assert proves("sturm", f"exactly {len(real)} zeros over real x: {function}")


def test_evidence_stays_short():
    text = f"exactly 1 zero over real x: {EXP.format(99)}"
    evidence = ask("sturm", text).certificate.evidence
    assert len(evidence["steps"]) == 99 and sum(map(len, evidence["steps"])) < 1500
