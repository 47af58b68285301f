"""A record as SARIF 2.1.0: the claims that are not as their authors expect, at their lines, for code scanning."""

import json
from typing import Any
from urllib.parse import quote

from verify.engine.record import Record
from verify.engine.verdict import EXIT_OPEN, VERDICTS, Verdict, standing

from .arrangement import expectation, unexpected
from .shown import one_line

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_MEANINGS = {
    "PROVED": "A claim was proved that its author expects to be refuted, or calls open.",
    "REFUTED": "A claim was refuted by an input that its author expects to be proved, or calls open.",
    "UNCERTIFIED": "A solver says that the claim holds, without evidence that the kernel could check.",
    "UNDECIDED": "No method decided the claim.",
    "VACUOUS": "No input meets the claim's hypotheses.",
    "ERROR": "The claim could not be read, or its certificate does not stand.",
}


def sarif(record: Record) -> str:
    """The JSON text; undecided claims are warnings, the others errors."""
    driver = {
        "name": "verify",
        "version": record.versions.get("verify", "unknown"),
        "rules": [{"id": name, "shortDescription": {"text": _MEANINGS[name]}} for name in VERDICTS],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(verdict) for verdict in unexpected(record)],
        "properties": {"claims": len(record.verdicts)},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=1, sort_keys=True) + "\n"


def _result(verdict: Verdict) -> dict[str, Any]:
    witness = " ".join(f"{name}={value}" for name, value in sorted((verdict.witness or {}).items()))
    text = ": ".join(filter(None, (f"{verdict.id} {expectation(verdict)}", verdict.verdict, verdict.reason, witness)))
    place = {
        "artifactLocation": {"uri": quote(verdict.file, errors="replace")},
        "region": {"startLine": max(1, verdict.line)},
    }
    return {
        "ruleId": verdict.verdict,
        "ruleIndex": VERDICTS.index(verdict.verdict),
        "level": "warning" if standing(verdict) == EXIT_OPEN else "error",
        "message": {"text": one_line(text)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"claim/v1": verdict.id},
    }
