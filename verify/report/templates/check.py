"""Has the kernel beside this file check the certificates, and compares what they prove with `statement.txt`."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

from kernel.certificate import read_certificate  # type: ignore[import-not-found]  # noqa: E402
from kernel.check import check  # type: ignore[import-not-found]  # noqa: E402
from kernel.rejection import Rejected  # type: ignore[import-not-found]  # noqa: E402
from kernel.text import statement_text  # type: ignore[import-not-found]  # noqa: E402


def main() -> int:
    """Checks every certificate; 0 if each proves its statement, and speaks of some input."""
    statements = (HERE / "statement.txt").read_text(encoding="utf-8").splitlines()
    certificates = (HERE / "certificates.jsonl").read_text(encoding="utf-8").splitlines()
    if not statements or len(statements) != len(certificates):
        print(f"REJECTED: {len(statements)} statements, {len(certificates)} certificates")
        return 1
    for statement, text in zip(statements, certificates, strict=True):
        try:
            theorem = check(read_certificate(text))
        except Rejected as why:
            print(f"REJECTED: {why}")
            return 1
        if statement_text(theorem.statement) != statement:
            print(f"REJECTED: the certificate proves another statement: {statement_text(theorem.statement)}")
            return 1
        if not theorem.inhabited:
            print("REJECTED: no input is shown that meets the domains and hypotheses")
            return 1
        print(f"proved by {', '.join(theorem.rules)}:\n  {statement}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
