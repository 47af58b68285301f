"""Rule `symmetry`: one half is enough only of a statement that says the same with two variables swapped."""

import itertools
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.certificates import Evidence, by, by_polynomial, outcome, prove, refuse, term
from tests.strategies import INTEGER, TRUTH, terms
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.kernel.rules.symmetry import LONGEST_CHAIN, is_symmetric, ordered
from verify.kernel.statement import ForAll, Variable
from verify.kernel.term import Term, make, rebuild, variable
from verify.kernel.text import statement_text

RULE = "symmetry"
PAIR = "forall integer 0 <= a <= 3, integer 0 <= b <= 3:"
ENUMERATED = by("enumeration")


def symmetry(proof: Evidence = ENUMERATED, variables: tuple[str, ...] = ("a", "b")) -> Evidence:
    """Evidence of the rule."""
    return {"variables": list(variables), "proof": proof}


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        (f"{PAIR} a + b <= 6", symmetry()),
        (f"{PAIR} a + b >= (b | a)", symmetry()),
        (f"{PAIR} abs(a - b) == abs(b - a)", symmetry(variables=("b", "a"))),
        (f"{PAIR} a > 0, b > 0 ==> a * b > 0", symmetry()),
        (f"{PAIR} min(a, b) + max(b, a) + (a & b) + (b xor a) >= 0", symmetry()),
        # parts in another order and otherwise joined, and sides of an equation
        (f"{PAIR} (1 + a) + (b + 2) == b + (a + (2 + 1))", symmetry()),
        ("forall real x, real y: x * y * 2 == 2 * (y * x)", symmetry(by_polynomial(), ("x", "y"))),
        # the order is a hypothesis, the first one
        (
            "forall real x, real y: min(x, y) <= max(x, y)",
            symmetry(
                by("split", condition="x <= y", yes=by_polynomial(term(1, 0)), no=by_polynomial(term(1, 1))), ("x", "y")
            ),
        ),
        # a third variable
        (
            "forall integer 0 <= a <= 3, integer 0 <= c <= 3, integer 0 <= b <= 3: c > 2 ==> (a + b) * c >= 0",
            symmetry(),
        ),
    ],
)
def test_accepted(text: str, evidence: Evidence) -> None:
    assert RULE in prove(text, RULE, evidence).rules


OTHER = "is another one with a and b swapped"
DOMAIN = "are not two of the statement's with the same domain"
REJECTED = [
    # true for a <= b, and false
    (f"{PAIR} a <= b", symmetry(), OTHER),
    (f"{PAIR} a - b <= 0", symmetry(), OTHER),
    (f"{PAIR} a // (b + 1) == 0 or a == b", symmetry(), OTHER),
    (f"{PAIR} a != 3 or b == 3", symmetry(), OTHER),
    (f"{PAIR} a << b <= b << b", symmetry(), OTHER),
    (f"{PAIR} a**2 <= b * a", symmetry(), OTHER),
    (f"{PAIR} a != 3 ==> b >= a", symmetry(), OTHER),
    (f"{PAIR} b != 0 ==> a <= b", symmetry(), OTHER),
    (f"{PAIR} a % (b + 1) == a or a == b", symmetry(), OTHER),
    (f"{PAIR} (if a <= b then a else b) == a", symmetry(), OTHER),
    # `and` and `or` look at their left side first: swapped, they may have no value
    (f"{PAIR} b == 0 or a == 0 or 6 // a >= 1 and 6 // b >= 1", symmetry(), OTHER),
    # a difference, a quotient and a power are not sums and products of parts
    (f"{PAIR} a - (b - 1) <= b - (a - 1)", symmetry(), OTHER),
    (f"{PAIR} a - b + 3 >= b - a", symmetry(), OTHER),
    # what is symmetric, but false
    (f"{PAIR} a + b <= 5", symmetry(), "does not hold at 1 of 10"),
    (f"{PAIR} a + b != 3", symmetry(), "does not hold at 2 of 10"),
    (f"{PAIR} abs(a - b) + abs(b - a) != 0", symmetry(), "does not hold at 4 of 10"),
    # two variables with one domain
    ("forall integer 0 <= a <= 3, integer 0 <= b <= 4: a + b <= 6", symmetry(), DOMAIN),
    ("forall integer 0 <= a <= 3, integer -1 <= b <= 3: a + b >= 0", symmetry(), DOMAIN),
    ("forall integer 0 <= a <= 3, even integer 0 <= b <= 3: a + b <= 6", symmetry(), DOMAIN),
    ("forall real 0 <= a <= 3, real 0 < b <= 3: a + b > 0", symmetry(by_polynomial(term(1, 0))), DOMAIN),
    ("forall integer 0 <= a <= 3, real 0 <= b <= 3: a == a", symmetry(by_polynomial()), DOMAIN),
    (f"{PAIR} a + b <= 6", symmetry(variables=("a", "a")), DOMAIN),
    (f"{PAIR} a + b <= 6", symmetry(variables=("a",)), DOMAIN),
    (f"{PAIR} a + b <= 6", symmetry(variables=("a", "b", "a")), DOMAIN),
    (f"{PAIR} a + b <= 6", symmetry(variables=("a", "c")), DOMAIN),
    # the other variable is not swapped
    (f"{PAIR[:-1]}, integer 0 <= c <= 3: a <= c or b <= c or a + b > c + a", symmetry(), OTHER),
    # its evidence, and what it is about
    (f"{PAIR} a + b <= 6", {"variables": ["a", "b"]}, "is missing"),
    (f"{PAIR} a + b <= 6", {"variables": "ab", "proof": ENUMERATED}, "is not a list"),
    (f"{PAIR} a + b <= 6", {**symmetry(), "order": "a < b"}, "unknown key"),
    ("exists integer a, integer b: a + b > 0", symmetry(), "is not a forall statement"),
    ("not forall integer a, integer b: a + b > 0", symmetry(), "is not a forall statement"),
]


