"""The statement of a claim as Coq reads it, for certificates that can be written for Coq too."""

import shlex
from dataclasses import dataclass

from verify.engine.verdict import Verdict
from verify.export.coq_file import EXPORTED, coq_theorem

from .evidence import Certificates


@dataclass(frozen=True, slots=True)
class CoqStatement:
    """The theorem's text, and what to type to have Coq check its proof."""

    text: str
    command: str


def coq_statement(verdict: Verdict, certificates: Certificates) -> CoqStatement | None:
    """The theorem of the verdict's certificate; None where it is not at hand, or has no Coq proof."""
    text = certificates.get(verdict.certificate_digest)
    if text is None or not set(verdict.rules) <= set(EXPORTED):
        return None
    try:
        theorem = coq_theorem(text, "claim", verdict.id)
    except Exception:  # NotExportable; and a certificate that cannot be read is told where its proof would stand
        return None
    return CoqStatement(theorem.statement, f"verify export --coq {shlex.quote(verdict.id)} > claim.v && coqc claim.v")
