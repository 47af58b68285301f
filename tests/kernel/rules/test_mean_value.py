"""Rule `mean_value`: the moved variable, the way it is moved, and what must be known on that way."""

from typing import Any

import pytest

from tests.kernel.certificates import Evidence, by, by_polynomial, prove, refuse, term
from verify.kernel.parse import parse, parse_term
from verify.kernel.rules.mean_value import Move, parts
from verify.kernel.statement import ForAll
from verify.kernel.text import statement_text

RULE = "mean_value"
F = "sum(k = 0 .. n: {}**k / factorial(k))"
G = "sum(k = 0 .. n - 1: {}**k / factorial(k))"
EXP = by("stationary_point", multiplier="1")
SAME = by("generalise", terms=[], proof=by_polynomial())


def move(
    variable: str,
    start: str,
    direction: str,
    order: Evidence,
    begin: Evidence,
    slope: Evidence,
    strict: str = "",
    path: Evidence | None = None,
) -> Evidence:
    found = {
        "variable": variable,
        "from": start,
        "direction": direction,
        "order": order,
        "start": begin,
        "slope": slope,
    }
    return found | ({"strict": strict} if strict else {}) | ({"path": path} if path else {})


def named(*terms: str, proof: Evidence) -> Evidence:
    return by("generalise", terms=list(terms), proof=proof)


ODD = f"forall odd integer n >= 1, real x, real y: x < y ==> {F.format('x')} < {F.format('y')}"
HYPOTHESIS = by_polynomial(term(1, 1))  # x < y, after the bound of n
ODD_PROOF = move("y", "x", "up", HYPOTHESIS, named(F.format("x"), proof=by_polynomial()), EXP, "slope")
CUBE = "forall real x, real y: x <= y ==> x**3 <= y**3"
CUBE_PROOF = move("y", "x", "up", by_polynomial(term(1, 0)), by_polynomial(), by_polynomial(term(3, square="t1")))
RECIPROCAL = "forall real x >= 1: 1 / x <= 1"
SQUARE = {"polynomial": "t1**2", "sum": [term(1, 1, 1), term(2, 1), term(1)]}
POSITIVE = {"polynomial": "t1", "sum": [term(1, 1), term(1)]}
RECIPROCAL_PROOF = move(
    "x",
    "1",
    "up",
    by_polynomial(term(1, 0)),
    by_polynomial(),
    by_polynomial(term(1), lemmas=(SQUARE,)),
    path=by_polynomial(term(1, 1, 1), term(2, 1), term(1)),
)
FROM_1 = ("x", "1", "up", by_polynomial(term(1, 0)))
EVALUATED = by("enclosure", bits=64, tree=["holds"])
ABOVE_0 = by_polynomial(term(1, 1), term(1))
BACK = ("x", "-1", "up", by_polynomial(term(1, 0)), by_polynomial(), by_polynomial(term(1)))
ROOT = ("x", "-1", "up", by_polynomial(term(1, 0)), EVALUATED, SAME)
ACCEPTED = [
    # where there are divisors, and arguments of log and sqrt, on the way
    (RECIPROCAL, RECIPROCAL_PROOF),
    (
        "forall real x >= 1: log(x) <= x - 1",
        move(*FROM_1, EVALUATED, by_polynomial(term(1, 1), lemmas=(POSITIVE,)), path=ABOVE_0),
    ),
    (
        "forall real x >= 1: sqrt(x) + log(x) >= 1",
        move(
            *FROM_1,
            EVALUATED,
            EVALUATED,
            path=ABOVE_0,
        ),
    ),
    # a root that does not move may be that of 0, and what is positive by its shape needs no proof
    (
        "forall real x >= 1, real y >= 0: sqrt(y) + x**2 >= 1",
        move(
            *FROM_1,
            EVALUATED,
            by_polynomial(term(2, 2), term(2)),
            path=by_polynomial(term(1, 1)),
        ),
    ),
    (
        "forall real x >= 1: 1 / (2 + exp(x)) <= 1 / (2 + exp(1))",
        move(*FROM_1, by("generalise", terms=["1 / (2 + exp(1))"], proof=by_polynomial()), EVALUATED),
    ),
    (ODD, ODD_PROOF),
    # the same from the other side
    (ODD, move("x", "y", "down", HYPOTHESIS, named(F.format("y"), proof=by_polynomial()), EXP, "slope")),
    (CUBE, CUBE_PROOF),
    (
        "forall real x >= 0: x**2 >= 0",
        move("x", "0", "up", by_polynomial(term(1, 0)), by_polynomial(), by_polynomial(term(2, 1))),
    ),
    # strict at the start, and not on the way
    (
        "forall real x >= 0: x**3 + 1 > 0",
        move(
            "x",
            "0",
            "up",
            by_polynomial(term(1, 0)),
            by_polynomial(term(1)),
            by_polynomial(term(3, square="t1")),
            "start",
        ),
    ),
    # from a point that is moved with other variables
    (
        "forall real x, real y: x >= y + 1 ==> x**3 >= (y + 1)**3",
        move("x", "y + 1", "up", by_polynomial(term(1, 0)), by_polynomial(), by_polynomial(term(3, square="t1"))),
    ),
    # the domain of the moved variable says nothing on the way, and nothing is needed of it
    (
        "forall real x >= 5: x**3 >= 0",
        move("x", "0", "up", by_polynomial(term(1, 0), term(5)), by_polynomial(), by_polynomial(term(3, square="t1"))),
    ),
]


