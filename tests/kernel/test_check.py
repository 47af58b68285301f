"""The checker: a closed table of rules, theorems made nowhere else, false statements never accepted."""

import copy
import dataclasses
import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.certificates import Evidence, by, by_polynomial, outcome, prove, refuse, term
from verify.kernel.certificate import Certificate, read_certificate, write_certificate
from verify.kernel.check import RULES, Theorem, check
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.kernel.statement import Exists, Fails, ForAll, Statement
from verify.kernel.text import statement_text

CORPUS = Path(__file__).parent.parent / "corpus"


def test_the_table_of_rules_is_closed() -> None:
    assert sorted(RULES) == [
        "bernstein",
        "classes",
        "conjunction",
        "contradiction",
        "corners",
        "cut",
        "enclosure",
        "enumeration",
        "exponential_series",
        "exponential_squares",
        "exponents",
        "generalise",
        "induction",
        "intermediate_value",
        "leading_one",
        "logarithm",
        "lowering",
        "lrat",
        "mean",
        "mean_value",
        "minimum",
        "monotonicity",
        "polynomial",
        "power",
        "quotient",
        "ranges",
        "rewrite",
        "root",
        "split",
        "square_root",
        "stationary_point",
        "sturm",
        "sum_of_squares",
        "symmetry",
        "witness",
    ]
    with pytest.raises(TypeError):
        RULES["trust"] = lambda *_: None  # type: ignore[index]


def test_every_rule_has_a_file_of_its_name_and_a_test() -> None:
    folder = Path(__file__).parent / "rules"
    assert {path.stem.removeprefix("test_") for path in folder.glob("test_*.py")} == set(RULES)


@pytest.mark.parametrize("rule", ["trust", "", "Polynomial", "polynomial ", "__class__", "check"])
def test_unknown_rules(rule: str) -> None:
    refuse("forall: true", rule, {}, "there is no rule")


def test_only_check_makes_a_theorem() -> None:
    theorem = prove("forall: true", "enumeration", {})
    lie = prove("exists: true", "witness", {"values": {}}).statement
    for forge in (
        lambda: Theorem(lie, (), True, {}),  # type: ignore[call-arg]
        lambda: Theorem(lie, (), True, {}, None),
        lambda: Theorem(lie, (), True, {}, object()),
        lambda: dataclasses.replace(theorem, statement=lie),
        lambda: setattr(theorem, "statement", lie),
    ):
        with pytest.raises((TypeError, ValueError, AttributeError)):
            forge()
    assert not hasattr(theorem, "seal")


def test_a_theorem_names_every_rule_it_rests_on() -> None:
    part = by("split", condition="a >= 0", yes=by("enumeration"), no=by("enumeration"))
    theorem = prove(
        "forall integer -3 <= a <= 3: a >= -3 and a <= 3", "conjunction", {"left": part, "right": by("enumeration")}
    )
    assert theorem.rules == ("conjunction", "enumeration", "split")


NESTED = 55


def _nested(levels: int) -> Evidence:
    proof = by("enumeration")
    for _ in range(levels):
        proof = by("split", condition="true", yes=proof, no=by("enumeration"))
    return proof


def test_nesting_is_bounded() -> None:
    deep = _nested(NESTED)
    assert prove("forall integer 0 <= a <= 1: a >= 0", "split", deep["evidence"]).rules == ("enumeration", "split")
    refuse("forall integer 0 <= a <= 1: a >= 0", "split", _nested(70)["evidence"], "nested more than 60 deep")


TRUE = ("forall integer 1 <= a <= 3: a > 1 ==> a >= 2", "enumeration")


def test_inhabitation_is_what_a_witness_shows() -> None:
    assert not prove(*TRUE, {}).inhabited
    assert prove(*TRUE, {}, witness={"a": "2"}).inhabited
    assert prove("exists: true", "witness", {"values": {}}).inhabited
    assert prove("not forall: false", "witness", {"values": {}}).inhabited
    assert prove("forall: true", "enumeration", {}, witness={}).inhabited


