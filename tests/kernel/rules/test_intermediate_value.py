"""Rule `intermediate_value`: opposite order at the ends, continuity between, all else certain throughout."""

from typing import Any

import pytest

from tests.kernel.certificates import Evidence, prove, refuse

RULE = "intermediate_value"
ROOT = "exists real x: x**2 == 2"


def between(low: str, high: str, **more: Any) -> Evidence:
    """Evidence of the rule, for one variable x."""
    return {"variable": "x", "between": [low, high], "values": {}, "equation": 0, "bits": 64, **more}


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        (ROOT, between("1", "2")),
        ("exists real x: 2 == x**2", between("-2", "-1")),
        ("exists real x > 1: x**2 == 2, x < 3/2", between("5/4", "3/2", bits=20) | {"between": ["5/4", "1449/1024"]}),
        ("exists real x >= 0: x * exp(x) == exp(-1)", between("0", "1")),
        ("exists real x: sqrt(x) == 1/x", between("1/2", "2")),
        ("exists real x, real y: x**3 == y, x < y", between("1", "3/2", values={"y": "2"})),
        ("exists real x: x > 0 and x**2 == 2", between("1", "2", equation=1)),
        ("exists real x, integer n: sum(k = 0 .. 3: x**k) == 0, n > 3", between("-2", "-1/2", values={"n": "4"})),
        ("exists real x: abs(x) == 1/3", between("0", "1")),
    ],
)
def test_accepted(text: str, evidence: Evidence) -> None:
    assert prove(text, RULE, evidence).rules == (RULE,)


REJECTED = [
    (ROOT, between("2", "3"), "not in opposite order"),
    (ROOT, between("-2", "2"), "not in opposite order"),
    ("exists real x: x**2 == 0", between("-1", "1"), "not in opposite order"),
    ("exists real x: x == 1", between("1", "2"), "not in opposite order"),
    (ROOT, between("2", "1"), "two ends"),
    (ROOT, between("1", "1"), "two ends"),
    (ROOT, between("1", "2") | {"between": ["1"]}, "two ends"),
    (ROOT, between("1", "2") | {"between": ["1", "2", "3"]}, "two ends"),
    ("exists real x: true, x**2 == 2", between("1", "2"), "no equation"),
    (ROOT, between("1", "2", bits=20_001), "precision"),
    (ROOT, between("1", "2", bits=0), "bits"),
    (ROOT, between("1", "2", equation=1), "no such condition"),
    (ROOT, between("1", "2", variable="y"), "no real variable"),
    (ROOT, between("1", "2", values={"y": "1"}), "values"),
    ("exists real x >= 3/2: x**2 == 2", between("1", "2"), "domain"),
    ("exists real x: x**2 == 2, x < 3/2", between("1", "2"), "not certain"),
    ("exists real x: x**2 == 2, x**4 == 4", between("1", "2"), "not certain"),
    ("exists real x: x**2 > 2", between("1", "2"), "no equation"),
    ("exists real x: x**2 != 2", between("1", "2"), "no equation"),
    ("exists integer n: n == 1", between("0", "2") | {"variable": "n"}, "no real variable"),
    # a pole and a step change their sign and are 0 nowhere
    ("exists real x: 1/x == 0", between("-1", "1"), "undefined"),
    ("exists real x: log(x) == 5", between("0", "1"), "undefined"),
    ("exists real x: (if x > 0 then 1 else -1) == real(0)", between("-1", "1"), "case distinction"),
    ("forall real x: x**2 >= 0", between("-1", "1"), "not an existence"),
]


@pytest.mark.parametrize(("text", "evidence", "why"), REJECTED)
def test_rejected(text: str, evidence: Evidence, why: str) -> None:
    refuse(text, RULE, evidence, why)


@pytest.mark.parametrize("missing", ["variable", "between", "values", "equation", "bits"])
def test_every_field_is_needed(missing: str) -> None:
    evidence = between("1", "2")
    del evidence[missing]
    refuse(ROOT, RULE, evidence, f"{missing!r} is missing")
