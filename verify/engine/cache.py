"""The upkeep of the user's cache: what is in it, and what can go."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

KINDS = ("certificates", "give-ups")
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class CachedFile:
    """A file of the cache, its size, and when a run last used it, in seconds since the epoch."""

    path: Path
    bytes: int
    used: float


def cached_files(cache: Path) -> dict[str, list[CachedFile]]:
    """The files of each kind; those that a killed run left half-written are `leftovers`."""
    found: dict[str, list[CachedFile]] = {kind: [] for kind in (*KINDS, "leftovers")}
    for kind in KINDS:
        for path in sorted((cache / kind).rglob("*")):
            try:
                status = path.stat()
            except FileNotFoundError:  # another run has removed it
                continue
            if path.is_file():
                where = "leftovers" if path.name.startswith(".") else kind
                found[where].append(CachedFile(path, status.st_size, status.st_mtime))
    return found


def remove_unused(cache: Path, days: int) -> int:
    """Removes what has not been used for so many days, and leftovers older than a day; how many files that were."""
    now = time.time()
    limits = dict.fromkeys(KINDS, now - days * _DAY) | {"leftovers": now - _DAY}
    return _unlink(file for kind, files in cached_files(cache).items() for file in files if file.used <= limits[kind])


def remove(cache: Path) -> int:
    """Removes everything; how many files that were."""
    return _unlink(file for files in cached_files(cache).values() for file in files)


def _unlink(files: Iterable[CachedFile]) -> int:
    count = 0
    for file in files:
        file.path.unlink(missing_ok=True)
        count += 1
    return count
