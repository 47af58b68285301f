"""Rule `classes`: whatever is accepted is true at every input; what is not seen on the classes is refused."""

import itertools
import random
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.kernel.certificates import prove, refuse
from tests.strategies import INTEGER, REAL, TRUTH, terms
from verify.kernel.certificate import Certificate
from verify.kernel.check import check
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.failure import prepared
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.kernel.rules.classes import frontier
from verify.kernel.statement import ForAll, Variable
from verify.kernel.term import constant, make
from verify.kernel.text import term_text

RULE = "classes"
NOT_SEEN = "conclusion: is not seen to hold for"


def cut(**starts):
    """Evidence: cut(a=(4, 8), b=()) begins classes of a at 4 and 8, none of b."""
    return {"cuts": {name: [str(start) for start in values] for name, values in starts.items()}}


KEPT = "(a >> bit_length(a) - 2) << bit_length(a) - 2"
KEPT_TOO = KEPT.replace("a", "b")
HALVES = (3, 4, 6)

ACCEPTED = [
    ("forall: true", cut()),
    ("forall: sum(k = 1 .. 10: k) == 55", cut()),
    ("forall integer 0 <= a <= 7: a >= 0", cut(a=())),
    ("forall integer -8 <= a <= 7, integer -8 <= b <= 7: a * b <= 64 and a * b >= -64", cut(a=(), b=())),
    ("forall integer -8 <= a <= 7, integer -8 <= b <= 7: a - b <= 15 and abs(a + b) <= 16", cut(a=(), b=())),
    # a program that keeps two bits
    (f"forall integer 2 <= a <= 7: {KEPT} >= 2", cut(a=HALVES)),
    (f"forall integer 2 <= a <= 7, integer 2 <= b <= 7: 25 * (({KEPT}) * ({KEPT_TOO})) >= 16 * (a * b)",
     cut(a=HALVES, b=HALVES)),
    (f"forall integer 0 <= a <= 7, integer 2 <= b <= 3: a >= 2 ==> ({KEPT}) + b <= 9", cut(a=(1, 2, *HALVES), b=())),
    # singletons are exact
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: a xor b xor b == a", cut(a=(1, 2, 3), b=(1, 2, 3))),
    ("forall integer -2 <= a <= 2, integer -2 <= b <= 1: b != 0 ==> a // b * b + a % b == a",
     cut(a=range(-1, 3), b=range(-1, 2))),
    # what is not reached need not be defined
    ("forall integer -2 <= a <= 2, integer 0 <= b <= 2: a == 0 or b // a >= -2", cut(a=range(-1, 3), b=(1, 2))),
    ("forall integer -2 <= a <= 2, integer 0 <= b <= 2: if a < 0 then a + b >= -2 else b >> a <= 2",
     cut(a=range(-1, 3), b=())),
    ("forall integer -2 <= a <= 2, integer 0 <= b <= 9: a >= 0 ==> b << a <= 36", cut(a=(-1, 0, 1, 2), b=())),
    # a hypothesis, also one that is false or undefined for some of a class, only leaves inputs out
    ("forall integer 0 <= a <= 7, integer 0 <= b <= 7: a > 3, b > 3 ==> a + b >= 8", cut(a=(4,), b=(4,))),
    ("forall integer -2 <= a <= 7, integer 0 <= b <= 7: 6 // a >= 1 ==> a + b <= 14", cut(a=(0,), b=())),
    # parities and numbers of classes that are no power of two
    ("forall even integer 0 <= a <= 9, odd integer 0 <= b <= 9: a + b <= 17", cut(a=(9,), b=())),
    ("forall even integer 0 <= a <= 9, odd integer 0 <= b <= 9: a + b >= 1 and a != b",
     cut(a=range(1, 10), b=range(1, 10))),
    ("forall integer 5 <= a <= 9, integer 1 <= b <= 3: a > b", cut(a=(6, 7), b=(2,))),
    # quotients by constants, and their sums
    ("forall integer 0 <= a <= 7, integer 0 <= b <= 7: 1/3 * a - 1/2 * b <= 7/3", cut(a=(), b=())),
    ("forall integer 0 <= a <= 7, integer 0 <= b <= 7: a / 3 - b / -2 <= 35/6", cut(a=(), b=())),
    ("forall integer 0 <= a <= 7, integer 0 <= b <= 7: min(a, 1/2 * b) <= 7/2", cut(a=(), b=())),
    ("forall integer 0 <= a <= 7, integer 0 <= b <= 7: sum(k = 0 .. 2: k * a + b) <= 42", cut(a=(), b=())),
    # three variables
    ("forall integer 0 <= a <= 3, integer -1 <= b <= 2, integer 1 <= c <= 2: a * b // c >= -3",
     cut(a=(), b=(), c=(2,))),
    # nobody is in the domain
    ("forall integer 5 <= a <= 4, integer 0 <= b <= 3: false", cut(a=(), b=())),
    ("forall odd integer 4 <= a <= 4: false", cut(a=())),
    ("forall integer 1 <= a <= 0: 7 // a == 3", cut(a=())),
    ("forall integer 0 <= a <= 3: a > 5 ==> false", cut(a=())),
]  # fmt: skip


