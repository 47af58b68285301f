from fractions import Fraction

from verify.methods.linear_program import nonnegative_combination

X, ONE = {(1,): Fraction(1)}, {(0,): Fraction(1)}
GOAL = {(1,): Fraction(2), (0,): Fraction(1, 3)}


def test_the_coefficients_are_exact():
    assert nonnegative_combination([X, ONE], GOAL, None) == [2, Fraction(1, 3)]


def test_negative_coefficients_are_not_allowed():
    assert nonnegative_combination([X, ONE], {(1,): Fraction(-1)}, None) is None


def test_a_missing_monomial():
    assert nonnegative_combination([X], GOAL, None) is None


def test_some_positive_part_is_demanded():
    assert nonnegative_combination([X, ONE], {}, [1]) is None
    assert nonnegative_combination([X, ONE], {}, []) is None
    assert nonnegative_combination([X, ONE], {}, None) == [0, 0]
