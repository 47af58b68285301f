"""What verdicts mean for the exit code."""

import pytest

from verify.engine.verdict import Verdict, contradiction, exit_code, standing


def verdict(name: str, expect: str) -> Verdict:
    return Verdict("a.b", "a.py", 1, "", expect, name)


@pytest.mark.parametrize(
    ("name", "expect", "code"),
    [
        ("PROVED", "proved", 0),
        ("PROVED", "refuted", 1),
        ("PROVED", "open", 1),
        ("REFUTED", "proved", 1),
        ("REFUTED", "refuted", 0),
        ("REFUTED", "open", 1),
        ("UNDECIDED", "proved", 3),
        ("UNDECIDED", "refuted", 3),
        ("UNDECIDED", "open", 0),
        ("UNCERTIFIED", "proved", 3),
        ("UNCERTIFIED", "open", 0),
        ("VACUOUS", "proved", 3),
        ("VACUOUS", "open", 3),
        ("ERROR", "open", 4),
    ],
)
def test_one_verdict(name: str, expect: str, code: int) -> None:
    assert standing(verdict(name, expect)) == code
    assert exit_code([verdict(name, expect)]) == code


@pytest.mark.parametrize(
    ("names", "problems", "code"),
    [
        (("PROVED", "ERROR", "REFUTED", "UNDECIDED"), 0, 4),
        (("PROVED", "REFUTED", "UNDECIDED"), 0, 1),
        (("PROVED", "UNDECIDED"), 0, 3),
        (("PROVED",), 1, 4),
        ((), 0, 5),
    ],
)
def test_precedence(names: tuple[str, ...], problems: int, code: int) -> None:
    assert exit_code([verdict(name, "proved") for name in names], problems) == code


def test_an_open_claim_that_is_decided_says_what_to_write() -> None:
    assert contradiction(verdict("PROVED", "open")) == "expected open, and it is no longer: say expect='proved'"
    assert contradiction(verdict("PROVED", "proved")) == ""


def test_a_notebook_shows_the_statement_and_what_is_known() -> None:
    refuted = Verdict("a.b", "a.py", 3, "forall real x: x > 0", "refuted", "REFUTED", witness={"x": "-1/2"})
    shown = refuted._repr_markdown_()
    assert shown.startswith("**REFUTED** a.b\n\n$$\n") and shown.endswith("It fails at x = -1/2.")
    assert refuted._repr_latex_() is not None
    error = Verdict("a.b", "a.py", 3, "", "proved", "ERROR", "because")
    assert error._repr_markdown_() == "**ERROR** a.b: because" and error._repr_latex_() is None
