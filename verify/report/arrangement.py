"""The order of a report: verdicts gathered by claim file and claim, with the names that pages and anchors get."""

import hashlib
import re
import shlex
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from inspect import cleandoc
from pathlib import PurePath

from verify.engine.record import Record
from verify.engine.verdict import EXIT_AS_EXPECTED, REFUTED, VERDICTS, Verdict, contradiction, standing

_LONGEST_SLUG = 48
_FEW = 6
_TAKEN = ("index", "report", "readme", "summary")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim function with the verdicts of its instances, in the record's order, and the name of its page."""

    name: str
    anchor: str
    page: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """One claim file: its path, the name of its page, what it says of itself, its claims in their order."""

    file: str
    slug: str
    page: str
    prose: str
    claims: tuple[Claim, ...]


def arrange(record: Record) -> tuple[ClaimFile, ...]:
    """The claim files of a record, sorted by path."""
    by_file: dict[str, dict[str, list[Verdict]]] = {}
    for verdict in record.verdicts:
        by_file.setdefault(verdict.file, {}).setdefault(claim_name(verdict), []).append(verdict)
    pages = _unique(((file, PurePath(file).stem) for file in sorted(by_file)), _TAKEN)
    files = []
    for file, claims in sorted(by_file.items()):
        anchors = _unique((name, name.partition(".")[2] or name) for name in claims)
        ordered = sorted(claims.items(), key=lambda item: item[1][0].line)
        stem = pages[file]
        sections = tuple(
            Claim(name, anchors[name], f"{stem}.{anchors[name]}.html", tuple(verdicts)) for name, verdicts in ordered
        )
        files.append(ClaimFile(file, stem, f"{stem}.html", record.prose.get(file, ""), sections))
    return tuple(files)


def claim_name(verdict: Verdict) -> str:
    """The id without its instance: `exp.positive` of `exp.positive[n=4]`."""
    return verdict.id.partition("[")[0]


def short_name(claim: Claim) -> str:
    """The claim's name in its file: `positive` of `exp.positive`."""
    return claim.name.partition(".")[2] or claim.name


def instance(verdict: Verdict) -> str:
    """What tells an instance from its siblings: `n=4` of `exp.positive[n=4]`."""
    return verdict.id.partition("[")[2].removesuffix("]")


def instances_told(claim: Claim) -> str:
    """The instances in a few words: all of them, or the first, the second, … and the last."""
    names = [instance(verdict) for verdict in claim.verdicts]
    return ", ".join(names if len(names) <= _FEW else (*names[:2], "…", names[-1]))


def examples(claim: Claim, most: int) -> tuple[Verdict, ...]:
    """The verdicts whose proofs are shown: all of a few, else the first for each verdict and set of rules."""
    if len(claim.verdicts) <= most:
        return claim.verdicts
    first = {(verdict.verdict, verdict.rules): verdict for verdict in reversed(claim.verdicts)}
    return tuple(verdict for verdict in claim.verdicts if verdict in first.values())[:most]


def tally(verdicts: Iterable[Verdict]) -> tuple[tuple[str, int], ...]:
    """How many there are of each verdict, in the fixed order, without the zeros."""
    counts = Counter(verdict.verdict for verdict in verdicts)
    return tuple((name, counts[name]) for name in (*VERDICTS, *sorted(set(counts) - set(VERDICTS))) if counts[name])


def rules(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """Every rule that the verdicts rely on, sorted."""
    return tuple(sorted({rule for verdict in verdicts for rule in verdict.rules}))


def expectation(verdict: Verdict) -> str:
    """How the verdict stands to what its author expects; "" where there is nothing to say."""
    if standing(verdict) == EXIT_AS_EXPECTED:
        return "" if verdict.expect == "proved" else "as expected" if verdict.expect == "refuted" else "an open claim"
    return contradiction(verdict) or f"expected {verdict.expect}"


def unexpected(record: Record) -> tuple[Verdict, ...]:
    """The verdicts that are not what their authors expect."""
    return tuple(verdict for verdict in record.verdicts if standing(verdict) != EXIT_AS_EXPECTED)


def commands(claim: Claim) -> tuple[str, ...]:
    """What to type to check the claim again, ready for a shell."""
    first = claim.verdicts[0]
    found = [f"verify check {shlex.quote(claim.name if len(claim.verdicts) > 1 else first.id)}"]
    if first.verdict == REFUTED:
        found.append(f"verify replay {shlex.quote(first.id)}")
    return tuple(found)


def paragraphs(prose: str) -> tuple[str, ...]:
    """The paragraphs of a docstring, each on one line."""
    return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", cleandoc(prose)) if part.strip())


def _unique(names: Iterable[tuple[str, str]], taken: Iterable[str] = ()) -> dict[str, str]:
    """A slug for each key: short, safe in file names and anchors, unique whatever the case."""
    slugs: dict[str, str] = {}
    used = set(taken)
    for key, wanted in names:
        name = _safe(wanted)
        if name != wanted or name.lower() in used:
            name = f"{name}-{_mark(key)}" if name else f"claims-{_mark(key)}"
        used.add(name.lower())
        slugs[key] = name
    return slugs


def slug(identifier: str) -> str:
    """An id as a file name: short, and safe whatever stands in it."""
    name = _safe(identifier.replace(".", "-"))
    return name if name and len(identifier) <= _LONGEST_SLUG else f"{name or 'claim'}-{_mark(identifier)}"


def _safe(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", text)[:_LONGEST_SLUG].strip("-_")


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
