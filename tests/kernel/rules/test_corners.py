"""Rule `corners`: whatever is accepted is true at every input; what is not linear between the corners is refused."""

import itertools
import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.certificates import prove, refuse
from tests.strategies import INTEGER, REAL, TRUTH, terms
from verify.kernel.certificate import Certificate
from verify.kernel.check import check
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.rejection import Rejected
from verify.kernel.statement import ForAll, Variable
from verify.kernel.term import apply, constant, make, variable

RULE = "corners"


def cut(**starts):
    """Evidence: cut(a=(4, 8), b=()) begins classes of a at 4 and 8, none of b."""
    return {"cuts": {name: [str(start) for start in values] for name, values in starts.items()}}


POWER = "((1 << bit_length(a)) >> 1)"
POWER_TOO = POWER.replace("a", "b")
LOW = f"{POWER} * b + {POWER_TOO} * a - {POWER} * {POWER_TOO}"
BYTES = "forall integer 1 <= a <= 7, integer 1 <= b <= 7: "
POWERS = (2, 4)

ACCEPTED = [
    ("forall: true", cut()),
    ("forall: sum(k = 1 .. 10: k) == 55", cut()),
    ("forall integer 0 <= a <= 7: a >= 0", cut(a=())),
    # products of variables, whatever their signs
    ("forall integer -8 <= a <= 7, integer -8 <= b <= 7: a * b <= 64 and a * b >= -56", cut(a=(), b=())),
    ("forall integer -8 <= a <= 7, integer -8 <= b <= 7: a * b - a - b + 1 <= 81", cut(a=(), b=())),
    ("forall integer 0 <= a <= 7, integer 0 <= b <= 7: a - b + b == a", cut(a=(), b=())),
    ("forall integer -1 <= a <= 1, integer -1 <= b <= 1, integer -1 <= c <= 1: a * b * c + a * b - c < 4",
     cut(a=(), b=(), c=())),
    # a program that is linear where the leading ones stay
    (BYTES + f"{LOW} <= a * b", cut(a=POWERS, b=POWERS)),
    (BYTES + f"49 * ({LOW}) >= 40 * (a * b)", cut(a=POWERS, b=POWERS)),
    (BYTES + "a << bit_length(b) <= 2 * a * b and a << bit_length(b) > a * b", cut(a=(), b=POWERS)),
    # quotients, on either side
    (BYTES + f"({LOW} - a * b) / (a * b) >= -9/49 and ({LOW} - a * b) / (a * b) <= 0", cut(a=POWERS, b=POWERS)),
    (BYTES + "1/7 <= a / b and a / b <= 7", cut(a=(), b=())),
    (BYTES + "a / 3 - b / -2 <= 35/6", cut(a=(), b=())),
    (BYTES + "if a >= 4 then a / b >= 4/7 else a / b <= 3", cut(a=(2, 4), b=())),
    (BYTES + "a < 4 or a / b >= 4/7", cut(a=(2, 4), b=())),
    # one side of a condition, and what is not reached need not be defined
    (BYTES + "(if a >= 4 then a - 4 else 4 - a) * b <= 21", cut(a=(2, 4), b=())),
    (BYTES + "if a >= 4 then a + b >= 5 else a + b <= 10", cut(a=(2, 4), b=())),
    (BYTES + "a < 4 or a + b >= 5", cut(a=(2, 4), b=())),
    ("forall integer -4 <= a <= 3, integer 0 <= b <= 3: if a < 0 then a + b >= -4 else b << (a & 2) <= 12",
     cut(a=(-2, 0, 2), b=())),
    # hypotheses leave classes out; what has no value there does no harm
    ("forall integer 0 <= a <= 7, integer 1 <= b <= 7: a >= 1 ==> (1 << bit_length(a) - 1) * b <= a * b",
     cut(a=(1, 2, 4), b=())),
    ("forall integer 0 <= a <= 7, integer 0 <= b <= 7: a > 3, b > 3 ==> a + b >= 8", cut(a=(4,), b=(4,))),
    # parities and numbers of corners that are no power of two
    ("forall even integer 0 <= a <= 9, odd integer 0 <= b <= 9: a * b <= 72", cut(a=(), b=())),
    ("forall even integer 0 <= a <= 9, odd integer 0 <= b <= 9: a + b >= 1", cut(a=(3, 9), b=(2,))),
    # nobody is in the domain
    ("forall integer 5 <= a <= 4, integer 0 <= b <= 3: false", cut(a=(), b=())),
    ("forall integer 0 <= a <= 3: a > 5 ==> false", cut(a=())),
]  # fmt: skip


