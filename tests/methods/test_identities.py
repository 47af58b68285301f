"""Equations of rational functions that no catalogue has, and what is no such equation, or not true."""

import pytest

from tests.methods.asking import ask, proves

TRUE = [
    # partial fractions, Vandermonde, means and their like, in several variables
    "forall real a > 0, real b > 0: 1 / a - 1 / (a + b) == b / (a * (a + b))",
    "forall real a > 0, real b > 0, real c > 0: 1 / (1 / a + 1 / (b + c)) == a * (b + c) / (a + b + c)",
    "forall real x, real a > 0: x / (1 + a * x**2) / (x**2 + 1 / a) == a * x / (1 + a * x**2)**2",
    "forall real a > 0, real b > 0, real c > 0, real x: (x + a) / (a * b) / (c / b) == x / (a * c) + 1 / c",
    # ten variables: Bayes' rule of five hypotheses, twice
    "forall real a > 0, real b > 0, real c > 0, real d > 0, real e > 0, "
    "real p > 0, real q > 0, real r > 0, real s > 0, real t > 0: "
    "let z = a * p + b * q + c * r + d * s + e * t in "
    "a * p / z + b * q / z + c * r / z + d * s / z + e * t / z == 1",
    # what is given by equations
    "forall real a > 0, real b > 0, real x, real y: a * x + b * y == 1, a * x - b * y == 1 ==> x == 1 / a and y == 0",
    "forall real a > 0, real b > 0, real c, real x: x * (a + b) == c * a ==> x / a == c / (a + b)",
    "forall real x > 0, real y > 0: x / y == 2 ==> y / x == 1/2",
    # in cases, of which some cannot be
    "forall real x > 0, real y > 0: min(x / y, 1) * y == min(x, y)",
    "forall real x > 0, real y > 0: x / y >= 1, y / x >= 1 ==> x == y",
    "forall real x > 0, real y > 0: (if x / y > 1 then (if y / x > 1 then 3 else 1) else 1) == 1",
    "forall real x, real y > 0: x >= 0 or x == -1 ==> (if x >= 0 then x / y else -1 / y) == x / y",
    "forall real p > 0, real q > 0, real c > 0: min(1, c * p / (c * q)) == min(1, p / q)",
    # exponentials are variables that are positive
    "forall real x: exp(x) / (1 + exp(x)) == 1 - 1 / (1 + exp(x))",
    "forall real x, real y: exp(x * y + x) / (exp(x + y * x) + 1) - 1 == -1 / (1 + exp(x + x * y))",
    "forall real x: log(1 - 1 / (1 + exp(x))) * 2 == log(1 - 1 / (1 + exp(x))) + log(1 - 1 / (1 + exp(x)))",
]


@pytest.mark.parametrize("text", TRUE)
def test_equations(text):
    assert proves("identities", text)


@pytest.mark.parametrize(
    "text",
    [
        "forall real a > 0: 1 / a == a",
        "forall real a: a / a == 1",
        "forall real a, real x: a * x == 0 ==> x == 0",
        "forall real x: log(1 - exp(x)) == log(1 - exp(x))",
        "forall real x: x >= 0",
    ],
)
def test_none_where_it_is_not_so_or_no_equation(text):
    assert ask("identities", text).certificate is None


def test_determinants_multiply():
    a, b = [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]], [["p", "q", "r"], ["s", "t", "u"], ["v", "w", "x"]]
    product = [[" + ".join(f"{a[i][k]} * {b[k][j]}" for k in range(3)) for j in range(3)] for i in range(3)]
    names = ", ".join(f"real {name}" for row in (*a, *b) for name in row)
    assert proves("identities", f"forall {names}: {_determinant(product)} == ({_determinant(a)}) * ({_determinant(b)})")


def test_the_inverse_of_a_matrix_of_four():
    names = [[f"m{i}{j}" for j in range(4)] for i in range(4)]
    minors = [
        _determinant([[names[i][j] for j in range(4) if j != column] for i in range(1, 4)]) for column in range(4)
    ]
    expanded = " + ".join(f"({(-1) ** j}) * {names[0][j]} * ({minors[j]})" for j in range(4))
    twisted = " + ".join(f"({(-1) ** j}) * {names[1][j]} * ({minors[j]})" for j in range(4))
    declared = ", ".join(f"real {name}" for row in names for name in row)
    assert proves("identities", f"forall {declared}: {expanded} > 0 ==> ({twisted}) / ({expanded}) == 0")


def _determinant(matrix):
    """Of a matrix of texts, by its first row."""
    if len(matrix) == 1:
        return matrix[0][0]
    minors = [
        _determinant([[row[k] for k in range(len(matrix)) if k != j] for row in matrix[1:]]) for j in range(len(matrix))
    ]
    return " + ".join(f"({(-1) ** j}) * ({matrix[0][j]}) * ({minor})" for j, minor in enumerate(minors))
