"""Spans: at every place of the tables, no input of the box has a value or an outcome that is not allowed for."""

import itertools
import operator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.certificates import number_at
from tests.strategies import INTEGER, TRUTH, terms
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.parse import parse_term
from verify.kernel.polynomial import expanded
from verify.kernel.rejection import Rejected
from verify.kernel.spans import Outcome, Span, outcome
from verify.kernel.term import Sort, make, postorder
from verify.kernel.words import Gates

SORTS = {"i": INTEGER, "j": INTEGER, "n": INTEGER}
NOWHERE = 0


def tables(places):
    everywhere = (1 << places) - 1
    return Gates(0, everywhere, everywhere.__xor__, operator.and_, operator.or_, operator.xor)


def word_of(numbers):
    """The word whose value at place p is numbers[p]."""
    length = max(max(number, ~number).bit_length() for number in numbers) + 1
    return tuple(sum((number >> place & 1) << at for at, number in enumerate(numbers)) for place in range(length))


def known(root, boxes):
    """The spans of the variables in `root`: boxes[p] has the ends of each at place p."""
    found = {}
    for node in postorder((root,)):
        if node.op == "variable" and node.value in boxes[0]:
            lows, highs = zip(*(box[node.value] for box in boxes), strict=True)
            low = word_of(lows)
            found[id(node)] = Span(low, low if lows == highs else word_of(highs), NOWHERE)
    return found


def looked_at(text, **ends):
    """What is found of the truth value in one box, as letters: it may be true, false, undefined."""
    root = expanded(parse_term(text, SORTS))
    box = {name: end if isinstance(end, tuple) else (end, end) for name, end in ends.items()}
    result = outcome(tables(1), root, known(root, [box]))
    return "".join(
        letter for letter, bit in zip("tfu", (result.true, result.false, result.undefined), strict=True) if bit
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("i < 5", "t"), ("i <= 4", "t"), ("i < 4", "tf"), ("i >= 2", "t"), ("i > 2", "tf"), ("i == 3", "tf"),
        ("i == 5", "f"), ("i != 5", "t"), ("i > 4", "f"), ("n == 3", "t"), ("n != 3", "f"), ("i == i", "tf"),
        ("i + j <= 6", "t"), ("i + j <= 5", "tf"), ("i - j >= 0", "t"), ("i - j >= 1", "tf"),
        ("i * j >= -12", "t"), ("i * j >= -11", "tf"), ("i * j <= 8", "t"), ("j * j >= -6", "t"), ("j * j <= 9", "t"),
        ("-j >= -2", "t"), ("-j <= 3", "t"), ("abs(j) <= 3", "t"), ("abs(j) >= 0", "t"), ("abs(j) >= 1", "tf"),
        ("abs(-i) >= 2", "t"), ("min(i, j) <= 2", "t"), ("max(i, j) >= 2", "t"), ("min(i, n) <= 3", "t"),
        ("i << n <= 32", "t"), ("i << n >= 16", "t"), ("j >> 1 >= -2", "t"), ("j >> 1 <= 1", "t"),
        ("j // n >= -1", "t"), ("j // n <= 0", "t"), ("n // -2 == -2", "t"), ("n & 1 == 1", "t"), ("~n == -4", "t"),
        # what is exact remains so
        ("n * n & 3 == 1", "t"), ("-n & 3 == 1", "t"), ("abs(-n) & 3 == 3", "t"), ("abs(n) & 3 == 3", "t"),
        ("(if n < 9 then n else 2) & 3 == 3", "t"),
        ("1/3 * i <= 4/3", "t"), ("1/3 * i - 1/2 * j <= 17/6", "t"), ("1/3 * i - 1/2 * j <= 8/3", "tf"),
        ("i / 4 <= 1", "t"), ("i / 4 >= 1/2", "t"),
        ("i / -3 <= -2/3", "t"), ("i / -3 >= -4/3", "t"), ("i / -3 < -1", "tf"),
        ("i / 4 - j / 6 <= 3/2", "t"), ("i / 4 - j / 6 <= 4/3", "tf"), ("j / (2/3) <= 3", "t"), ("n / 6 == 1/2", "t"),
        ("(if i < 3 then i else 9) <= 9", "t"), ("(if i < 3 then i else 9) >= 2", "t"),
        ("(if i < 3 then 1 else 9) == 1", "tf"), ("(if i < 9 then 1 else 9) == 1", "t"),
        ("(if n < 9 then i else j) >= 2", "t"), ("(if n > 9 then i else j) >= 2", "tf"),
        ("sum(k = 1 .. 3: k * i) <= 24", "t"),
        # where there may be no value
        ("1 // (n - 3) == 0", "u"), ("i // (n - 3) <= 9", "u"), ("i << n - 4 >= 0", "u"), ("i >> n - 4 >= 0", "u"),
        ("undefined(integer) == 0", "u"), ("undefined(truth)", "u"), ("not undefined(truth)", "u"),
        ("undefined(real) <= 1/2", "u"),
        ("i < 9 and undefined(truth)", "u"), ("i < 0 and undefined(truth)", "f"), ("i < 9 or undefined(truth)", "t"),
        ("i < 3 or undefined(truth)", "tu"), ("i < 3 and undefined(truth)", "fu"),
        ("if i < 3 then undefined(truth) else true", "tu"), ("if i < 9 then true else undefined(truth)", "t"),
        ("(if i < 3 then undefined(integer) else 1) == 1", "u"),
        ("true", "t"), ("not false", "t"), ("not i < 3", "tf"), ("i < 3 and i < 2", "f"), ("i < 2 or i > 4", "f"),
    ],
)  # fmt: skip
def test_one_box(text, found):
    seen = looked_at(text, i=(2, 4), j=(-3, 2), n=3)
    # what is told of a value that is nowhere defined does not matter
    assert seen.endswith("u") if found == "u" else set(found) <= set(seen), seen
    assert "u" in found or seen == found


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("i & 1 == 0", "&: is no operation on values that are not exact"),
        ("~i < 0", "~: is no operation on values that are not exact"),
        ("n << i >= 0", "<<: is no operation on values that are not exact"),
        ("n // i >= 0", "//: is no operation on values that are not exact"),
        ("i // -n <= 0", "//: is no operation on values that are not exact"),
        ("i % n >= 0", "%: is no operation on values that are not exact"),
        ("i**2 >= 0", "**: is no operation on values that are not exact"),
        ("bit_length(i) >= 0", "bit_length: is no operation on values that are not exact"),
        ("1 / n <= 1", "/: is no operation on spans of reals"),
        ("i / 0 <= 1", "/: is no operation on spans of reals"),
        ("2 / i <= 1", "/: is no operation on spans of reals"),
        ("real(n)**2 <= 9", "**: is no operation on spans of reals"),
        ("factorial(n) == 6", "factorial: has no bits"),
        ("sum(k = 0 .. n: k) == 6", "sum over k: its ends are not constants"),
        ("n << 5000 >= 0", "more than 4096 bits"),
    ],
)
def test_what_has_no_spans(text, why):
    with pytest.raises(Rejected, match=why.replace("*", r"\*")):
        looked_at(text, i=(2, 4), n=3)


