"""Rule `ranges`: the boxes cover the domains, and each closes by itself or has its own proof."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.certificates import Evidence, by, by_polynomial, prove, refuse, term
from tests.kernel.test_failure import claims, failing
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.kernel.rules import ranges as rule
from verify.kernel.rules.ranges import boxes
from verify.kernel.statement import ForAll
from verify.kernel.text import statement_text

RULE = "ranges"
ENUMERATED = by("enumeration")
POWERS = {"a": ["1", "2", "4", "8"]}
LEADING = "forall integer 1 <= a <= 15: a + (1 << bit_length(a) - 1) <= 2 * a"
SUM = "forall integer 0 <= a <= 3, integer 0 <= b <= 3: a + b <= 6"


def ranges(cuts: dict[str, list[str]], **proofs: Evidence) -> Evidence:
    """Evidence of the rule; the proof of box 3 is `box3`."""
    return {"cuts": cuts, "proofs": {name.removeprefix("box"): proof for name, proof in proofs.items()}}


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("forall: true", ranges({})),
        ("forall integer 0 <= a <= 7: a + 1 == 1 + a", ranges({})),
        ("forall integer 0 <= a <= 3: a >= 0", ranges({"a": ["1", "2", "3"]})),
        ("forall integer 0 <= a <= 3: a >= 0", ranges({"a": []})),
        ("forall integer -9 <= a <= 7: a * a >= 0", ranges({"a": ["0"]}, box0=ENUMERATED, box1=ENUMERATED)),
        # the leading one is constant in each box, and its power a constant in the box's own proof
        ("forall integer 1 <= a <= 15: a >> bit_length(a) == 0", ranges({"a": ["2", "4", "8"]})),
        (
            LEADING,
            ranges({"a": ["2", "4", "8"]}, **{f"box{at}": ENUMERATED for at in (2, 3)}),
        ),
        # a box in which nothing is, and one that is proved though it would close by itself
        ("forall even integer 0 <= a <= 5: a != 5", ranges({"a": ["1", "2", "3", "4", "5"]})),
        ("forall integer 0 <= a <= 3: a >= 0", ranges({"a": ["1"]}, box1=ENUMERATED)),
        # the last variable changes fastest
        (SUM, ranges({"a": ["3"], "b": ["1"]}, **{f"box{at}": ENUMERATED for at in range(4)})),
        ("forall integer 0 <= a <= 3, integer 5 <= b <= 6: a != b", ranges({"a": ["1", "2", "3"], "b": ["6"]})),
    ],
)
def test_accepted(text: str, evidence: Evidence) -> None:
    assert RULE in prove(text, RULE, evidence).rules


REJECTED: list[tuple[str, Evidence, str]] = [
    # a box that is left open, the first, the last, one in between
    ("forall integer 0 <= a <= 7: a != 0", ranges({"a": ["1", "7"]}), "box 0: does not close"),
    ("forall integer 0 <= a <= 7: a != 7", ranges({"a": ["1", "7"]}, box1=ENUMERATED), "box 2: does not close"),
    ("forall integer 0 <= a <= 7: a != 3", ranges({"a": ["3", "4"]}), "box 1: does not close"),
    ("forall integer 0 <= a <= 7: a != 3", ranges({"a": ["3", "4"]}, box1=ENUMERATED), "does not hold at 1 of 1"),
    ("forall integer 0 <= a <= 7: a != 3", ranges({"a": ["3", "5"]}, box1=ENUMERATED), "does not hold at 1 of 2"),
    ("forall integer 0 <= a <= 7: a != 3", ranges({}), "box 0: does not close"),
    # a proof that is for another box
    (
        SUM.replace("6", "5"),
        ranges({"a": ["3"], "b": ["3"]}, box0=ENUMERATED, box1=ENUMERATED, box2=ENUMERATED),
        "box 3: does not close",
    ),
    (
        "forall integer 0 <= a <= 3, integer 0 <= b <= 3: a < 3 or b > 0",
        ranges({"a": ["3"], "b": ["1"]}, box1=ENUMERATED),
        "box 2: does not close",
    ),
    ("forall integer 0 <= a <= 3: a >= 0", ranges({"a": ["1"]}, box2=ENUMERATED), "boxes that are not there"),
    ("forall integer 0 <= a <= 3: a >= 0", ranges({"a": ["1"]}, box01=ENUMERATED), "boxes that are not there"),
    ("forall integer 0 <= a <= 3: a >= 0", {"cuts": {}, "proofs": {"-0": ENUMERATED}}, "boxes that are not there"),
    # what is undefined in a box is not simplified away
    ("forall integer 0 <= a <= 7: 0 * (6 // a) == 0", ranges({"a": ["1"]}), "box 0: does not close"),
    ("forall integer 0 <= a <= 7: 0 * (6 // a) == 0", ranges({"a": ["1"]}, box0=ENUMERATED), "does not hold at 1 of"),
    ("forall integer 0 <= a <= 7: 6 // a >= 0 or true", ranges({"a": ["1"]}, box0=ENUMERATED), "does not hold at 1"),
    ("forall integer -3 <= a <= 7: 1 << a > 0", ranges({"a": ["0"]}, box0=ENUMERATED), "does not hold at 3 of 3"),
    (LEADING.replace("1 <= a <", "0 <= a <"), ranges(POWERS, box0=ENUMERATED), "does not hold at 1 of 1"),
    # the box's bounds are not those of the next one
    (
        "forall integer 0 <= a <= 7: a >= 4",
        ranges({"a": ["4"]}, box0=by_polynomial(term(1, 0)), box1=by_polynomial(term(1, 0))),
        "not the polynomial",
    ),
    # cuts that leave something out, or are no cuts
    *(
        ("forall integer 0 <= a <= 7: a >= 0", ranges({"a": cuts}), "do not increase strictly inside the domain")
        for cuts in (["0"], ["8"], ["-1"], ["9"], ["3", "3"], ["4", "2"], ["5/2"], ["3", "8"])
    ),
    ("forall integer 5 <= a <= 4: a >= 0", ranges({"a": ["5"]}), "do not increase strictly"),
    ("forall integer 0 <= a <= 7: a >= 0", ranges({"a": ["2.0"]}), "numeral"),
    ("forall integer 0 <= a <= 7: a >= 0", ranges({"a": ["1_0"]}), "numeral"),
    ("forall integer 0 <= a <= 7: a >= 0", ranges({"b": ["2"]}), "b is no variable of the statement"),
    ("forall integer a >= 0: a >= 0", ranges({"a": ["2"]}), "is not an integer with two bounds"),
    (
        "forall integer 0 <= a <= 1, integer b: b < 0 ==> a <= 1",
        ranges({"a": ["1"]}, box0=by_polynomial(term(1, 1)), box1=by_polynomial(term(1, 1))),
        "b: is not an integer with two bounds",
    ),
    ("forall integer a >= 0: a >= 0", ranges({}), "is not an integer with two bounds"),
    ("forall real 0 <= x <= 1: x >= 0", ranges({"x": ["1"]}), "is not an integer with two bounds"),
    # a shift by the one value of a box does not lose what it leaves of a long constant
    ("forall integer 8192 <= a <= 8193: 2**9000 >> a == 0", ranges({"a": ["8193"]}), "more than 4096 bits"),
    # its evidence
    ("forall: true", {"cuts": {}}, "is missing"),
    ("forall: true", {"cuts": [], "proofs": {}}, "is not a dict"),
    ("forall integer 0 <= a <= 7: a >= 0", {"cuts": {"a": "1"}, "proofs": {}}, "are not a list of strings"),
    ("forall integer 0 <= a <= 7: a >= 0", {"cuts": {"a": [1]}, "proofs": {}}, "are not a list of strings"),
    ("forall integer 0 <= a <= 7: a >= 0", {"cuts": {}, "proofs": {"0": []}}, "is not an object"),
    ("exists integer 0 <= a <= 7: a >= 0", ranges({}), "is not a forall statement"),
    ("not forall integer 0 <= a <= 7: a >= 0", ranges({}), "is not a forall statement"),
]


@pytest.mark.parametrize(("text", "evidence", "why"), REJECTED)
def test_rejected(text: str, evidence: Evidence, why: str) -> None:
    refuse(text, RULE, evidence, why)


def test_the_number_of_boxes_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule, "MOST_BOXES", 5)
    refuse(SUM, RULE, ranges({"a": ["1", "2"], "b": ["1"]}), "make 6 boxes; 5 is the most")


@given(st.integers(-6, 6), st.integers(0, 12), st.sets(st.integers(-5, 17)))
def test_the_boxes_cover_the_domain_once(low: int, more: int, starts: set[int]) -> None:
    cuts = [str(start) for start in sorted(starts) if low < start <= low + more]
    claim = parse(f"forall integer {low} <= a <= {low + more}, integer 0 <= b <= 1: true")
    assert isinstance(claim, ForAll)
    found = [
        (a, b)
        for first, second in boxes(claim.variables, {"a": cuts, "b": ["1"]})
        for a in range(int(first.low or 0), int(first.high or 0) + 1)
        for b in range(int(second.low or 0), int(second.high or 0) + 1)
    ]
    assert sorted(found) == list(itertools.product(range(low, low + more + 1), (0, 1)))


@settings(max_examples=150, deadline=None)
@given(claims(), st.data())
def test_no_false_statement_in_random_boxes(claim: ForAll, data: st.DataObject) -> None:
    cuts: dict[str, Any] = {}
    for declared in claim.variables:
        inside = range(int(declared.low or 0) + 1, int(declared.high or 0) + 1)
        if inside and data.draw(st.booleans()):
            cuts[declared.name] = [str(start) for start in sorted(data.draw(st.sets(st.sampled_from(inside))))]
    proofs = dict.fromkeys(data.draw(st.sets(st.integers(0, 9).map(str))), ENUMERATED)
    count = sum(1 for _ in boxes(claim.variables, cuts))
    proofs = {number: proof for number, proof in proofs.items() if int(number) < count}
    try:
        prove(statement_text(claim), RULE, {"cuts": cuts, "proofs": proofs})
    except Rejected:
        return
    assert not failing(claim)
