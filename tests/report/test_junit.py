import junitparser

from verify.report.junit import junit


def read(record):
    return junitparser.JUnitXml.fromstring(junit(record).encode())


def test_a_suite_for_each_file_and_a_case_for_each_claim(catalogue):
    found = read(catalogue)
    assert sum(1 for suite in found for _ in suite) == len(catalogue.verdicts)
    assert [suite.name for suite in found] == sorted({verdict.file for verdict in catalogue.verdicts})


def test_outcomes_and_counts(record, verdict):
    claims = (
        verdict("a.fine", "forall integer n: n == n"),
        verdict("a.refuted", "forall integer n: n > 0", "REFUTED", expect="proved", witness={"n": "0"}),
        verdict("a.known", "forall integer n: n > 0", "REFUTED", witness={"n": "0"}),
        verdict("a.open", "forall integer n: n > 0", "UNDECIDED", expect="open", reason="incomplete"),
        verdict("a.undecided", "forall integer n: n > 0", "UNDECIDED", expect="proved", reason="timeout"),
        verdict("a.broken", "forall integer n: n > 0", "ERROR", expect="proved", reason="no such name"),
    )
    [suite] = read(record(*claims))
    outcomes = {case.name: [type(result).__name__ for result in case.result] for case in suite}
    assert outcomes == {
        "fine": [], "refuted": ["Failure"], "known": [], "open": ["Skipped"], "undecided": ["Failure"],
        "broken": ["Error"],
    }  # fmt: skip
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (6, 2, 1, 1)
    [failure] = next(case for case in suite if case.name == "refuted").result
    assert "expected proved" in failure.message and failure.text == "counterexample: n=0"


def test_digests_are_properties(record, verdict):
    claim = verdict("a.fine", "forall integer n: n == n")
    [suite] = read(record(claim))
    [case] = suite
    told = {item.name: item.value for item in junitparser.TestCase.fromelem(case._elem).child(junitparser.Properties)}
    assert told["statement_digest"] == claim.digest and told["certificate_digest"] == claim.certificate_digest


def test_hostile_text_stays_text(record, verdict):
    name = 'a.x"]]><boom>\x00\x1b\ufffe'
    claim = verdict(name, "forall integer n: n > 0", "ERROR", expect="proved", reason="</error><evil/>\x07")
    text = junit(record(claim))
    [suite] = read(record(claim))
    assert "<evil/>" not in text and "<boom>" not in text and len(list(suite)) == 1
