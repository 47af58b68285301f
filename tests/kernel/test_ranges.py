"""Ranges from domains: no value of a defined term lies outside, and what they decide is so at every input."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import INTEGER, terms
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.parse import parse_term
from verify.kernel.ranges import Interval, ranges_of
from verify.kernel.rejection import Rejected
from verify.kernel.statement import Variable
from verify.kernel.term import Sort, make, postorder

SORTS = {"i": INTEGER, "j": INTEGER, "x": Sort.REAL}


def integer(name, low, high):
    return Variable(name, INTEGER, *(None if end is None else Fraction(end) for end in (low, high)))


def interval(text, *variables):
    return ranges_of(variables).interval(parse_term(text, SORTS))


WORD = integer("i", 0, 65535), integer("j", 1, 16)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("i", 0, 65535), ("i >> 16", 0, 0), ("i >> j", 0, 32767), ("i << j", 0, 65535 << 16), ("i & 255", 0, 255),
        ("i | 255", 255, 65535), ("i xor 70000", 0, 131071), ("~i", -65536, -1), ("i // j", 0, 65535),
        ("i % 10", 0, 9), ("i % j", 0, 15), ("j % 99", 0, 16),
        ("i - j", -16, 65534), ("i * j", 0, 65535 * 16), ("j**2", 1, 256),
        ("bit_length(i)", 0, 16), ("bit_count(i)", 0, 16), ("abs(i - 3)", 0, 65532), ("min(i, j)", 0, 16),
        ("max(i, j)", 1, 65535), ("if i > 3 then i else j", 0, 65535), ("-i", -65535, 0), ("i // 0", None, None),
        ("i // (j - 1)", None, None), ("factorial(j)", None, None), ("1 << 5000", 0, None), ("2**5000 - 1", 0, None),
        ("sum(k = 0 .. i: k)", None, None), ("undefined(integer)", None, None),
        ("2**(-j)", None, None), ("(-j - 4) >> (j & 1)", -20, -3), ("abs(-j)", 1, 16), ("abs(j - 20)", 4, 19),
        ("j << j - 9", 1, 16 << 7), ("~j << 1", -34, -4), ("i << (if i > 3 then 4096 else 1)", 0, None),
        ("(j - 3) * j", -32, 208), ("(j - 20) // j", -19, -1), ("-i >> 16", -1, 0), ("bit_length(-j)", 1, 5),
    ],
)  # fmt: skip
def test_intervals(text, low, high):
    if text == "2**5000 - 1":
        low = None if interval(text, *WORD).low is None else low
    assert interval(text, *WORD) == Interval(low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("i", 3, None), ("i + i", 6, None), ("i >> 1", 1, None), ("-i", None, -3), ("i & j", 0, None),
        ("i * i", 9, None), ("i // 2", 0, None), ("i % 7", 0, 6), ("min(i, 9)", 3, 9), ("max(j, i)", 3, None),
        ("i | 5", 5, None), ("i xor 5", 0, None), ("if i > 5 then i else 2", 2, None), ("7 // i", 0, 2),
        ("i | j", None, None), ("j // i", None, None), ("i // 1 << 2", 0, None), ("i * j", None, None),
        ("i % i", 0, None), ("5 % i", 0, 5), ("j % i", 0, None), ("i % j", None, None), ("3 - i", None, 0),
        ("i - j", None, None), ("(-i) >> 2", None, -1), ("abs(j)", 0, None), ("abs(-i)", 3, None), ("j**2", None, None),
        ("i**j", 1, None), ("bit_count(i)", 0, None), ("min(i, j)", None, None), ("max(9, j)", 9, None),
        ("j", None, None), ("j & 15", 0, 15), ("j >> 3", None, None), ("2**i", 1, None), ("bit_length(i)", 2, None),
    ],
)  # fmt: skip
def test_domains_without_an_end(text, low, high):
    assert interval(text, integer("i", 3, None), integer("j", None, None)) == Interval(low, high)


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("i >= 0", True), ("i < 0", False), ("i <= 65535", True), ("65535 < i", False), ("i >> 16 != 0", False),
        ("i >> 16 == 0", True), ("i == -1", False), ("i != 65536", True), ("i > 3", None), ("i == 5", None),
        ("i / 2 >= 0", None), ("x >= x", None), ("i > 3 and i > 4", None), ("i >= 0 or i > 4", None),
        ("real(i) + 1 < 2 + real(j)", None), ("not i < 0", None),
    ],
)  # fmt: skip
def test_what_comparisons_are_decided(text, truth):
    assert ranges_of(WORD).truth(parse_term(text, SORTS)) is truth


ENDS = (None, *range(-3, 4))
DOMAINS = [(low, high) for low in ENDS for high in ENDS if None in (low, high) or low <= high]
FAR = 9


def values(low, high):
    """Those of a domain, an end that is not known taken to be far away."""
    return range(-FAR if low is None else low, (FAR if high is None else high) + 1)


def value(node, *of):
    try:
        return evaluate(node, dict(zip("ij", of, strict=False)))
    except (Undefined, Rejected):
        return None


PAIRS = ("+", "-", "*", "//", "%", "**", "<<", ">>", "&", "|", "xor", "min", "max")


@pytest.mark.parametrize("op", PAIRS)
def test_no_value_of_two_variables_lies_outside(op):
    node = make(op, integer("i", None, None).term(), integer("j", None, None).term())
    table = {(i, j): value(node, i, j) for i in values(None, None) for j in values(None, None)}
    for first, second in itertools.product(DOMAINS, DOMAINS):
        found = ranges_of((integer("i", *first), integer("j", *second))).interval(node)
        reached = [table[pair] for pair in itertools.product(values(*first), values(*second))]
        reached = [each for each in reached if each is not None]
        assert found.low is None or all(found.low <= each for each in reached), (first, second)
        assert found.high is None or all(found.high >= each for each in reached), (first, second)
        if op in ("+", "-", "*", "min", "max") and None not in (*first, *second):
            assert found == Interval(min(reached), max(reached))


@pytest.mark.parametrize("op", ["neg", "abs", "~", "bit_length", "bit_count"])
def test_no_value_of_one_variable_lies_outside(op):
    node = make(op, integer("i", None, None).term())
    for domain in DOMAINS:
        found = ranges_of([integer("i", *domain)]).interval(node)
        for each in values(*domain):
            assert found.low is None or found.low <= value(node, each), domain
            assert found.high is None or found.high >= value(node, each), domain


@pytest.mark.parametrize("high", [None, 5000])
def test_by_a_long_shift_nothing_may_be_left(high):
    assert interval("i >> j", integer("i", 1 << 4095, (1 << 4096) - 1), integer("j", 0, high)).low == 0


@pytest.mark.parametrize("op", ["<", "<=", ">", ">=", "==", "!="])
def test_of_two_variables_is_decided_what_is_so_at_every_input(op):
    condition = make(op, integer("i", None, None).term(), integer("j", None, None).term())
    for first, second in itertools.product(DOMAINS, DOMAINS):
        seen = {value(condition, i, j) for i, j in itertools.product(values(*first), values(*second))}
        truth = ranges_of((integer("i", *first), integer("j", *second))).truth(condition)
        assert truth is (seen.pop() if len(seen) == 1 else None), (first, second)


@given(st.data())
def test_no_value_of_a_random_term_lies_outside(data):
    root = data.draw(terms(INTEGER, {"i": INTEGER, "j": INTEGER}, 4))
    low, high = data.draw(st.integers(-9, 4)), data.draw(st.integers(0, 6))
    ranges = ranges_of((integer("i", low, low + 6), integer("j", -high, None)))
    for i, j in itertools.product(range(low, low + 7), (-high, 0, 1, 5, 70)):
        for node in postorder((root,)):
            if node.sort is not INTEGER or any(inner.op == "sum" for inner in postorder((root,))):
                continue
            try:
                value = evaluate(node, {"i": i, "j": j})
            except (Undefined, Rejected):
                continue
            found = ranges.interval(node)
            assert found.low is None or found.low <= value, (i, j)
            assert found.high is None or value <= found.high, (i, j)


@given(st.data())
def test_what_is_decided_is_so_at_every_input(data):
    sides = [data.draw(terms(INTEGER, {"i": INTEGER, "j": INTEGER}, 3, sums=False)) for _ in range(2)]
    condition = make(data.draw(st.sampled_from(("<", "<=", ">", ">=", "==", "!="))), *sides)
    truth = ranges_of((integer("i", -3, 4), integer("j", 0, 2))).truth(condition)
    for i, j in itertools.product(range(-3, 5), range(3)):
        try:
            assert truth in (None, evaluate(condition, {"i": i, "j": j}))
        except (Undefined, Rejected):
            continue


def test_of_an_empty_domain_nothing_is_known():
    empty = integer("i", 1, 0)
    assert interval("i", empty) == interval("7 // i", empty) == Interval(None, None)