@pytest.mark.parametrize(("text", "evidence"), ACCEPTED)
def test_accepted(text, evidence):
    assert prove(text, RULE, evidence).rules == (RULE,)


FALSE = [
    ("forall: false", cut(), 1),
    ("forall: undefined(truth)", cut(), 1),
    ("forall integer 0 <= a <= 4: a < 4", cut(a=()), 1),
    ("forall integer -8 <= a <= 7, integer -8 <= b <= 7: a * b < 64", cut(a=(), b=()), 1),
    (BYTES + f"49 * ({LOW}) > 40 * (a * b)", cut(a=POWERS, b=POWERS), 1),
    (BYTES + f"({LOW} - a * b) / (a * b) > -9/49", cut(a=POWERS, b=POWERS), 1),
    # a divisor that is 0 or less somewhere
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: a / b >= 0", cut(a=(), b=()), 2),
    ("forall integer 1 <= a <= 3, integer -2 <= b <= 2: a / b <= 3", cut(a=(), b=()), 2),
    ("forall integer 1 <= a <= 3, integer -2 <= b <= -1: a / b <= 0", cut(a=(), b=()), 4),
    # a comparison with a quotient that is also a condition: there it keeps its own meaning for divisors below 0
    ("forall odd integer -1 <= b <= 1: (if b >= 1 then 8 / b <= 9 else true) and (if 8 / b <= 9 then b >= 1 else true)",
     cut(b=(1,)), 1),
    # undefined at some input
    ("forall integer -2 <= a <= 1, integer 0 <= b <= 3: b << (a xor 0) >= 0", cut(a=(-1, 0, 1), b=()), 4),
    (BYTES + "a * b * 0 + undefined(integer) == 0", cut(a=(), b=()), 4),
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: (1 << bit_length(a) - 1) * b >= 0", cut(a=(1, 2), b=()), 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "evidence", "count"), FALSE)
def test_what_is_false_at_a_corner_is_refused(text, evidence, count):
    refuse(text, RULE, evidence, f"conclusion: is not seen to hold at {count} corners")


REJECTED = [
    # not linear: true at the corners, false between them
    ("forall integer -2 <= a <= 2: a * a >= 4", cut(a=()), "*: is not constant on a class"),
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: b << a >= 0", cut(a=(1, 2, 3), b=()), "linear"),
    ("forall integer 0 <= a <= 4, integer 0 <= b <= 4: (a - b) * (a + b - 4) == 0", cut(a=(), b=()), "linear"),
    ("forall integer -2 <= a <= 2, integer 0 <= b <= 0: abs(a) + b >= 2", cut(a=(), b=()), "abs: is not constant"),
    ("forall integer -2 <= a <= 2, integer -2 <= b <= 2: abs(a * b) >= 4", cut(a=(), b=()), "linear"),
    ("forall integer -1 <= a <= 1: a != 0", cut(a=()), "is not constant on a class"),
    ("forall integer -1 <= a <= 1, integer 0 <= b <= 0: a + b != 0", cut(a=(), b=()), "!=: is no comparison"),
    ("forall integer -1 <= a <= 1, integer 0 <= b <= 0: not a + b == 0", cut(a=(), b=()), "not: is no comparison"),
    ("forall integer -1 <= a <= 1, integer 0 <= b <= 0: a + b < 0 or a + b > 0", cut(a=(), b=()), "or: is no"),
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: if a + b > 6 then a == 3 else a + b != 3",
     cut(a=(), b=()), "if: is no comparison"),
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: (if a > b then a else b) <= 3", cut(a=(), b=()), "linear"),
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: 1 << a * b >= 1", cut(a=(), b=()), "linear"),
    # a product, a quotient, a shift and a choice have the variables of each of their parts
    ("forall integer -1 <= a <= 1, integer 1 <= b <= 1: a * b * a >= 1", cut(a=(), b=()), "linear"),
    ("forall integer -1 <= a <= 1, integer 1 <= b <= 1: a * (a / 3) + b >= 4/3", cut(a=(), b=()), "linear"),
    ("forall integer -1 <= a <= 1, integer 1 <= b <= 1: (a * b << 1) * a >= 2", cut(a=(), b=()), "linear"),
    ("forall integer -1 <= a <= 1, integer 0 <= b <= 1: (if b >= 1 then a else 1) * a >= 2 * b - 1",
     cut(a=(), b=(1,)), "linear"),
    ("forall integer -1 <= a <= 1, integer 0 <= b <= 1: (if b < 1 then 1 else a) * a >= 2 * b - 1",
     cut(a=(), b=(1,)), "linear"),
    # quotients whose divisor shares a variable with the other side, or that stand in conditions
    (BYTES + "a / b <= b", cut(a=(), b=()), "linear"),
    ("forall integer 1 <= a <= 3, integer -1 <= b <= 1: a / b <= 3 and (if a / b <= 3 then 1 else 2) == 1",
     cut(a=(), b=()), "linear"),
    # conditions that change between the corners
    ("forall integer 0 <= a <= 4: if a != 2 then a >= 0 else a >= 3", cut(a=()), "!=: is not constant on a class"),
    ("forall integer 0 <= a <= 4: a == 2 or a >= 0", cut(a=()), "==: is not constant on a class"),
    # a class on which a term changes
    (BYTES + f"{LOW} <= a * b", cut(a=(2,), b=POWERS), "is not constant on a class"),
    (BYTES + "(a & 1) * b <= 7", cut(a=(), b=()), "&: is not constant on a class"),
    # the form
    ("exists integer 0 <= a <= 3: a == a", cut(a=()), "statement: is not a forall statement"),
    ("not forall integer 0 <= a <= 3: a < 3", cut(a=()), "statement: is not a forall statement"),
    ("forall integer a >= 0: a >= 0", cut(a=()), "a: is not an integer with two bounds"),
    ("forall real 0 <= x <= 1: x >= 0", cut(x=()), "x: is not an integer with two bounds"),
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: a + b >= 0", cut(a=()), "cuts: are needed for each variable"),
    ("forall integer 0 <= a <= 3: a >= 0", cut(a=(), b=()), "cuts: are needed for each variable, and no other"),
    ("forall integer 0 <= a <= 3: a >= 0", cut(a=(3, 2)), "do not increase strictly inside the domain"),
    ("forall integer 0 <= a <= 3: a >= 0", cut(a=(4,)), "do not increase strictly inside the domain"),
    ("forall integer 0 <= a <= 3: a >= 0", {"cuts": {"a": [1]}}, "its cuts are not a list of strings"),
    ("forall integer 0 <= a <= 3: a >= 0", {}, "cuts"),
    ("forall integer 0 <= a <= 3: a >= 0", {**cut(a=()), "proofs": {}}, "unknown key"),
    ("forall integer 0 <= a <= 9999, integer 0 <= b <= 9999: a + b >= 0",
     cut(a=range(1, 4098), b=range(1, 4098)), "the corners take 26 bits; 24 is the most"),
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 3: sum(k = a .. b: k) >= 0", cut(a=(), b=()), "sum: its ends"),
    ("forall integer 0 <= a <= 3: sum(k = 0 .. a: k & 1) >= 0", cut(a=()), "sum: its ends"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "evidence", "why"), REJECTED)
