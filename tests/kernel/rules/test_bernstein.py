"""Rule `bernstein`: boxes that cover, ends that belong or not, and never more than the coefficients show."""

import itertools
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.certificates import Evidence, outcome, prove, refuse
from verify.kernel.certificate import Certificate
from verify.kernel.check import check
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.kernel.statement import ForAll

RULE = "bernstein"
Tree = list[int]


def boxes(axes: dict[str, list[str]], *trees: Tree, bits: int = 64) -> Evidence:
    """Evidence of the rule."""
    return {"axes": axes, "bits": bits, "trees": list(trees)}


def on(*trees: Tree, bits: int = 64, name: str = "x") -> Evidence:
    """Evidence for one variable that is bounded."""
    return boxes({name: []}, *trees, bits=bits)


LINE = {"x": ["0", "1"]}
RAY = {"x": ["1"]}
PLANE = {"x": [], "y": []}

ACCEPTED = [
    # bounded: open, closed and half-open, zeros at ends that do not belong
    ("forall real 0 <= x <= 1: x + 1 > 0", on([0])),
    ("forall real 0 <= x <= 1: x >= 0", on([0])),
    ("forall real 0 < x <= 1: x > 0", on([0])),
    ("forall real 0 <= x < 1: x < 1", on([0])),
    ("forall real 0 < x < 1: x * (1 - x) > 0", on([0])),
    ("forall real 0 < x < 1: x * (1 - x) > 0", on([1, 1, 0, 0, 0])),
    ("forall real 1/3 <= x <= 2/3: x * (1 - x) > 0", on([0])),
    ("forall real 0 <= x <= 1: x * (1 - x) <= 1/4", on([1, 0, 0])),
    ("forall real 0 <= x <= 2: (x - 1)**2 >= 0", on([1, 0, 0])),
    ("forall real 0 <= x <= 1: 1 + x**2 - x > 0", on([0])),
    # exactly
    ("forall real 0 <= x <= 1: x * (1 - x) <= 1/4", on([1, 0, 0], bits=0)),
    ("forall real 0 <= x <= 1: (x - 1/2)**2 + 1/2**4000 > 0", on([1, 0, 0], bits=0)),
    ("forall real 0 <= x <= 1: (x - 1/2)**2 + 1/2**4000 > 0", on([1, 0, 0], bits=4100)),
    # one point
    ("forall real 1/2 <= x <= 1/2: x * (1 - x) >= 1/4", on([0])),
    ("forall real 1/2 <= x <= 1/2: x > 1/3", on([1, 0, 0])),
    ("forall real x: x == 1/2 ==> x**2 > 1/5", on([0])),
    # one end infinite, or both
    ("forall real x > 0: x > 0", boxes(RAY, [0])),
    ("forall real x >= 0: x**2 - x + 1 > 0", boxes(RAY, [1, 0, 0])),
    ("forall real x <= 0: 1 - x**3 > 0", boxes(RAY, [0])),
    ("forall real x < 0: x**3 < 0", boxes(RAY, [0])),
    ("forall real x >= 2: x**2 >= 4", boxes({"x": ["1/7"]}, [0])),
    ("forall real x: x**2 + 1 > 0", boxes(LINE, [0], [0])),
    ("forall real x: x**2 >= 0", boxes(LINE, [0], [0])),
    ("forall real x: x**2 - x + 1 > 0", boxes(LINE, [0], [1, 0, 0])),
    ("forall real x: (x - 3)**2 >= 0", boxes({"x": ["3", "1"]}, [0], [0])),
    ("forall real x: 1 > 0 * x", boxes(LINE, [0], [0])),
    # where hypotheses put the variable
    ("forall real x: x > 0, not x >= 1 ==> x * (1 - x) > 0", on([0])),
    ("forall real 0 <= x <= 1: x != 0, 2 * x != 2 ==> x * (1 - x) > 0", on([0])),
    # both signs of !=
    ("forall real 0 <= x <= 1: x != 2", on([2])),
    ("forall real 0 <= x <= 1: x != -1", on([0])),
    ("forall real 0 <= x <= 1: not x == 2", on([1, 2, 2])),
    # `or`, by boxes
    ("forall real 0 <= x <= 1: x > 1/3 or x < 2/3", on([1, 2, 0])),
    ("forall real 0 <= x <= 1: x > 1/3 or abs(x) > 5 or x < 2/3", on([1, 2, 0])),
    ("forall real x: x**2 > 2 or x**2 < 3", boxes({"x": ["0", "3/2"]}, [1, 0, 2], [1, 2, 0])),
    # hypotheses that fail: g > 0, g >= 0, g == 0 with both signs; the bounds of domains are no ways
    ("forall real 0 <= x <= 1: x**2 > 2 ==> x == 7", on([0])),
    ("forall real 0 <= x <= 1: x**2 > 1 ==> x == 7", on([0])),
    ("forall real 0 <= x <= 1: x**2 >= 2 ==> false", on([0])),
    ("forall real 0 <= x <= 1: x**2 + 1 == 0 ==> false", on([0])),
    ("forall real 0 <= x <= 1: x**2 == 2 ==> x / 0 > 0", on([1, 2, 2])),
    ("forall real 0 <= x <= 2: x**2 < 1 ==> x <= 1", on([1, 0, 2])),
    # several variables, and some that do not matter
    ("forall real 0 <= x <= 1, real 0 <= y <= 1: x * y <= 1", boxes(PLANE, [0])),
    ("forall real 0 < x <= 1, real 0 < y <= 1: x * y > 0", boxes(PLANE, [1, 0, 2, 0, 0])),
    ("forall real 0 <= x <= 1, real y: x + 1 > 0", on([0])),
    ("forall real 0 <= x <= 1, real 0 <= y <= 1: x + y < 1 ==> x * y < 1", boxes(PLANE, [1, 0, 2, 0, 3])),
    ("forall real x, real 0 <= y <= 1: x**2 + y + 1 > 0", boxes({"x": ["0", "1"], "y": []}, [0], [0])),
    (
        "forall real x, real y: x**2 + y**2 + 1 > 0",
        boxes({"x": ["0", "1"], "y": ["0", "1"]}, [0], [0], [0], [0]),
    ),
    # integers are reals, too
    ("forall integer 0 <= n <= 9: n * n >= 0", on([0], name="n")),
    ("forall integer n: n > 0 ==> n + 1 > 1", boxes({"n": ["1"]}, [0])),
    ("forall integer 1 <= n <= 3, real 0 <= x <= 1: n * n > 0", on([0], name="n")),
]


