"""Method `elementary`: claims with roots and logarithms, by what roots and tangents of the logarithm are."""

import pytest

from tests.methods.asking import ask, proves, refutes


@pytest.mark.parametrize(
    "text",
    [
        # roots: their squares, their order, simple bounds
        "forall real x >= 0: sqrt(1 + x) <= 1 + x / 2",
        "forall real x >= 0: sqrt(x)**2 == x",
        "forall real x >= 0, real y >= 0: x <= y ==> sqrt(x) <= sqrt(y)",
        "forall real x >= 0, real y >= 0: sqrt(x) * sqrt(y) <= (x + y) / 2",
        "forall real 1 <= x <= 4: 1 <= sqrt(x) and sqrt(x) <= 2",
        "forall real x >= 0, real y >= 0: sqrt(x * y) <= (x + y) / 2",
        "forall real x >= 0, real y >= 0: sqrt(x) + sqrt(y) >= sqrt(x + y)",
        # a root as a divisor
        "forall real x > 0: sqrt(x + 1) - sqrt(x) <= 1 / (2 * sqrt(x))",
        "forall real x > 0, real y > 0: 2 / (1 / x + 1 / y) <= sqrt(x * y)",
        # logarithms: tangents at 1, at each other, at numbers
        "forall real x > 0: log(x) <= x - 1",
        "forall real x > 0: log(x) >= 1 - 1 / x",
        "forall real x > 0, real y > 0: y * (log(x) - log(y)) <= x - y",
        "forall real 0 < p < 1, real 0 < q < 1: p * log(p / q) + (1 - p) * log((1 - p) / (1 - q)) >= 0",
        "forall real 0 <= x <= 1: x * log(2) <= log(1 + x)",
        # signs of what mentions no variable
        "forall real x >= 0: x * log(2) >= 0",
    ],
)
def test_proved(text):
    assert proves("elementary", text)


@pytest.mark.parametrize(
    "text",
    [
        "forall real x >= 0: sqrt(1 + x) <= 1 + x / 3",
        "forall real x >= 0, real y >= 0: sqrt(x) + sqrt(y) <= sqrt(x + y)",
        "forall real x > 0: log(x) >= x - 1",
        "forall real x >= 0: log(x) <= x - 1",  # without a value at 0
        "forall real x: sqrt(x)**2 == x",
        "forall real 0 < p < 1, real 0 < q < 1: p * log(p / q) + (1 - p) * log((1 - p) / (1 - q)) > 0",
    ],
)
def test_false_neighbours_are_left_to_refutation(text):
    assert ask("elementary", text).kind == "gave_up"
    assert refutes("sampling", text)


def test_without_roots_and_logarithms_there_is_nothing_to_do():
    assert ask("elementary", "forall real x: x**2 >= 0").kind == "gave_up"
