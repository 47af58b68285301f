import math

import flint
import pytest

from verify.methods.complex_roots import improve, starting_points


def upper_half(coefficients):
    """The roots above the real line by flint, as complex numbers in order."""
    found = [complex(root) for root, _ in flint.fmpz_poly(coefficients).complex_roots()]
    return sorted((root for root in found if root.imag > 0), key=lambda root: (round(root.real, 6), root.imag))


@pytest.mark.parametrize(
    "coefficients",
    [
        [1, 0, 1],
        [5, -4, 3, -2, 1],
        [math.factorial(30) // math.factorial(k) for k in range(31)],
        [math.factorial(50) // math.factorial(k) for k in range(51)],
        [1] * 63,
        [10**12, *[0] * 11, 1],
        [2, -404, 20402, *[0] * 57, 1],
    ],
)
def test_the_roots_are_those_of_flint(coefficients):
    points = starting_points(coefficients)
    assert len(points) == (len(coefficients) - 1) // 2 and all(point.imag > 0 for point in points)
    assert improve(coefficients, points, 256, rough=True)
    found = sorted(map(complex, points), key=lambda root: (round(root.real, 6), root.imag))
    assert found == pytest.approx(upper_half(coefficients), rel=1e-9)


def test_a_polynomial_with_real_roots_does_not_settle():
    coefficients = [-2, 0, 1]
    points = [flint.acb(1, 1)]
    assert not improve(coefficients, points, 64)
