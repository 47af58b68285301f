"""Tracing: the merged term says what the function does, on every path, undefinedness included."""

import itertools
import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.term import Sort, variable
from verify.kernel.text import term_text
from verify.trace.functions import assume, minimum, ratio, where
from verify.trace.oracle import AssumptionFailed, TraceError
from verify.trace.paths import trace_claim, trace_function
from verify.trace.symbolic import SymbolicInteger, SymbolicReal

NAMES = ("x", "y", "z")


def traced(function, sort=Sort.INTEGER, **keywords):
    kind = SymbolicInteger if sort is Sort.INTEGER else SymbolicReal
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    return trace_claim(function, {name: kind(variable(name, sort)) for name in names}, **keywords)


def text(function, **keywords):
    """The statement as text: hypotheses ==> conclusion."""
    found = traced(function, **keywords)
    return " ==> ".join([*map(term_text, found.hypotheses), term_text(found.root())])


def outcome_of_terms(found, values):
    try:
        if not all(evaluate(hypothesis, values) for hypothesis in found.hypotheses):
            return "outside"
    except Undefined:
        return "outside"
    try:
        return evaluate(found.root(), values)
    except Undefined:
        return "undefined"


def outcome_of_function(function, values):
    try:
        return function(**values)
    except AssumptionFailed:
        return "outside"
    except (ZeroDivisionError, ValueError, LookupError, AssertionError):
        return "undefined"


def agree(function, grid=range(-3, 4)):
    found = traced(function)
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    for numbers in itertools.product(grid, repeat=len(names)):
        values = dict(zip(names, numbers, strict=True))
        expected = outcome_of_function(function, values)
        assert outcome_of_terms(found, values) == expected, values


def clipped(x):
    if x < 0:
        return -x
    if x > 2:
        return 2
    return x


def first_of_three(x, y, z):
    if x > y and x > z:
        return x
    while z > 0:
        return z
    return max(y, z)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (lambda x, y, z: x <= y <= z, "x <= y and y <= z"),
        (lambda x, y, z: x <= y <= z < 9, "x <= y and y <= z and z < 9"),
        (lambda x, y: x < y or y < x, "x < y or y < x"),
        (lambda x, y: not x < y, "x >= y"),
        (lambda x, y: not (x < y < 3), "x >= y or y >= 3"),
        (lambda x, y: True if x < y else False, "x < y"),
        (lambda x, y: False if x < y else True, "x >= y"),
        (lambda x, y: (x < y) == (y > x), "(if x < y then y > x else y <= x)"),
        (lambda x: clipped(x) <= 2, "x >= 0 or -x <= 2"),
        (lambda x: True, "true"),
        (lambda x, y: (x < 3) is not None if x < y else True, "true"),
        (lambda x: True if 1 // x > 0 else True, "(if 1 // x > 0 then true else true)"),
        (lambda x: x in (1, 2), "x == 1 or x == 2"),
    ],
)
def test_python_control_flow_becomes_a_term(claim, expected):
    assert text(claim) == expected


