"""Elimination: what it finds is an identity, and it finds it for linear systems with symbolic coefficients."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from verify.kernel.parse import parse_term
from verify.kernel.polynomial import Polynomial, add, multiply, polynomial_of
from verify.kernel.term import Sort
from verify.methods.equations import combination, eliminate, factored, quotient

NAMES = ["a", "b", "x", "y", "u", "v"]
SORTS = dict.fromkeys(NAMES, Sort.REAL)
ONE = {(0,) * len(NAMES): Fraction(1)}


def polynomial(text: str) -> Polynomial:
    return polynomial_of(parse_term(text, SORTS), NAMES)


def sign(value: Polynomial) -> int:
    """That of its coefficients, if they have one: all variables are taken to be positive."""
    signs = {coefficient > 0 for coefficient in value.values()}
    return 0 if len(signs) != 1 else 1 if signs == {True} else -1


def holds(goal: Polynomial, equations: list[Polynomial]) -> bool:
    """Whether a combination is found, and is one."""
    found = combination(goal, equations, len(NAMES), sign)
    if found is None:
        return False
    left, right = goal, {}
    for factor in found.factors:
        assert sign(factor) == 1
        left = multiply(left, factor)
    for place, multiplier in found.multipliers.items():
        right = add(right, multiply(multiplier, equations[place]))
    assert left == right
    return True


CHAIN = ["x * (1 - a) + y * b - x", "x * a + y * (1 - b) - y", "x + y - 1"]


def test_two_solutions_of_a_system_with_symbolic_coefficients_are_one():
    other = ["u * (1 - a) + v * b - u", "u * a + v * (1 - b) - v", "u + v - 1"]
    assert holds(polynomial("x - u"), [polynomial(text) for text in (*CHAIN, *other)])


def test_the_solution_is_found_over_its_determinant():
    assert holds(polynomial("x * (a + b) - b"), [polynomial(text) for text in CHAIN])


def test_a_sign_that_is_not_known_is_not_assumed():
    assert not holds(polynomial("x"), [polynomial("(a - b) * x")])
    assert holds(polynomial("x"), [polynomial("(a + b) * x")])


def test_multiples_and_empty_goals():
    assert holds({}, [])
    assert holds({}, [polynomial("x - y")])
    assert not holds(ONE, [polynomial("x - y")])
    assert holds(polynomial("a * x * y"), [polynomial("x * y")])
    assert holds(polynomial("x**3 - y**3"), [polynomial("x - y")])
    assert holds(polynomial("x**4 - y**2"), [polynomial("a * x**2 - a * y")])
    assert holds(ONE, [polynomial("x"), polynomial("x - 1")])


def test_an_equation_that_says_nothing_does_not_matter():
    assert not holds(polynomial("x"), [{}])
    assert holds(polynomial("x"), [{}, polynomial("x")])


coefficients = st.integers(-4, 4)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(coefficients, coefficients, coefficients), min_size=1, max_size=3), st.data())
def test_sums_of_multiples_are_recognised(rows, data):
    equations = [
        polynomial(f"{first} * x + {second} * y + {third} * (a * b + 1)".replace("+ -", "- "))
        for first, second, third in rows
    ]
    goal: Polynomial = {}
    for equation in equations:
        goal = add(goal, equation, data.draw(coefficients))
    assert holds(goal, equations)


def test_a_polynomial_without_the_variable_of_a_pivot():
    goal, pivot = polynomial("u**2 - 1"), polynomial("u * a - b")
    shown = eliminate(goal, [(pivot, NAMES.index("u"))], len(NAMES))
    left = goal
    for divisor in shown.divisors:
        left = multiply(left, divisor)
    assert left == add(shown.rest, multiply(shown.multipliers[0], pivot))
    assert shown.rest == polynomial("b**2 - a**2")


def test_factors_and_quotients():
    product = polynomial("3 * x * (a - b)**2")
    content, factors = factored(product)
    assert all(quotient(product, factor) is not None for factor, _ in factors)
    assert content in (3, -3) and sorted(times for _, times in factors) == [1, 2]
    assert quotient(product, polynomial("a - b")) == polynomial("3 * x * (a - b)")
    assert quotient(product, polynomial("a + b")) is None and quotient({}, ONE) is None