def test_rejected(text, evidence, why):
    refuse(text, RULE, evidence, why)


def inputs_of(claim):
    """All inputs that meet the hypotheses."""
    domains = [range(int(declared.low), int(declared.high) + 1) for declared in claim.variables]
    for point in itertools.product(*domains):
        if all(declared.admits(value) for declared, value in zip(claim.variables, point, strict=True)):
            values = {declared.name: value for declared, value in zip(claim.variables, point, strict=True)}
            if all(is_true(hypothesis, values) for hypothesis in claim.hypotheses):
                yield values


def is_true(root, values):
    try:
        return evaluate(root, values) is True
    except Undefined:
        return False


@st.composite
def linear_terms(draw, names, depth):
    """Sums and products of variables and of random terms in one of them, choices between such, and their shifts."""
    kind = draw(st.sampled_from("+-*<if" if depth else "v"))
    if kind == "v":
        name = draw(st.sampled_from(names))
        if draw(st.booleans()):
            return variable(name, INTEGER)
        return draw(terms(INTEGER, {name: INTEGER}, 2, blastable=True))
    if kind in "if":
        condition = draw(terms(TRUTH, {draw(st.sampled_from(names)): INTEGER}, 1, blastable=True))
        return make("if", condition, draw(linear_terms(names, depth - 1)), draw(linear_terms(names, depth - 1)))
    left, right = draw(linear_terms(names, depth - 1)), draw(linear_terms(names, depth - 1))
    if kind == "<":
        return make("<<", left, draw(terms(INTEGER, {draw(st.sampled_from(names)): INTEGER}, 0, blastable=True)))
    return make(kind, left, right)