@pytest.mark.parametrize(("text", "proof"), ACCEPTED)
def test_accepted(text: str, proof: Evidence) -> None:
    assert prove(text, RULE, proof).rules == (RULE,)


UNIT = "forall real 0 <= x <= 1: {}"
SHOWN = "is not shown"
LEFT_OVER = "boxes are left over"
GOES_ON = "goes on after its last box"
SCALE = "one positive scale is needed for each infinite end"
AXES = "are not 1 to 8 variables of the statement"
WAYS = "ways for the claim to hold"
TREES = "one for each box"
REJECTED = [
    # zeros at ends that belong, and touching zeros, are not > 0
    (UNIT.format("x > 0"), on([0]), SHOWN),
    (UNIT.format("x < 1"), on([0]), SHOWN),
    ("forall real 0 <= x < 1: x * (1 - x) > 0", on([0]), SHOWN),
    ("forall real 0 < x <= 1: x * (1 - x) > 0", on([0]), SHOWN),
    ("forall real x >= 0: x > 0", boxes(RAY, [0]), SHOWN),
    ("forall real x <= 0: x < 0", boxes(RAY, [0]), SHOWN),
    ("forall real 0 <= x <= 2: (x - 1)**2 > 0", on([1, 0, 0]), SHOWN),
    ("forall real 0 <= x <= 2: (x - 1)**2 != 0", on([1, 0, 0]), SHOWN),
    ("forall real 0 <= x <= 4: (x - 1)**2 > 0", on([1, 1, 0, 0, 0], bits=0), SHOWN),
    ("forall real x: x**2 > 0", boxes(LINE, [0], [0]), SHOWN),
    ("forall real x: (x - 1)**2 > 0", boxes(LINE, [0], [1, 0, 0]), SHOWN),
    ("forall real 1/2 <= x <= 1/2: x * (1 - x) > 1/4", on([0]), SHOWN),
    ("forall real 0 < x < 1, real 0 <= y <= 1: x * y > 0", boxes(PLANE, [0]), SHOWN),
    ("forall real 0 <= x <= 1, real 0 < y < 1: x * y > 0", boxes(PLANE, [0]), SHOWN),
    ("forall real x: 0 * x > 0", boxes(LINE, [0], [0]), SHOWN),
    # nor where the middle of a box is a zero: cut there, it belongs to both halves
    ("forall real -1 < x < 1: x**2 > 0", on([1, 0, 0]), SHOWN),
    # below 0 in a gap that rounding may not cover
    ("forall real 0 <= x <= 1: (x - 1/3)**2 >= 1/2**200", on([1, 1, 0, 1, 0, 0, 0]), SHOWN),
    ("forall real 0 <= x <= 1: (x - 1/2)**2 >= 1/2**200", on([1, 0, 0]), SHOWN),
    ("forall real 0 <= x <= 1: (x - 1/2)**2 >= 1/2**200", on([1, 0, 0], bits=400), SHOWN),
    ("forall real 0 <= x <= 1: (x - 1/2)**2 >= 1/2**200", on([1, 0, 0], bits=0), SHOWN),
    ("forall real 0 <= x <= 1: x >= 1/2**100", on([0]), SHOWN),
    ("forall real 0 <= x <= 1: x >= 1/2**100", on([0], bits=1), SHOWN),
    ("forall real 0 <= x <= 1: x < 1", on([0], bits=1), SHOWN),
    ("forall real x >= 0: x <= 2**100", boxes({"x": [f"{2**99}"]}, [0]), SHOWN),
    ("forall real x >= 0: x**3 >= x**4", boxes(RAY, [0]), SHOWN),
    # true, but rounded away
    ("forall real 0 <= x <= 1: (x - 1/2)**2 + 1/2**4000 > 0", on([1, 0, 0]), SHOWN),
    # intervals are the statement's, and other relations are other statements
    ("forall real -1 <= x <= 1: x + 1 > 0", on([0]), SHOWN),
    ("forall real x: x > 0 or x < 1 ==> x * (1 - x) > 0", boxes(LINE, [0], [0]), SHOWN),
    ("forall real 0 <= x <= 1: x != 1/2 ==> (x - 1/2)**2 > 0", on([1, 0, 0]), SHOWN),
    ("forall real x >= 0: x**2 > 0 ==> x > 0", boxes(RAY, [0]), SHOWN),
    (UNIT.format("x != 1/2"), on([1, 0, 2]), SHOWN),
    (UNIT.format("x != 1/2"), on([1, 2, 0]), SHOWN),
    (UNIT.format("x != 1"), on([2]), SHOWN),
    (UNIT.format("x == x"), on([0]), WAYS),
    (UNIT.format("x == 0"), on([0]), WAYS),
    (UNIT.format("not x != 0"), on([0]), WAYS),
    # empty intervals
    ("forall real 1 <= x <= 0: x > 5", on([0]), "an interval is empty"),
    ("forall real 0 < x <= 0: x > 5", on([0]), "an interval is empty"),
    ("forall real x: x > 1, x < 0 ==> x > 5", on([0]), "an interval is empty"),
    ("forall real x: x == 1, x != 1 ==> x > 5", on([0]), "an interval is empty"),
    # a way that is none, or shown with the wrong relation
    (UNIT.format("x + 1 > 0"), on([2]), WAYS),
    (UNIT.format("x + 1 > 0"), on([1, 0, 2]), WAYS),
    (UNIT.format("1 / (x + 1) > 0"), on([0]), WAYS),
    (UNIT.format("x / x > 0"), on([0]), WAYS),
    (UNIT.format("abs(x) >= 0"), on([0]), WAYS),
    (UNIT.format("true"), on([0]), WAYS),
    (UNIT.format("x > -1 and x > -2"), on([0]), WAYS),
    (UNIT.format("x**2 >= 1 ==> x == 7"), on([0]), SHOWN),
    (UNIT.format("x**2 == 1 ==> x == 7"), on([0]), SHOWN),
    (UNIT.format("x**2 == 1 ==> x == 7"), on([2]), SHOWN),
    (UNIT.format("x**2 != 2 ==> x == 7"), on([2]), WAYS),
    (UNIT.format("x**2 < 1 or x > 2 ==> x == 7"), on([2]), WAYS),
    (UNIT.format("1 / x < -1 ==> x == 7"), on([0]), WAYS),
    # a part of an `or` to the left may have no value
    (UNIT.format("1 / x > 5 or x > -1"), on([0]), "may have no value"),
    (UNIT.format("x > -1 or 1 / x > 5"), on([0]), "may have no value"),
    (UNIT.format("undefined(truth) or x > -1"), on([0]), "may have no value"),
    # trees: every box, once, and nothing more
    (UNIT.format("x + 1 > 0"), on([]), "1 boxes are left over"),
    (UNIT.format("x + 1 > 0"), on([1]), "2 boxes are left over"),
    (UNIT.format("x + 1 > 0"), on([1, 0]), LEFT_OVER),
    (UNIT.format("x + 1 > 0"), on([1, 1, 0, 0]), LEFT_OVER),
    (UNIT.format("x + 1 > 0"), on([0, 0]), GOES_ON),
    (UNIT.format("x + 1 > 0"), on([0, 1]), GOES_ON),
    (UNIT.format("x + 1 > 0"), on([1, 0, 0, 0]), GOES_ON),
    (UNIT.format("x + 1 > 0"), on(), TREES),
    (UNIT.format("x + 1 > 0"), on([0], [0]), TREES),
    ("forall real x: x**2 + 1 > 0", boxes(LINE, [0]), TREES),
    ("forall real x, real y: x**2 + y**2 + 1 > 0", boxes({"x": ["0", "1"], "y": ["0", "1"]}, [0], [0]), TREES),
    # a leaf that is not shown spoils the rest
    (UNIT.format("x * (1 - x) <= 1/4"), on([0]), SHOWN),
    (UNIT.format("x < 3/4"), on([1, 0, 0]), SHOWN),
    (UNIT.format("x > 1/4"), on([1, 0, 0]), SHOWN),
    ("forall real x: x**2 > 1", boxes({"x": ["2", "1"]}, [0], [0]), SHOWN),
    ("forall real x: x**3 + 9 > 0", boxes(LINE, [0], [0]), SHOWN),
    ("forall real x, real y: x**2 + y + 9 > 0", boxes({"x": ["0", "1"], "y": ["0", "1"]}, [0], [0], [0], [0]), SHOWN),
    # axes
    (UNIT.format("x + 1 > 0"), boxes({}, [0]), AXES),
    (UNIT.format("x + 1 > 0"), boxes({"y": []}, [0]), AXES),
    (UNIT.format("x + 1 > 0"), boxes({"x": [], "y": []}, [0]), AXES),
    (UNIT.format("x + 1 > 0"), on([0], bits=(1 << 20) + 1), AXES),
    (UNIT.format("x + 1 > 0"), boxes({"x": ["1"]}, [0]), SCALE),
    (UNIT.format("x + 1 > 0"), boxes({"x": ["0", "1"]}, [0], [0]), SCALE),
    ("forall real x >= 0: x + 1 > 0", on([0]), SCALE),
    ("forall real x >= 0: x + 1 > 0", boxes({"x": ["0"]}, [0]), SCALE),
    ("forall real x >= 0: x + 1 > 0", boxes({"x": ["-1"]}, [0]), SCALE),
    ("forall real x >= 0: x + 1 > 0", boxes(LINE, [0], [0]), SCALE),
    ("forall real x: x**2 + 1 > 0", boxes(RAY, [0], [0]), SCALE),
    ("forall real x: x**2 + 1 > 0", boxes({"x": ["0", "0"]}, [0], [0]), SCALE),
    ("forall real x: x**2 + 1 > 0", boxes({"x": ["1", "-1"]}, [0], [0]), SCALE),
    ("forall real x: x**2 + 1 > 0", boxes({"x": ["0", "1", "1"]}, [0], [0]), SCALE),
    # a variable of the conclusion has to be an axis
    ("forall real 0 <= x <= 1, real 0 <= y <= 1: x + y + 1 > 0", on([0]), WAYS),
    ("forall real 0 <= x <= 1, real y: x + y > 5, x - y > 5 ==> x == 7", on([2]), WAYS),
    # too large
    (UNIT.format("x**20001 + 1 > 0"), on([0]), WAYS),
    ("forall real 0 <= x <= 1, real 0 <= y <= 1: x**999 * y**999 + 1 > 0", boxes(PLANE, [0]), WAYS),
    (UNIT.format("x**3000 + 1 > 0"), on([0], bits=1 << 20), "bits of coefficients"),
    (UNIT.format("x**3 + 1 > 0"), on([1] * 200_000), "bits of coefficients"),
    (UNIT.format("x**300 + 1 > 0"), on([1] * 2000 + [0], bits=0), "bits of coefficients"),
    ("exists real x: x > 0", on([0]), "is not a forall statement"),
    ("not forall real 0 <= x <= 1: x > 0", on([0]), "is not a forall statement"),
    ("minimum over real x to 3 digits: x**2", on([0]), "is not a forall statement"),
]


