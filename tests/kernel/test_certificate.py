"""The codec: what is written is read back, and whatever is not exactly one certificate is refused."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import declarations, json_values, parts, statements
from verify.kernel import certificate
from verify.kernel.certificate import (
    Certificate,
    certificate_digest,
    read_certificate,
    strict_json,
    take_fields,
    take_list,
    write_certificate,
)
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.kernel.statement import Statement
from verify.kernel.term import same

GOOD: dict[str, Any] = {
    "format": "verify-certificate/1",
    "statement": "forall integer a: a**2 >= 0",
    "rule": "polynomial",
    "evidence": {"lemmas": [], "factor": [], "sum": [{"times": "1", "constraints": [], "square": "a"}]},
    "witness": {"a": "3"},
}
objects = st.dictionaries(st.text(max_size=5), json_values, max_size=4)


@settings(max_examples=60)
@given(statements(), st.text(), objects, st.none() | st.dictionaries(st.text(), st.text(), max_size=3))
def test_what_is_written_is_read_back(
    statement: Statement, rule: str, evidence: dict[str, Any], witness: dict[str, str] | None
) -> None:
    line = write_certificate(Certificate(statement, rule, evidence, witness))
    again = read_certificate(line)
    assert "\n" not in line and line.isascii()
    assert (again.rule, again.evidence, again.witness) == (rule, evidence, witness)
    assert declarations(again.statement) == declarations(statement)
    assert all(map(same, parts(again.statement), parts(statement)))
    assert write_certificate(again) == line and len(certificate_digest(line)) == 64


def test_the_good_one_is_read() -> None:
    assert read_certificate(json.dumps(GOOD)).witness == {"a": "3"}
    without = {key: value for key, value in GOOD.items() if key != "witness"}
    assert read_certificate(json.dumps(without)).witness is None


CHANGES: dict[str, dict[str, Any]] = {
    "another version": {"format": "verify-certificate/2"},
    "no version": {"format": None},
    "a version as a number": {"format": 1},
    "a statement as an object": {"statement": {"text": "true"}},
    "a statement that is none": {"statement": "forall a"},
    "a statement not in canonical form": {"statement": "forall integer a: (a**2 >= 0)"},
    "a statement in other letters": {"statement": "forall integer а: а**2 >= 0"},
    "a rule as a number": {"rule": 1},
    "evidence as a list": {"evidence": []},
    "evidence as text": {"evidence": "{}"},
    "no evidence": {"evidence": None},
    "a witness as a list": {"witness": ["3"]},
    "a witness of numbers": {"witness": {"a": 3}},
    "a witness of truth values": {"witness": {"a": True}},
    "a witness that is null": {"witness": None},
    "an unknown key": {"comment": "hello"},
}


@pytest.mark.parametrize("what", CHANGES)
def test_changed_fields_are_refused(what: str) -> None:
    with pytest.raises(Rejected):
        read_certificate(json.dumps(GOOD | CHANGES[what]))


@pytest.mark.parametrize("key", ["format", "statement", "rule", "evidence"])
def test_missing_fields_are_refused(key: str) -> None:
    with pytest.raises(Rejected, match="is missing"):
        read_certificate(json.dumps({name: value for name, value in GOOD.items() if name != key}))


LINE = json.dumps(GOOD)
TEXTS = {
    "empty": "",
    "not JSON": "forall integer a: true",
    "cut off": LINE[:-1],
    "two certificates": LINE + LINE,
    "trailing text": LINE + " x",
    "a list": f"[{LINE}]",
    "a number": "3",
    "null": "null",
    "a key twice": LINE.replace('"rule"', '"rule": "witness", "rule"'),
    "a key twice inside": LINE.replace('"lemmas": []', '"lemmas": [], "lemmas": []'),
    "a key twice by an escape": LINE.replace('"lemmas": []', '"lemmas": [], "lemma\\u0073": []'),
    "a float": LINE.replace('"lemmas": []', '"lemmas": 1.0'),
    "an exponent": LINE.replace('"lemmas": []', '"lemmas": 1e3'),
    "NaN": LINE.replace('"lemmas": []', '"lemmas": NaN'),
    "Infinity": LINE.replace('"lemmas": []', '"lemmas": -Infinity'),
    "a negative number": LINE.replace('"lemmas": []', '"lemmas": -1'),
    "a long number": LINE.replace('"lemmas": []', '"lemmas": 1234567890'),
    "a very long number": LINE.replace('"lemmas": []', '"lemmas": ' + "9" * 5000),
    "a leading zero": LINE.replace('"lemmas": []', '"lemmas": 01'),
    "letters beyond ASCII": LINE.replace('"3"', '"٣"'),
    "a byte order mark": "\ufeff" + LINE,
    "a raw control character": LINE.replace("forall integer", "forall\tinteger"),
    "single quotes": LINE.replace('"', "'"),
    "nested deep": LINE.replace('"lemmas": []', '"lemmas": ' + "[" * 300 + "]" * 300),
    "nested very deep": "[" * 100_000,
}


@pytest.mark.parametrize("what", TEXTS)
def test_texts_that_are_no_certificate(what: str) -> None:
    with pytest.raises(Rejected):
        read_certificate(TEXTS[what])


@given(st.integers(0, len(LINE) - 1), st.characters(min_codepoint=32, max_codepoint=126))
def test_a_changed_character_is_refused_or_read_for_what_it_says(place: int, character: str) -> None:
    try:
        again = read_certificate(LINE[:place] + character + LINE[place + 1 :])
    except Rejected:
        return
    assert again.statement is not None


def test_only_ascii_and_only_numbers_are_written_and_keys_in_order() -> None:
    statement = parse(GOOD["statement"])
    line = write_certificate(Certificate(statement, "polynomial", {"square": "é"}))
    assert line.isascii() and read_certificate(line).evidence == {"square": "é"}
    assert list(json.loads(line)) == ["evidence", "format", "rule", "statement"]
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_certificate(Certificate(statement, "polynomial", {"square": float("nan")}))


def test_brackets_nest_200_deep_whatever_was_closed_before() -> None:
    for before in ("", "[]," * 300):
        deepest = "[" * 199 + "]" * 199
        assert strict_json(f"[{before}{deepest}]")
        with pytest.raises(Rejected, match="nested more than 200 deep"):
            strict_json(f"[{before}[{deepest}]]")


def test_fields_have_exactly_their_type() -> None:
    for value, kind in ((True, int), (1, bool), (1, str), ([], dict), ({}, list)):
        with pytest.raises(Rejected):
            take_fields({"field": value}, "test", {"field": kind})
        with pytest.raises(Rejected):
            take_list([value], "test", kind)
    with pytest.raises(Rejected):
        take_list({"0": 1}, "test", int)
    assert take_fields({"a": 1}, "test", {"a": int}, {"b": int}) == {"a": 1}


def test_small_counts_stand_outside_strings() -> None:
    assert strict_json('{"a": [0, 7, 999999999]}') == {"a": [0, 7, 999_999_999]}


def test_the_statement_of_a_certificate_is_the_one_written() -> None:
    line = write_certificate(Certificate(parse("forall integer a: 0 <= a**2"), "witness", {}))
    assert json.loads(line)["statement"] == "forall integer a: 0 <= a**2"


def test_a_proof_that_an_input_exists_is_written_and_read_back() -> None:
    inhabited = {"rule": "intermediate_value", "evidence": {}}
    line = write_certificate(Certificate(parse("forall: true"), "enumeration", {}, None, inhabited))
    assert read_certificate(line).inhabited == inhabited and write_certificate(read_certificate(line)) == line


def test_a_text_is_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificate, "_LONGEST", 10)
    assert strict_json('["12345"]') == ["12345"]
    with pytest.raises(Rejected, match="at most 10 characters"):
        strict_json('["1234567"]')


@pytest.mark.parametrize("data", [{}, {"a": 1}, "", "ab", None, ("a",), ["a", 1], [True]])
def test_a_list_is_a_list_of_its_kind(data: Any) -> None:
    assert take_list([], "here", str) == [] and take_list(["a"], "here", str) == ["a"]
    with pytest.raises(Rejected, match="here: is not a list of str"):
        take_list(data, "here", str)
