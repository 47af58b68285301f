import pytest

from tests.methods.asking import proves
from verify.kernel.parse import parse
from verify.kernel.text import term_text
from verify.methods import pieces


def taylor(n, x):
    return f"sum(k = 0 .. {n}: {x}**k / factorial(k))"


def softmax(n, x, *others):
    return f"{taylor(n, x)} / ({' + '.join(taylor(n, y) for y in (x, *others))})"


def shared(n, x, *all_of_them):
    return f"{taylor(n, x)} / ({' + '.join(taylor(n, y) for y in all_of_them)})"


STATIONARY = "{} == 0, x < y, s <= x"


@pytest.mark.parametrize(
    "text",
    [
        # the values of Taylor softmax are positive, below 1, and add up to 1
        *(f"forall real x, real y, real z: {softmax(n, 'x', 'y', 'z')} > 0" for n in (2, 4)),
        *(f"forall real x, real y, real z: {softmax(n, 'x', 'y', 'z')} < 1" for n in (2, 6)),
        f"forall even integer n >= 0, real x, real y, real z: {softmax('n', 'x', 'y', 'z')} < 1",
        f"forall even integer n >= 2, real x, real y: {shared('n', 'x', 'x', 'y')} + {shared('n', 'y', 'x', 'y')} == 1",
        # and keep the order to the right of the stationary point
        *(
            f"forall real x, real y, real z, real s: {STATIONARY.format(taylor(n - 1, 's'))}"
            f" ==> {shared(n, 'x', 'x', 'y', 'z')} < {shared(n, 'y', 'x', 'y', 'z')}"
            for n in (4, 6)
        ),
        f"forall even integer n >= 2, real x, real y, real s: {STATIONARY.format(taylor('n - 1', 's'))}"
        f" ==> {shared('n', 'x', 'x', 'y')} < {shared('n', 'y', 'x', 'y')}",
        # summands that are written out
        "forall real x, real y: (1 + x + x * x / 2) / ((1 + x + x * x / 2) + (1 + y + y * y / 2)) < 1",
        "forall real x, real y: exp(x) / (exp(x) + exp(y)) + exp(y) / (exp(x) + exp(y)) == 1",
        "forall real x, real y: x <= y ==> exp(x) / (exp(x) + exp(y)) <= exp(y) / (exp(x) + exp(y))",
    ],
)
def test_quotients(text):
    assert proves("case_analysis", text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("forall integer n, real x: sum(k = 0 .. n: x**k) + x > 0", ["sum(k = 0 .. n: x**k)"]),
        ("forall real x: exp(exp(x) + 1) > 0", ["exp(exp(x) + 1)"]),
        ("forall real x, real y: exp(x) > 0 ==> exp(x) + exp(y) > 0", ["exp(x)", "exp(y)"]),
        ("forall integer n >= 0, real x: x**n * x**2 > 0", ["x**n"]),
        ("forall real x, real y: x / (1 + x**2 + (2 * y)) > 0", ["1 + x**2", "2 * y"]),
        # nothing that may be undefined, and nothing constant
        ("forall integer n, real x: x**n + log(x) + exp(0) > 0", []),
        ("forall real x: x**2 + x * x > 0", []),
    ],
)
def test_pieces(text, found):
    assert [term_text(piece) for piece in pieces.pieces(parse(text))] == found


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        ("forall real x: x**2 > 0", True),
        ("forall real x: x**2 >= 0", False),
        ("forall real x, real y: x < y ==> x <= 2 * y", True),
        ("forall real x > 1000: x < 0", False),
    ],
)
def test_inputs_that_fail_a_claim(text, fails):
    assert pieces.fails_somewhere(parse(text)) is fails
