"""`verify check --coq`: what Coq says of the certificates that can be written for it, and of proofs/coq."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from verify.claims.claim import ClaimError
from verify.claims.instance import state
from verify.config import Settings
from verify.engine.decide import claimed_digests
from verify.engine.store import CertificateStore
from verify.engine.verdict import EXIT_ERROR, shown_path
from verify.export.coq_file import CoqTheorem, coq_file, coq_theorem
from verify.export.coqc import REAL_AXIOMS, Answer, allowed_axioms, ask, coqc_version
from verify.export.script import NotExportable

from .selection import Selection

_SECONDS = 600.0
_TOGETHER = 150_000
"""How many characters of proofs go into one file: reading Coq's own library takes a second each time."""
_LONGEST = 200_000
"""Longer proofs are asked about with --full only: one of them can take as long as all the others."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file for coqc, and the claims whose certificates are in it."""

    title: str
    text: str
    allowed: frozenset[str]
    theorems: tuple[CoqTheorem, ...] = ()


def second_opinion(selection: Selection, settings: Settings, *, full: bool) -> int:
    """Prints what Coq says, and gives the exit code: 0, or 4 if it rejects something."""
    version = coqc_version()
    if version is None:
        print("Coq was not found: this second opinion was not sought")
        return 0
    reasons: Counter[str] = Counter()
    files = [*_general(selection), *_together(_theorems(selection, reasons, full))]
    with ThreadPoolExecutor(settings.jobs) as pool:
        answers = pool.map(partial(_asked, memory_mb=settings.memory_mb), files)
        rejected = [line for lines in answers for line in lines]
    for line in rejected:
        print(line)
    theorems = sum(len(file.theorems) for file in files)
    general = sum(not file.theorems for file in files)
    print(
        f"Coq {version}: {theorems + general - len(rejected)} accepted, {len(rejected)} rejected"
        f" ({general} by hand, {theorems} certificates); {reasons.total()} not asked about"
    )
    for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
        print(f"  {count:>4}  {reason}")
    return EXIT_ERROR if rejected else 0


def _general(selection: Selection) -> list[_File]:
    """The theorems written by hand, in the folder `coq` beside the claim files."""
    folders = sorted({case.file.parent / "coq" for case in selection.cases})
    paths = [path for folder in folders for path in sorted(folder.glob("*.v"))]
    return [_File(shown_path(path), path.read_text(encoding="utf-8"), REAL_AXIOMS) for path in paths]


def _theorems(selection: Selection, reasons: Counter[str], full: bool) -> Iterator[CoqTheorem]:
    """The claims' committed certificates as theorems; `reasons` counts those that are not to be had."""
    store = CertificateStore(None)
    seen: set[str] = set()
    for case in selection.cases:
        try:
            digests = claimed_digests(state(case, check=False))
        except ClaimError as error:
            reasons[f"not traced: {error.message}"] += 1
            continue
        for digest in digests:
            entry = store.shelf(case.file).entries.get(digest)
            if entry is None or digest in seen:
                continue
            seen.add(digest)
            try:
                theorem = coq_theorem(entry.certificate, f"certificate_{len(seen)}", case.id)
            except NotExportable as why:
                reasons[str(why)] += 1
                continue
            if full or len(theorem.proof) <= _LONGEST:
                yield theorem
            else:
                reasons["its proof is long for Coq: --full asks about it too"] += 1


def _together(theorems: Iterator[CoqTheorem]) -> list[_File]:
    """Files of several theorems each, those with the longest proofs first."""
    batches: dict[str, list[list[CoqTheorem]]] = {}
    for theorem in sorted(theorems, key=lambda each: -len(each.proof)):
        groups = batches.setdefault(theorem.field, [[]])
        if groups[-1] and sum(len(each.proof) for each in groups[-1]) + len(theorem.proof) > _TOGETHER:
            groups.append([])
        groups[-1].append(theorem)
    return [_file(group) for groups in batches.values() for group in groups]


def _file(theorems: Sequence[CoqTheorem]) -> _File:
    text = coq_file(theorems, "certificates")
    return _File(theorems[0].title, text, allowed_axioms(theorems[0].field), tuple(theorems))


def _asked(file: _File, memory_mb: int) -> list[str]:
    """A line for each theorem in the file that Coq does not accept."""
    answer: Answer = ask(file.text, _SECONDS, memory_mb, file.allowed)
    if answer.accepted:
        return []
    if len(file.theorems) > 1:
        return [line for theorem in file.theorems for line in _asked(_file([theorem]), memory_mb)]
    return [f"{file.title}: rejected by Coq: {answer.reason}"]
