"""Rule `witness`: existence and refutation by one input; an input of no use is refused."""

from typing import Any

import pytest

from tests.kernel.certificates import prove, refuse

RULE = "witness"

ACCEPTED = [
    ("exists: true", {}),
    ("exists integer a: a**2 == 9", {"a": "-3"}),
    ("exists integer a >= 1, integer b >= 1: 9 * a == 9 * b, a == 3", {"a": "3", "b": "3"}),
    ("exists real 0 < x < 1: x**2 == 1/4", {"x": "1/2"}),
    ("exists integer a: a == 0 or 1 // a > 5", {"a": "0"}),
    ("not forall integer a: a > 0", {"a": "0"}),
    ("not forall integer a: a > 5 ==> a > 6", {"a": "6"}),
    ("not forall real x: sum(k = 0 .. 5: x**k / factorial(k)) > 0", {"x": "-3"}),
    ("exists real x: exp(x) == 1, sqrt(x + 4) == 2", {"x": "0"}),
    ("exists real x: 2.718281828 < exp(x) and exp(x) < 2.718281829", {"x": "1"}),
    ("not forall real x: log(1 + x) > x / 2", {"x": "3"}),
    ("not forall real x: log(x) < 5", {"x": "0"}),
    # an undefined conclusion fails the claim
    ("not forall integer a: 1 // a < 5", {"a": "0"}),
    ("not forall real x: x / x == 1", {"x": "0"}),
    ("not forall integer a: undefined(truth)", {"a": "0"}),
]


@pytest.mark.parametrize(("text", "values"), ACCEPTED)
def test_accepted(text: str, values: dict[str, str]) -> None:
    theorem = prove(text, RULE, {"values": values})
    assert theorem.rules == (RULE,) and theorem.inhabited


EACH = "one is needed for each variable"
DOMAIN = "is not in its domain"
NOT_MET = "is not met by the values"

REJECTED: list[tuple[str, dict[str, Any], str]] = [
    ("exists integer a: a**2 == 9", {"a": "2"}, NOT_MET),
    ("exists integer a: a > 0, a < 0", {"a": "1"}, "condition 2"),
    ("exists integer a: a < 0, a > 0", {"a": "1"}, "condition 1"),
    ("exists: false", {}, NOT_MET),
    # an undefined condition is not met, nor is its negation
    ("exists integer a: 1 // a > 5", {"a": "0"}, NOT_MET),
    ("exists integer a: not 1 // a > 5", {"a": "0"}, NOT_MET),
    ("exists real x: x / x == 1", {"x": "0"}, NOT_MET),
    ("exists integer a: undefined(truth) or true", {"a": "0"}, NOT_MET),
    # a value out of its domain or of another sort
    ("exists integer a >= 1: a < 1", {"a": "0"}, DOMAIN),
    ("exists integer a: 2 * a == 3", {"a": "3/2"}, DOMAIN),
    ("exists even integer a: a == 3", {"a": "3"}, DOMAIN),
    ("exists odd integer a: a == -2", {"a": "-2"}, DOMAIN),
    ("exists real x > 0: x <= 0", {"x": "0"}, DOMAIN),
    ("exists real x < 1: x >= 1", {"x": "1"}, DOMAIN),
    ("exists real 0 <= x <= 1: x > 1", {"x": "3/2"}, DOMAIN),
    ("not forall integer a >= 1: a > 0", {"a": "0"}, DOMAIN),
    ("not forall integer a: 2 * a != 3", {"a": "3/2"}, DOMAIN),
    # values missing, too many, ill spelled
    ("exists integer a, integer b: a > 0", {"a": "1"}, EACH),
    ("exists integer a: a > 0", {"a": "1", "b": "1"}, EACH),
    ("exists integer a: a > 0", {}, EACH),
    ("exists integer a: a > 0", {"a": 1}, "is a string"),
    ("exists integer a: a > 0", {"a": "1.0"}, "not a decimal integer"),
    ("exists real x: x > 0", {"x": "2/4"}, "lowest terms"),
    ("exists real x: x > 0", {"x": "1/0"}, "lowest terms"),
    # a refutation has to meet the hypotheses and miss the conclusion
    ("not forall integer a: a > 5 ==> a > 6", {"a": "5"}, NOT_MET),
    ("not forall integer a: 1 // a > 0 ==> a > 6", {"a": "0"}, NOT_MET),
    ("not forall integer a: a > 5 ==> a > 4", {"a": "6"}, "is true at the values"),
    ("not forall integer a: false ==> false", {"a": "6"}, NOT_MET),
    # what is too large to compute is neither true nor undefined
    ("not forall integer a: 2**a > 0", {"a": "1000000000000"}, "longer than"),
    ("not forall integer a: sum(k = 0 .. a: 1) > 0", {"a": "1000000000000"}, "more than"),
    # what cannot be decided is neither true nor false
    ("exists real x: sqrt(x) * sqrt(x) == 2", {"x": "2"}, "cannot be decided"),
    ("exists real x: sqrt(x) * sqrt(x) != 2", {"x": "2"}, "cannot be decided"),
    ("not forall real x: exp(x) * exp(-x) <= 1", {"x": "1"}, "cannot be decided"),
    ("not forall real x: exp(x) > 2", {"x": "1"}, "is true at the values"),
    ("exists real x: log(x) < 0 or true", {"x": "0"}, NOT_MET),
    # other statements
    ("forall integer a: a > 0", {"a": "1"}, "is neither"),
    ("minimum over real x to 3 digits: x**2", {"x": "0"}, "is neither"),
]