@pytest.mark.parametrize(("text", "evidence"), ACCEPTED)
def test_accepted(text, evidence):
    assert prove(text, RULE, evidence).rules == (RULE,)


FALSE = [
    ("forall: false", cut(), 1),
    ("forall: undefined(truth)", cut(), 1),
    ("forall integer 0 <= a <= 4: a < 4", cut(a=(4,)), 1),
    ("forall integer 0 <= a <= 4: a > 0", cut(a=range(1, 5)), 1),
    ("forall integer -5 <= a <= 4: a * a < 25", cut(a=range(-4, 5)), 1),
    ("forall integer 0 <= a <= 6, integer 0 <= b <= 4: a / 3 - b / 2 < 2", cut(a=range(1, 7), b=range(1, 5)), 1),
    ("forall integer 0 <= a <= 6, integer 0 <= b <= 4: a + b < 10", cut(a=range(1, 7), b=range(1, 5)), 1),
    ("forall integer 0 <= a <= 6, integer 0 <= b <= 4: a != 5 or b != 3", cut(a=range(1, 7), b=range(1, 5)), 1),
    ("forall integer 0 <= a <= 9, integer 0 <= b <= 9: b - a > -9", cut(a=range(1, 10), b=range(1, 10)), 1),
    ("forall even integer 0 <= a <= 9: a != 8", cut(a=range(1, 10)), 1),
    ("forall odd integer 0 <= a <= 9: a != 1", cut(a=(2, 4)), 1),
    (f"forall integer 2 <= a <= 7: {KEPT} < 6", cut(a=(3, 4, 6)), 1),
    # undefined at some input
    ("forall integer -2 <= a <= 2, integer 0 <= b <= 3: b >> a <= 3", cut(a=range(-1, 3), b=()), 2),
    ("forall integer -2 <= a <= 2, integer 0 <= b <= 3: b << a >= 0", cut(a=(-1, 0, 1, 2), b=()), 2),
    ("forall integer -2 <= a <= 2, integer 0 <= b <= 3: b >> a >= 0", cut(a=(-1, 0, 1, 2), b=()), 2),
    ("forall integer 0 <= a <= 3: 7 // a >= 0", cut(a=range(1, 4)), 1),
    ("forall integer 0 <= a <= 3: not 7 // a < 0", cut(a=()), 1),
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: if a > b then undefined(truth) else true",
     cut(a=(1, 2, 3), b=(1, 2, 3)), 6),
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: a >= 0 and undefined(truth)", cut(a=(), b=()), 1),
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: a * b * 0 + undefined(integer) == 0", cut(a=(), b=()), 1),
    # hypotheses leave one choice over
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: a + b >= 6 ==> false", cut(a=(1, 2, 3), b=(1, 2, 3)), 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "evidence", "count"), FALSE)
def test_what_is_false_somewhere_is_refused(text, evidence, count):
    refuse(text, RULE, evidence, f"{NOT_SEEN} {count} choices")


