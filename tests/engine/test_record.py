"""The session record gives back what was written, and says where it is damaged."""

from pathlib import Path

import pytest

from verify.engine.record import Record, RecordError, platform_name, read_record, versions, write_record
from verify.engine.verdict import Attempt, Opinion, Verdict

FULL = Verdict(
    "a.b[n=2]", "proofs/a.py", 3, "forall: true", "refuted", "REFUTED", "", ("witness",), 0.5, "d" * 64, "c" * 64, 99,
    True, None, {"x": "1/2"}, {"minimum": ("1/3", "1/2")}, (Opinion("bitvector", "holds", 0.1),),
    (Attempt("store", "certificate", "", 0.2),), "prose", "source", False,
)  # fmt: skip
PLAIN = Verdict("a.c", "proofs/a.py", 9, "", "proved", "ERROR", "because")


def test_round_trip(tmp_path: Path) -> None:
    record = Record(versions(), platform_name(), (FULL, PLAIN), {"seconds": 60.0})
    path = tmp_path / "record.jsonl"
    write_record(path, record)
    assert read_record(path) == record
    assert len(path.read_text().splitlines()) == 3
    assert list(tmp_path.iterdir()) == [path]


def test_versions_name_python_and_the_finders() -> None:
    assert {"python", "verify", "sympy", "mpmath", "z3", "python-flint"} <= set(versions())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ":1: is not a line of a record"),
        ("[]\n", ":1: is not a line of a record"),
        ('{"format":"verify-record/0"}\n', "this version reads verify-record/2"),
    ],
)
def test_damage_is_one_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "record.jsonl"
    path.write_text(text)
    with pytest.raises(RecordError, match=message):
        read_record(path)


def test_a_last_line_cut_short_is_left_out_and_any_other_told_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    write_record(path, Record(versions(), platform_name(), (FULL, PLAIN)))
    text = path.read_text()
    path.write_text(text[:-20])
    assert [verdict.id for verdict in read_record(path).verdicts] == [FULL.id]
    path.write_text(text[:-20] + "\n")
    with pytest.raises(RecordError, match=":3: is not a line of a record"):
        read_record(path)


def test_no_record_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="`verify run` makes one"):
        read_record(tmp_path / "record.jsonl")
