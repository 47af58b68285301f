"""Markdown: escaping, and the summary table that a repository commits and compares."""

import re

from verify.engine.record import Record

from .arrangement import arrange, instance, rules, tally
from .shown import plain

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~$&@!{}^])")
_LINE_START = re.compile(r"^(\s*)(-+|\++|=+|\d+[.)])(?=\s|$)")
_WEB_ADDRESS = re.compile(r"(https?|ftp)://")


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is, on one line."""
    line = re.sub(r"\s+", " ", plain(text))
    line = _SPECIAL.sub(r"\\\1", line)
    line = _LINE_START.sub(lambda match: match[1] + match[2][:-1] + "\\" + match[2][-1], line)
    return _WEB_ADDRESS.sub(r"\1\\://", line)


def code(text: str) -> str:
    """`text` as a code span, safe in a table cell too."""
    line = " ".join(plain(text).split()).replace("|", "\\|")
    runs = [len(run) for run in re.findall("`+", line)]
    ticks = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    padding = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{ticks}{padding}{line}{padding}{ticks}"


def block(text: str) -> str:
    """`text` as a fenced block that nothing in it can close."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}text\n{plain(text)}\n{ticks}"


def summary(record: Record) -> str:
    """One table: what each claim's verdict is and which rules it rests on. No times, no versions, no paths."""
    lines = [
        "# Verdicts",
        "",
        "Made from the record of a run; not edited by hand.",
        "",
        "| claim | instances | verdict | expected | rules |",
        "| --- | ---: | --- | --- | --- |",
    ]
    for claim_file in arrange(record):
        for claim in claim_file.claims:
            expected = ", ".join(sorted({verdict.expect for verdict in claim.verdicts}))
            cells = (
                code(claim.name),
                str(len(claim.verdicts)) if instance(claim.verdicts[0]) else "1",
                counted(tally(claim.verdicts)),
                escaped(expected),
                ", ".join(map(code, rules(claim.verdicts))) or "–",
            )
            lines.append(f"| {' | '.join(cells)} |")
    totals = ", ".join(f"{count} {name}" for name, count in tally(record.verdicts)) or "nothing"
    return "\n".join([*lines, "", f"In all: {escaped(totals)}.", ""])


def counted(counts: tuple[tuple[str, int], ...]) -> str:
    """`PROVED`, or `49 PROVED, 1 UNDECIDED` where the instances differ."""
    if len(counts) == 1:
        return escaped(counts[0][0])
    return ", ".join(f"{count} {escaped(name)}" for name, count in counts)