@pytest.mark.parametrize(("text", "values", "why"), REJECTED)
def test_rejected(text: str, values: dict[str, Any], why: str) -> None:
    refuse(text, RULE, {"values": values}, why)


HALVED = "not forall real p > 0, states real x: p < 1 ==> from x = p by x -> 1 / (x - 1/2) always x > 0"
CHOSEN = (
    "not forall integer 0 <= p <= 3, states integer x, integer n, inputs integer 0 <= u <= 1: "
    "from x = p, n = 0 by x -> x + u - n, n -> n + u where u < x always x > n"
)
DEFINED = "not forall integer p, states integer x: from x = 6 // p by x -> 6 // (x - 1) always 6 // (x - 2) < 9"
ROOTS = "not forall states real x: from x = 2 by x -> sqrt(x) always x > 1.1"


@pytest.mark.parametrize(
    ("text", "values", "steps"),
    [
        (HALVED, {"p": "1/4"}, [{}]),
        # an undefined step
        (HALVED, {"p": "1/2"}, [{}]),
        # only the end counts
        (HALVED, {"p": "1/4"}, [{}, {}]),
        # no step is needed; inputs differ from step to step, and all states change at once
        (CHOSEN, {"p": "0"}, []),
        (CHOSEN, {"p": "2"}, [{"u": "1"}, {"u": "0"}, {"u": "1"}]),
        # the start, the conclusion, or a step without a value
        (DEFINED, {"p": "0"}, []),
        (DEFINED, {"p": "3"}, []),
        (DEFINED, {"p": "6"}, [{}]),
        # states that are no rationals
        (ROOTS, {}, [{}] * 3),
    ],
)
def test_a_run_that_ends_where_the_conclusion_fails(text: str, values: dict[str, str], steps: list[Any]) -> None:
    assert prove(text, RULE, {"values": values, "steps": steps}).rules == (RULE,)


@pytest.mark.parametrize(
    ("text", "values", "steps", "why"),
    [
        (HALVED, {"p": "1/4"}, [], "is true after the steps"),
        (HALVED, {"p": "3/4"}, [{}], "is true after the steps"),
        (HALVED, {"p": "1"}, [{}], NOT_MET),
        (HALVED, {"p": "0"}, [], DOMAIN),
        (HALVED, {}, [], EACH),
        # nothing comes after an undefined step
        (HALVED, {"p": "1/2"}, [{}, {}], "step 2: there is no state"),
        (DEFINED, {"p": "0"}, [{}], "step 1: there is no state"),
        # the inputs of every step: each of them, in its domain, meeting the conditions
        (CHOSEN, {"p": "2"}, [{}], EACH),
        (CHOSEN, {"p": "2"}, [{"u": "1", "x": "0"}], EACH),
        (CHOSEN, {"p": "2"}, [{"u": "2"}], DOMAIN),
        (CHOSEN, {"p": "1"}, [{"u": "1"}], "step 1: the inputs do not meet its conditions"),
        (CHOSEN, {"p": "2"}, [{"u": "1"}, {"u": "0"}], "is true after the steps"),
        # states are no values that one may choose
        (CHOSEN, {"p": "2", "x": "0", "n": "0"}, [], EACH),
        (ROOTS, {}, [{}] * 2, "is true after the steps"),
        ("not forall states integer x: from x = 0 by x -> x always x == 0", {}, [{}] * 1001, "more than 1000"),
        ("not forall integer a: a > 0", {"a": "0"}, [], "only there"),
        ("exists integer a: a > 0", {"a": "1"}, [], "only there"),
        (HALVED.removeprefix("not "), {"p": "1/4"}, [{}], "only there"),
    ],
)
def test_a_run_that_does_not_count(text: str, values: dict[str, str], steps: list[Any], why: str) -> None:
    refuse(text, RULE, {"values": values, "steps": steps}, why)


@pytest.mark.parametrize("steps", [None, {}, [[]], ["u"], "", [{"u": 1}], [{"u": "1.0"}]])
def test_malformed_steps(steps: Any) -> None:
    refuse(CHOSEN, RULE, {"values": {"p": "2"}, "steps": steps}, None)
    refuse(CHOSEN, RULE, {"values": {"p": "2"}}, "only there")


@pytest.mark.parametrize(
    "proof", [{}, {"values": []}, {"values": None}, {"values": {"a": "1"}, "b": {}}, {"value": {"a": "1"}}]
)
def test_malformed_evidence(proof: dict[str, Any]) -> None:
    refuse("exists integer a: a > 0", RULE, proof, None)
