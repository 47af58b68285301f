"""Collecting: one bad file is one error, the rest still load; ids name file, function and values."""

import sys
from pathlib import Path

import pytest

from verify.claims.collect import collect

GOOD = '''"""A file."""
from verify import claim, each, integers, word

@claim(w=each([4, 8]), k=each(["up", "down"]), x=word("w"), source="Book", expect="refuted", full=True)
def rounds(x, w, k):
    """Rounds
    somewhere."""
    return x < 2**w

@claim(a=integers(1))
def positive(a):
    return a > 0
'''


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_cases(tmp_path):
    found = collect([write(tmp_path, good=GOOD)])
    assert found.errors == ()
    assert [case.id for case in found.cases] == [
        "good.rounds[w=4,k=up]", "good.rounds[w=4,k=down]", "good.rounds[w=8,k=up]", "good.rounds[w=8,k=down]",
        "good.positive",
    ]  # fmt: skip
    first, last = found.cases[0], found.cases[-1]
    assert (first.file, first.line, first.expect, first.core) == (tmp_path / "good.py", 5, "refuted", False)
    assert (first.prose, first.source, dict(first.fixed)) == ("Rounds\nsomewhere.", "Book", {"w": 4, "k": "up"})
    assert (last.line, last.expect, last.core, last.prose, dict(last.fixed)) == (11, "proved", True, "", {})


def test_folders_are_searched_in_order_without_hidden_files(tmp_path):
    claim = "from verify import claim, integers\n@claim(a=integers())\ndef c(a):\n    return a > 0\n"
    write(tmp_path, b=claim, a=claim, deep__c=claim, __pycache__x="1/0")
    (tmp_path / ".hidden.py").write_text("1/0")
    (tmp_path / "notes.txt").write_text("1/0")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "d.py").write_text("1/0")
    found = collect([tmp_path / "b.py", tmp_path])
    assert [case.id for case in found.cases] == ["b.c", "a.c", "c.c"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("x = (", 1, "SyntaxError"),
        ("\nimport nowhere_to_be_found", 2, "ModuleNotFoundError"),
        ("\n\nprint(1 / 0)", 3, "ZeroDivisionError"),
        ("import sys\nsys.exit(3)", 2, "SystemExit"),
        (
            "from verify import claim, reals\n\n@claim(x=reals(0.5))\ndef c(x):\n    return x > 0",
            3,
            "not an exact bound",
        ),
        ("from verify import claim, word\n@claim(x=word(8))\ndef c(y):\n    return y > 0", 2, "no domain"),
        ("from verify import claims_of", 1, "ImportError"),
    ],
)
def test_a_bad_file_is_one_error_with_its_line(tmp_path, text, line, message):
    found = collect([write(tmp_path, bad=text, good=GOOD)])
    (error,) = found.errors
    assert (error.file, error.line) == (tmp_path / "bad.py", line)
    assert message in error.message and "\n" not in error.message
    assert len(found.cases) == 5


def test_a_file_that_is_no_text_or_not_there(tmp_path):
    (tmp_path / "binary.py").write_bytes(b"\x00\xff")
    found = collect([tmp_path, tmp_path / "missing.py"])
    assert [(error.file.name, error.line) for error in found.errors] == [("missing.py", 1), ("binary.py", 1)]
    assert "no such file" in found.errors[0].message


def test_duplicate_ids_are_errors_and_the_first_stays(tmp_path):
    twice = GOOD + "\n@claim(a=integers(2))\ndef positive(a):\n    return a > 1\n"
    found = collect([write(tmp_path, good=twice, other__good=GOOD)])
    assert len(found.cases) == 5 and len({case.id for case in found.cases}) == 5
    assert [(error.file.parent.name, error.line) for error in found.errors] == [
        (tmp_path.name, 15), *[("other", 5)] * 4, ("other", 11),
    ]  # fmt: skip
    assert "duplicate id good.positive: also at" in found.errors[0].message


def test_a_claim_that_another_file_imports_is_not_collected_twice_nor_left_in_sys_modules(tmp_path):
    before = set(sys.modules)
    collect([write(tmp_path, good=GOOD)])
    assert not any("good" in name for name in set(sys.modules) - before)


def test_an_expectation_that_cannot_be_made_is_an_error_of_its_claim_alone(tmp_path):
    (tmp_path / "c.py").write_text(
        "from verify import claim, each, word\n\n"
        "@claim(x=word(8), w=each([1]), expect=lambda w: {}[w])\ndef f(x, w):\n    return x < 1\n\n"
        "@claim(x=word(8), w=each([1]), expect=lambda w: w)\ndef g(x, w):\n    return x < 1\n\n"
        "@claim(x=word(8))\ndef h(x):\n    return x < 1\n"
    )
    found = collect([tmp_path])
    assert [(error.line, error.message) for error in found.errors] == [
        (4, "expect: KeyError: 1"),
        (8, "expect=1: one of proved, refuted, open"),
    ]
    assert [case.id for case in found.cases] == ["c.h"]
