"""Parts whose inside does not matter, and claims about few of the inputs."""

import pytest

from verify.kernel.certificate import Certificate
from verify.kernel.check import check
from verify.kernel.parse import parse
from verify.methods.abstraction import prove, prove_by_few_inputs

LEADING = "(1 << bit_length({0})) >> 1"
A, B = LEADING.format("a"), LEADING.format("b")


def accepted(statement, proof):
    return proof is not None and check(Certificate(statement, proof["rule"], proof["evidence"])).statement is statement


@pytest.mark.parametrize(
    "text",
    [
        f"forall integer a, integer b: ({A}) * b + ({B}) * a - ({A}) * ({B}) == a * b - (a - ({A})) * (b - ({B}))",
        f"forall integer a >= 0, integer b >= 0: 0 <= 2 * ({A}) - a, a - ({A}) >= 0 ==> a * ({A}) <= 2 * ({A}) ** 2",
        "forall integer 0 <= a <= 99: a & 15 >= 0, a & 15 <= a ==> a * (a & 15) >= 0 and 2 * (a & 15) <= a + (a & 15)",
        "forall integer a: (if a > 3 then a else 3) * 2 - (if a > 3 then a else 3) == (if a > 3 then a else 3)",
    ],
)
def test_it_holds_for_any_numbers_in_their_place(text):
    statement = parse(text)
    assert accepted(statement, prove(statement))


@pytest.mark.parametrize(
    "text",
    [
        "forall integer a: a & 15 <= 15",  # the inside matters
        "forall integer a: a & 15 >= 0 ==> a * (a & 15) >= 0",  # and is false
        "forall integer a: a <= a + 1",  # there is no such part
        "forall integer a: a // (a & 15) <= a + 1",  # it may have no value
    ],
)
def test_otherwise_there_is_no_proof(text):
    assert prove(parse(text)) is None


def test_a_claim_about_one_of_two_words_is_tried_on_all_its_values():
    statement = parse(
        "forall integer 0 <= a <= 65535, integer 0 <= b <= 65535: a >= 1, b >= 1 ==> "
        "2 * (a - ((1 << bit_length(a)) >> 1)) < a"
    )
    assert accepted(statement, prove_by_few_inputs(statement))


@pytest.mark.parametrize(
    "text",
    [
        "forall integer 0 <= a <= 255: a >= 0",  # all variables take part
        "forall integer 0 <= a <= 255, integer 0 <= b <= 255: a * 2 > b ==> a >= 0",  # or hang together
        "forall integer a >= 0, integer b >= 0: a >= 0",  # too many values
        "forall integer 0 <= a <= 255, integer 0 <= b <= 255: a < 255",  # false
    ],
)
def test_otherwise_it_is_not(text):
    assert prove_by_few_inputs(parse(text)) is None


@pytest.mark.parametrize("bounds", ["3 <= {0}, {0} <= 9", "{0} > 2 and {0} < 10"])
def test_a_term_between_constants_is_tried_at_all_its_values(bounds):
    statement = parse(f"forall integer a: {bounds.format('a // 7')} ==> a // 7 + (a // 7 & 1) <= 10")
    assert accepted(statement, prove_by_few_inputs(statement))


@pytest.mark.parametrize("hypotheses", ["a // 7 >= 3", "a // 7 < 10", "a // 7 >= 3, a // 7 <= 11"])
def test_not_where_it_has_other_values(hypotheses):
    assert prove_by_few_inputs(parse(f"forall integer a: {hypotheses} ==> a // 7 + (a // 7 & 1) <= 10")) is None


def test_a_hypothesis_may_leave_few_values_of_a_variable():
    power = "(bit_length(a) - 1)"
    statement = parse(f"forall integer a >= 1: a < 32 ==> ((a << 5) >> {power}) << {power} == 32 * a")
    assert accepted(statement, prove_by_few_inputs(statement))


@pytest.mark.parametrize("hypotheses", ["a > 3", "a < 32, b > a"])
def test_or_not(hypotheses):
    assert prove_by_few_inputs(parse(f"forall integer a, integer b: {hypotheses} ==> a & 1 <= 1")) is None