@pytest.mark.parametrize(("text", "proof", "why"), REJECTED)
def test_rejected(text: str, proof: Evidence, why: str) -> None:
    refuse(text, RULE, proof, why)


@pytest.mark.parametrize(
    "changed",
    [
        {"axes": ["x"]},
        {"axes": {"x": "0"}},
        {"axes": {"x": [1]}},
        {"axes": {"x": ["1.0"]}},
        {"bits": "64"},
        {"bits": True},
        {"trees": [0]},
        {"trees": [["0"]]},
        {"trees": [[False]]},
        {"trees": {"x": [0]}},
        {"more": 1},
    ],
)
def test_malformed_evidence(changed: Evidence) -> None:
    refuse(UNIT.format("x + 1 > 0"), RULE, on([0]) | changed, None)
    for key in ("axes", "bits", "trees"):
        proof = {name: value for name, value in on([0]).items() if name != key}
        refuse(UNIT.format("x + 1 > 0"), RULE, proof, "is missing")


@pytest.mark.parametrize("changed", [{"bits": -1}, {"trees": [[-1]]}, {"trees": [[-2]]}, {"trees": [[1, 0, -1]]}])
def test_negative_numbers_that_no_file_holds(changed: dict[str, Any]) -> None:
    certificate = Certificate(parse(UNIT.format("x + 1 > 0 or x > -2")), RULE, on([0]) | changed)
    with pytest.raises(Rejected):
        check(certificate)


