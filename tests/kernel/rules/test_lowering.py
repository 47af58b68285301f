"""Rule `lowering`: powers of two as variables, for terms proved large enough and shifts that are not negative."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.certificates import Evidence, by, by_polynomial, outcome, prove, refuse, term
from tests.strategies import INTEGER
from verify.kernel.evaluate import evaluate
from verify.kernel.parse import parse, parse_term
from verify.kernel.rules.lowering import MOST_PLACES, Power, large_enough, lowered
from verify.kernel.statement import ForAll
from verify.kernel.term import Term, postorder, same
from verify.kernel.text import statement_text

RULE = "lowering"


def power(of: str, *summands: Evidence, drop: int = 0) -> Evidence:
    """A power of two for the term `of`, with the proof that it is at least 2^drop."""
    return {"of": of, "drop": drop, "at_least": by_polynomial(*summands)}


def power_of(exponent: str, *summands: Evidence) -> Evidence:
    """The power of two with this exponent, with the proof that it is at least 0."""
    return {"exponent": exponent, "at_least": by_polynomial(*summands)}


def lower(*powers: Evidence, then: Evidence) -> Evidence:
    """Evidence of the rule."""
    return {"powers": list(powers), "then": then}


A = power("a", term(1, 0))
DROPPED = power("a", term(1, 0), drop=2)
K = power_of("k", term(1, 0))
LENGTH = {"exponent": "bit_length(a)", "at_least": by("enumeration")}
LEADING = "1 << bit_length(a) - 1"


def by_trivial_equation() -> Evidence:
    """A proof of an equation whose sides are the same term, as two inequalities, by taking it for a number."""
    return by("generalise", terms=["a // (p1 * 2)"], proof=by_polynomial())


@pytest.mark.parametrize(
    ("text", "proof"),
    [
        (f"forall integer a >= 1: {LEADING} <= a", lower(A, then=by_polynomial(term(1, 2)))),
        (f"forall integer a >= 1: a < 2 * ({LEADING})", lower(A, then=by_polynomial(term(1, 3)))),
        ("forall integer a >= 1: 2**bit_length(a) > a", lower(A, then=by_polynomial(term(1, 3)))),
        (
            "forall integer a: a > 0 ==> 2**(bit_length(a) - 1) <= a",
            lower(power("a", term(1, 1)), then=by_polynomial(term(1, 3))),
        ),
        (
            "forall integer a >= 1: 3 << bit_length(a) + 1 == 12 * 2**(bit_length(a) - 1)",
            lower(A, then=by_polynomial()),
        ),
        ("forall integer a >= 1: real(2)**(bit_length(a) - 1) <= a", lower(A, then=by_polynomial(term(1, 2)))),
        (
            "forall integer a >= 1, integer b >= 1: 1 << bit_length(b) - bit_length(b) + bit_length(a) - 1 <= a",
            lower(A, power("b", term(1, 1)), then=by_polynomial(term(1, 4))),
        ),
        # p is 2^(bit_length(a) - 3), and 4·p <= a < 8·p
        ("forall integer a >= 4: 4 << bit_length(a) - 3 <= a", lower(DROPPED, then=by_polynomial(term(1, 2)))),
        ("forall integer a >= 4: a < 2**bit_length(a)", lower(DROPPED, then=by_polynomial(term(1, 3)))),
        # powers with an exponent of their own
        ("forall integer k >= 0: 2**k >= 1", lower(K, then=by_polynomial(term(1, 1)))),
        ("forall integer k >= 0: 1 << k + k == 2**k * 2**k", lower(K, then=by_polynomial())),
        ("forall integer k >= 0: 3 << k + 2 >= 12", lower(K, then=by_polynomial(term(12, 1)))),
        (
            "forall integer 1 <= a <= 9: 2**bit_length(a) >= 1",
            lower(LENGTH, then=by_polynomial(term(1, 2))),
        ),
        ("forall integer k >= 0: 2**(-(-k)) >= 1", lower(K, then=by_polynomial(term(1, 1)))),
        # of a real two, what is left of the exponent may be negative
        ("forall integer k >= 0: real(2)**(k - 3) >= 1/8", lower(K, then=by_polynomial(term("1/8", 1)))),
        (
            "forall integer a >= 1: real(2)**(bit_length(a) - 4) <= real(a) / 8",
            lower(A, then=by_polynomial(term("1/8", 2))),
        ),
        # a shift to the right is a division
        (
            "forall integer a >= 0, integer k >= 0: a >> k + 1 == a // (2**k * 2)",
            lower(power_of("k", term(1, 1)), then=by_trivial_equation()),
        ),
    ],
)
def test_accepted(text: str, proof: Evidence) -> None:
    assert {"lowering", "polynomial"} <= set(prove(text, RULE, proof).rules)


NO_BITS = "is not polynomial"
REJECTED = [
    # a term not shown to be at least 1: the leading one of 0 has no position
    (f"forall integer a >= 0: {LEADING} <= a", lower(A, then=by_polynomial(term(1, 2))), "not the polynomial"),
    (f"forall integer a: {LEADING} <= a", lower(power("a"), then=by_polynomial(term(1, 1))), "not the polynomial"),
    (
        f"forall integer a: {LEADING} <= a",
        lower(power("a", term(1, 0)), then=by_polynomial(term(1, 1))),
        "none of this number",
    ),
    ("forall integer a <= -1: 2**bit_length(a) > a", lower(A, then=by_polynomial(term(1, 3))), "not the polynomial"),
    (
        f"forall integer a: {LEADING} >= 1 ==> a >= 1",
        lower(power("a", term(1, 0)), then=by_polynomial(term(1, 1))),
        "none of",
    ),
    # p is at most a and more than a/2, not equal to either
    (
        f"forall integer a >= 1: {LEADING} == a",
        lower(A, then=by_polynomial({"equation": 2, "multiplier": "1"})),
        "its relation to 0",
    ),
    (f"forall integer a >= 1: {LEADING} < a", lower(A, then=by_polynomial(term(1, 2))), "strictly positive"),
    (f"forall integer a >= 1: a + 1 < 2 * ({LEADING})", lower(A, then=by_polynomial(term(1, 3))), "not the polynomial"),
    # a count that could be negative stays a shift
    ("forall integer a >= 1: 1 << bit_length(a) - 2 <= a", lower(A, then=by_polynomial(term(1, 2))), NO_BITS),
    ("forall integer a >= 1: 2**(bit_length(a) - 2) >= 0", lower(A, then=by_polynomial(term(1, 1))), NO_BITS),
    ("forall integer a >= 1: 1 << -bit_length(a) >= 0", lower(A, then=by_polynomial(term(1, 1))), NO_BITS),
    ("forall integer a >= 1: 1 << 1 - bit_length(a) == 1", lower(A, then=by_polynomial()), NO_BITS),
    (
        "forall integer a >= 1, integer b >= 1: 1 << bit_length(a) - bit_length(b) >= 0",
        lower(A, power("b", term(1, 1)), then=by_polynomial(term(1, 2))),
        NO_BITS,
    ),
    ("forall integer a >= 1: 1 << 2 * bit_length(a) >= 0", lower(A, then=by_polynomial(term(1, 1))), NO_BITS),
    ("forall integer a >= 1: 8 >> bit_length(a) - 1 >= 1", lower(A, then=by_polynomial(term(1, 1))), NO_BITS),
    ("forall integer a >= 1: 8 >> bit_length(a) - 2 >= 0", lower(A, then=by_polynomial(term(1, 1))), NO_BITS),
    # what drops t places needs as many
    ("forall integer a >= 3: 1 << bit_length(a) - 3 >= 1", lower(DROPPED, then=by_polynomial(term(1, 1))), "not the p"),
    ("forall integer a >= 4: 1 << bit_length(a) - 4 >= 0", lower(DROPPED, then=by_polynomial(term(1, 1))), NO_BITS),
    (
        "forall integer a >= 4: 8 << bit_length(a) - 3 <= a",
        lower(DROPPED, then=by_polynomial(term(1, 2))),
        "not the polynomial",
    ),
    (
        f"forall integer a >= 1: {LEADING} <= a",
        lower(power("a", drop=MOST_PLACES + 1), then=by_polynomial()),
        "too much",
    ),
    # an exponent that is not shown to be at least 0
    ("forall integer k: 2**k >= 1", lower(power_of("k"), then=by_polynomial(term(1, 0))), "not the polynomial"),
    ("forall integer k >= -1: 2**k >= 1", lower(K, then=by_polynomial(term(1, 1))), "not the polynomial"),
    ("forall integer k >= 0: 2**(k - 1) >= 0", lower(K, then=by_polynomial(term(1, 1))), NO_BITS),
    # a real power of two may be a fraction, but p is not known to be large, and divides nothing
    ("forall integer k >= 0: real(2)**(k - 3) >= 1", lower(K, then=by_polynomial(term(1, 1))), "not the polynomial"),
    ("forall integer k >= 0: real(2)**(3 - k) > 0", lower(K, then=by_polynomial(term(1, 1))), NO_BITS),
    ("forall integer k: real(2)**(k - 3) > 0", lower(power_of("k"), then=by_polynomial()), "not the polynomial"),
    (
        "forall integer k >= 0: real(3)**(k - 3) > 0",
        lower(K, then=by_polynomial(term(1, 1))),
        NO_BITS,
    ),
    ("forall integer k >= 0: 2**(k - 3) >= 0", lower(K, then=by_polynomial(term(1, 1))), NO_BITS),
    ("forall integer k >= 0: 1 << 2 * k >= 0", lower(K, then=by_polynomial(term(1, 1))), NO_BITS),
    ("forall integer k >= 0: 1 << -k >= 0", lower(K, then=by_polynomial(term(1, 1))), NO_BITS),
    ("forall integer k >= 0: k << 1 - k >= 0", lower(K, then=by_polynomial(term(1, 1))), NO_BITS),
    # nothing is known of p but that it is at least 1
    (
        "forall integer k >= 1: 2**k >= 2",
        lower(K | {"at_least": by_polynomial(term(1, 0), term(1))}, then=by_polynomial(term(1, 1))),
        "not the p",
    ),
    ("forall integer k >= 0: 2**k > k", lower(K, then=by_polynomial(term(1, 1))), "not the polynomial"),
    ("forall integer k >= 0: 2**k == k", lower(K, then=by_polynomial()), "not the polynomial"),
    # which of the two kinds of power it is
    (f"forall integer a >= 1: {LEADING} <= a", lower(A | {"exponent": "a"}, then=by_polynomial()), "unknown key"),
    (f"forall integer a >= 1: {LEADING} <= a", lower(K | {"drop": 0}, then=by_polynomial()), "unknown key"),
    (
        f"forall integer a >= 1: {LEADING} <= a",
        lower(power_of("a", term(1, 0), term(1)), then=by_polynomial(term(1, 2))),
        NO_BITS,
    ),
    ("forall integer a >= 1: 2**a >= 1", lower(A, then=by_polynomial(term(1, 1))), NO_BITS),
    ("forall integer a >= 1: 3**bit_length(a) >= 1", lower(A, then=by_polynomial(term(1, 1))), NO_BITS),
    ("forall integer a >= 1: bit_length(a) >= 1", lower(A, then=by_polynomial(term(1, 1))), NO_BITS),
    (
        "forall integer a >= 1, integer b >= 1: 1 << bit_length(b) - 1 <= a",
        lower(A, then=by_polynomial(term(1, 3))),
        NO_BITS,
    ),
    (
        "forall integer a >= 1: 1 << bit_length(a) + 1000000000000000000 > 0",
        lower(A, then=by_polynomial(term(1, 1))),
        NO_BITS,
    ),
    # different terms have different powers
    (
        "forall integer a >= 1, integer b >= 1: 1 << bit_length(a) - 1 == 1 << bit_length(b) - 1",
        lower(A, power("b", term(1, 1)), then=by_polynomial()),
        "not the polynomial",
    ),
    # what a term is of
    (
        f"forall integer a >= 1: {LEADING} <= a",
        lower(power("b", term(1, 0)), then=by_polynomial()),
        "b is not declared",
    ),
    (
        f"forall integer a >= 1: {LEADING} <= a",
        lower(power("p1", term(1, 0)), then=by_polynomial()),
        "p1 is not declared",
    ),
    (
        f"forall integer a >= 1: {LEADING} <= a",
        lower(power("a / 1", term(1, 0)), then=by_polynomial()),
        "is not of an integer",
    ),
    (
        f"forall integer a >= 1: {LEADING} <= a",
        lower(power("a > 0", term(1, 0)), then=by_polynomial()),
        "is not of an integer",
    ),
    (
        f"forall integer a >= 1: {LEADING} <= a",
        lower(power("1 // 0", term(1, 0)), then=by_polynomial()),
        "division by zero",
    ),
    (
        "forall real x >= 1: x > 0",
        lower(power("x", term(1, 0)), then=by_polynomial(term(1, 0))),
        "is not of an integer",
    ),
    (f"exists integer a: {LEADING} <= a", lower(A, then=by_polynomial()), "is not a forall statement"),
    (f"not forall integer a: {LEADING} <= a", lower(A, then=by_polynomial()), "is not a forall statement"),
    # a counterexample of the lowered statement refutes nothing
    (
        f"forall integer a >= 1: {LEADING} == 4",
        lower(A, then=by("witness", values={"a": "3", "p1": "2"})),
        "is neither",
    ),
]


@pytest.mark.parametrize(("text", "proof", "why"), REJECTED)
def test_rejected(text: str, proof: Evidence, why: str) -> None:
    refuse(text, RULE, proof, why)


SHIFTED, POSITIVE = "a << bit_length(b) - 1", "forall integer a >= 1, integer b >= 1:"
CLAIMS = {
    f"{POSITIVE} ({SHIFTED}) + (b << bit_length(a) - 1) >= 2**(bit_length(a) + bit_length(b))": ("a", "b"),
    f"{POSITIVE} a > b ==> 1 << bit_length(a - b) + 3 - 2 > 2**(bit_length(b) - 1 + bit_length(b)) - a": ("a - b", "b"),
    f"{POSITIVE} 1 << bit_length(({SHIFTED}) + b) > 2**bit_length(a)": (f"({SHIFTED}) + b", "b", "a"),
    "forall integer a >= 1, integer b: 3 << bit_length(a) - 1 > b ==> "
    "(if b > 2 then 1 // b else 1 << bit_length(a) - 2) < 5": ("a",),
    "forall integer a >= 1, integer b: real(2)**(bit_length(a) - 1 - (-2)) / 3 > b "
    "or b << bit_length(a) - (bit_length(a) - 1) < 0": ("a",),
}


@pytest.mark.parametrize("text", CLAIMS)
def test_a_lowered_statement_says_the_same_where_p_is_the_leading_power(text: str) -> None:
    claim = parse(text)
    assert isinstance(claim, ForAll)
    of = [parse_term(name, {"a": INTEGER, "b": INTEGER}) for name in CLAIMS[text]]
    subjects = [Power(found) for found in of]
    lower_claim = lowered(claim, subjects)
    kept = (*lower_claim.hypotheses[: len(claim.hypotheses)], lower_claim.conclusion)
    assert _bit_lengths(kept) < _bit_lengths((*claim.hypotheses, claim.conclusion))
    for a, b in itertools.product(range(1, 20), range(-2, 20)):
        values: dict[str, int | Fraction] = {"a": a, "b": b}
        if not all(declared.admits(values[declared.name]) for declared in claim.variables):
            continue
        if any(outcome(hypothesis, values) != "true" for hypothesis in claim.hypotheses):
            continue
        if any(outcome(large_enough(claim, found).conclusion, values) != "true" for found in subjects):
            continue
        powers = [2 ** (int(evaluate(found, values)).bit_length() - 1) for found in of]
        extended = values | dict(zip((f"p{number}" for number in range(1, 9)), powers, strict=False))
        assert all(outcome(hypothesis, extended) == "true" for hypothesis in lower_claim.hypotheses)
        assert outcome(lower_claim.conclusion, extended) == outcome(claim.conclusion, values)


def _bit_lengths(roots: tuple[Term, ...]) -> int:
    return sum(node.op == "bit_length" for node in postorder(roots))


@given(
    st.lists(st.sampled_from(["a", "b"]), max_size=4),
    st.lists(st.sampled_from(["a", "b"]), max_size=2),
    st.integers(-5, 5),
)
def test_exponents_of_every_shape(plus: list[str], minus: list[str], shift: int) -> None:
    exponent = " + ".join([str(shift), *(f"bit_length({name})" for name in plus)]) + "".join(
        f" - bit_length({name})" for name in minus
    )
    claim = parse(f"forall integer a >= 1, integer b >= 1: 5 << {exponent} > 0")
    assert isinstance(claim, ForAll)
    sorts = {"a": INTEGER, "b": INTEGER}
    conclusion = lowered(claim, [Power(parse_term("a", sorts)), Power(parse_term("b", sorts))]).conclusion
    for a, b in ((1, 1), (1, 5), (6, 3), (8, 7)):
        powers = {f"p{at}": 1 << value.bit_length() - 1 for at, value in ((1, a), (2, b))}
        left, right = (root.args[0] for root in (conclusion, claim.conclusion))
        assert outcome(left, {"a": a, "b": b, **powers}) == outcome(right, {"a": a, "b": b})


def test_fresh_names_are_free() -> None:
    claim = parse("forall integer p1 >= 1, integer p3: 1 << bit_length(p1) - 1 <= p1 + sum(p2 = 0 .. 3: p2) - p3")
    assert isinstance(claim, ForAll)
    assert statement_text(lowered(claim, [Power(parse_term("p1", {"p1": INTEGER}))])) == (
        "forall integer p1 >= 1, integer p3, integer p4 >= 1: p4 <= p1, p1 < 2 * p4 ==> "
        "p4 <= p1 + sum(p2 = 0 .. 3: p2) - p3"
    )


SORTS = {"a": INTEGER, "k": INTEGER}
SHIFTS = [
    "2**(k + 1) + (5 << k + bit_length(a) - 1)",
    "(a >> k) + (a >> k + 2 + bit_length(a) - 3)",
    "(if a > 7 then 1 // a else a << k) - (a << bit_length(a) - 2) + real(2)**k",
    "a / 3 + real(2)**(k - 9) - 5 * real(2)**(bit_length(a) + k - 7) * real(2)**(k + k + 1)",
    "(-a >> 2 * k) + (-a >> k + k) + (1 << bit_length(a) - k) + 2**(k - 1)",
    "min(a >> bit_length(a), 2**bit_length(a >> k)) + (1 << k - k) + (3 << 1 + (k - (bit_length(a) - k)))",
]


@pytest.mark.parametrize("text", SHIFTS)
@pytest.mark.parametrize("drop", [0, 1, 2])
def test_shifts_both_ways_and_exponents_say_the_same_where_p_is_the_power(text: str, drop: int) -> None:
    claim = parse(f"forall integer a >= {1 << drop}, integer k >= 0: {text} > a ==> {text} != 3 * a")
    assert isinstance(claim, ForAll)
    powers = [Power(parse_term("a", SORTS), drop), Power(parse_term("k", SORTS), None)]
    after = lowered(claim, powers)
    shifts = ("<<", ">>", "**")
    assert sum(node.op in shifts for node in postorder((after.conclusion,))) < sum(
        node.op in shifts for node in postorder((claim.conclusion,))
    )
    for a, k in itertools.product(range(1 << drop, 40), range(5)):
        values: dict[str, int | Fraction] = {"a": a, "k": k}
        extended = values | {"p1": 1 << a.bit_length() - 1 - drop, "p2": 1 << k}
        assert [outcome(part, extended) for part in (*after.hypotheses, after.conclusion)] == [
            outcome(claim.hypotheses[0], values),
            "true",
            "true",
            outcome(claim.conclusion, values),
        ]


def test_of_two_powers_of_one_term_the_first_is_put() -> None:
    claim = parse("forall integer a >= 4: 2**bit_length(a) > a")
    assert isinstance(claim, ForAll)
    a = parse_term("a", SORTS)
    assert statement_text(lowered(claim, [Power(a, 1), Power(a)])) == (
        "forall integer a >= 4, integer p1 >= 1, integer p2 >= 1: "
        "2 * p1 <= a, a < 4 * p1, p2 <= a, a < 2 * p2 ==> p1 * 4 > a"
    )


def test_an_exponent_of_parts_in_common_is_not_followed_for_ever() -> None:
    doubled = ", ".join(f"t{at} = t{at - 1} + t{at - 1}" for at in range(1, 60))
    claim = parse(f"forall integer k >= 0: let t0 = k + k, {doubled} in 1 << t59 > 0")
    assert isinstance(claim, ForAll)
    assert same(lowered(claim, [Power(parse_term("k", SORTS), None)]).conclusion, claim.conclusion)