@st.composite
def claims(draw):
    """Comparisons of such terms or of a quotient of them, bounded by an extreme value or one beside it, and joined."""
    names = draw(st.sampled_from(("a", "ab", "ab")))
    declared = []
    for name in names:
        low = draw(st.integers(-3, 4))
        parity = draw(st.sampled_from((None, None, 0, 1)))
        declared.append(Variable(name, INTEGER, Fraction(low), Fraction(low + draw(st.integers(-1, 6))), parity=parity))
    sorts = dict.fromkeys(names, INTEGER)
    hypotheses = tuple(draw(st.lists(terms(TRUTH, sorts, 1, blastable=True), max_size=1)))
    body = draw(linear_terms(names, 2))
    if draw(st.booleans()):
        body = apply("/", body, draw(linear_terms(names, 1)))
    values = []
    for point in inputs_of(ForAll(tuple(declared), hypotheses, constant(True))):
        try:
            values.append(evaluate(body, point))
        except Undefined:
            continue
    op = draw(st.sampled_from(("<=", ">=", "<", ">", "==")))
    bound = (max if op in ("<=", "<") else min)(values, default=0) + draw(st.sampled_from((0, 0, 1, -1)))
    limit = constant(Fraction(bound) if body.sort is REAL else int(bound))
    conclusion = make(op, *((body, limit) if draw(st.booleans()) else (body, limit)))
    match draw(st.sampled_from(("", "", "and", "or", "if", "again"))):
        case "and" | "or" as joined:
            conclusion = make(joined, draw(terms(TRUTH, sorts, 1, blastable=True)), conclusion)
        case "if":
            condition = draw(terms(TRUTH, {names[0]: INTEGER}, 1, blastable=True))
            conclusion = make("if", condition, conclusion, draw(terms(TRUTH, sorts, 1, blastable=True)))
        case "again":
            one = make("if", conclusion, constant(1), constant(0))
            conclusion = make("and", make(">=", one, constant(draw(st.integers(0, 1)))), conclusion)
    return ForAll(tuple(declared), hypotheses, conclusion)


@settings(max_examples=500)
@given(claims(), st.randoms(use_true_random=False))
def test_what_is_accepted_is_true_at_every_input(claim, drawn: random.Random):
    share = drawn.choice((0, 0.3, 1))
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
