"""A folder that checks itself: a claim's statement, its certificates, the kernel, and a command with bare Python."""

from collections.abc import Sequence
from pathlib import Path

import verify.kernel
from verify.engine.verdict import Verdict
from verify.kernel.certificate import read_certificate
from verify.kernel.text import statement_text

from .arrangement import slug
from .shown import one_line, plain

CHECK = Path(__file__).parent / "templates" / "check.py"
_KERNEL = Path(verify.kernel.__file__).parent
_README = """# {id}

{prose}

Verdict: {verdict}, by {rules}.

- `statement.txt`: what is proved, one statement a line, in the order of the certificates.
- `certificates.jsonl`: the certificates, one a line, strict JSON.
- `kernel/`: the checker, standard library only.
- `check.py`: has the kernel check each certificate, and compares what it proves with `statement.txt`.
- `claim.py`: the claim file, for reading. That the statement is what its function says is not checked
  here: `verify check` does that.

Check it with Python 3.11 or later and nothing else:

    python3 -I -S check.py

It prints each statement that was proved, and the rules. It ends with 0 if all is as it should be.
"""


def folder_name(verdict: Verdict) -> str:
    """The name of the folder for a claim, where none is given."""
    return slug(verdict.id)


def write_bundle(verdict: Verdict, certificates: Sequence[str], claim_file: Path, folder: Path) -> None:
    """Writes the folder. Raises FileExistsError where there is one with something in it."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(17, "is there already, and not empty", str(folder))
    for source in sorted(_KERNEL.rglob("*.py")):
        _write(folder / "kernel" / source.relative_to(_KERNEL), source.read_text(encoding="utf-8"))
    statements = [statement_text(read_certificate(text).statement) for text in certificates]
    _write(folder / "statement.txt", "".join(f"{text}\n" for text in statements))
    _write(folder / "certificates.jsonl", "".join(f"{text}\n" for text in certificates))
    _write(folder / "check.py", CHECK.read_text(encoding="utf-8"))
    _write(folder / "claim.py", claim_file.read_text(encoding="utf-8"))
    told = {"id": one_line(verdict.id), "prose": plain(verdict.prose), "verdict": verdict.verdict}
    _write(folder / "README.md", _README.format(**told, rules=", ".join(verdict.rules)))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