def test_a_number_is_no_outcome():
    root = parse_term("n", SORTS)
    with pytest.raises(Rejected, match="is no truth value"):
        outcome(tables(1), root, known(root, [{"n": (3, 3)}]))


def test_terms_that_are_known_are_not_looked_into():
    root = parse_term("bit_length(i) + j <= 9", SORTS)
    inner = root.args[0].args[0]
    word = word_of([3])
    result = outcome(
        tables(1), root, {id(inner): Span(word, word, NOWHERE), **known(root.args[0].args[1], [{"j": (0, 6)}])}
    )
    assert result == Outcome(1, 0, 0)


def test_every_place_has_a_box_of_its_own():
    root = parse_term("(if n < 2 then i + j else i - j) >= 0", SORTS)
    boxes = [
        {"i": (0, 1), "j": (0, 1), "n": (1, 1)},
        {"i": (0, 1), "j": (0, 1), "n": (2, 2)},
        {"i": (-5, -4), "j": (0, 1), "n": (0, 0)},
        {"i": (7, 9), "j": (-1, 7), "n": (3, 3)},
    ]
    assert outcome(tables(4), root, known(root, boxes)) == Outcome(0b1011, 0b0110, 0)


POINTS = range(-2, 3)
DOMAINS = [(low, high) for low in POINTS for high in POINTS if low <= high]
FAMILIES = {
    "exact": [(low, high) for low, high in DOMAINS if low == high],
    "not negative": [(low, high) for low, high in DOMAINS if low >= 0],
    "any": DOMAINS,
}


