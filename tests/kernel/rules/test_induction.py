"""Rule `induction`: what the start has and every step keeps, every reached state has; the step is from any state."""

import pytest

from tests.kernel.certificates import Evidence, by, by_polynomial, multiple, prove, refuse, term
from verify.kernel.parse import parse, parse_term
from verify.kernel.rules.induction import parts
from verify.kernel.statement import Always
from verify.kernel.term import Sort
from verify.kernel.text import statement_text

RULE = "induction"
TRIVIAL = by_polynomial()


def induction(base: Evidence = TRIVIAL, step: Evidence = TRIVIAL, also: str | None = None) -> Evidence:
    """Evidence of the rule."""
    found = {"base": base, "step": step}
    return found if also is None else {**found, "also": also}


def both(left: Evidence, right: Evidence) -> Evidence:
    """A nested proof of a conjunction."""
    return by("conjunction", left=left, right=right)


def claim(text: str) -> Always:
    statement = parse(text)
    assert isinstance(statement, Always)
    return statement


SQUARES = "forall states integer n, integer s: from n = 0, s = 0 by n -> n + 1, s -> s + 2 * n + 1 always s == n**2"
SAME = "forall states real a, real b, inputs real q: from a = 0, b = 0 by a -> a + q, b -> b + q always a == b"
SWAP = "forall real p, states real a, real b: from a = p, b = 1 - p by a -> b, b -> a always a + b == 1"
HALVES = "forall real 0 <= p <= 1, states real x, inputs real u: from x = p by x -> (x + u) / 2 where {} always x <= 1"
DEAD_END = "forall states integer x, inputs integer 0 <= u <= 1: from x = 0 by x -> 1 // x where u < x always x == 0"
POSITIVE = "forall states real x, real y: from x = 1, y = 1 by x -> x + y, y -> y always x > 0"


@pytest.mark.parametrize(
    ("text", "evidence", "witness"),
    [
        (SQUARES, induction(step=by_polynomial(multiple(0, "1"))), {}),
        (SAME, induction(step=by_polynomial(multiple(0, "1"))), {"q": "5"}),
        (SWAP, induction(step=by_polynomial(multiple(0, "1"))), {"p": "1/3"}),
        # constraints in order: bounds of p, the conclusion, the conditions
        (
            HALVES.format("u <= 1"),
            induction(by_polynomial(term(1, 1)), by_polynomial(term("1/2", 2), term("1/2", 3))),
            {"p": "0", "u": "-7"},
        ),
        # the conclusion alone is not kept; with y > 0 it is
        (
            POSITIVE,
            induction(
                both(by_polynomial(term(1)), by_polynomial(term(1))),
                both(by_polynomial(term(1, 0)), by_polynomial(term(1, 0), term(1, 1))),
                also="y > 0",
            ),
            {},
        ),
        # nothing is said of states that no input leads to
        (
            DEAD_END,
            induction(TRIVIAL, by("contradiction", proof=by_polynomial(term(1, 0), multiple(2, "-1"), term(1, 3)))),
            None,
        ),
    ],
)
def test_accepted(text: str, evidence: Evidence, witness: dict[str, str] | None) -> None:
    theorem = prove(text, RULE, evidence, witness)
    assert RULE in theorem.rules and theorem.inhabited is (witness is not None)


REJECTED = [
    # the start, and the step
    (SQUARES.replace("s = 0", "s = 1"), induction(step=by_polynomial(multiple(0, "1"))), "polynomial"),
    (
        SQUARES.replace("2 * n + 1 always", "2 * n always"),
        induction(step=by_polynomial(multiple(0, "1"))),
        "polynomial",
    ),
    # all states change at once: one after the other, a would be b and b again b
    (SWAP.replace("a + b == 1", "a == p"), induction(step=by_polynomial(multiple(0, "1"))), "polynomial"),
    # true of all reached states, but not kept from every state that has it
    (POSITIVE, induction(by_polynomial(term(1)), by_polynomial(term(1, 0))), "polynomial"),
    # what is added has to be shown as well, at the start and after the step
    (
        POSITIVE,
        induction(
            both(by_polynomial(term(1)), by_polynomial(term(1))),
            both(by_polynomial(term(1, 0)), by_polynomial(term(1, 0), term(1, 1))),
            also="y > 1",
        ),
        "polynomial",
    ),
    (POSITIVE, induction(also="y"), "is not a truth value"),
    # conditions hold for the step, not for the start, and not without their being said
    (HALVES.format("u <= 2"), induction(by_polynomial(term(1, 1)), by_polynomial(term("1/2", 2), term("1/2", 3))), ""),
    # what is added is about parameters and states
    (SAME, induction(also="q > 0"), "q is not declared"),
    (SAME, induction(also="sum(q = 0 .. 1: a) > 0"), "would capture the index"),
    # other statements
    ("forall real a: a == a", induction(), "is not about a recurrence"),
    ("not " + SQUARES, induction(step=by_polynomial(multiple(0, "1"))), "is not about a recurrence"),
]


