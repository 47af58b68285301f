"""Method `extremum`: the greatest quotient, at every input of small domains, and as found where they are large."""

import itertools
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.asking import ask, theorem
from tests.strategies import INTEGER, REAL, TRUTH, terms
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.parse import parse
from verify.kernel.statement import Exists, ForAll, Variable
from verify.kernel.term import Sort, make
from verify.kernel.text import statement_text

MITCHELL = (
    "forall integer 0 <= a <= {top}, integer 0 <= b <= {top}: "
    "let t1 = bit_length(a) - 1, t2 = 1 << t1, t3 = bit_length(b) - 1, t4 = 1 << t3, "
    "t5 = ((a - t2) << t3) + ((b - t4) << t1), t6 = t2 * t4 in "
    "a >= 1, b >= 1 ==> a * b - (if t5 < t6 then t6 + t5 else t5 << 1) <= a * b"
)


def extreme(text: str) -> tuple[Fraction, list[tuple[int, ...]], int | None]:
    """The quotient that is attained, as the kernel sees it at the witness; the inputs listed; how many there are."""
    finding = ask("extremum", text)
    assert finding.certificate is not None, finding.reason
    claim = parse(text)
    assert isinstance(claim, ForAll)
    assert isinstance(theorem("extremum", text).statement, Exists)
    values = {name: int(value) for name, value in finding.certificate.evidence["values"].items()}
    error, size = (Fraction(evaluate(side, values)) for side in claim.conclusion.args)
    places, _, count = finding.says.partition(" of ")
    listed = [tuple(map(int, place.split(","))) for place in places.split()]
    assert listed[0] == tuple(values.values())
    return error / size, listed, int(count) if count else None


def test_mitchell_at_eight_bits() -> None:
    worst, places, count = extreme(MITCHELL.format(top=255))
    assert (worst, places[0], count) == (Fraction(1, 9), (3, 3), 49) and len(places) == 49


@pytest.mark.parametrize("bits", [16, 32])
def test_mitchell_where_not_every_input_is_seen(bits: int) -> None:
    worst, places, count = extreme(MITCHELL.format(top=2**bits - 1))
    assert (worst, places[0], count) == (Fraction(1, 9), (3, 3), None)


def test_one_needle_in_a_haystack_is_found() -> None:
    assert extreme("forall integer 0 <= a <= 65535: (if a == 40503 then 1 else 0) <= 1")[1:] == ([(40503,)], 1)


def test_not_more_inputs_are_listed_than_people_read() -> None:
    worst, places, count = extreme("forall integer 0 <= a <= 4095: 3 <= 2")
    assert (worst, len(places), count) == (Fraction(3, 2), 1000, 4096)


def test_what_is_proposed() -> None:
    found = theorem("extremum", "forall integer -3 <= a <= 3: a != 0 ==> 7 // a <= abs(a)")
    assert statement_text(found.statement) == "exists integer -3 <= a <= 3: a != 0, 1 * (7 // a) == 7 * abs(a)"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("forall integer 0 <= a <= 7: a > 9 ==> a <= 1", "no input is known that meets the hypotheses"),
        ("forall integer 0 <= a <= 7: a // 0 <= 1", "no input is known"),
        ("forall integer 0 <= a <= 7: 1 <= 0 * a", "no input is known"),
        ("forall integer 5 <= a <= 4: a <= 1", "a domain is empty"),
        ("forall even integer 5 <= a <= 5: a <= 1", "a domain is empty"),
        ("forall integer a >= 0: a <= 1", "is not an integer with two bounds"),
        ("forall real 0 <= x <= 1: x <= 1", "is not an integer with two bounds"),
        ("forall integer 0 <= a <= 7: factorial(a) <= 1", "has no bits"),
    ],
)
def test_what_is_given_up(text: str, why: str) -> None:
    finding = ask("extremum", text)
    assert finding.kind == "gave_up" and why in finding.reason


SORTS = {"a": INTEGER, "b": INTEGER}
domains = st.builds(
    lambda low, size, parity: (low, low + size, parity),
    st.integers(-5, 4), st.integers(1, 5), st.sampled_from((None, None, 0, 1)),
)  # fmt: skip


@settings(max_examples=60)
@given(st.data(), st.sampled_from((INTEGER, REAL)), st.tuples(domains, domains))
def test_nothing_is_greater_at_any_input(data: Any, sort: Sort, ends: tuple[tuple[int, int, int | None], ...]) -> None:
    variables = tuple(
        Variable(name, INTEGER, Fraction(low), Fraction(high), parity=parity)
        for name, (low, high, parity) in zip(SORTS, ends, strict=True)
    )
    error = data.draw(terms(sort, SORTS, 2, blastable=True))
    size = data.draw(terms(sort, SORTS, 1, blastable=True))
    hypotheses = tuple(data.draw(st.lists(terms(TRUTH, SORTS, 1, blastable=True), max_size=1)))
    claim = ForAll(variables, hypotheses, make("<=", error, size))
    quotients = {}
    for point in itertools.product(*(range(low, high + 1) for low, high, _ in ends)):
        values = dict(zip(SORTS, point, strict=True))
        try:
            inside = all(declared.admits(values[declared.name]) for declared in variables)
            if inside and all(evaluate(one, values) for one in hypotheses) and evaluate(size, values) > 0:
                quotients[point] = Fraction(evaluate(error, values)) / Fraction(evaluate(size, values))
        except Undefined:
            continue
    finding = ask("extremum", statement_text(claim))
    if "bits" in finding.reason:
        return
    if not quotients:
        assert finding.kind == "gave_up"
        return
    best = max(quotients.values())
    attaining = [point for point, value in quotients.items() if value == best]
    shown = " ".join(",".join(map(str, point)) for point in attaining)
    assert finding.says == f"{shown} of {len(attaining)}"


def test_the_greatest_may_be_negative() -> None:
    assert extreme("forall integer 0 <= a <= 3: -3/2 <= 5/4")[0] == Fraction(-6, 5)
    assert extreme("forall integer 3 <= a <= 9: -a <= 2 * a - 1")[:2] == (Fraction(-9, 17), [(9,)])