UNSEEN = [
    # a class is too large for intervals
    ("forall integer 0 <= a <= 7: a * a >= a", cut(a=())),
    ("forall integer 0 <= a <= 7, integer 0 <= b <= 7: a - b + b >= 0", cut(a=(), b=())),
    ("forall integer -8 <= a <= 7, integer 0 <= b <= 7: (a + b) * (a + b) >= 0", cut(a=(), b=())),
    (f"forall integer 2 <= a <= 7, integer 2 <= b <= 7: 25 * (({KEPT}) * ({KEPT_TOO})) >= 16 * (a * b)",
     cut(a=HALVES, b=(3, 4))),
    ("forall integer 0 <= a <= 7, integer 0 <= b <= 7: a > 3, b > 3 ==> a + b >= 8", cut(a=(), b=(4,))),
    # a hypothesis does not exclude where it has no value
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: a << b - 1 >= 0 ==> a + b >= 1", cut(a=(1,), b=(1, 2, 3))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "evidence"), UNSEEN)
def test_what_is_true_but_not_seen_is_refused(text, evidence):
    assert prove(text, "enumeration", {}).rules == ("enumeration",)
    refuse(text, RULE, evidence, NOT_SEEN)


REJECTED = [
    ("exists integer 0 <= a <= 3: a == a", cut(a=()), "statement: is not a forall statement"),
    ("not forall integer 0 <= a <= 3: a < 3", cut(a=()), "statement: is not a forall statement"),
    ("forall integer a: a == a", cut(a=()), "a: is not an integer with two bounds"),
    ("forall integer a >= 0: a >= 0", cut(a=()), "a: is not an integer with two bounds"),
    ("forall integer a <= 0: a <= 0", cut(a=(-1,)), "a: is not an integer with two bounds"),
    ("forall real 0 <= x <= 1: x >= 0", cut(x=()), "x: is not an integer with two bounds"),
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: a + b >= 0", cut(a=()), "cuts: are needed for each variable"),
    ("forall integer 0 <= a <= 3: a >= 0", cut(a=(), b=()), "cuts: are needed for each variable, and no other"),
    ("forall integer 0 <= a <= 3: a >= 0", cut(a=(2, 2)), "do not increase strictly inside the domain"),
    ("forall integer 0 <= a <= 3: a >= 0", cut(a=(3, 2)), "do not increase strictly inside the domain"),
    ("forall integer 0 <= a <= 3: a >= 0", cut(a=(0, 2)), "do not increase strictly inside the domain"),
    ("forall integer 0 <= a <= 3: a >= 0", cut(a=(4,)), "do not increase strictly inside the domain"),
    ("forall integer 0 <= a <= 3: a >= 0", cut(a=("1/2",)), "do not increase strictly inside the domain"),
    ("forall integer 0 <= a <= 3: a >= 0", cut(a=("two",)), ""),
    ("forall integer 0 <= a <= 3: a >= 0", {"cuts": {"a": [1]}}, "its cuts are not a list of strings"),
    ("forall integer 0 <= a <= 3: a >= 0", {"cuts": {"a": "1"}}, "its cuts are not a list of strings"),
    ("forall integer 0 <= a <= 3: a >= 0", {"cuts": []}, ""),
    ("forall integer 0 <= a <= 3: a >= 0", {}, "cuts"),
    ("forall integer 0 <= a <= 3: a >= 0", {**cut(a=()), "proofs": {}}, "unknown key"),
    ("forall integer 0 <= a <= 8191, integer 0 <= b <= 8191: a + b >= 0", cut(a=range(1, 4097), b=range(1, 4097)),
     "the choices of classes take 26 bits; 24 is the most"),
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: (a + b) & 7 >= 0", cut(a=(), b=()), "values that are not exact"),
    ("forall integer 0 <= a <= 3, integer 1 <= b <= 3: a / b <= 3", cut(a=(), b=()), "no operation on spans of reals"),
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: sum(k = a .. b: k) >= 0",
     cut(a=(), b=()), "its ends are not constants"),
    ("forall integer 0 <= a <= 3: sum(k = 0 .. a: k) >= 0", cut(a=()), "its ends are not constants"),
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: a + factorial(b) >= 1", cut(a=(), b=()), "has no bits"),
    (f"forall integer 0 <= a <= 7, integer 2 <= b <= 3: a >= 2 ==> ({KEPT}) + b <= 9", cut(a=(2, *HALVES), b=()),
     "<<: has no range in the box"),
    ("forall integer 0 <= a <= 9999: 1 << a >= 1", cut(a=()), ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "evidence", "why"), REJECTED)
def test_rejected(text, evidence, why):
    refuse(text, RULE, evidence, why)


