"""The lines that commands print: one per verdict, and the summary."""

import shlex
from collections import Counter
from collections.abc import Sequence

from verify.engine.verdict import REFUTED, VERDICTS, Verdict, contradiction, standing
from verify.report.shown import plain

from .selection import full_name


def verdict_lines(verdict: Verdict) -> list[str]:
    """A verdict's line, and for a refuted claim a second one that a shell can run."""
    parts = [f"{verdict.file}:{verdict.line}", verdict.verdict]
    if verdict.id != parts[0]:
        parts.append(verdict.id)
    if verdict.reason:
        parts.append(verdict.reason)
    else:
        parts += [", ".join(verdict.rules), f"{verdict.seconds:.2f} s", f"cert {verdict.certificate_digest[:8]}…"]
    against = contradiction(verdict)
    if against:
        parts.append(f"CONTRADICTION: {against}")
    lines = ["  ".join(parts)]
    if verdict.verdict == REFUTED and verdict.witness is not None:
        lines.append(f"    {replay_command(verdict)}")
    return [terminal_line(line) for line in lines]


def terminal_line(text: str) -> str:
    """`text` on one line, without what a terminal would obey: a record may come from anywhere."""
    return plain(text).replace("\n", " ")


def replay_command(verdict: Verdict) -> str:
    """The command that evaluates the claim at its counterexample."""
    values = " ".join(f"{name}={value}" for name, value in sorted((verdict.witness or {}).items()))
    return f"verify replay {shlex.quote(full_name(verdict.id, verdict.file))} {values}"


def summary(verdicts: Sequence[Verdict], seconds: float) -> str:
    """How many claims came out how, and whether that is as expected."""
    counts = Counter(verdict.verdict for verdict in verdicts)
    told = ", ".join(f"{counts[name]} {name.lower()}" for name in VERDICTS if counts[name])
    against = sum(standing(verdict) != 0 for verdict in verdicts)
    expected = f"{against} not as expected" if against else "all as expected"
    noun = "claim" if len(verdicts) == 1 else "claims"
    return f"{len(verdicts)} {noun}: {told}; {expected}; {seconds:.1f} s"
