"""The kernel's own command: check bare certificate files and print what they prove."""

import sys
from collections.abc import Sequence
from pathlib import Path

from .certificate import Certificate, certificate_from, strict_json
from .check import check
from .numerals import rational_text
from .rejection import Rejected
from .text import statement_text

USAGE = "usage: python -m verify.kernel FILE …   (files of certificates, one JSON object a line)"


def main(arguments: Sequence[str]) -> int:
    """Checks each file; 0 if every certificate was accepted, 1 if one was not, 2 if there was none to check."""
    if not arguments or any(argument.startswith("-") for argument in arguments):
        print(USAGE, file=sys.stderr)
        return 2
    accepted = rejected = 0
    for name in arguments:
        try:
            lines = Path(name).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            print(f"{name}: cannot be read: {getattr(error, 'strerror', None) or error}", file=sys.stderr)
            return 2
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                theorem = check(_certificate(line))
            except Rejected as why:
                rejected += 1
                print(f"{name}:{number}: REJECTED: {why}")
                continue
            accepted += 1
            print(f"{name}:{number}: accepted by {', '.join(theorem.rules)}: {statement_text(theorem.statement)}")
            for what, (low, high) in theorem.enclosures.items():
                print(f"{name}:{number}:   {what} in [{rational_text(low)}, {rational_text(high)}]")
    print(f"{accepted} accepted, {rejected} rejected")
    return 1 if rejected else 0 if accepted else 2


def _certificate(line: str) -> Certificate:
    """The certificate of a line; a store's line holds it as its `certificate`."""
    data = strict_json(line)
    if isinstance(data, dict) and "certificate" in data:
        data = data["certificate"]
    return certificate_from(data)
