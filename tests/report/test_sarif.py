import json

import sarif_pydantic

from verify.report.sarif import sarif


def test_it_is_sarif(catalogue):
    log = sarif_pydantic.Sarif.model_validate_json(sarif(catalogue))
    assert log.version == "2.1.0" and log.runs[0].tool.driver.name == "verify"


def test_only_what_is_not_as_expected(record, verdict):
    claims = (
        verdict("a.fine", "forall integer n: n == n"),
        verdict("a.wrong", "forall integer n: n > 0", "REFUTED", expect="proved", witness={"n": "0"}, line=7),
        verdict("a.slow", "forall integer n: n > 0", "UNDECIDED", expect="proved", reason="timeout"),
    )
    [run] = json.loads(sarif(record(*claims)))["runs"]
    assert [(item["ruleId"], item["level"]) for item in run["results"]] == [
        ("REFUTED", "error"),
        ("UNDECIDED", "warning"),
    ]
    wrong = run["results"][0]
    assert "n=0" in wrong["message"]["text"]
    assert wrong["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}
    assert all(run["tool"]["driver"]["rules"][item["ruleIndex"]]["id"] == item["ruleId"] for item in run["results"])


def test_a_path_is_a_uri(record, verdict):
    claim = verdict("a.wrong", "forall integer n: n > 0", "ERROR", expect="proved", file="my proofs/a%b.py")
    [run] = json.loads(sarif(record(claim)))["runs"]
    [place] = run["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "my%20proofs/a%25b.py"
