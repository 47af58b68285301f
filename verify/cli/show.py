"""`verify show`: one claim, its statement, its proof in readable steps, and what that rests on."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from verify.claims.claim import ClaimError
from verify.claims.instance import Instance, state
from verify.config import read_settings
from verify.engine.decide import Decision, decide
from verify.engine.store import CertificateStore, Entry, cache_folder
from verify.engine.verdict import EXIT_ERROR, shown_path
from verify.engine.workers import Workers
from verify.kernel.certificate import certificate_digest, strict_json
from verify.kernel.rejection import Rejected
from verify.kernel.text import statement_text
from verify.report.digits import certain_digits

from .lines import verdict_lines
from .selection import complete_id, one_case

_LONGEST = 100
_MOST_PARTS = 12


@click.command("show")
@click.argument("identifier", metavar="ID", shell_complete=complete_id)
def command(identifier: str) -> int:
    """Show one claim: its statement, its proof as a tree of rules, and what that rests on."""
    settings = read_settings(Path.cwd())
    case = one_case(identifier, settings)
    try:
        instance = state(case, check=False)
    except ClaimError as error:
        print(f"{shown_path(error.file)}:{error.line}  ERROR  {identifier}  {error.message}")
        return EXIT_ERROR
    workers = Workers(1, settings.memory_mb, settings.seconds)
    try:
        decision = decide(instance, CertificateStore(cache_folder()), workers, None)
    finally:
        workers.stop()
    _print_claim(instance, decision)
    for entry in decision.entries:
        _print_entry(entry)
    return 0


def _print_claim(instance: Instance, decision: Decision) -> None:
    verdict = decision.verdict
    print(f"{instance.id}  ({shown_path(instance.file)}:{instance.line}, expected {instance.expect})")
    for text in (instance.prose, instance.source and f"Source: {instance.source}"):
        if text:
            print("  " + " ".join(text.split()))
    print(f"\nstatement  {verdict.digest}\n  {verdict.statement}")
    for tight in instance.tight:
        print(f"attained\n  {statement_text(tight.statement)}")
    print(f"\n{'  '.join(verdict_lines(verdict)[:1])}")
    if verdict.rules:
        print(f"rests on the rules {', '.join(verdict.rules)} and on the tracing of the Python function")
    for name, (low, high) in verdict.enclosures.items():
        print(f"  {name} {certain_digits(Fraction(low), Fraction(high))}")
    for opinion in verdict.opinions:
        print(f"  {opinion.method} says that it {opinion.says} ({opinion.seconds:.2f} s), without evidence")
    if not decision.entries:
        print(f"no certificate is on file; `verify run '{instance.id}'` looks for one")


def _print_entry(entry: Entry) -> None:
    text = entry.certificate
    data = strict_json(text)
    print(f"\ncertificate  {certificate_digest(text)}  {len(text)} bytes")
    print(f"  of  {_short(data['statement'])}")
    if "witness" in data:
        print(f"  an input that meets domains and hypotheses: {_assignments(data['witness'])}")
    try:
        print("\n".join(_proof_lines(data, 1)))
    except (Rejected, KeyError, TypeError) as error:
        raise click.ClickException(f"the certificate cannot be shown: {error}") from None


def _proof_lines(proof: dict[str, Any], depth: int) -> Iterator[str]:
    """A proof and those nested in it, one step a line, indented."""
    pad = "  " * depth
    yield f"{pad}by {proof['rule']}"
    for name, value in sorted(proof["evidence"].items()):
        yield from _evidence_lines(name, value, depth + 1)


def _evidence_lines(name: str, value: Any, depth: int) -> Iterator[str]:
    pad = "  " * depth
    if _is_proof(value):
        yield f"{pad}{name}:"
        yield from _proof_lines(value, depth + 1)
    elif isinstance(value, (list, dict)) and _holds_proofs(value):
        parts = list(value.items() if isinstance(value, dict) else enumerate(value, start=1))
        for key, part in parts[:_MOST_PARTS]:
            yield from _evidence_lines(f"{name} {key}", part, depth)
        if len(parts) > _MOST_PARTS:
            yield f"{pad}… and {len(parts) - _MOST_PARTS} more"
    else:
        yield f"{pad}{name}: {_short(_flat(value))}"


def _is_proof(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("rule"), str) and isinstance(value.get("evidence"), dict)


def _holds_proofs(value: Any) -> bool:
    if _is_proof(value):
        return True
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_holds_proofs(part) for part in parts)


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return _assignments(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_flat, value))}]"
    return str(value)


def _assignments(values: dict[str, Any]) -> str:
    return ", ".join(f"{name} = {_flat(value)}" for name, value in sorted(values.items()))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 20]}… ({len(text)} characters)"
