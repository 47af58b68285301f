"""Every committed certificate with one number changed: rejected, or what it then proves is still true."""

import random
import re
from pathlib import Path

import pytest

from verify.claims.run_texts import read_run, run_texts
from verify.engine.store import read_shelf
from verify.kernel.certificate import read_certificate
from verify.kernel.check import check
from verify.kernel.inputs import holds, read_input
from verify.kernel.rejection import Rejected
from verify.kernel.rules.mean import average
from verify.kernel.statement import Always, Exists, Fails, ForAll, Mean
from verify.kernel.text import statement_text
from verify.methods import sampling
from verify.methods.finding import Budget
from verify.methods.runs import Runs

PROOFS = Path(__file__).parent.parent / "proofs"
NUMBER = re.compile(r"(?<![A-Za-z_0-9])\d+")
DEAR = re.compile('"rule":"(classes|corners|enumeration|lrat|mean|ranges)"')  # these take the kernel up to seconds
MOST, MOST_OF_A_DEAR_ONE, MOST_OF_A_FILE = 25, 2, 60


def certificates(most=MOST_OF_A_FILE):
    """At most so many of every file, a seeded choice."""
    for path in sorted(PROOFS.glob("*.certs.jsonl")):
        entries = sorted(read_shelf(path).entries.items())
        chosen = random.Random(0).sample(entries, min(len(entries), most))
        for digest, entry in sorted(chosen, key=lambda pair: pair[0]):
            yield pytest.param(entry.certificate, id=f"{path.name.partition('.')[0]}-{digest[:10]}")


def mutants(text):
    """The certificate with one of its numbers one more or one less, or 0; a seeded choice where there are many."""
    changes = [
        (match.start(), match.end(), changed)
        for match in NUMBER.finditer(text)
        for changed in sorted({int(match[0]) + 1, abs(int(match[0]) - 1), 0} - {int(match[0])})
    ]
    most = MOST_OF_A_DEAR_ONE if DEAR.search(text) else MOST
    for start, end, changed in random.Random(len(text)).sample(changes, min(len(changes), most)):
        yield text[:start] + str(changed) + text[end:]


def accepted(text):
    """Those mutants that the kernel accepts, with their theorems."""
    for mutant in mutants(text):
        try:
            certificate = read_certificate(mutant)
            yield certificate, check(certificate)
        except Rejected:
            continue


def is_true(certificate, theorem):
    """Whether the kernel's own evaluator finds nothing against the theorem, at its input or among simple ones."""
    match theorem.statement:
        case Fails(ForAll() as claim) if certificate.rule == "witness":
            values = read_input(claim.variables, certificate.evidence["values"])
            return all(holds(hypothesis, values) for hypothesis in claim.hypotheses) and not holds(
                claim.conclusion, values
            )
        case Exists(variables, conditions) if certificate.rule == "witness":
            values = read_input(variables, certificate.evidence["values"])
            return all(holds(condition, values) for condition in conditions)
        case Always() as claim:
            runs = Runs(claim)
            return runs.short() is None and runs.long() is None
        case Fails(Always() as claim):
            values, steps = (certificate.evidence[name] for name in ("values", "steps"))
            run = read_run(claim, run_texts(values, steps))
            return Runs(claim).followed(*run) is not None
        case Mean() as claim:
            return (mean := average(claim).mean) is not None and claim.admits(mean)
        case Fails(Mean() as claim):
            return (mean := average(claim).mean) is None or not claim.admits(mean)
        case ForAll() as claim:
            return sampling.propose(claim, Budget()).kind == "gave_up"
        case Fails(claim):
            return sampling.propose(claim, Budget()).kind == "certificate"
        case other:
            return sampling.propose(other, Budget()).kind == "certificate"


@pytest.mark.parametrize("text", list(certificates()))
def test_one_number_changed(text):
    original = check(read_certificate(text))
    for certificate, theorem in accepted(text):
        changed = statement_text(theorem.statement) != statement_text(original.statement)
        assert not changed or theorem.enclosures or is_true(certificate, theorem), statement_text(theorem.statement)


def test_enclosures_of_an_accepted_mutant_still_hold_the_minimum():
    texts = [case.values[0] for case in certificates(1000) if '"rule":"minimum"' in case.values[0]]
    assert len(texts) == 10
    for text in texts:
        original = check(read_certificate(text))
        for _, theorem in accepted(text):
            if statement_text(theorem.statement) == statement_text(original.statement):
                for name, (low, high) in original.enclosures.items():
                    other_low, other_high = theorem.enclosures[name]
                    assert max(low, other_low) <= min(high, other_high)
