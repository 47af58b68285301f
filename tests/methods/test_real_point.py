"""Real points that meet constraints: found where they are simple, and never where there are none."""

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from verify.kernel.constraints import Constraint
from verify.kernel.polynomial import Polynomial
from verify.methods.real_point import exists

ONE, X, Y = (0, 0), (1, 0), (0, 1)


def polynomial(**coefficients: int | Fraction) -> Polynomial:
    """Of x and y, by the names of its monomials."""
    names = {"one": ONE, "x": X, "y": Y, "xx": (2, 0), "xy": (1, 1), "yy": (0, 2)}
    return {names[name]: Fraction(value) for name, value in coefficients.items()}


def test_a_point_that_is_no_integer() -> None:
    below, above = polynomial(x=2, one=-1), polynomial(x=-3, one=2)  # 1/2 < x < 2/3
    assert exists([Constraint(below, ">"), Constraint(above, ">")])


def test_an_irrational_point() -> None:
    assert exists([Constraint(polynomial(xx=1, one=-2), "=="), Constraint(polynomial(x=1), ">")])


def test_no_point() -> None:
    negative = polynomial(xx=-1, yy=-1)
    assert exists([Constraint(negative, ">=")])  # at 0 and 0
    assert not exists([Constraint(negative, ">")])
    assert not exists([Constraint(negative, ">="), Constraint(polynomial(xy=1, one=-1), "==")])


def test_no_constraints_are_met_anywhere() -> None:
    assert exists([])


coefficients = st.integers(-3, 3)
constraint = st.builds(
    lambda one, x, y, xy, relation: Constraint(polynomial(one=one, x=x, y=y, xy=xy), relation),
    *[coefficients] * 4,
    st.sampled_from([">", ">=", "=="]),
)
MEETS = {">": lambda value: value > 0, ">=": lambda value: value >= 0, "==": lambda value: value == 0}


@given(st.lists(constraint, min_size=1, max_size=3))
def test_where_a_simple_point_meets_them_there_is_one(constraints: list[Constraint]) -> None:
    def value(given: Polynomial, point: tuple[int, int]) -> Fraction:
        return sum((c * point[0] ** key[0] * point[1] ** key[1] for key, c in given.items()), Fraction(0))

    points = product(range(-3, 4), repeat=2)
    if any(all(MEETS[c.relation](value(c.polynomial, point)) for c in constraints) for point in points):
        assert exists(constraints)
