"""The worst case: what is printed is attained and never exceeded, or is not called proved."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from verify.claims.compared import Compared, compare
from verify.claims.measure import measure
from verify.engine import worker
from verify.engine.decide import Decision, decide_statement
from verify.engine.store import CertificateStore
from verify.engine.workers import Checked, Found, _checked
from verify.engine.worst import MOST_STEPS, NoWorstCase, WorstCase, worst_case
from verify.kernel.certificate import Certificate, read_certificate, write_certificate
from verify.kernel.check import check
from verify.kernel.statement import Statement
from verify.kernel.text import digest, statement_text

FUNCTIONS = """
from verify import assume, ratio

def mitchell(a, b):
    k, l = a.bit_length() - 1, b.bit_length() - 1
    p, q = 1 << k, 1 << l
    s = ((a - p) << l) + ((b - q) << k)
    return p * q + s if s < p * q else s << 1

def truncated(a, b, t):
    k, l = a.bit_length() - 1, b.bit_length() - 1
    s = ((a << t) >> k) + ((b << t) >> l) - (2 << t)
    if s < 1 << t:
        return ratio(((1 << t) + s) << (k + l), 1 << t)
    return ratio(s << (k + l + 1), 1 << t)

def same(a):
    return a

def inverse(a):
    return 12 // a

def raises(a):
    if a == 7:
        raise ValueError("seven")
    return a

def far(a):
    assume(a > 50)
    return a

def after(a, b):
    return a - b + 1

def half(a):
    return ratio(a, 2)
