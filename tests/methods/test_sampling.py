import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.asking import ask, refutes
from verify.kernel.parse import parse
from verify.kernel.statement import Variable
from verify.kernel.term import Sort
from verify.methods.sampling import MOST_INPUTS, find_witness, inputs

TENTH = (
    "forall integer a >= 1, integer b >= 1: let p = 1 << (bit_length(a) - 1), q = 1 << (bit_length(b) - 1), "
    "s = (a - p) * q + (b - q) * p in a * b - (if s < p * q then p * q + s else 2 * s) <= 1/10 * a * b"
)


def test_the_counterexample_is_the_smallest():
    assert ask("sampling", TENTH).certificate.evidence == {"values": {"a": "3", "b": "3"}}


@pytest.mark.parametrize(
    "text",
    [
        "forall real x: x**2 > 0",
        "forall real 0 < x < 1: x < 99/100",
        "forall integer x: x // (x - 5) <= 100",
        "forall integer 0 <= x <= 18446744073709551615: x + 1 < 18446744073709551616",
        "forall real x: sum(k = 0 .. 5: x**k / factorial(k)) > 0",
    ],
)
def test_false_claims_are_refuted(text):
    assert refutes("sampling", text)


def test_undefined_counts_as_failing():
    assert ask("sampling", "forall integer x: 6 // x == 6 // x").certificate.evidence == {"values": {"x": "0"}}


def test_hypotheses_exclude_inputs():
    assert ask("sampling", "forall integer x: x != 0 ==> x // x == 1").kind == "gave_up"


def test_a_witness_of_hypotheses():
    claim = parse("forall integer x >= 0, integer y >= 0: x * y == 12, x > y ==> x + y < 100")
    assert find_witness(claim.variables, claim.hypotheses) == {"x": "4", "y": "3"}
    assert find_witness(claim.variables, parse("forall integer x, integer y: x < y, y < x ==> true").hypotheses) is None


@given(
    st.sampled_from(list(Sort)[:2]),
    st.none() | st.integers(-300, 300),
    st.none() | st.integers(0, 300),
    st.sampled_from([None, 0, 1]),
)
def test_inputs_lie_in_their_domain_and_do_not_repeat(sort, low, width, parity):
    high = None if low is None or width is None else low + width
    declared = Variable("x", sort, low, high, parity=parity if sort is Sort.INTEGER else None)
    values = [found["x"] for found in inputs((declared,))]
    assert all(map(declared.admits, values))
    assert len(set(values)) == len(values) <= MOST_INPUTS


def test_three_variables_stay_within_the_limit():
    variables = tuple(Variable(name, Sort.INTEGER) for name in "xyz")
    assert 1000 < len(list(inputs(variables))) <= MOST_INPUTS
