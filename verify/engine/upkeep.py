"""The project's certificates kept in step with its claims: written back, found missing, found stale."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from verify.claims.claim import ClaimError
from verify.claims.collect import Case
from verify.claims.instance import state

from .decide import Decision, claimed_digests
from .store import SUFFIX, CertificateStore, Entry, Problem, Shelf, certificates_beside, write_shelf
from .verdict import ERROR, UNDECIDED, Verdict


def by_file(cases: Iterable[Case]) -> dict[Path, list[Case]]:
    """The claims by the file they stand in."""
    found: dict[Path, list[Case]] = {}
    for case in cases:
        found.setdefault(case.file, []).append(case)
    return found


def write_back(cases: Sequence[Case], decided: Mapping[str, Decision], store: CertificateStore) -> list[Path]:
    """Writes the certificates of the decided claims beside their files, and drops those that no claim asks for.

    `cases` are all claims of the files, decided now or not; those not decided
    keep what they have. Returns the files that changed.
    """
    changed = []
    for file, members in by_file(cases).items():
        old = store.shelf(file).entries
        fresh = [entry for case in members if case.id in decided for entry in decided[case.id].entries]
        claimed = _digests_of(case for case in members if not _is_traced(case, decided))
        kept = {digest: entry for digest, entry in old.items() if claimed is None or digest in claimed}
        entries = kept | {entry.digest: _steady(entry, old.get(entry.digest)) for entry in fresh}
        if entries != dict(old) or store.shelf(file).problems:
            path = certificates_beside(file)
            write_shelf(path, entries.values())
            changed.append(path)
    return changed


def _is_traced(case: Case, decided: Mapping[str, Decision]) -> bool:
    return case.id in decided and decided[case.id].digests is not None


def _digests_of(cases: Iterable[Case]) -> set[str] | None:
    """Every digest that certificates of these claims may be filed under; None if one cannot be traced."""
    found: set[str] = set()
    for case in cases:
        try:
            found.update(claimed_digests(state(case, check=False)))
        except ClaimError:
            return None
    return found


def _steady(entry: Entry, old: Entry | None) -> Entry:
    """`entry`, or the old one where it says the same: opinions timed anew are no reason for a change."""
    return old if old is not None and _substance(old) == _substance(entry) else entry


def _substance(entry: Entry) -> tuple[str, set[tuple[str, str]]]:
    return entry.certificate, {(opinion.method, opinion.says) for opinion in entry.opinions}


def audited(verdict: Verdict, *, core: bool) -> Verdict | None:
    """The verdict of `verify check`, which asks that everything is certified already.

    A claim that its author calls open may lack a certificate. None stands for a
    claim of the full set whose certificate has not been made.
    """
    if verdict.verdict != UNDECIDED or verdict.expect == "open":
        return verdict
    rejected = [attempt.reason for attempt in verdict.attempts if attempt.outcome != "certificate"]
    if rejected:
        return replace(verdict, verdict=ERROR, reason=f"its certificate does not stand: {'; '.join(rejected)}")
    if not core:
        return None
    what = "the attained bound" if verdict.certificate_digest else "it"
    reason = (
        f"no certificate for {what}; the claim or its program changed since it was proved; run `verify run --write`"
    )
    return replace(verdict, verdict=ERROR, reason=reason)


def stale_certificates(
    cases: Sequence[Case], decided: Mapping[str, Decision], store: CertificateStore
) -> list[Problem]:
    """Certificates beside the claim files that belong to no claim in them.

    `cases` are all claims of the files. Those not among the decided ones are
    traced only if something is left over.
    """
    problems = []
    for file, members in by_file(cases).items():
        shelf = store.shelf(file)
        known = {digest for case in members if case.id in decided for digest in decided[case.id].digests or ()}
        if set(shelf.entries) - known:
            others = _digests_of(case for case in members if not _is_traced(case, decided))
            if others is not None:
                problems += _leftovers(file, shelf, known | others)
    return problems + _orphans(by_file(cases))


def _leftovers(file: Path, shelf: Shelf, known: set[str]) -> list[Problem]:
    left = sorted(set(shelf.entries) - known, key=lambda digest: shelf.lines[digest])
    return [
        Problem(
            certificates_beside(file),
            shelf.lines[digest],
            f"certificate {digest[:12]}… belongs to no claim of {file.name}; `verify run --write` removes it",
        )
        for digest in left
    ]


def _orphans(files: Iterable[Path]) -> list[Problem]:
    """Files of certificates without a claim file."""
    paths = sorted(path for folder in {file.parent for file in files} for path in folder.glob(f"*{SUFFIX}"))
    return [
        Problem(path, 1, "there is no claim file beside it; remove it")
        for path in paths
        if not path.with_name(path.name.removesuffix(SUFFIX) + ".py").exists()
    ]