"""


class Finders:
    """The methods and the kernel, in this process."""

    def __init__(self, **script: Found) -> None:
        self.script = script

    def find(
        self, method: str, statement: str, hint: Mapping[str, Any] | None = None, seconds: float | None = None
    ) -> Found:
        if method in self.script:
            return self.script[method]
        answer = json.loads(worker.find(method, statement, '{"seconds": 60}', json.dumps(dict(hint or {}))))
        return Found(**answer)

    def check(self, certificates: list[str]) -> list[Checked]:
        return [_checked(item) for item in json.loads(worker.check(json.dumps(list(certificates))))]


@pytest.fixture
def store(tmp_path: Path) -> CertificateStore:
    return CertificateStore(tmp_path / "cache")


Compare = Callable[..., Compared]


@pytest.fixture
def compared(tmp_path: Path) -> Compare:
    """The pair of a function in the file and an expression, over words."""
    (tmp_path / "f.py").write_text(FUNCTIONS)

    def pair(
        name: str, exact: str, width: int, signed: bool = False, assumed: tuple[str, ...] = (), **given: int
    ) -> Compared:
        exact = exact.replace("f.py", str(tmp_path / "f.py"))
        return compare(f"{tmp_path / 'f.py'}:{name}", exact, {"": width}, given, signed, assumed)

    return pair


def worst(pair: Compared, store: CertificateStore, sign: int, metric: str = "relative", precision: int = 0,
          finders: Finders | None = None, methods: tuple[str, ...] = ("enumeration",)) -> WorstCase:  # fmt: skip
    finders = finders or Finders()

    def decide(statement: Statement) -> Decision:
        return decide_statement(statement, store, finders, lambda asked: methods)

    return worst_case(measure(pair, metric, sign, precision), store, finders, decide)


def sides(pair: Compared, store: CertificateStore, *arguments: Any) -> tuple[Fraction, Fraction]:
    """The greatest error above and below, both proved, as the kernel itself says of the certificates."""
    found = []
    for sign in (1, -1):
        case = worst(pair, store, sign, *arguments)
        assert case.is_proved()
        [entry] = case.bound.entries
        theorem = check(read_certificate(entry.certificate))
        assert statement_text(theorem.statement) == statement_text(case.statement) and theorem.inhabited
        assert check(read_certificate(case.attained.certificate)).rules == ("witness",)
        assert dict(case.places[0]) == case.values
        found.append(case.value)
    return found[0], found[1]


def test_mitchell_at_eight_bits(compared: Compare, store: CertificateStore) -> None:
    pair = compared("mitchell", "a*b", 8)
    assert sides(pair, store) == (0, Fraction(1, 9))
    case = worst(pair, store, -1)
    assert (case.values, case.count, len(case.places)) == ({"a": 3, "b": 3}, 49, 49)


@pytest.mark.parametrize(
    ("kept", "value", "place"), [(3, Fraction(10081, 42849), 207), (4, Fraction(6833, 39601), 199)]
)
def test_truncated_mitchell_at_eight_bits(
    compared: Compare, store: CertificateStore, kept: int, value: Fraction, place: int
) -> None:
    for methods in (("enumeration",), ("classes",)):
        case = worst(compared("truncated", "a*b", 8, t=kept), store, -1, methods=methods)
        assert case.is_proved() and (case.value, case.values) == (value, {"a": place, "b": place})


@pytest.mark.parametrize(
    ("name", "exact", "signed", "metric", "above", "below"),
    [
        # equal everywhere
        ("same", "a", False, "relative", 0, 0),
        ("same", "a", True, "absolute", 0, 0),
        # exact values that are negative, and some that are 0
        ("same", "-a", False, "relative", 2, -2),
        ("after", "a - b", True, "relative", 1, Fraction(-1, 15)),
        ("after", "a - b", True, "absolute", 1, -1),
        ("same", "a - 3", True, "relative", 3, Fraction(-3, 11)),
        # quotients
        ("half", "a // 2", False, "relative", Fraction(1, 2), 0),
        ("half", "ratio(a, 3)", False, "relative", Fraction(1, 2), Fraction(-1, 2)),
        ("half", "a", True, "relative", Fraction(1, 2), Fraction(1, 2)),
        # always too large: the least error is above, too
        ("after", "a - b - 1", False, "absolute", 2, -2),
    ],
)  # fmt: skip
def test_known_worst_cases_of_four_bits(
    compared: Compare, store: CertificateStore, name: str, exact: str, signed: bool, metric: str,
    above: Fraction, below: Fraction,
) -> None:  # fmt: skip
    assert sides(compared(name, exact, 4, signed), store, metric) == (above, below)


def test_units_in_the_last_place(compared: Compare, store: CertificateStore) -> None:
    # a / 2 against a // 2: 1/2 too much at odd a, most beside 0, where the unit is 1/8
    assert sides(compared("half", "a // 2", 4), store, "ulp", 3) == (4, 0)
    assert sides(compared("half", "a // 2", 4, assumed=("a >= 2",)), store, "ulp", 3) == (2, 0)


def test_one_input_alone(compared: Compare, store: CertificateStore) -> None:
    case = worst(compared("same", "a * a", 3, assumed=("a == 5",)), store, -1)
    assert case.is_proved() and (case.value, case.values, case.count) == (Fraction(4, 5), {"a": 5}, 1)


@pytest.mark.parametrize(
    ("name", "exact", "assumed", "why"),
    [
        ("far", "a", (), "no input is known that meets the hypotheses"),
        ("same", "0", (), "no input is known"),
        ("same", "a", ("a == 0",), "no input is known"),
        ("raises", "a", (), "there is no error at a=7: the function or the exact one has no value"),
        ("inverse", "a + 1", (), "there is no error at a=0"),
        ("same", "12 // a", (), "there is no error at a=0"),
        ("same", "12 // (a - 7)", (), "there is no error at a=7"),
        ("same", "f.py:raises", (), "there is no error at a=7"),
    ],
)
def test_where_there_is_none(
    compared: Compare, store: CertificateStore, name: str, exact: str, assumed: tuple[str, ...], why: str
) -> None:
    pair = compared(name, exact, 4, assumed=assumed)
    with pytest.raises(NoWorstCase, match=why):
        worst(pair, store, 1)


def test_what_is_undefined_is_left_out_by_an_assumption(compared: Compare, store: CertificateStore) -> None:
    assert worst(compared("inverse", "a", 4), store, 1).is_proved()  # no value at 0, where the exact one is 0
    case = worst(compared("same", "12 // a", 4, assumed=("a >= 1",)), store, 1)
    assert case.is_proved() and (case.value, case.values) == (11, {"a": 12})


def proposed(pair: Compared, sign: int, says: str, metric: str = "relative", **values: str) -> Found:
    """As if the method had found this input."""
    claim = measure(pair, metric, sign).attained(Fraction(0))
    return Found("certificate", write_certificate(Certificate(claim, "witness", {"values": values})), says)


def test_a_counterexample_is_the_next_worst_case(compared: Compare, store: CertificateStore) -> None:
    pair = compared("mitchell", "a*b", 8)
    finders = Finders(extremum=proposed(pair, -1, "1,1 of 7", a="1", b="1"))
    case = worst(pair, store, -1, finders=finders)
    assert case.is_proved() and (case.value, case.count) == (Fraction(1, 9), None)
    assert case.places == (case.values,) and case.value == -Fraction(
        pair.plain_approximate(case.values) - pair.plain_exact(case.values), pair.plain_exact(case.values)
    )


def test_what_is_not_proved_is_not_called_proved(compared: Compare, store: CertificateStore) -> None:
    pair = compared("mitchell", "a*b", 8)
    case = worst(pair, store, -1, methods=())
    assert not case.is_proved() and case.bound.verdict.verdict == "UNDECIDED" and case.value == Fraction(1, 9)


def test_an_input_that_meets_no_hypothesis_is_not_shown(compared: Compare, store: CertificateStore) -> None:
    pair = compared("far", "a", 6)
    with pytest.raises(NoWorstCase, match="the kernel does not accept its worst case"):
        worst(pair, store, 1, finders=Finders(extremum=proposed(pair, 1, "3", a="3")))


def test_a_method_that_finds_nothing(compared: Compare, store: CertificateStore) -> None:
    pair = compared("same", "a", 4)
    for found, why in ((Found("gave up", reason="no idea"), "no idea"), (Found("timeout"), "timeout")):
        with pytest.raises(NoWorstCase, match=why):
            worst(pair, store, 1, finders=Finders(extremum=found))


def test_the_plain_function_has_the_last_word(compared: Compare, store: CertificateStore) -> None:
    pair = replace(compared("same", "a", 4), plain_approximate=lambda values: values["a"] + 1)
    with pytest.raises(NoWorstCase, match="a function and its traced term disagree at a=1"):
        worst(pair, store, 1)


def test_worse_inputs_without_end_are_no_proof(compared: Compare, store: CertificateStore) -> None:
    """A method that only ever finds inputs that are a little worse."""
    pair = compared("same", "0", 8)
    finders = Finders(extremum=proposed(pair, 1, "0", "absolute", a="0"))

    def decide(statement: Statement) -> Decision:
        decision = decide_statement(statement, store, finders, lambda asked: ("enumeration",))
        witness = decision.verdict.witness
        assert witness is not None
        bound = int(statement_text(statement).rpartition(" ")[2])
        return replace(decision, verdict=replace(decision.verdict, witness={"a": str(bound + 1)}))

    case = worst_case(measure(pair, "absolute", 1), store, finders, decide)
    assert not case.is_proved() and case.bound.verdict.verdict == "UNDECIDED" and case.bound.entries == ()
    assert case.value == MOST_STEPS and case.values == {"a": MOST_STEPS}
    assert f"a worse input was found {MOST_STEPS} times" in case.bound.verdict.reason


def test_certificates_are_kept(compared: Compare, store: CertificateStore) -> None:
    case = worst(compared("mitchell", "a*b", 4), store, -1)
    assert store.look_up(None, digest(case.statement)) and store.look_up(None, case.attained.digest)
    again = worst(compared("mitchell", "a*b", 4), store, -1, methods=())
    assert again.is_proved() and again.bound.verdict.from_store
