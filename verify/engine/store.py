"""The certificate store: a look-up by statement digest.

First the project's own certificates, in `NAME.certs.jsonl` beside the claim file
`NAME.py`, then the user's cache. Nothing here is trusted: every certificate that
comes out is checked by the kernel again.

A line is `{"digest":…,"opinions":[…],"certificate":…}`, the certificate's text as
the kernel wrote it, so that the kernel's strict reader sees the very same bytes.
"""

import contextlib
import hashlib
import json
import os
import re
import sys
import threading
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .verdict import Attempt, Opinion, shown_path

SUFFIX = ".certs.jsonl"
_MARK = ',"certificate":'
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """A certificate's text, filed under the digest of its statement, with the solvers' opinions heard on the way."""

    digest: str
    certificate: str
    opinions: tuple[Opinion, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a file of certificates, in one line for people."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{shown_path(self.file)}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The certificates of one claim file, by digest, with the line each stands on."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def certificates_beside(claim_file: Path) -> Path:
    """Where the certificates of `claim_file` are."""
    return claim_file.with_name(claim_file.stem + SUFFIX)


def entry_text(entry: Entry) -> str:
    """The line for `entry`, without a line end."""
    heard = [
        # Whole milliseconds: the kernel's own reader of these lines takes no fractions.
        {"method": opinion.method, "says": opinion.says, "milliseconds": round(opinion.seconds * 1000)}
        for opinion in entry.opinions
    ]
    opinions = json.dumps(heard, sort_keys=True, separators=(",", ":"))
    return f'{{"digest":"{entry.digest}","opinions":{opinions}{_MARK}{entry.certificate}}}'


def read_entry(line: str) -> Entry:
    """The entry that `line` holds; raises ValueError with a phrase where it holds none."""
    head, mark, rest = line.partition(_MARK)
    if not mark or not rest.endswith("}") or not line.isascii():
        raise ValueError("not a certificate's line, or cut short")
    try:
        data = json.loads(head + "}")
        heard = data["opinions"]
        opinions = tuple(Opinion(item["method"], item["says"], item["milliseconds"] / 1000) for item in heard)
        digest = data["digest"]
        if set(data) != {"digest", "opinions"} or not _DIGEST.fullmatch(digest):
            raise ValueError
        json.loads(rest[:-1])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ValueError("not a certificate's line, or cut short") from None
    return Entry(digest, rest[:-1], opinions)


def read_shelf(path: Path) -> Shelf:
    """The certificates in `path` (none, if there is no such file); a bad line is a problem, the others count."""
    try:
        lines = path.read_text(encoding="utf-8", errors="surrogateescape").split("\n")
    except FileNotFoundError:
        return Shelf()
    except OSError as error:
        return Shelf(problems=(Problem(path, 1, f"cannot be read: {error.strerror}"),))
    entries: dict[str, Entry] = {}
    places: dict[str, int] = {}
    problems = []
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        try:
            entry = read_entry(line)
        except ValueError as error:
            problems.append(Problem(path, number, f"{error}; `verify run --write` makes it anew"))
            continue
        if entry.digest in entries:
            problems.append(Problem(path, number, f"a second certificate for digest {entry.digest[:12]}…; remove one"))
        entries[entry.digest] = entry
        places[entry.digest] = number
    return Shelf(entries, places, tuple(problems))


def write_shelf(path: Path, entries: Iterable[Entry]) -> None:
    """Writes the certificates, sorted by digest; no entries, no file."""
    text = "".join(entry_text(entry) + "\n" for entry in sorted(entries, key=lambda entry: entry.digest))
    if text:
        replace_text(path, text)
    else:
        path.unlink(missing_ok=True)


def replace_text(path: Path, text: str) -> None:
    """Writes `path` at once: a reader, another writer, or a killed run, leaves the old file or a new one."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    temporary.write_text(text, encoding="utf-8")
    os.replace(temporary, path)


def cache_folder() -> Path:
    """The user's cache: `VERIFY_CACHE_DIR`, or `verify-arith` in the platform's cache folder."""
    override = os.environ.get("VERIFY_CACHE_DIR")
    if override:
        return Path(override)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "verify-arith"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "verify-arith"


@dataclass(frozen=True, slots=True)
class GiveUp:
    """What was tried in vain for a statement, and the opinions heard."""

    attempts: tuple[Attempt, ...]
    opinions: tuple[Opinion, ...]


def _write(path: Path, text: str) -> None:
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_text(path, text)


def _read_used(path: Path) -> str:
    """The text of a file of the cache, which is marked as used now."""
    text = path.read_text(encoding="ascii")
    with contextlib.suppress(OSError):
        os.utime(path)
    return text


class CertificateStore:
    """Looks certificates up, and keeps new ones in the user's cache.

    `cache` None leaves the cache out, for `verify check`; a `fresh` store finds
    nothing, and keeps what is found anew. What all methods gave up on is kept too, where
    `budget` tells, as text, all that the outcome may depend on. Used by one session; the
    project's files are read once.
    """

    def __init__(self, cache: Path | None, *, fresh: bool = False, budget: str = "") -> None:
        self.cache = cache
        self.fresh = fresh
        self.budget = budget
        self._shelves: dict[Path, Shelf] = {}

    def shelf(self, claim_file: Path) -> Shelf:
        """The project's certificates for `claim_file`."""
        if claim_file not in self._shelves:
            self._shelves[claim_file] = read_shelf(certificates_beside(claim_file))
        return self._shelves[claim_file]

    def look_up(self, claim_file: Path | None, digest: str) -> list[Entry]:
        """What is filed under `digest`, the project's own first; without a claim file, only the cache is looked in."""
        if self.fresh:
            return []
        own = None if claim_file is None else self.shelf(claim_file).entries.get(digest)
        cached = self._cached(digest)
        if own is not None and cached is not None and own.certificate == cached.certificate:
            cached = None
        return [entry for entry in (own, cached) if entry is not None]

    def keep(self, entry: Entry) -> None:
        """Files `entry` in the cache. A cache that cannot be written costs time only, so that is passed over."""
        if self.cache is not None:
            _write(filed(self.cache, entry.digest), entry_text(entry) + "\n")

    def given_up(self, digest: str, effort: str) -> GiveUp | None:
        """What came of the same `effort` (methods and hints, as text) with this budget, if that was nothing."""
        if self.fresh:
            return None
        try:
            data = json.loads(_read_used(self._give_up_file(digest, effort)))
            opinions = tuple(Opinion(**item) for item in data["opinions"])
            return GiveUp(tuple(Attempt(**item) for item in data["attempts"]), opinions)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def give_up(self, digest: str, effort: str, outcome: GiveUp) -> None:
        """Files that nothing came of `effort`; crashes are no outcome of an effort, and are not filed."""
        crashed = any(attempt.outcome in ("crashed", "memory") for attempt in outcome.attempts)
        if self.cache is not None and self.budget and not crashed:
            _write(self._give_up_file(digest, effort), json.dumps(asdict(outcome), sort_keys=True) + "\n")

    def _give_up_file(self, digest: str, effort: str) -> Path:
        if self.cache is None or not self.budget:
            raise FileNotFoundError
        key = hashlib.sha256(f"{self.budget}\n{effort}".encode()).hexdigest()
        return self.cache / "give-ups" / digest[:2] / f"{digest}.{key[:16]}.json"

    def _cached(self, digest: str) -> Entry | None:
        if self.cache is None:
            return None
        try:
            return read_entry(_read_used(filed(self.cache, digest)).rstrip("\n"))
        except (OSError, ValueError):
            return None


def filed(cache: Path, digest: str) -> Path:
    """Where the cache has the certificate for the statement with this digest."""
    return cache / "certificates" / digest[:2] / f"{digest}.json"
