from fractions import Fraction

from verify.kernel.constraints import Constraint
from verify.methods.linear_program import greatest, nonnegative_combination

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


def test_the_greatest_value_of_the_last_variable():
    known = [
        Constraint({(0, 1): Fraction(-3), (1, 0): Fraction(1)}, ">="),
        Constraint({(1, 0): Fraction(-1), (0, 0): Fraction(7)}, ">"),
        Constraint({(1, 1): Fraction(1)}, ">="),
    ]
    assert greatest(known, 1) == Fraction(7, 3)
    assert greatest(known, -1) is None
    assert greatest([], 1) is None
    assert greatest([*known, Constraint({(0, 1): Fraction(1), (0, 0): Fraction(-5)}, "==")], 1) is None
