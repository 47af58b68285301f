"""The certificates that attacks start from: all that are on file, so that those of a new rule are attacked as well."""

from pathlib import Path

from verify.engine.store import read_shelf

ROOT = Path(__file__).parents[2]


def catalogue() -> dict[str, list[str]]:
    """The texts of the certificates of each file: those beside the claim files, and the corpus to accept."""
    found: dict[str, list[str]] = {}
    for path in sorted(ROOT.glob("proofs/*.certs.jsonl")):
        found[path.name] = [entry.certificate for _, entry in sorted(read_shelf(path).entries.items())]
    for folder in ("accept", "v1"):
        for path in sorted(ROOT.glob(f"tests/corpus/{folder}/*.jsonl")):
            found[f"{folder}/{path.name}"] = path.read_text("ascii").splitlines()
    return found