@pytest.mark.parametrize(
    "claim",
    [
        lambda x, y: x // y >= 0,
        lambda x, y: y != 0 and x // y < 3,
        lambda x, y: x // y < 3 or y == 0,
        lambda x: clipped(x) >= 0 and clipped(clipped(x)) == clipped(x),
        lambda x, y, z: first_of_three(x, y, z) >= min(x, y, z),
        lambda x, y: sorted([x, y])[0] == min(x, y),
        lambda x: [10, 20, 30][0 if x < 0 else 5 if x > 1 else 1] == 20,
        lambda x, y: (x < y) ^ (y // x > 0),
        lambda x, y: where(x < y, x // y, y) == min(x, y),
        lambda x, y: where(y != 0, x // (y * y + 1), 3) >= 0,
        lambda x, y: where(x < y, x // y > 0, y % x > 0),
        lambda x: bool(x) or x == 0,
    ],
)
def test_the_term_agrees_with_the_function_everywhere(claim):
    agree(claim)


def test_what_raises_is_undefined_and_stays_in_the_term():
    def asserts(x):
        if not x > 0:
            raise AssertionError
        return x > 1

    def raises(x):
        if x > 1:
            raise ValueError
        return True

    assert text(asserts) == "(if x > 0 then x > 1 else undefined(truth))"
    assert text(raises) == "x <= 1 or undefined(truth)"
    agree(asserts)
    agree(raises)


def test_a_part_that_is_computed_but_not_used_must_be_defined_too():
    def divides_for_nothing(x, y):
        quotient = x // y
        quotient << x
        return x == x

    agree(divides_for_nothing)
    assert text(lambda x: (x + 1 == 0, x > 3)[1]) == "x > 3"


def shifted(x, y):
    if x < y:
        k = x << y
        return k > 0 if y > 1 else False
    return 1 // x == 0


def test_an_unused_part_on_one_path_only():
    agree(shifted)


def test_hypotheses():
    def ordered(x, y, z):
        assume(0 <= x <= y)
        assume(z != 0)
        return y // z >= 0

    def either(x, y):
        assume(x == 0 or y == 0)
        return x * y == 0

    def some_only(x, y):
        if x > 0:
            assume(y > x)
            return y > 0
        return x <= 0

    def never(x):
        assume(False)
        return x > 0

    def guarded(x):
        assume(x != 0)
        if x != 0:
            return 1 // x < 2
        return False

    assert text(ordered) == "x >= 0 ==> x <= y ==> z != 0 ==> y // z >= 0"
    assert text(either) == "x == 0 or y == 0 ==> x * y == 0"
    assert text(some_only) == "x <= 0 or y > x ==> x <= 0 or y > 0"
    assert text(never) == "false ==> true"
    assert text(guarded) == "x != 0 ==> 1 // x < 2"
    for claim in (ordered, either, some_only, never, guarded):
        agree(claim)


def test_an_assumption_after_a_branch_on_both_sides():
    def late(x, y):
        size = -x if x < 0 else x
        assume(y > 0)
        return size * y >= 0

    assert text(late) == "y > 0 ==> (if x < 0 then -x * y >= 0 else x * y >= 0)"
    agree(late)


def test_a_minimum_is_one_formula():
    found = traced(lambda x: minimum(x**2 - x, digits=20), sort=Sort.REAL)
    assert term_text(found.root()) == "x**2 - x" and found.conclusion.digits == 20

    def branches(x):
        return minimum(x if x > 0 else -x)

    with pytest.raises(TraceError, match="one formula"):
        traced(branches, sort=Sort.REAL)


def test_the_path_budget_is_reported():
    def doubles(x):
        return sum(1 if x & (1 << bit) == 0 else 0 for bit in range(5)) >= 0

    assert traced(doubles, budget=32).paths == 32
    with pytest.raises(TraceError, match="more than 31 paths.*where") as caught:
        traced(doubles, budget=31)
    assert (caught.value.file, caught.value.line) == (__file__, doubles.__code__.co_firstlineno + 1)


def test_an_endless_loop_ends():
    def endless(x):
        while x > 0:
            x = x + 1
        return True

    with pytest.raises(TraceError, match="2000 branches on one path"):
        traced(endless)


def test_randomness_and_state_are_found():
    numbers = random.Random(1)
    counter = itertools.count()

    def other_conditions(x, y):
        return x > numbers.getrandbits(30) and y > 0

    def fewer_branches(x, y):
        return (x > 0 and y > 0) if next(counter) == 0 else True

    def other_result(x):
        return x > next(counter)

    for function in (other_conditions, fewer_branches, other_result):
        with pytest.raises(TraceError, match="nondeterministic"):
            traced(function)


def misspelled(x):
    return x.bitlength() > 0


def swallows(x):
    try:
        return x / 2 > 0
    except TypeError:
        return True


def swallows_and_returns_nothing(x):
    try:
        x / 2
    except TypeError:
        return


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (swallows_and_returns_nothing, "/ on integers"),
        (misspelled, "AttributeError"),
        (swallows, "/ on integers"),
        (lambda x: unknown > x, "NameError"),  # noqa: F821
        (lambda x: x + "a" > 0, "TypeError"),
        (lambda x: isinstance(x, int), "isinstance"),
        (lambda x: isinstance(x, (str, Fraction)), "isinstance"),
        (lambda x: None, "returns None"),
        (lambda x: x + 1, "returns <symbolic integer>"),
        (lambda x: 1, "returns 1"),
        (lambda x: assume(x), "assume takes a condition"),
    ],
)
def test_an_authors_mistake_is_an_error_with_its_line(function, message):
    with pytest.raises(TraceError, match=message) as caught:
        traced(function)
    assert caught.value.file == __file__
    assert 0 <= caught.value.line - function.__code__.co_firstlineno <= 3


def test_no_trace_is_left_active():
    with pytest.raises(TraceError):
        traced(misspelled)
    assume(True)
    with pytest.raises(AssumptionFailed):
        assume(False)


expressions = st.recursive(
    st.sampled_from(NAMES) | st.integers(-3, 3),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["+", "-", "*", "//", "%", "<<", ">>", "&", "|", "^", "max"]), inner, inner),
        st.tuples(st.sampled_from(["if", "where", "or"]), inner, inner, inner, inner),
    ),
    max_leaves=9,
)


