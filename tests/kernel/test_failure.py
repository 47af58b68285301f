"""The ways a claim may fail are the inputs at which it does, and a claim in a box says what it said."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from tests.kernel.certificates import outcome
from tests.kernel.test_circuit import valued
from tests.strategies import INTEGER, TRUTH, terms
from verify.kernel import failure
from verify.kernel.circuit import Circuit
from verify.kernel.failure import Failure, extremes, failures, input_words, prepared, progression, simplified
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.kernel.statement import ForAll, Variable
from verify.kernel.term import Sort, make, postorder
from verify.kernel.text import statement_text
from verify.kernel.words import Word


def claim(text: str) -> ForAll:
    found = parse(text)
    assert isinstance(found, ForAll)
    return found


def points(variables: tuple[Variable, ...]) -> list[dict[str, int | Fraction]]:
    """Every input of the domains."""
    domains = [
        [value for value in range(int(each.low or 0), int(each.high or 0) + 1) if each.admits(value)]
        for each in variables
    ]
    names = [each.name for each in variables]
    return [dict(zip(names, point, strict=True)) for point in itertools.product(*domains)]


def failing(subject: ForAll) -> set[tuple[int | Fraction, ...]]:
    """The inputs at which the claim fails, by the evaluator."""
    return {
        tuple(values.values())
        for values in points(subject.variables)
        if all(outcome(part, values) == "true" for part in subject.hypotheses)
        and outcome(subject.conclusion, values) != "true"
    }


def admitted(found: Failure) -> set[tuple[int | Fraction, ...]]:
    """The inputs at which all goals are true."""
    count = sum(parts is None for parts in found.circuit.parts) - 1
    result = set()
    for bits in itertools.product((0, 1), repeat=count):
        value = valued(found.circuit, bits)
        if all(value(goal) for goal in found.goals):
            result.add(tuple(_number([value(bit) for bit in word]) for word in found.inputs.values()))
    return result


def _number(bits: list[int]) -> int:
    return sum(bit << place for place, bit in enumerate(bits[:-1])) - (bits[-1] << len(bits) - 1)


def _agrees(subject: ForAll) -> None:
    ways = [admitted(found) for found in failures(prepared(subject), subject.variables)]
    assert set().union(*ways) == failing(subject), statement_text(subject)


@pytest.mark.parametrize(
    "text",
    [
        "forall integer 0 <= a <= 9: a != 7",
        "forall integer -5 <= a <= 6: 6 // a < 9",
        "forall integer -5 <= a <= 6: not 6 // a > 9",
        "forall integer -5 <= a <= 6: 6 // a > 0 ==> a >= 4",
        "forall even integer -5 <= a <= 6: a != 4",
        "forall odd integer -4 <= a <= 6: a != 5 and a != -3",
        "forall integer -4 <= a <= 4: (if 6 // a > 2 then a else -a) < 4",
        "forall integer -4 <= a <= 4: if a == 0 then true else 6 // a < 6",
        "forall integer -4 <= a <= 4: if 6 // a > 1 then a < 3 else 1 << a > 0",
        "forall integer -4 <= a <= 4: (if a > 0 then 1 // a else 2) == (if a < 0 then 6 // a else 2)",
        "forall integer -4 <= a <= 4: if a > 1 then undefined(truth) else true",
        "forall integer -4 <= a <= 4: a == 0 or 6 // a > -7",
        "forall integer -4 <= a <= 4: a != 0 and 6 // a > -7",
        "forall integer -4 <= a <= 4: a >= 0, a < 3 or 1 // (a - 3) == 1 ==> a < 3",
        "forall integer 0 <= a <= 5, integer 0 <= b <= 5: a > b, 6 % b == 0 ==> (if a > 3 then a else b) > 1",
        "forall integer 0 <= a <= 5, integer -2 <= b <= 3: a << b == a * 2**b and a >> b <= a / 2**b + b",
        "forall integer 0 <= a <= 7: bit_length(a) + bit_count(a) != 6 and sum(k = 0 .. 2: k // a) >= 0",
        "forall integer 5 <= a <= 4: false",
        "forall odd integer 4 <= a <= 4: false",
        "forall integer 4 <= a <= 4: a == 5",
        "forall: false",
        "forall: true",
    ],
)
def test_the_ways_to_fail_are_where_it_fails(text: str) -> None:
    _agrees(claim(text))


@st.composite
def claims(draw: st.DrawFn) -> ForAll:
    """A claim about one or two small integers, often with conditions at the top of its conclusion."""
    declared = []
    for name in ("i", "j")[: draw(st.integers(1, 2))]:
        low, parity = draw(st.integers(-5, 4)), draw(st.sampled_from((None, None, 0, 1)))
        high = low + draw(st.integers(-1, 6))
        declared.append(Variable(name, INTEGER, Fraction(low), Fraction(high), parity=parity))
    sorts = {each.name: INTEGER for each in declared}
    part = terms(TRUTH, sorts, 3, blastable=True)
    conclusion = draw(part)
    if draw(st.booleans()):
        conclusion = make("if", draw(part), conclusion, draw(part))
    return ForAll(tuple(declared), tuple(draw(st.lists(part, max_size=2))), conclusion)


@settings(max_examples=250, deadline=None)
@given(claims())
def test_of_random_claims_too(subject: ForAll) -> None:
    try:
        _agrees(subject)
    except Rejected:
        reject()


@settings(max_examples=250, deadline=None)
@given(claims(), st.data())
def test_in_a_box_a_claim_says_the_same(subject: ForAll, data: st.DataObject) -> None:
    box = []
    for each in subject.variables:
        ends = sorted(data.draw(st.tuples(*[st.integers(int(each.low or 0), int(each.low or 0) + 6)] * 2)))
        box.append(Variable(each.name, INTEGER, Fraction(ends[0]), Fraction(ends[1]), parity=each.parity))
    try:
        inner = simplified(prepared(subject), tuple(box))
    except Rejected:
        reject()
    assert inner.variables == tuple(box)
    for values in points(inner.variables):
        met = [all(outcome(part, values) == "true" for part in each.hypotheses) for each in (subject, inner)]
        assert met[0] == met[1]
        assert outcome(inner.conclusion, values) == outcome(subject.conclusion, values)


@given(claims())
def test_values_lie_between_their_extremes(subject: ForAll) -> None:
    try:
        ready = prepared(subject)
        nodes = [node for node in postorder((ready.claim.conclusion,)) if node.sort is not Sort.REAL]
        found = extremes(ready, subject.variables, nodes)
    except Rejected:
        reject()
    for values in points(subject.variables):
        for node, (low, high, undefined) in zip(nodes, found, strict=True):
            value = outcome(node, values)
            assert undefined if value == "undefined" else low <= int({"true": 1, "false": 0}.get(value, value)) <= high


@pytest.mark.parametrize("text", ["min(i // (i - 5), 5)", "max(i // (i - 5), -5)", "i // (i - 5)"])
def test_a_term_without_a_range_has_no_extremes(text: str) -> None:
    subject = prepared(claim(f"forall integer 0 <= i <= 9: {text} == 0"))
    with pytest.raises(Rejected, match="has no range in the box"):
        extremes(subject, subject.claim.variables, [subject.claim.conclusion.args[0]])


def test_what_is_constant_in_a_box_is_a_constant() -> None:
    subject = claim(
        "forall integer 0 <= a <= 99, integer 0 <= b <= 9: a > b ==> "
        "(if a >= 64 then b << bit_length(a) - 1 else b // 0) < a * 1000"
    )
    box = (Variable("a", INTEGER, Fraction(64), Fraction(99)), subject.variables[1])
    assert statement_text(simplified(prepared(subject), box)) == (
        "forall integer 64 <= a <= 99, integer 0 <= b <= 9: true ==> b << 6 < a * 1000"
    )


def test_a_variable_and_a_real_are_left_where_they_are_constant() -> None:
    subject = claim("forall integer 0 <= a <= 9, integer 0 <= b <= 9: a / 2 <= b + a")
    box = (Variable("a", INTEGER, Fraction(3), Fraction(3)), subject.variables[1])
    shown = "forall integer 3 <= a <= 3, integer 0 <= b <= 9: a / 2 <= b + a"
    assert statement_text(simplified(prepared(subject), box)) == shown


def test_what_has_no_value_in_a_box_is_left_as_it_is() -> None:
    subject = claim("forall integer 0 <= a <= 9: 6 // a >= 0 and 0 * (6 // a) == 0")
    assert statement_text(simplified(prepared(subject), subject.variables)) == statement_text(subject)


def test_nothing_is_left_of_two_programs_that_compute_the_same_in_the_same_way() -> None:
    last = 2**64 - 1
    subject = claim(
        f"forall integer 0 <= x <= {last}, integer 0 <= y <= {last}: "
        "(x & y) + (x xor y) // 2 == (y & x) + ((y xor x) >> 1)"
    )
    assert list(failures(prepared(subject), subject.variables)) == []


def test_what_is_supposed_on_one_path_is_not_on_the_other() -> None:
    """Each side of an `if` is compared by itself; the second with the condition false."""
    subject = claim("forall integer 0 <= a <= 7: (if a > 3 then a else 3) == (if a > 3 then a else a)")
    assert [admitted(found) for found in failures(prepared(subject), subject.variables)] == [{(0,), (1,), (2,)}]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("forall integer a >= 0: a >= 0", "a: is not an integer with two bounds"),
        ("forall integer a <= 0: a <= 0", "a: is not an integer with two bounds"),
        ("forall real 0 <= x <= 1: x >= 0", "x: is not an integer with two bounds"),
        ("forall integer 0 <= a <= 3: factorial(a) > 0", "has no bits"),
        ("forall integer 0 <= a <= 3: exp(a) > 0", "no"),
        ("forall integer 0 <= a <= 3: sum(k = 0 .. a: k) >= 0", "ends are not constants"),
        ("forall integer 0 <= a <= 3: 2**5000 > a", "more than 4096 bits"),
        ("forall integer 8192 <= a <= 8192: 2**9000 >> a == 0", "more than 4096 bits"),
    ],
)
def test_rejected(text: str, why: str) -> None:
    subject = claim(text)
    with pytest.raises(Rejected, match=why):
        list(failures(prepared(subject), subject.variables))


def test_paths_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    subject = claim("forall integer 0 <= a <= 7: if a > 5 then a > 6 else if a > 3 then a > 4 else a > 2")
    assert set().union(*map(admitted, failures(prepared(subject), subject.variables))) == failing(subject)
    monkeypatch.setattr(failure, "MOST_FAILURES", 4)
    with pytest.raises(Rejected, match="more than 4 paths"):
        list(failures(prepared(subject), subject.variables))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("integer 3 <= a <= 7", range(3, 8)),
        ("integer -3 <= a <= -3", range(-3, -2)),
        ("even integer -3 <= a <= 7", range(-2, 7, 2)),
        ("odd integer -3 <= a <= 8", range(-3, 9, 2)),
        ("odd integer 4 <= a <= 4", range(0)),
        ("integer 4 <= a <= 3", range(0)),
        ("integer 4 <= a <= -9", range(0)),
    ],
)
def test_the_inputs_are_those_of_the_domain(text: str, values: range) -> None:
    [declared] = claim(f"forall {text}: true").variables
    start, step, count = progression(declared)
    assert list(range(start, start + step * count, step)) == list(values)
    circuit = Circuit()
    words, inside = input_words(circuit, (declared,))
    assert _inside(circuit, words["a"], inside) == list(values)


def _inside(circuit: Circuit, word: Word, inside: list[int]) -> list[int]:
    """The values of a word at the inputs at which all of `inside` is true."""
    count = sum(parts is None for parts in circuit.parts) - 1
    values = (valued(circuit, bits) for bits in itertools.product((0, 1), repeat=count))
    return sorted(_number([value(bit) for bit in word]) for value in values if all(map(value, inside)))
