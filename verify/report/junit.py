"""A record as JUnit XML, the form that CI services read: a suite for each claim file, a case for each claim."""

from xml.etree import ElementTree

from verify.engine.record import Record
from verify.engine.verdict import ERROR, EXIT_AS_EXPECTED, PROVED, REFUTED, Verdict, standing

from .arrangement import expectation
from .shown import one_line


def junit(record: Record) -> str:
    """The XML text.

    A claim that is not as its author expects is a failure, ERROR an error; a claim called open that
    nobody has decided is skipped. The digests of statement and certificate are properties.
    """
    root = ElementTree.Element("testsuites", name="verify")
    suites: dict[str, list[Verdict]] = {}
    for verdict in record.verdicts:
        suites.setdefault(verdict.file, []).append(verdict)
    for file, verdicts in sorted(suites.items()):
        suite = ElementTree.SubElement(root, "testsuite", {"name": one_line(file)} | _counts(verdicts))
        for verdict in verdicts:
            _case(suite, verdict)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def properties(verdict: Verdict) -> list[tuple[str, str]]:
    """What a test's properties tell of a verdict, with names; empty values are left out."""
    told = {
        "verdict": verdict.verdict,
        "statement_digest": verdict.digest,
        "certificate_digest": verdict.certificate_digest,
        "rules": ", ".join(verdict.rules),
    }
    return [(name, value) for name, value in told.items() if value]


def _counts(verdicts: list[Verdict]) -> dict[str, str]:
    outcomes = [_outcome(verdict) for verdict in verdicts]
    counts = {name: str(outcomes.count(outcome)) for name, outcome in _COUNTED.items()}
    return {"tests": str(len(verdicts)), **counts, "time": f"{sum(verdict.seconds for verdict in verdicts):.3f}"}


_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def _outcome(verdict: Verdict) -> str:
    """The element that stands in the case; "" for none, which is success."""
    if verdict.verdict == ERROR:
        return "error"
    if standing(verdict) != EXIT_AS_EXPECTED:
        return "failure"
    return "" if verdict.verdict in (PROVED, REFUTED) else "skipped"


def _case(suite: ElementTree.Element, verdict: Verdict) -> None:
    stem, _, name = verdict.id.partition(".")
    case = ElementTree.SubElement(
        suite, "testcase", classname=one_line(stem), name=one_line(name or stem), time=f"{verdict.seconds:.3f}"
    )
    told = ElementTree.SubElement(case, "properties")
    for key, value in properties(verdict):
        ElementTree.SubElement(told, "property", name=key, value=one_line(value))
    if outcome := _outcome(verdict):
        message = ": ".join(filter(None, (verdict.verdict, expectation(verdict), verdict.reason)))
        found = ElementTree.SubElement(case, outcome, message=one_line(message))
        if outcome != "skipped":
            found.set("type", verdict.verdict)
        if verdict.witness is not None:
            values = " ".join(f"{key}={value}" for key, value in sorted(verdict.witness.items()))
            found.text = one_line(f"counterexample: {values}")