@pytest.mark.parametrize(("text", "evidence"), ACCEPTED)
def test_accepted(text: str, evidence: Evidence) -> None:
    assert RULE in prove(text, RULE, evidence).rules


def but(proof: Evidence, **changed: Any) -> Evidence:
    return {name: value for name, value in (proof | changed).items() if value is not None}


PATH = "is needed just where L and R are not certain to be smooth"
DEFINED = "is not certain to be defined at every real value"
REJECTED = [
    # the way it is moved
    (CUBE, but(CUBE_PROOF, direction="down"), "is not the polynomial"),
    (CUBE, but(CUBE_PROOF, direction="left"), "is neither up nor down"),
    (CUBE, but(CUBE_PROOF) | {"from": "y"}, "is not a real term without the variable"),
    (CUBE, but(CUBE_PROOF) | {"from": "x + y"}, "is not a real term without the variable"),
    (CUBE, but(CUBE_PROOF) | {"from": "1 / x"}, "is not a real term without the variable"),
    (CUBE, but(CUBE_PROOF) | {"from": "x > 0"}, "is not a real term without the variable"),
    (CUBE, but(CUBE_PROOF) | {"from": "z"}, "z is not declared"),
    (CUBE, but(CUBE_PROOF) | {"from": "t1"}, "t1 is not declared"),
    (CUBE, but(CUBE_PROOF, variable="z"), "is not a real variable of the statement"),
    (ODD, but(ODD_PROOF, variable="n"), "is not a real variable of the statement"),
    (CUBE, but(CUBE_PROOF, variable="x") | {"from": "y"}, "is not the polynomial"),
    # each part is asked for
    (CUBE.replace("x <= y", "x >= y"), CUBE_PROOF, "is not the polynomial"),
    ("forall real x, real y: x <= y ==> x**3 <= y**3 - 1", CUBE_PROOF, "is not the polynomial"),
    ("forall real x, real y: x <= y ==> -x**3 <= -y**3", CUBE_PROOF, "is not the polynomial"),
    ("forall real x, real y: x <= y ==> x**2 <= y**2", CUBE_PROOF, "is not the polynomial"),
    (ODD.replace("odd", "even"), ODD_PROOF, "is not known to be even"),
    (ODD.replace("n >= 1", "n >= -1"), ODD_PROOF, "is not known to be even and at least 0"),
    # strictness comes from somewhere
    (CUBE.replace("x**3 <=", "x**3 <"), CUBE_PROOF, "names start or slope"),
    (CUBE.replace("x**3 <=", "x**3 <"), but(CUBE_PROOF, strict="slope"), "no summand is strictly positive"),
    (CUBE.replace("x**3 <=", "x**3 <"), but(CUBE_PROOF, strict="start"), "no summand is strictly positive"),
    (CUBE.replace("<=", "<"), but(CUBE_PROOF, strict="slope"), "no summand is strictly positive"),
    (CUBE, but(CUBE_PROOF, strict="slope"), "left out for others"),
    (ODD, but(ODD_PROOF, strict=None), "names start or slope"),
    (ODD, but(ODD_PROOF, strict="order"), "names start or slope"),
    # at t only what holds between the ends is known: neither y's domain nor a hypothesis about y
    (
        "forall real x >= 1: x**2 >= 0",
        move(
            "x",
            "-1",
            "up",
            by_polynomial(term(1, 0), term(2)),
            by_polynomial(term(1)),
            by_polynomial(term(2, 0), term(2)),
        ),
        "is not the polynomial",
    ),
    (
        "forall real x, real y: y > 0, x <= y, x == -1 ==> y**2 >= -1",
        move("y", "x", "up", by_polynomial(term(1, 1)), by_polynomial(term(2, square="x")), by_polynomial(term(2, 0))),
        None,
    ),
    # poles and gaps on the way, hidden by domains, hypotheses or the other branch
    ("forall real x >= 1: 1 / x <= 1", move("x", "1", "up", SAME, SAME, SAME), PATH),
    ("forall real x, real y: x <= y, x * y > 0 ==> 1 / y <= 1 / x", move("y", "x", "up", SAME, SAME, SAME), PATH),
    ("forall real x >= 1: log(x) >= 0", move("x", "1", "up", SAME, SAME, SAME), PATH),
    ("forall real x >= 1, real y > 0: x / y >= 1 / y", move("x", "1", "up", SAME, SAME, SAME), PATH),
    (CUBE, CUBE_PROOF | {"path": by_polynomial()}, PATH),
    (RECIPROCAL, but(RECIPROCAL_PROOF, path=None), PATH),
    ("forall real x >= -1: x != 0 ==> 1 / x <= -1", move(*BACK, path=by_polynomial(term(1, 1, 1))), None),
    ("forall real x >= -1: x != 0 ==> 1 / x <= -1", move(*BACK, path=by_polynomial(term(1, square="t1"))), None),
    ("forall real x > -1: sqrt(x**2) >= x", move(*ROOT, path=by_polynomial(term(1, square="t1"))), None),
    ("forall real x >= 1: sqrt(x - 1) >= 0", move(*FROM_1, EVALUATED, SAME, path=by_polynomial(term(1, 1))), None),
    ("forall real x >= 1: sqrt(x) * real(2 // 0) >= 1", move(*FROM_1, SAME, SAME, path=ABOVE_0), DEFINED),
    ("forall real x >= 1: x + undefined(real) >= 0", move("x", "1", "up", SAME, SAME, SAME), DEFINED),
    ("forall integer n, real x >= 1: x**n >= 0", move("x", "1", "up", SAME, SAME, SAME), DEFINED),
    ("forall integer n, real x >= 1: 1 >= x**n", move("x", "1", "up", SAME, SAME, SAME), DEFINED),
    ("forall integer n >= 0, real x >= 1: x**n >= 0", move("x", "1", "up", SAME, SAME, SAME), "at least 1"),
    # corners and jumps
    ("forall real x: abs(x) >= 0", move("x", "0", "up", SAME, SAME, SAME), "is not known to be differentiable"),
    ("forall real x: max(x, 0) >= 0", move("x", "0", "up", SAME, SAME, SAME), "is not known to be differentiable"),
    (
        "forall real x: (if x < 1 then 5 else real(0)) > 1",
        move("x", "0", "up", SAME, SAME, SAME, "start"),
        "is not known to be differentiable",
    ),
    # other conclusions
    ("forall real x: x == x", move("x", "0", "up", SAME, SAME, SAME), "is not an order between real terms"),
    ("forall real x: x > 0 or x < 1", move("x", "0", "up", SAME, SAME, SAME), "is not an order between real terms"),
    ("forall integer n, real x: n >= n", move("x", "0", "up", SAME, SAME, SAME), "is not an order between real terms"),
    ("exists real x: x > 0", move("x", "0", "up", SAME, SAME, SAME), "is not a forall statement"),
]


