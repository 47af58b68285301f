from verify.report.github import annotations, step_summary


def test_an_annotation_for_what_is_not_as_expected(record, verdict):
    claims = (
        verdict("a.fine", "forall integer n: n == n"),
        verdict("a.wrong", "forall integer n: n > 0", "REFUTED", expect="proved", witness={"n": "0"}, line=7),
        verdict("a.slow", "forall integer n: n > 0", "UNDECIDED", expect="proved", reason="timeout"),
    )
    assert annotations(record(*claims)).splitlines() == [
        "::error file=proofs/a.py,line=7,title=REFUTED a.wrong::expected proved: counterexample n=0",
        "::warning file=proofs/a.py,line=10,title=UNDECIDED a.slow::expected proved: timeout",
    ]


def test_text_cannot_become_a_command(record, verdict):
    claim = verdict("a.x", "forall integer n: n > 0", "ERROR", expect="proved", reason="a\n::error::100%", file="b,c:d")
    [line] = annotations(record(claim)).splitlines()
    assert line.startswith("::error file=b%2Cc%3Ad,line=10,") and line.endswith("a ::error::100%25")


def test_the_summary_names_them(record, verdict):
    wrong = verdict("a.wrong", "forall integer n: n > 0", "REFUTED", expect="proved", witness={"n": "0"})
    text = step_summary(record(verdict("a.fine", "forall integer n: n == n"), wrong))
    assert "2 claims: 1 PROVED, 1 REFUTED." in text and "| `a.wrong` | REFUTED |" in text
    assert "All as expected." in step_summary(record(verdict("a.fine", "forall integer n: n == n")))
