"""The certificates of a report: found by digest, read as proofs; what is missing or unreadable is told, not raised."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from verify.engine.decide import targets
from verify.engine.record import Record
from verify.engine.store import CertificateStore
from verify.engine.verdict import Verdict
from verify.kernel.certificate import certificate_digest
from verify.kernel.parse import parse

from .proof_steps import Proof, proof_steps

CERTIFICATES = "certificates"
"""The folder of a report that holds one file for each certificate."""

Certificates = Mapping[str, str]
"""The text of each certificate, by its digest."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A certificate's proof, or the problem that kept it from being read."""

    digest: str
    size: int
    proof: Proof | None
    problem: str = ""


def by_digest(texts: Iterable[str]) -> Certificates:
    """The certificates of these texts."""
    return {certificate_digest(text): text for text in texts if text.isascii()}


def at_hand(record: Record, store: CertificateStore, folder: Path) -> Certificates:
    """The certificates that the record's verdicts rest on: those in the report's folder, else those of the store."""
    wanted = {digest for verdict in record.verdicts for digest in (verdict.certificate_digest, *verdict.attained)}
    files = [path for path in (folder / CERTIFICATES).glob("*.json") if path.stem in wanted]
    texts = [path.read_text(encoding="utf-8", errors="replace").rstrip("\n") for path in files]
    for file in dict.fromkeys(verdict.file for verdict in record.verdicts):
        with suppress(ValueError):  # a record may name what is no path
            texts += (entry.certificate for entry in store.shelf(Path(file)).entries.values())
    found = {digest: text for digest, text in by_digest(texts).items() if digest in wanted}
    for verdict in record.verdicts:
        if verdict.certificate_digest not in found:
            for digest in _filed_under(verdict):
                found |= by_digest(entry.certificate for entry in store.look_up(None, digest))
    return {digest: text for digest, text in found.items() if digest in wanted}


def _filed_under(verdict: Verdict) -> tuple[str, ...]:
    try:
        return tuple(target.digest for target in targets(parse(verdict.statement)))
    except Exception:  # told on the claim's page, where the statement cannot be typeset either
        return ()


def reading(digest: str, certificates: Certificates) -> Reading:
    """The proof of the certificate with this digest."""
    text = certificates.get(digest)
    if text is None:
        return Reading(digest, 0, None, "This certificate was not at hand when the report was made.")
    try:
        return Reading(digest, len(text), proof_steps(text))
    except Exception as error:  # told in its place; the verdict is not for a report to change
        problem = f"This certificate could not be read as a proof ({type(error).__name__}: {error})."
        return Reading(digest, len(text), None, problem)
