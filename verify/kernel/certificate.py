"""Certificates and their one JSON form.

A certificate is one line of strict JSON: the format's name, the canonical text
of the statement, the rule, its evidence, and for a `forall` statement usually a
witness, an input that meets domains and hypotheses, or a proof that there is one. Numbers in evidence are
strings; JSON's own numbers are allowed only for small non-negative counts and
indices. Duplicate or unknown keys, floats, NaN and deep nesting are refused.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .parse import parse_canonical
from .rejection import Rejected
from .statement import Statement
from .text import statement_text

FORMAT = "verify-certificate/1"
_LONGEST = 1 << 26
_DEEPEST = 200


@dataclass(frozen=True, eq=False, slots=True)
class Certificate:
    """`evidence` that, by `rule`, the statement is true.

    `witness` maps variables to rational texts. Where only irrational inputs meet
    the hypotheses, `inhabited` is instead a proof (rule and evidence) that some do.
    """

    statement: Statement
    rule: str
    evidence: dict[str, Any]
    witness: dict[str, str] | None = None
    inhabited: dict[str, Any] | None = None


def read_certificate(text: str) -> Certificate:
    """The certificate that `text` holds; raises Rejected where it is not exactly one."""
    return certificate_from(strict_json(text))


def certificate_from(data: Any) -> Certificate:
    """The certificate that an object read by `strict_json` describes."""
    fields = take_fields(
        data,
        "certificate",
        {"format": str, "statement": str, "rule": str, "evidence": dict},
        {"witness": dict, "inhabited": dict},
    )
    if fields["format"] != FORMAT:
        raise Rejected("certificate", "format", f"is {fields['format']!r}; this kernel reads {FORMAT}")
    witness = fields.get("witness")
    if witness is not None and not all(isinstance(value, str) for value in witness.values()):
        raise Rejected("certificate", "witness", "values are strings")
    statement = parse_canonical(fields["statement"])
    return Certificate(statement, fields["rule"], fields["evidence"], witness, fields.get("inhabited"))


def write_certificate(certificate: Certificate) -> str:
    """The one line for `certificate`, keys sorted, without a line end."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "statement": statement_text(certificate.statement),
        "rule": certificate.rule,
        "evidence": certificate.evidence,
    }
    if certificate.witness is not None:
        data["witness"] = certificate.witness
    if certificate.inhabited is not None:
        data["inhabited"] = certificate.inhabited
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def certificate_digest(text: str) -> str:
    """SHA-256 of a certificate's line, in hexadecimal."""
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def strict_json(text: str) -> Any:
    """JSON without duplicate keys, floats, NaN, large numbers or deep nesting."""
    if len(text) > _LONGEST or not text.isascii():
        raise Rejected("certificate", "", f"not ASCII text of at most {_LONGEST} characters")
    if _nesting(text) > _DEEPEST:
        raise Rejected("certificate", "", f"nested more than {_DEEPEST} deep")
    try:
        return json.loads(
            text, object_pairs_hook=_unique, parse_float=_refuse_number, parse_constant=_refuse_number, parse_int=_count
        )
    except json.JSONDecodeError as error:
        raise Rejected("certificate", f"character {error.pos + 1}", f"not JSON: {error.msg}") from None


def _nesting(text: str) -> int:
    """How deep brackets nest, those inside strings included (so at least the true depth)."""
    depth = deepest = 0
    for character in text:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Rejected("certificate", "object", "a key stands twice")
    return found


def _refuse_number(text: str) -> Any:
    raise Rejected("certificate", text[:20], "only small integers stand outside strings")


def _count(text: str) -> int:
    if len(text) > 9 or text.startswith("-"):
        raise Rejected("certificate", text[:20], "only small integers stand outside strings")
    return int(text)


def take_fields(
    data: Any, where: str, required: Mapping[str, type], optional: Mapping[str, type] | None = None
) -> dict[str, Any]:
    """`data`, checked to be an object with exactly these keys, each of its type."""
    optional = optional or {}
    if type(data) is not dict:
        raise Rejected("certificate", where, "is not an object")
    for key in required:
        if key not in data:
            raise Rejected("certificate", where, f"{key!r} is missing")
    for key, value in data.items():
        expected = required.get(key) or optional.get(key)
        if expected is None:
            raise Rejected("certificate", where, f"unknown key {key!r}")
        if type(value) is not expected:
            raise Rejected("certificate", f"{where}: {key}", f"is not a {expected.__name__}")
    return data


def take_list(data: Any, where: str, kind: type) -> list[Any]:
    """`data`, checked to be a list of `kind`."""
    if type(data) is not list or any(type(item) is not kind for item in data):
        raise Rejected("certificate", where, f"is not a list of {kind.__name__}")
    return data