def test_a_proof_that_an_input_exists_shows_the_same_with_hypotheses_and_without() -> None:
    for text in (TRUE[0], "forall integer 1 <= a <= 3: a >= 1"):
        data = json.loads(write_certificate(Certificate(parse(text), "enumeration", {})))
        for value, shows in (("2", True), ("4", False)):
            data["inhabited"] = by("witness", values={"a": value})
            if shows:
                assert check(read_certificate(json.dumps(data))).inhabited
            else:
                with pytest.raises(Rejected):
                    check(read_certificate(json.dumps(data)))


@pytest.mark.parametrize(
    "witness",
    [{"a": "1"}, {"a": "0"}, {"a": "4"}, {"a": "5/2"}, {}, {"a": "2", "b": "2"}, {"b": "2"}, {"a": "2.0"}, {"a": "02"}],
)
def test_a_wrong_witness_spoils_the_certificate(witness: dict[str, str]) -> None:
    refuse(*TRUE, {}, None, witness=witness)


def test_a_vacuous_claim_has_no_witness() -> None:
    text = "forall integer 0 <= a <= 3: a > 5 ==> a == 7"
    assert not prove(text, "enumeration", {}).inhabited
    for value in ("0", "3", "6"):
        refuse(text, "enumeration", {}, None, witness={"a": value})
    assert prove("forall integer 0 <= a <= 3: a > 5 ==> false", "enumeration", {}).rules == ("enumeration",)


@pytest.mark.parametrize("text", ["exists: true", "not forall: false"])
def test_a_witness_goes_with_forall_only(text: str) -> None:
    refuse(text, "witness", {"values": {}}, "goes with a forall statement only", witness={})


def test_enclosures_are_of_minima_only() -> None:
    assert prove("forall: true", "enumeration", {}).enclosures == {}
    text, evidence = (
        "minimum over real x to 3 digits: x**2 + 1",
        {"minimiser": ["0", "0"], "convex": by_polynomial(term(2))},
    )
    assert prove(text, "minimum", evidence).enclosures["minimum"] == (Fraction(1), Fraction(1))


def _lines(folder: str) -> list[str]:
    return [line for path in sorted((CORPUS / folder).glob("*.jsonl")) for line in path.read_text("ascii").splitlines()]