@pytest.mark.parametrize(("text", "evidence", "why"), REJECTED)
def test_rejected(text: str, evidence: Evidence, why: str) -> None:
    refuse(text, RULE, evidence, why)


@pytest.mark.parametrize(
    ("text", "also", "base", "step"),
    [
        (
            SAME,
            None,
            "forall: real(0) == 0",
            "forall real a, real b, real q: a == b ==> a + q == b + q",
        ),
        # parameters, hypotheses, what is added, the conclusion, the conditions; all states at once
        (
            "forall real p, states real x, real y, inputs real u: p > 0 ==> "
            "from x = p, y = 1 by x -> y, y -> x + u where u > x always x > y",
            "y < p",
            "forall real p: p > 0 ==> 1 < p and p > 1",
            "forall real p, real x, real y, real u: p > 0, y < p, x > y, u > x ==> x + u < p and y > x + u",
        ),
        # a start or a step that may be undefined is shown to be defined, also where nobody asks for it
        (
            "forall real p, states real x, real y: from x = 1 / p, y = 2 by x -> 1 / x, y -> sqrt(x) always y > 1",
            None,
            "forall real p: 1 / p == 1 / p and real(2) > 1",
            "forall real p, real x, real y: y > 1 ==> 1 / x == 1 / x and sqrt(x) == sqrt(x) and sqrt(x) > 1",
        ),
        # which their shape may tell
        (
            "forall integer p >= 1, states real x: from x = 1 / p by x -> x / 2**p always x > 0",
            None,
            "forall integer p >= 1: 1 / p > 0",
            "forall integer p >= 1, real x: x > 0 ==> x / 2**p > 0",
        ),
    ],
)
def test_the_parts(text: str, also: str | None, base: str, step: str) -> None:
    statement = claim(text)
    sorts = {declared.name: declared.sort for declared in (*statement.variables, *statement.states)}
    found = parts(statement, None if also is None else parse_term(also, sorts))
    assert {name: statement_text(part) for name, part in found.items()} == {"base": base, "step": step}


def test_an_undefined_step_is_refused_though_the_conclusion_says_nothing_of_it() -> None:
    text = "forall states integer x, integer y: from x = 1, y = 0 by x -> 1 // x, y -> y always y == 0"
    refuse(text, RULE, induction(step=by_polynomial(multiple(0, "1"))), None)
    proved = both(by_polynomial(), by_polynomial(multiple(0, "1")))
    refuse(text, RULE, induction(step=proved), None)


def test_an_index_is_not_captured() -> None:
    text = (
        "forall states integer n, integer s: from n = 0, s = 0 by n -> n + 1, s -> s + sum(k = 0 .. 3: k) always s >= 0"
    )
    statement = claim(text)
    also = parse_term("sum(k = 0 .. n: k * s) >= 0", {"n": Sort.INTEGER, "s": Sort.INTEGER})
    with pytest.raises(Exception, match="capture the index"):
        parts(statement, also)


WITNESSED = HALVES.format("u <= 1, u >= x")


@pytest.mark.parametrize(
    ("witness", "why"),
    [
        ({"p": "2", "u": "0"}, "is not in its domain"),
        ({"p": "1/2", "u": "1/4"}, "condition 2"),  # at the start, x is p
        ({"p": "1/2"}, "one is needed for each variable"),
        ({"p": "1/2", "u": "1", "x": "1/2"}, "one is needed for each variable"),
    ],
)
def test_the_witness_is_a_first_step(witness: dict[str, str], why: str) -> None:
    evidence = induction(by_polynomial(term(1, 1)), by_polynomial(term("1/2", 2), term("1/2", 3)))
    assert prove(WITNESSED, RULE, evidence, {"p": "1/2", "u": "1/2"}).inhabited
    refuse(WITNESSED, RULE, evidence, why, witness)


@pytest.mark.parametrize("evidence", [{}, {"base": TRIVIAL}, {"step": TRIVIAL}, induction() | {"use": TRIVIAL}])
def test_malformed_evidence(evidence: Evidence) -> None:
    refuse(SQUARES, RULE, evidence, "certificate")