def test_the_frontier_is_what_is_made_of_one_variable_alone():
    claim = prepared(
        parse(
            "forall integer 0 <= a <= 7, integer 0 <= b <= 7: "
            "bit_length(a) > 1 ==> (a >> bit_length(a) - 2) * b + 1/3 * (a + 1) >= a * (b & 6)"
        )
    ).claim
    found = {name: sorted(map(term_text, frontier(claim, name))) for name in ("a", "b")}
    assert found["a"] == ["a", "a + 1", "a >> (bit_length(a) - 2)", "bit_length(a) > 1"]
    assert found["b"] == ["b", "b & 6"]


def inputs_of(claim):
    """All inputs that meet the hypotheses, and whether the conclusion is true at each."""
    domains = [range(int(declared.low), int(declared.high) + 1) for declared in claim.variables]
    for point in itertools.product(*domains):
        if all(declared.admits(value) for declared, value in zip(claim.variables, point, strict=True)):
            values = {declared.name: value for declared, value in zip(claim.variables, point, strict=True)}
            if all(is_true(hypothesis, values) for hypothesis in claim.hypotheses):
                yield values


def has_value(root, values):
    try:
        evaluate(root, values)
    except Undefined:
        return False
    return True


def is_true(root, values):
    return has_value(root, values) and evaluate(root, values) is True


@st.composite
def domains(draw, name):
    """Small domains, some of them empty, with a parity or a size that is no power of two."""
    low = draw(st.integers(-5, 5))
    high = low + draw(st.integers(-1, 7))
    return Variable(name, INTEGER, Fraction(low), Fraction(high), parity=draw(st.sampled_from((None, 0, 1))))


@st.composite
def claims(draw):
    """A claim that is true, or just not: the conclusion bounds a random term by its extreme value, or one beside it."""
    names = draw(st.sampled_from(("a", "ab", "abc")))
    declared = tuple(draw(domains(name)) for name in names)
    sorts = dict.fromkeys(names, INTEGER)
    hypotheses = tuple(draw(st.lists(terms(TRUTH, sorts, 2, blastable=True), max_size=1)))
    sort = draw(st.sampled_from((INTEGER, INTEGER, REAL)))
    body = draw(terms(sort, sorts, 3, blastable=True))
    points = inputs_of(ForAll(declared, hypotheses, constant(True)))
    values = [evaluate(body, point) for point in points if has_value(body, point)]
    upwards = draw(st.booleans())
    bound = (max if upwards else min)(values, default=0) + draw(st.sampled_from((0, 0, 0, 1, -1)))
    limit = constant(bound if sort is INTEGER else Fraction(bound))
    conclusion = make("<=" if upwards else ">=", body, limit)
    if draw(st.booleans()):
        conclusion = make(
            draw(st.sampled_from(("and", "or"))), draw(terms(TRUTH, sorts, 2, blastable=True)), conclusion
        )
    return ForAll(declared, hypotheses, conclusion)


@settings(max_examples=400)
@given(claims(), st.randoms(use_true_random=False))
def test_what_is_accepted_is_true_at_every_input(claim, drawn: random.Random):
    share = drawn.choice((0.2, 0.5, 1))
    cuts = {
        declared.name: [
            value for value in range(int(declared.low) + 1, int(declared.high) + 1) if drawn.random() < share
        ]
        for declared in claim.variables
    }
    try:
        check(Certificate(claim, RULE, cut(**cuts)))
    except Rejected:
        return
    failing = [values for values in inputs_of(claim) if not is_true(claim.conclusion, values)]
    assert failing == []


@settings(max_examples=200)
@given(claims())
def test_on_singletons_everything_is_seen(claim):
    """Given that hypotheses have values everywhere, and every operation has spans."""
    for values in inputs_of(ForAll(claim.variables, (), constant(True))):
        assume(all(has_value(hypothesis, values) for hypothesis in claim.hypotheses))
    evidence = cut(
        **{declared.name: range(int(declared.low) + 1, int(declared.high) + 1) for declared in claim.variables}
    )
    try:
        check(Certificate(claim, RULE, evidence))
        refused = ""
    except Rejected as why:
        refused = why.rule
    assume(refused in ("", RULE))
    assert (refused == "") is all(is_true(claim.conclusion, values) for values in inputs_of(claim))
