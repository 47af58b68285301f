"""A record for GitHub Actions: an annotation at each claim that is not as expected, and the step's summary."""

from verify.engine.record import Record
from verify.engine.verdict import EXIT_OPEN, Verdict, standing

from .arrangement import expectation, tally, unexpected
from .markdown import code, escaped
from .shown import one_line


def annotations(record: Record) -> str:
    """The workflow commands, a line each; undecided claims are warnings, the others errors."""
    return "".join(_annotation(verdict) + "\n" for verdict in unexpected(record))


def _annotation(verdict: Verdict) -> str:
    kind = "warning" if standing(verdict) == EXIT_OPEN else "error"
    place = {"file": verdict.file, "line": str(max(1, verdict.line)), "title": f"{verdict.verdict} {verdict.id}"}
    values = ",".join(f"{name}={_property(one_line(value))}" for name, value in place.items())
    return f"::{kind} {values}::{_data(one_line(_told(verdict)))}"


def _told(verdict: Verdict) -> str:
    witness = " ".join(f"{name}={value}" for name, value in sorted((verdict.witness or {}).items()))
    return ": ".join(filter(None, (expectation(verdict), verdict.reason, witness and f"counterexample {witness}")))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def step_summary(record: Record) -> str:
    """Markdown: how many claims came out how, and a table of those that are not as expected."""
    counts = ", ".join(f"{count} {name}" for name, count in tally(record.verdicts)) or "no claims"
    lines = ["### verify", "", f"{len(record.verdicts)} claims: {escaped(counts)}.", ""]
    problems = unexpected(record)
    if problems:
        lines += ["| claim | verdict | |", "| --- | --- | --- |"]
        lines += [
            f"| {code(verdict.id)} | {escaped(verdict.verdict)} | {escaped(_told(verdict))} |" for verdict in problems
        ]
    else:
        lines.append("All as expected.")
    return "\n".join([*lines, ""])