def run(tree, values):
    """The program that `tree` is, by Python's own operators."""
    if isinstance(tree, str):
        return values[tree]
    if isinstance(tree, int):
        return tree
    if tree[0] == "max":
        return max(run(tree[1], values), run(tree[2], values))
    if tree[0] == "if":
        return run(tree[3], values) if run(tree[1], values) < run(tree[2], values) else run(tree[4], values)
    if tree[0] == "or":
        return 1 if run(tree[1], values) == run(tree[2], values) or run(tree[3], values) <= run(tree[4], values) else 0
    parts = [run(part, values) for part in tree[1:]]
    if tree[0] == "where":
        return where(parts[0] < parts[1], parts[2], parts[3])
    left, right = parts
    if tree[0] in ("<<", ">>"):
        right = right % 4 - 1
    return {
        "+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right, "//": lambda: left // right,
        "%": lambda: left % right, "<<": lambda: left << right, ">>": lambda: left >> right, "&": lambda: left & right,
        "|": lambda: left | right, "^": lambda: left ^ right,
    }[tree[0]]()  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    tree=expressions, bound=expressions, inputs=st.lists(st.tuples(*[st.integers(-5, 9)] * 3), min_size=5, max_size=9)
)
def test_programs_and_their_terms_agree(tree, bound, inputs):
    def program(x, y, z):
        values = {"x": x, "y": y, "z": z}
        assume(x <= y + 5)
        return 0 <= run(tree, values) <= run(bound, values)

    found = traced(program)
    for numbers in inputs:
        values = dict(zip(NAMES, numbers, strict=True))
        assert outcome_of_terms(found, values) == outcome_of_function(program, values)


def test_ratios_stay_exact():
    assert text(lambda x, y: ratio(x, y) <= ratio("0.1")) == "x / y <= 1/10"


def number(function):
    """The hypotheses and the number as text."""
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    found = trace_function(function, {name: SymbolicInteger(variable(name, Sort.INTEGER)) for name in names})
    return " ==> ".join([*map(term_text, found.hypotheses), term_text(found.root())])


def halves(x):
    if x % 2:
        return ratio(x, 2)
    return x // 2


def positive_root(x):
    assume(x > 0)
    return 1 << x.bit_length() - 1 if x != 3 else 7 // (x - 3)


def unused(x):
    12 // x
    return 5


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (halves, "(if x % 2 != 0 then x / 2 else x // 2)"),
        (positive_root, "x > 0 ==> (if x != 3 then 1 << (bit_length(x) - 1) else 7 // (x - 3))"),
        (unused, "(if 12 // x == 12 // x then 5 else 5)"),
        (lambda x: 3, "3"),
        (lambda x: 3 if x > 1 else 3, "3"),
        (lambda x: [][(x > 1 and 1) or 0], "undefined(integer)"),
    ],
)
def test_functions_that_return_numbers(function, expected):
    assert number(function) == expected


@pytest.mark.parametrize("function", [lambda x: x > 1, lambda x: True, lambda x: 0.5, lambda x: None, lambda x: (x, 1)])
def test_what_is_no_exact_number(function):
    with pytest.raises(TraceError, match="where an exact number is needed"):
        number(function)
