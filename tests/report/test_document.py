import json
from dataclasses import replace

import jsonschema
import pytest

from verify.report.document import document, schema


def test_a_document_satisfies_its_schema(catalogue):
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(document(catalogue)), schema())


def test_what_is_not_one_does_not(catalogue):
    data = json.loads(document(catalogue))
    data["verdicts"][0]["verdict"] = "MAYBE"
    with pytest.raises(jsonschema.ValidationError, match="'MAYBE' is not one of"):
        jsonschema.validate(data, schema())


def test_nothing_is_lost(catalogue):
    data = json.loads(document(catalogue))
    assert [verdict["id"] for verdict in data["verdicts"]] == [verdict.id for verdict in catalogue.verdicts]
    assert sum(data["tally"].values()) == len(catalogue.verdicts)
    assert data["versions"] == dict(catalogue.versions)


def test_an_empty_record(record):
    jsonschema.validate(json.loads(document(record())), schema())


def test_the_same_text_every_time(catalogue):
    assert document(catalogue) == document(replace(catalogue))
