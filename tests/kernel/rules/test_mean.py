"""Rule `mean`: the exact mean over all inputs, that another one is not it, and never of nothing."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.certificates import prove, refuse
from tests.strategies import means
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.inputs import holds
from verify.kernel.rejection import Rejected
from verify.kernel.rules.mean import average
from verify.kernel.statement import Mean

RULE = "mean"

ACCEPTED = [
    "mean over integer 0 <= a <= 255: a is 255/2",
    "mean over integer -4 <= a <= 3: a is -1/2",
    "mean over integer -4 <= a <= 3: abs(a) is 2",
    "mean over even integer 1 <= a <= 9: a is 5",
    "mean over integer 7 <= a <= 7: a * a is 49",
    "mean over integer 0 <= a <= 15, integer 0 <= b <= 15: a >= 1, b >= 1 ==> a * b is 64",
    "mean over integer 1 <= a <= 4: 1 / a is 25/48",
    "mean over integer -3 <= a <= 3: a != 0 ==> 12 / a is 0",
    "mean over integer 1 <= a <= 3: a / 3 + 1/2 is 7/6",
    # no value where the hypothesis is not true
    "mean over integer 0 <= a <= 3: a >= 1 ==> 6 // a is 11/3",
    "mean over integer 0 <= a <= 3: 6 // a > 1 ==> 6 // a is 11/3",
    "mean over integer 0 <= a <= 15: (if a < 4 then 1 else 0) is 1/4",
    "mean over integer 0 <= a <= 4095, integer 0 <= b <= 255: a - b is 1920",
    "mean over integer 0 <= a <= 255: a is at most 255/2",
    "mean over integer 0 <= a <= 255: a is at least 127",
    "mean over integer 0 <= a <= 255: a is from 127 to 128",
    "not mean over integer 0 <= a <= 255: a is at most 127",
    "not mean over integer 0 <= a <= 255: a is at least 128",
    "not mean over integer 0 <= a <= 255: a is from 128 to 129",
    "not mean over integer 0 <= a <= 3: a > 3 ==> a is at most 0",
    "not mean over integer 0 <= a <= 3: 6 // a is at most 99",
    "not mean over integer 0 <= a <= 255: a is 127",
    "not mean over integer 1 <= a <= 4: 1 / a is 1/2",
    # a value is missing
    "not mean over integer 0 <= a <= 3: 6 // a is 11/3",
    # no input
    "not mean over integer 0 <= a <= 3: a > 3 ==> a is 0",
    "not mean over integer 4 <= a <= 3: a is 0",
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_accepted(text: str) -> None:
    theorem = prove(text, RULE, {})
    assert theorem.rules == (RULE,) and theorem.inhabited


def test_the_true_mean_is_in_the_theorem() -> None:
    half = Fraction(255, 2)
    assert prove("mean over integer 0 <= a <= 255: a is at most 200", RULE, {}).enclosures == {"mean": (half, half)}
    assert prove("not mean over integer 0 <= a <= 255: a is 127", RULE, {}).enclosures == {"mean": (half, half)}
    assert prove("not mean over integer 0 <= a <= 3: 6 // a is 1", RULE, {}).enclosures == {}


REJECTED = [
    ("mean over integer 0 <= a <= 255: a is 127", "the mean is another one"),
    ("mean over integer 1 <= a <= 4: 1 / a is 26/48", "the mean is another one"),
    ("mean over even integer 1 <= a <= 9: a is 4", "the mean is another one"),
    ("mean over integer 0 <= a <= 3: 6 // a is 11/3", "has no value at 1 of 4 inputs"),
    ("mean over integer 0 <= a <= 3: 0 * (1 / a) is 0", "has no value at 1 of 4 inputs"),
    ("mean over integer 0 <= a <= 3: a > 3 ==> a is 0", "no input meets them"),
    ("mean over integer 4 <= a <= 3: a is 0", "no input meets them"),
    ("mean over integer 0 <= a <= 4095, integer 0 <= b <= 8191: a is 1", "24 is the most"),
    ("mean over integer 0 <= a <= 3: exp(a) is 1", "has no bits"),
    ("mean over integer 0 <= a <= 255: a is at most 254/2", "the mean is another one"),
    ("mean over integer 0 <= a <= 255: a is at least 256/2", "the mean is another one"),
    ("mean over integer 0 <= a <= 255: a is from 128 to 129", "the mean is another one"),
    ("mean over integer 0 <= a <= 3: a > 3 ==> a is at most 0", "no input meets them"),
    ("mean over integer 0 <= a <= 3: 6 // a is at least 0", "has no value at 1 of 4 inputs"),
    ("not mean over integer 0 <= a <= 255: a is at most 255/2", "within the bounds"),
    ("not mean over integer 0 <= a <= 255: a is from 0 to 255", "within the bounds"),
    ("not mean over integer 0 <= a <= 255: a is 255/2", "is the mean"),
    ("forall integer 0 <= a <= 3: a < 4", "is not about a mean"),
    ("not forall integer 0 <= a <= 3: a < 3", "is not about a mean"),
]


@pytest.mark.parametrize(("text", "why"), REJECTED)
def test_rejected(text: str, why: str) -> None:
    refuse(text, RULE, {}, why)


def test_evidence_and_witnesses_are_refused() -> None:
    refuse("mean over integer 0 <= a <= 2: a is 1", RULE, {"value": "1"}, "unknown key")
    refuse("mean over integer 0 <= a <= 2: a is 1", RULE, {}, "goes with a forall statement only", {"a": "1"})


def test_no_other_rule_proves_a_mean() -> None:
    for rule in ("enumeration", "sturm", "minimum", "witness"):
        refuse("mean over integer 0 <= a <= 2: a is 1", rule, {}, None)


def by_loop(claim: Mean) -> tuple[int, int, Fraction | None]:
    """The same by evaluating one input after the other."""
    domains = [range(int(one.low or 0), int(one.high or 0) + 1) for one in claim.variables]
    found, undefined, count = Fraction(0), 0, 0
    for point in itertools.product(*domains):
        values: dict[str, int | Fraction] = dict(zip((one.name for one in claim.variables), point, strict=True))
        if not all(one.admits(values[one.name]) for one in claim.variables):
            continue
        if not all(holds(hypothesis, values) for hypothesis in claim.hypotheses):
            continue
        count += 1
        try:
            found += Fraction(evaluate(claim.function, values))
        except Undefined:
            undefined += 1
    return count, undefined, found / count if count and not undefined else None


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_random_means_are_those_of_a_loop(data: st.DataObject) -> None:
    claim = data.draw(means(["a", "b"], blastable=True))
    try:
        found = average(claim)
    except Rejected:
        return
    assert (found.inputs, found.undefined, found.mean) == by_loop(claim)