@pytest.mark.parametrize(
    "text",
    [
        "i + j", "i - j", "i * j", "min(i, j)", "max(i, j)", "-i", "-i * j", "-i - -j", "abs(i)", "abs(i) - abs(j)",
        "abs(-i) * j", "i << 1", "i >> 1", "i // 2", "(1/3 * i - 1/2 * j) * 6", "(i / -3 + j) * 3", "real(i) * j",
        "if n > 0 then i else j", "if k > 0 then i else j", "if n > 0 then 2 * i else abs(j)",
        "if k > 0 then -i else j - 1", "(if n > 0 then i else 1) * j", "-(if k > 0 then i else 1) + j",
    ],
)  # fmt: skip
def test_spans_reach_from_the_least_value_to_the_greatest(text):
    """Of terms in which every variable stands once, so that interval arithmetic is exact."""
    sorts = dict.fromkeys("ijnkm", INTEGER)
    names = {"i": POINTS, "j": POINTS, "n": range(2), "k": range(2)}
    term = parse_term(text, sorts)
    value = {
        point: evaluate(term, dict(zip(names, point, strict=True))) for point in itertools.product(*names.values())
    }
    for first, second in itertools.product(FAMILIES.values(), repeat=2):
        boxes = [
            {"i": one, "j": other, "n": (place % 2,) * 2, "k": ((0, 0), (1, 1), (0, 1))[place % 3]}
            for place, (one, other) in enumerate(itertools.product(first, second))
        ]
        reached = [
            [value[point] for point in itertools.product(*(range(low, high + 1) for low, high in box.values()))]
            for box in boxes
        ]
        everywhere = (1 << len(boxes)) - 1
        for op, end, step in ((">=", min, 1), ("<=", max, -1)):
            root = parse_term(f"({text}) {op} m", sorts)
            for beyond in (0, step):
                bounds = [int(end(values)) + beyond for values in reached]
                at = [{**box, "m": (bound, bound)} for box, bound in zip(boxes, bounds, strict=True)]
                found = outcome(tables(len(boxes)), root, known(root, at))
                assert found.undefined == 0 and found.false == (everywhere if beyond else 0)


def test_what_is_exact_in_every_box_remains_exact():
    root = parse_term("(if n < 2 then n else 2 * n) & 3 == 1", SORTS)
    assert outcome(tables(2), root, known(root, [{"n": (1, 1)}, {"n": (3, 3)}])) == Outcome(0b01, 0b10, 0)


def number_terms(depth):
    """Numbers, mostly of operations that spans have."""
    op = st.sampled_from(("+", "-", "*", "min", "max", "neg", "abs", "if", "any"))
    return st.deferred(lambda: op.flatmap(lambda name: _made(name, depth)))


def _made(name, depth):
    if depth == 0 or name == "any":
        return terms(INTEGER, SORTS, min(depth, 2), blastable=True)
    part = number_terms(depth - 1)
    if name in ("neg", "abs"):
        return part.map(lambda inner: make(name, inner))
    if name == "if":
        return st.builds(lambda *args: make("if", *args), truth_terms(depth - 1), part, part)
    return st.builds(lambda left, right: make(name, left, right), part, part)


def truth_terms(depth):
    part = number_terms(depth)
    compared = st.builds(make, st.sampled_from(("<", "<=", ">", ">=", "==", "!=")), part, part)
    factors = st.sampled_from(("1/3", "-2/5", "7/2")).map(lambda text: parse_term(text, {}))
    scaled = st.builds(lambda factor, inner: make("*", factor, make("real", inner)), factors, part)
    scaled |= st.builds(lambda divisor, inner: make("/", make("real", inner), divisor), factors, part)
    raised = st.builds(make, st.sampled_from(("<", "<=", "==")), scaled, scaled)
    joined = st.builds(
        make, st.sampled_from(("and", "or")), compared, compared | terms(TRUTH, SORTS, 1, blastable=True)
    )
    return compared | raised | joined | joined.map(lambda inner: make("not", inner))


ends = st.tuples(st.integers(-6, 6), st.integers(0, 3)).map(lambda pair: (pair[0], pair[0] + pair[1]))
exact = st.integers(-4, 4).map(lambda number: (number, number))
boxes = st.fixed_dictionaries({"i": ends, "j": ends, "n": exact})


@settings(max_examples=150)
@given(truth_terms(2), st.lists(boxes, min_size=1, max_size=3))
def test_whatever_happens_in_a_box_is_allowed_for(root, several):
    root = expanded(root)
    try:
        found = outcome(tables(len(several)), root, known(root, several))
    except Rejected:
        return
    for place, box in enumerate(several):
        may = {"true": found.true >> place & 1, "false": found.false >> place & 1, "none": found.undefined >> place & 1}
        for point in itertools.product(*(range(low, high + 1) for low, high in box.values())):
            try:
                value = str(evaluate(root, dict(zip(box, point, strict=True)))).lower()
            except Undefined:
                value = "none"
            assert may[value], (box, point)


@settings(max_examples=50)
@given(number_terms(2), boxes)
def test_exact_boxes_have_exact_outcomes(root, box):
    box = {name: (low, low) for name, (low, _) in box.items()}
    root = expanded(make("==", root, root))
    try:
        found = outcome(tables(1), root, known(root, [box]))
    except Rejected:
        return
    try:
        evaluate(root, {name: low for name, (low, _) in box.items()})
    except Undefined:
        assert found.undefined
    else:
        assert found == Outcome(1, 0, 0)


def test_helpers_agree():
    word = word_of([5, -6, 0])
    assert [number_at(word, place) for place in range(3)] == [5, -6, 0]
    assert parse_term("1/2 * i", SORTS).sort is Sort.REAL
