"""One claim as the certificates on file decide it, for commands that show what there is and look for nothing."""

from pathlib import Path

from verify.claims.claim import ClaimError
from verify.claims.instance import Instance, state
from verify.config import read_settings
from verify.engine.decide import Decision, decide
from verify.engine.store import CertificateStore, cache_folder
from verify.engine.verdict import shown_path
from verify.engine.workers import Workers

from .selection import one_case


def on_file(identifier: str) -> tuple[Instance, Decision] | None:
    """The claim and what is known of it; None, with a line that says why, where it cannot be traced."""
    settings = read_settings(Path.cwd())
    case = one_case(identifier, settings)
    try:
        instance = state(case, check=False)
    except ClaimError as error:
        print(f"{shown_path(error.file)}:{error.line}  ERROR  {identifier}  {error.message}")
        return None
    workers = Workers(1, settings.memory_mb, settings.seconds)
    try:
        return instance, decide(instance, CertificateStore(cache_folder()), workers, None)
    finally:
        workers.stop()