@pytest.mark.parametrize(("text", "evidence", "why"), REJECTED)
def test_rejected(text: str, evidence: Evidence, why: str | None) -> None:
    refuse(text, RULE, evidence, why)


@pytest.mark.parametrize("name", ["variable", "from", "direction", "order", "start", "slope"])
def test_no_field_may_be_missing_or_of_another_type(name: str) -> None:
    refuse(CUBE, RULE, {key: value for key, value in CUBE_PROOF.items() if key != name}, "is missing")
    refuse(CUBE, RULE, CUBE_PROOF | {name: 1}, "is not a")


def test_no_other_field_is_known() -> None:
    refuse(CUBE, RULE, CUBE_PROOF | {"depth": "1"}, "unknown key")


def stated(text: str, name: str, start: str, direction: str, strict: str = "") -> dict[str, str]:
    claim = parse(text)
    assert isinstance(claim, ForAll)
    sorts = {declared.name: declared.sort for declared in claim.variables}
    found = parts(claim, Move(name, parse_term(start, sorts), direction, strict))
    return {part: statement_text(statement) for part, statement in found.items()}


def test_the_parts_upwards() -> None:
    domains = "even integer n >= 2, real x, real y"
    assert stated(f"forall {domains}: x <= y ==> {F.format('x')} + x <= {F.format('y')}", "y", "x", "up") == {
        "order": f"forall {domains}: x <= y ==> x <= y",
        "start": f"forall {domains}: x <= y ==> {F.format('x')} >= {F.format('x')} + x",
        "slope": f"forall {domains}, real t1: x <= y, x < t1, t1 < y ==> {G.format('t1')} >= 0",
    }


def test_the_parts_downwards() -> None:
    domains = "real t1, real y >= 0, real s"
    assert stated(f"forall {domains}: y < s ==> y**2 > t1 * y", "y", "s", "down", "slope") == {
        "order": f"forall {domains}: y < s ==> y < s",
        "start": f"forall {domains}: y < s ==> s**2 >= t1 * s",
        "slope": f"forall {domains}, real t2: y < s, y < t2, t2 < s ==> t1 > 2 * t2",
    }
