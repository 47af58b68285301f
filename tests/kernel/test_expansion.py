"""Expansions: what they say holds at every input of the box, and they say much."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from tests.kernel.test_boxes import may_be
from tests.strategies import INTEGER, REAL, TRUTH, rationals, terms
from verify.kernel.boxes import Number, Outcome, Truth, over_box
from verify.kernel.enclosure import Enclosure, certainly_at_most, exact, scaled
from verify.kernel.expansion import by_expansion
from verify.kernel.parse import parse_term
from verify.kernel.rejection import Rejected
from verify.kernel.term import Term, postorder

BITS = 64
SORTS = {"n": INTEGER, "x": REAL, "y": REAL}
Ends = tuple[Fraction | int, Fraction | int]


def expand(
    root: Term,
    ends: Ends,
    center: Fraction | int,
    order: int,
    left_out: bool = False,
    y: Ends = (0, 1),
    n: Ends = (2, 2),
) -> tuple[dict[int, Outcome], dict[str, Enclosure]]:
    """What is known of terms below `root`, and the box."""
    box = {"x": scaled(*ends, BITS), "y": scaled(*y, BITS), "n": scaled(*n, BITS)}
    away = scaled(ends[0] - center, ends[1] - center, BITS, left_out)
    return by_expansion(root, box, "x", Fraction(center), away, order, BITS), box


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_random_terms_at_random_inputs(data: st.DataObject) -> None:
    root = data.draw(terms(data.draw(st.sampled_from((TRUTH, REAL))), SORTS, 4, sums=False, functions=True))
    x, y, n = (data.draw(rationals), data.draw(rationals), data.draw(st.integers(-4, 4)))
    low, high = (data.draw(st.fractions(0, Fraction(1, 4), max_denominator=64)) for _ in range(2))
    center = data.draw(st.sampled_from([x - low, x, x + high]))
    order = data.draw(st.integers(1, 7))
    root = parse_term("0", SORTS) if root.op == "constant" else root
    assume(root.op != "constant")
    try:
        known, box = expand(root, (x - low, x + high), center, order, y=(y, y), n=(n, n))
        values = {"x": Fraction(x), "y": Fraction(y), "n": n}
        for node in postorder((root,)):
            if id(node) in known:
                assert may_be(node, values, known[id(node)])
        assert may_be(root, values, over_box(root, box, BITS, known))
    except Rejected:
        reject()


SHOWN = [
    # order, and around which point, the claim is seen to hold on a part of x
    ("exp(x) >= 1 + x", (-1, 1), 0, 3),
    ("exp(x) > x", (-1, 1), 0, 3),
    ("log(1 + x) >= 2 * x / (2 + x)", (0, Fraction(1, 8)), 0, 5),
    ("atan(x) <= x", (0, Fraction(1, 4)), 0, 3),
    ("atan(x) >= x - x**3 / 3", (0, Fraction(1, 8)), 0, 5),
    ("x <= atan(x)", (Fraction(-1, 4), 0), 0, 3),
    ("sqrt(x) <= (1 + x) / 2", (Fraction(1, 2), 2), 1, 4),
    ("exp(x * log(2)) <= 1 + x", (0, Fraction(1, 2)), 0, 4),
    ("exp(x * log(2)) <= 1 + x", (Fraction(1, 2), 1), 1, 4),
    ("log(1 + x) / log(2) >= x", (Fraction(1, 2), 1), 1, 4),
    ("atan(x) >= atan(1) * x", (Fraction(3, 4), 1), 1, 4),
    ("abs(exp(x) - 1 - x - x**2 / 2) <= 1 / 40", (Fraction(-1, 2), Fraction(1, 2)), 0, 5),
    ("not abs(exp(x) - 1 - x) > 1", (-1, 1), 0, 4),
    ("exp(x) - x >= 1 + y * (exp(x) - 1 - x) / 2", (0, Fraction(1, 4)), 0, 4),
    ("x**n + x**(-2) >= 2", (1, Fraction(9, 8)), 1, 4),
    ("exp(x * 0.1) >= 1 + x * 0.1", (-1, 1), 0, 3),
    ("(if y > 2 then true else exp(x) >= 1 + x) and exp(x) >= -9", (-1, 1), 0, 3),
    ("-x + real(n) * x == x", (0, 1), 0, 1),
    ("exp(x) + real(factorial(n)) >= 3 + x", (-1, 1), 0, 3),
]


@pytest.mark.parametrize(("text", "ends", "center", "order"), SHOWN)
def test_what_is_shown_where_intervals_alone_do_not(text: str, ends: Ends, center: int, order: int) -> None:
    root = parse_term(text, SORTS)
    known, box = expand(root, ends, center, order)
    assert over_box(root, box, BITS, known) == Truth(True, False)
    assert over_box(root, box, BITS) != Truth(True, False)


def test_what_intervals_alone_show_is_not_lost() -> None:
    root = parse_term("exp(x) >= -5", SORTS)
    known, box = expand(root, (-8, 8), 0, 1)
    assert over_box(root, box, BITS, known) == Truth(True, False)


@pytest.mark.parametrize("text", ["if y > 0 then y else exp(x) - x", "if y > 0 then exp(x) - x else y"])
def test_both_sides_of_a_condition_are_narrowed(text: str) -> None:
    root = parse_term(text, SORTS)
    known, _ = expand(root, (-1, 1), 0, 4)
    assert len(known) == 1


def test_strict_where_the_tight_point_is_left_out() -> None:
    root = parse_term("exp(x) > 1 + x", SORTS)
    for left_out in (True, False):
        known, box = expand(root, (0, 1), 0, 3, left_out)
        assert over_box(root, box, BITS, known) == Truth(True, not left_out)


def test_not_on_both_sides_of_an_odd_contact() -> None:
    root = parse_term("atan(x) <= x", SORTS)
    known, box = expand(root, (-1, 1), 0, 3)
    assert over_box(root, box, BITS, known) == Truth(True, True)


@pytest.mark.parametrize(
    "text",
    [
        "sqrt(x)", "log(x)", "1 / x", "x**(-1)", "sqrt(x - 1)", "abs(x)", "min(x, 1)", "if x > 0 then x else 0",
        "x**1001", "1 / (x * y)", "1 / (x - real(n))",
    ],
)  # fmt: skip
def test_terms_without_an_expansion_are_left_to_intervals(text: str) -> None:
    root = parse_term(f"({text}) + 0 >= y", SORTS)
    known, _ = expand(root, (0, 2), 1, 4)
    assert id(root) not in known


@pytest.mark.parametrize("text", ["x + 1 / y", "x + log(y)", "x + sqrt(y - 1)", "x**n"])
def test_nor_have_parts_without_the_variable_that_may_be_undefined_or_exponents_that_vary(text: str) -> None:
    root = parse_term(f"{text} >= 0", SORTS)
    known, _ = expand(root, (1, 2), 1, 4, n=(1, 2))
    assert id(root) not in known


def test_integers_have_no_negative_powers() -> None:
    root = parse_term("x * real(2**(n - 3)) >= 0", SORTS)
    assert id(root) not in expand(root, (1, 2), 1, 3)[0]


def test_a_sum_whose_end_varies_is_left_as_it_is() -> None:
    root = parse_term("sum(k = 0 .. n: x**k) + x >= 0", SORTS)
    assert id(root) not in expand(root, (1, 2), 1, 3, n=(2, 3))[0]


@pytest.mark.parametrize(("text", "width"), [("abs(exp(x) - 1 - x)", "1/100"), ("max(atan(x) - x, y)", "1/2000")])
def test_numbers_below_other_operations_are_narrower(text: str, width: str) -> None:
    root = parse_term(text, SORTS)
    known, _ = expand(root, (Fraction(-1, 10), Fraction(1, 10)), 0, 4)
    [found] = known.values()
    assert isinstance(found, Number) and found.values
    size = exact(Fraction(width), BITS)
    assert certainly_at_most(Enclosure((0, 0), found.values.high), size)
    assert certainly_at_most(Enclosure((0, -found.values.low[1]), (0, -found.values.low[1])), size)