ENDS = st.integers(-6, 6).map(lambda value: Fraction(value, 2))
EDGES = st.sampled_from(["<", "<="])


@st.composite
def trees(draw: st.DrawFn, leaves: list[int], axes: int = 1, depth: int = 3) -> Tree:
    """A tree that fits, with any leaves; sometimes one that does not."""
    if depth == 0 or draw(st.integers(0, 2)) == 0:
        return [draw(st.sampled_from(leaves))] if draw(st.integers(0, 29)) else []
    halves = [draw(trees(leaves, axes, depth - 1)) for _ in range(2)]
    return [draw(st.integers(1, axes)), *halves[0], *halves[1]]


@st.composite
def products(draw: st.DrawFn) -> tuple[str, set[Fraction]]:
    """A product of linear and positive quadratic factors with simple zeros, and these zeros."""
    zeros = draw(st.lists(ENDS, max_size=3))
    factors = [f"(x - {zero})".replace("- -", "+ ") for zero in zeros]
    if draw(st.booleans()):
        factors.append(f"((x - {draw(ENDS)})**2 + {draw(st.sampled_from(['1', '1/2**40']))})".replace("- -", "+ "))
    return " * ".join([draw(st.sampled_from(["1", "-1", "3"])), *factors]), set(zeros)


@st.composite
def claims(draw: st.DrawFn) -> tuple[str, list[str], set[Fraction]]:
    """A claim about x, the texts that its axis needs, and points where it may be tight."""
    product, zeros = draw(products())
    low, high = sorted((draw(ENDS), draw(ENDS)))
    below, above = draw(st.booleans()), draw(st.booleans())
    domain = f"{f'{low} {draw(EDGES)} ' if below else ''}x{f' {draw(EDGES)} {high}' if above else ''}"
    if below and not above:
        domain = f"x {draw(st.sampled_from(['>', '>=']))} {low}"
    texts = [] if below and above else ["1"] if below or above else ["0", "1"]
    parts = [f"{product} {draw(st.sampled_from(['>', '>=', '!=', '<']))} 0"]
    if draw(st.integers(0, 3)) == 0:
        parts.append(f"x {draw(st.sampled_from(['>', '<=', '!=']))} {draw(ENDS)}")
    hypothesis = draw(st.sampled_from(["", "x != 0 ==> ", "x**2 >= 4 ==> ", "not x**2 > 1 ==> ", "x**2 == 1 ==> "]))
    return f"forall real {domain}: {hypothesis}{' or '.join(parts)}", texts, {low, high, *zeros}


