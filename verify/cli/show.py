"""`verify show`: one claim, its statement, its proof in readable steps, and what that rests on."""

from fractions import Fraction

import click

from verify.claims.instance import Instance
from verify.engine.decide import Decision
from verify.engine.store import Entry
from verify.engine.verdict import EXIT_ERROR, shown_path
from verify.kernel.certificate import certificate_digest
from verify.kernel.text import statement_text
from verify.report.digits import certain_digits
from verify.report.plain_text import step_lines
from verify.report.proof_steps import proof_steps

from .evaluation import assignments
from .lines import verdict_lines
from .on_file import on_file
from .selection import complete_id

_LONGEST = 100


@click.command("show")
@click.argument("identifier", metavar="ID", shell_complete=complete_id)
def command(identifier: str) -> int:
    """Show one claim: its statement, its proof in steps to follow, and what that rests on."""
    found = on_file(identifier)
    if found is None:
        return EXIT_ERROR
    instance, decision = found
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
    print(f"\ncertificate  {certificate_digest(text)}  {len(text)} bytes")
    try:
        proof = proof_steps(text)
    except Exception as error:
        raise click.ClickException(f"the certificate cannot be shown: {type(error).__name__}: {error}") from None
    print(f"  of  {_short(statement_text(proof.statement))}")
    if proof.witness:
        print(f"  an input that meets domains and hypotheses: {assignments(proof.witness)}")
    print("\n".join((f"  by {proof.step.rule}", *step_lines(proof.step, "    "))))
    if proof.inhabited is not None:
        print("\n".join(("  some input meets the hypotheses:", *step_lines(proof.inhabited, "    "))))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 20]}… ({len(text)} characters)"