@pytest.mark.parametrize(("text", "evidence", "why"), REJECTED)
def test_rejected(text: str, evidence: Evidence, why: str) -> None:
    refuse(text, RULE, evidence, why)


def claim(text: str) -> ForAll:
    found = parse(text)
    assert isinstance(found, ForAll)
    return found


def test_the_order_comes_before_the_other_hypotheses() -> None:
    assert statement_text(ordered(claim("forall integer a, integer b: a + b > 1 ==> a * b > 0"), "b", "a")) == (
        "forall integer a, integer b: b <= a, a + b > 1 ==> a * b > 0"
    )


@pytest.mark.parametrize(
    ("conclusion", "expected"),
    [
        ("sum(k = 0 .. 3: k * (a + b)) >= sum(k = 0 .. 3: k * (b + a))", True),
        ("sum(k = 0 .. 3: k * a) >= sum(k = 0 .. 3: k * b)", False),
        # constants of two sorts are not one
        ("real(a + b) + real(1) > 1/2 and a + 1 + b > 0", True),
        ("a + 1 > 0 and real(b) + 1 > 0", False),
        ("a == b and b == a", True),
        ("not a < b or a != b", False),
        ("a < b or b < a", False),
        ("a - b == 0", False),
    ],
)
def test_by_their_form(conclusion: str, expected: bool) -> None:
    assert is_symmetric(claim(f"forall integer a, integer b: {conclusion}"), "a", "b") is expected


def test_parts_in_common_are_not_counted_again_and_again() -> None:
    doubled = ", ".join(f"s{at} = s{at - 1} + s{at - 1}" for at in range(1, 60))
    assert is_symmetric(claim(f"forall integer a, integer b: let s0 = a + b, {doubled} in s59 > 0"), "a", "b")
    many = " + ".join(f"{at} * a * b" for at in range(LONGEST_CHAIN + 9))
    assert is_symmetric(claim(f"forall integer a, integer b: {many} > 0"), "a", "b")
    # beyond that many parts, another order is another form: the claim is refused, never mistaken
    many = " + ".join(f"{at} * a * b" for at in range(LONGEST_CHAIN))
    refuse(f"forall integer a, integer b: a + ({many}) + b > 0", RULE, symmetry(), OTHER)


def _swapped(root: Term) -> Term:
    other = {"i": "j", "j": "i"}

    def put(node: Term, args: tuple[Term, ...]) -> Term | None:
        return variable(other[str(node.value)], node.sort) if node.op == "variable" and node.value in other else None

    return rebuild(root, put)


@st.composite
def nearly_symmetric(draw: st.DrawFn) -> ForAll:
    """A claim that is symmetric, or would be but for one place."""
    low = draw(st.integers(-3, 3))
    first = Variable("i", INTEGER, Fraction(low), Fraction(low + draw(st.integers(0, 4))))
    sorts = {"i": INTEGER, "j": INTEGER}
    number, other = (draw(terms(INTEGER, sorts, 3, blastable=True)) for _ in range(2))
    joined = make(draw(st.sampled_from(("+", "*", "min", "max", "&", "|", "xor", "-"))), number, _swapped(number))
    sides = [joined, make("+", _swapped(other), make("+", other, joined))]
    conclusion = make(draw(st.sampled_from(("<=", "<", "==", "!="))), *draw(st.permutations(sides)))
    if draw(st.booleans()):
        conclusion = make("==", number, _swapped(number))
    part = draw(terms(TRUTH, sorts, 2, blastable=True))
    return ForAll(
        (first, replace(first, name="j")), draw(st.sampled_from(((), (part, _swapped(part)), (part,)))), conclusion
    )


@settings(max_examples=300, deadline=None)
@given(nearly_symmetric())
def test_what_is_symmetric_by_its_form_fails_at_both_or_neither(subject: ForAll) -> None:
    try:
        assert isinstance(is_symmetric(subject, "i", "j"), bool)
        if not is_symmetric(subject, "i", "j"):
            return
    except Rejected:
        return
    first = subject.variables[0]
    inside = range(int(first.low or 0), int(first.high or 0) + 1)

    def fails(i: int, j: int) -> bool:
        met = all(outcome(part, {"i": i, "j": j}) == "true" for part in subject.hypotheses)
        return met and outcome(subject.conclusion, {"i": i, "j": j}) != "true"

    assert all(fails(i, j) == fails(j, i) for i, j in itertools.product(inside, inside))