def _changes(data: Any) -> Iterator[tuple[list[Any], Any]]:
    """Every place in a certificate that holds a number (as text or as a count), with other numbers for it."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        if type(value) is int:
            yield from (([key], other) for other in {value + 1, max(0, value - 1), 0} - {value})
        elif isinstance(value, str) and value.lstrip("-").replace("/", "").isdigit():
            number = Fraction(value)
            yield from (
                ([key], str(other))
                for other in (number + 1, number - 1, -number, number / 2, Fraction(0))
                if other != number
            )
        else:
            yield from (([key, *path], other) for path, other in _changes(value))


@pytest.mark.parametrize("line", _lines("accept"))
def test_a_changed_number_is_rejected_or_proves_the_same_true_statement(line: str) -> None:
    data = json.loads(line)
    for path, other in _changes({"evidence": data["evidence"]}):
        changed = copy.deepcopy(data)
        place = changed
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = other
        try:
            theorem = check(read_certificate(json.dumps(changed)))
        except Rejected:
            continue
        assert statement_text(theorem.statement) == data["statement"]


SMALL_STATEMENTS = [
    "forall integer -2 <= a <= 2: {}",
    "forall integer -2 <= a <= 2: a > 0 ==> {}",
    "exists integer -2 <= a <= 2: {}",
    "not forall integer -2 <= a <= 2: {}",
    "forall integer 1 <= a <= 2: {}",
]
CONDITIONS = [
    "a > 0",
    "a >= 0",
    "a**2 > 0",
    "a**2 >= 0",
    "1 / a > 0",
    "a / a == 1",
    "a // a == 1",
    "abs(a) >= a",
    "a != a",
    "a >= 1 and a <= 1",
    "2**a > 0",
    "1 << a >= 1",
    "1 << bit_length(a) - 1 <= a",
    "abs(1 / a) >= 1",
    "not a > 0",
    "a > 0 or a <= 0",
    "a // 2 * 2 <= a",
    "bit_length(a) == 1",
    "(a & 3) == a % 4",
    "8 >> a >= 2",
    "(if a > 0 then a else -a) == abs(a)",
]
TERMS = st.sampled_from(["a", "1", "2", "bit_length(a)", "a // 2", "1 // a", "-a", "a & 3", "abs(a)"])
SUMMANDS = st.fixed_dictionaries(
    {"times": st.sampled_from(["1", "2", "1/2", "-1", "0"]), "constraints": st.lists(st.integers(0, 4), max_size=2)},
    optional={"square": st.sampled_from(["a", "a - 1", "1", "0"])},
) | st.fixed_dictionaries({"equation": st.integers(0, 4), "multiplier": st.sampled_from(["1", "a", "-1"])})
POLYNOMIAL = st.builds(
    lambda factor, summands: {"rule": "polynomial", "evidence": {"lemmas": [], "factor": factor, "sum": summands}},
    st.lists(st.integers(0, 3), max_size=1),
    st.lists(SUMMANDS, max_size=2),
)
PROOFS = st.recursive(
    st.just(by("enumeration"))
    | POLYNOMIAL
    | st.integers(-3, 3).map(lambda a: by("witness", values={"a": str(a)}))
    | st.just(by("lrat", proofs=[]))
    | st.lists(st.integers(-2, 2).map(str), max_size=3).map(lambda cuts: by("ranges", cuts={"a": cuts}, proofs={})),
    lambda inner: (
        st.builds(lambda left, right: by("conjunction", left=left, right=right), inner, inner)
        | st.builds(
            lambda text, yes, no: by("split", condition=text, yes=yes, no=no), st.sampled_from(CONDITIONS), inner, inner
        )
        | st.builds(
            lambda text, defined, yes, no: by("split", condition=text, defined=defined, yes=yes, no=no),
            st.sampled_from(CONDITIONS),
            inner,
            inner,
            inner,
        )
        | st.builds(
            lambda of, drop, side, then: by("lowering", powers=[{"of": of, "drop": drop, "at_least": side}], then=then),
            TERMS,
            st.integers(0, 2),
            inner,
            inner,
        )
        | st.builds(
            lambda exponent, side, then: by("lowering", powers=[{"exponent": exponent, "at_least": side}], then=then),
            TERMS,
            inner,
            inner,
        )
        | st.builds(
            lambda of, divisor, side, then: by("quotient", of=of, by=divisor, positive=side, then=then),
            TERMS,
            TERMS,
            inner,
            inner,
        )
        | st.builds(
            lambda old, new, equal, then: by("rewrite", term=old, by=new, equal=equal, then=then),
            TERMS,
            TERMS,
            inner,
            inner,
        )
        | st.builds(lambda proof: by("leading_one", proof=proof), inner)
        | st.builds(
            lambda box, proof: by("ranges", cuts={"a": ["0"]}, proofs={box: proof}), st.sampled_from("01"), inner
        )
    ),
    max_leaves=4,
)


def _is_true(statement: Statement) -> bool:
    """Whether a statement over -2 <= a <= 2 is true, input by input, by the evaluator."""
    claim = statement.claim if isinstance(statement, Fails) else statement
    points = [a for a in range(-2, 3) if claim.variables[0].admits(a)]  # type: ignore[union-attr]
    if isinstance(claim, Exists):
        return any(all(outcome(part, {"a": a}) == "true" for part in claim.conditions) for a in points)
    assert isinstance(claim, ForAll)
    met = [a for a in points if all(outcome(part, {"a": a}) == "true" for part in claim.hypotheses)]
    return all(outcome(claim.conclusion, {"a": a}) == "true" for a in met) is not isinstance(statement, Fails)


@settings(max_examples=600)
@given(st.sampled_from(SMALL_STATEMENTS), st.sampled_from(CONDITIONS), PROOFS)
def test_no_random_proof_of_a_false_statement_is_accepted(form: str, condition: str, proof: Evidence) -> None:
    try:
        theorem = prove(form.format(condition), proof["rule"], proof["evidence"])
    except Rejected:
        return
    assert _is_true(theorem.statement)
