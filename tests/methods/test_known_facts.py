"""What a claim says as polynomials, and what a search adds to that."""

from fractions import Fraction

import pytest

from verify.kernel.certificate import Certificate
from verify.kernel.check import check
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.methods.known_facts import Facts


def test_hypotheses_by_their_numbers_in_the_certificate():
    facts = Facts(parse("forall real x, real y: x > y, x == 2, y >= 1 ==> x > 1"))
    assert [(part.index, part.strict) for part in facts.generators] == [(0, True), (2, False)]
    assert [index for index, _ in facts.equations] == [1]


def test_a_variable_above_a_positive_number_is_positive():
    facts = Facts(parse("forall real x >= 2, real y >= 0: x * y >= 0"))
    assert facts.lemmas == [
        {"polynomial": "x", "sum": [{"times": "1", "constraints": [0]}, {"times": "2", "constraints": []}]}
    ]
    assert {place: generator.strict for place, generator in facts.signed.items()} == {0: True, 1: False}


def test_a_variable_of_which_a_multiple_is_positive_is_positive():
    facts = Facts(parse("forall real x, real y: 64 * x > 0, y > 0 ==> x * y > 0"))
    assert facts.lemmas == [{"polynomial": "x", "sum": [{"times": "1/64", "constraints": [0]}]}]
    assert {place: generator.strict for place, generator in facts.signed.items()} == {0: True, 1: True}


def test_lemmas_are_numbered_after_the_constraints():
    facts = Facts(parse("forall real x > 0: x + 1 > 0"))
    polynomial = {(1,): Fraction(1), (0,): Fraction(1)}
    facts.keep_lemma(polynomial, [{"times": "1", "constraints": [0]}, {"times": "1", "constraints": []}])
    assert facts.positive({(1,): Fraction(3), (0,): Fraction(3)}) == (1, 3)
    with pytest.raises(Rejected):
        facts.positive({(1,): Fraction(-1), (0,): Fraction(-1)})


def test_positive_variables_are_divided_out_and_put_back():
    claim = parse("forall real x > 0, real y: y >= 1 ==> x**2 * y >= x**2")
    facts = Facts(claim)
    goal = facts.without_positive_variables({(2, 1): Fraction(1), (2, 0): Fraction(-1)})
    assert goal == {(0, 1): 1, (0, 0): -1}
    [hypothesis] = facts.generators
    proof = facts.proof([], [{"times": "1", "constraints": [hypothesis.index]}])
    assert check(Certificate(claim, proof["rule"], proof["evidence"]))


def test_a_goal_that_fails_somewhere():
    facts = Facts(parse("forall real x: x >= 3 ==> x > 3"))
    goal = {(1,): Fraction(1), (0,): Fraction(-3)}
    assert facts.fails_somewhere(goal, strict=True)
    assert not facts.fails_somewhere(goal, strict=False)


def test_factors_that_somebody_put_in_come_first():
    facts = Facts(parse("forall real x > 0, real y > 0: x * y > 0 ==> x > 0"))
    tried = [[part.index for part in factor] for factor in facts.factors()]
    assert tried == [[2], [], [2, 1], [2, 0], [1, 0], [2], [1], [0], [2, 1, 0]]
