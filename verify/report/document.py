"""A record as one JSON document, described by `schema/verdicts-1.json`."""

import json
from dataclasses import asdict
from importlib import resources
from typing import Any

from verify.engine.record import Record

from .arrangement import tally

FORMAT = "verify-verdicts/1"


def document(record: Record) -> str:
    """The JSON text: versions, platform, settings, how many of each verdict, and every verdict."""
    data = {
        "format": FORMAT,
        "versions": dict(record.versions),
        "platform": record.platform,
        "settings": dict(record.settings),
        "tally": dict(tally(record.verdicts)),
        "verdicts": [asdict(verdict) for verdict in record.verdicts],
    }
    return json.dumps(data, indent=1, sort_keys=True) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of these documents; a change that breaks readers has a new number."""
    text = resources.files("verify.report").joinpath("schema/verdicts-1.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