POINTS = [Fraction(k, 4) for k in range(-30, 31)] + [Fraction(1, 3), Fraction(10**9), Fraction(-(10**9))]


@settings(max_examples=600)
@given(st.data(), claims(), st.sampled_from([0, 1, 8, 64]))
def test_what_is_accepted_holds_at_every_point(
    data: st.DataObject, claim: tuple[str, list[str], set[Fraction]], bits: int
) -> None:
    text, texts, tight = claim
    halves = [data.draw(trees([0, 0, 0, 0, 2, 3])) for _ in range(max(len(texts), 1))]
    try:
        theorem = prove(text, RULE, boxes({"x": texts}, *halves, bits=bits))
    except Rejected:
        return
    assert_true(theorem.statement, {"x": [*POINTS, *tight]})


@given(st.data(), st.integers(-2, 3), st.integers(-2, 3), st.integers(-2, 3), EDGES, EDGES)
def test_what_is_accepted_in_two_variables_holds_at_every_point(
    data: st.DataObject, a: int, b: int, c: int, first: str, second: str
) -> None:
    conclusion = data.draw(st.sampled_from([">", ">=", "!="]))
    hypothesis = data.draw(st.sampled_from(["", "x + y < 1 ==> ", "x >= y ==> "]))
    domain = f"real 0 {first} x {second} 1, real 0 {second} y <= 1"
    text = f"forall {domain}: {hypothesis}{a} * x * y + {b} * x + {c} * y {conclusion} 0"
    tree = data.draw(trees([0, 0, 0, 3, 4], axes=2))
    try:
        theorem = prove(text, RULE, boxes(PLANE, tree, bits=data.draw(st.sampled_from([0, 16]))))
    except Rejected:
        return
    grid = [Fraction(k, 8) for k in range(9)]
    assert_true(theorem.statement, {"x": grid, "y": grid})


def assert_true(statement: Any, values: dict[str, list[Fraction]]) -> None:
    """No input among these values fails the claim."""
    assert isinstance(statement, ForAll)
    for chosen in itertools.product(*values.values()):
        point = dict(zip(values, chosen, strict=True))
        if all(declared.admits(point[declared.name]) for declared in statement.variables) and all(
            outcome(hypothesis, point) == "true" for hypothesis in statement.hypotheses
        ):
            assert outcome(statement.conclusion, point) == "true", point


def test_more_halvings_than_can_be_afforded_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = {"axes": {"x": ["0", "1"]}, "bits": 64, "trees": [[1, 0, 0], [0]]}
    prove("forall real x: x**6 + 1 > 0", RULE, evidence)
    monkeypatch.setattr("verify.kernel.rules.bernstein.MOST_WORK", 10)
    refuse("forall real x: x**6 + 1 > 0", RULE, evidence, "too much to compute")
