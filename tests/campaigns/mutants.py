"""Mutants of every certificate on file, checked by the kernel in processes with limits.

    python -m tests.campaigns.mutants --count 100000 --seed 1

Each is made by one named edit, one in eight by two. What may come of it: rejected; accepted for the same
statement, which its evidence then still proves; or accepted for another one, which has to be true. Anything else, and
any limit exceeded, is written to the file of `--found`, and the exit code is 1.
"""

import argparse
import json
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from tests.campaigns import truth
from tests.campaigns.edits_of_statements import STATEMENT_EDITS
from tests.campaigns.edits_of_texts import TEXT_EDITS
from tests.campaigns.edits_of_trees import TREE_EDITS, edited
from tests.campaigns.seeds import catalogue
from verify.engine.workers import Checked, Workers
from verify.kernel.certificate import read_certificate
from verify.kernel.parse import parse
from verify.kernel.rejection import Rejected
from verify.kernel.text import statement_text

SECONDS = 60.0
MEMORY_MB = 1024
BATCH = 60
DEAR = re.compile('"rule":"(classes|corners|enumeration|lrat|mean|minimum|ranges)"')
"""Rules that take the kernel up to seconds: a thirtieth as many mutants of certificates that use them."""
RULE = re.compile('"rule":"([a-z_]+)"')
EDITS = (*TREE_EDITS, *TEXT_EDITS, *STATEMENT_EDITS)


@dataclass(frozen=True, slots=True)
class Mutant:
    """What a certificate became: where it is on file, its place there, and how it was changed."""

    file: str
    number: int
    edits: tuple[str, ...]
    text: str
    original: str


@dataclass(slots=True)
class Outcome:
    """What came of a campaign."""

    counts: Counter[str] = field(default_factory=Counter)
    by_edit: dict[str, Counter[str]] = field(default_factory=dict)
    rules: Counter[str] = field(default_factory=Counter)
    files: Counter[str] = field(default_factory=Counter)
    truths: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0
    found: list[dict[str, Any]] = field(default_factory=list)


def mutated(text: str, edits: Sequence[str], random: Random, others: Sequence[str]) -> str | None:
    """The certificate after these edits, or None where one of them has nothing to change."""
    for name in edits:
        changed: str | None
        try:
            if name in TREE_EDITS:
                changed = edited(text, [name], random, others)
            elif name in TEXT_EDITS:
                changed = TEXT_EDITS[name](text, random)
            else:
                changed = _with_another_statement(text, name, random)
        except (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError):
            return None  # an edit before has left nothing that this one could change
        if changed is None:
            return None
        text = changed
    return text


def _with_another_statement(text: str, name: str, random: Random) -> str | None:
    data = json.loads(text)
    try:
        changed = STATEMENT_EDITS[name](parse(data["statement"]), random)
    except Rejected:
        return None
    if changed is None:
        return None
    data["statement"] = statement_text(changed)
    return json.dumps(data, sort_keys=True, separators=(",", ":"))


def shares(files: dict[str, list[str]], count: int) -> dict[str, int]:
    """How many mutants each certificate is due, by its text: more of rules that few use, fewer of what takes long."""
    used = {text: RULE.findall(text) for texts in files.values() for text in texts}
    uses = Counter(rule for rules in used.values() for rule in set(rules))
    weights = {
        text: min(uses[rule] for rule in rules) ** -0.5
        * (0.03 if DEAR.search(text) else 1.0)
        * (1.0 if len(text) < 700 else 0.2 if len(text) < 2_000 else 0.03)
        for text, rules in used.items()
    }
    scale = count / sum(weights.values())
    return {text: max(1, round(scale * weight)) for text, weight in weights.items()}


def mutants(files: dict[str, list[str]], count: int, seed: int) -> Iterator[Mutant]:
    """About `count` different mutants, some of every certificate, all edits in turn, in a shuffled order."""
    due = shares(files, count)
    others = [text for texts in files.values() for text in texts if len(text) < 20_000]
    random = Random(seed)
    turn = 0
    seen: set[int] = set()
    seeds = [(file, number, text) for file, texts in files.items() for number, text in enumerate(texts, 1)]
    random.shuffle(seeds)
    for file, number, text in seeds:
        made = tries = 0
        while made < due[text] and tries < 20 * due[text]:
            tries += 1
            turn += 1
            edits = (EDITS[turn % len(EDITS)], *random.sample(EDITS, int(random.random() < 1 / 8)))
            changed = mutated(text, edits, random, others)
            if changed is None or changed == text or hash(changed) in seen:
                continue
            seen.add(hash(changed))
            made += 1
            yield Mutant(file, number, edits, changed, text)


def run(files: dict[str, list[str]], count: int, seed: int, jobs: int) -> Outcome:
    """The whole campaign."""
    outcome = Outcome()
    workers = Workers(jobs, MEMORY_MB, SECONDS)
    originals: dict[str, Checked] = {}
    ended: list[int] = []
    previous = signal.signal(signal.SIGTERM, lambda *_: ended.append(1))  # told what there is so far

    def enclosed(text: str) -> Checked:
        if text not in originals:
            originals[text] = workers.check([text])[0]
        return originals[text]

    def attack(batch: tuple[Mutant, ...]) -> list[tuple[Mutant, Checked, str, str]]:
        return [
            (mutant, checked, *_class(mutant, checked, workers, enclosed))
            for mutant, checked in zip(batch, workers.check([mutant.text for mutant in batch]), strict=True)
        ]

    with ThreadPoolExecutor(jobs) as threads:
        try:
            # A few batches at a time: the mutants of the whole catalogue together do not fit into memory.
            batches = _batches(mutants(files, count, seed))
            while not ended and (several := list(islice(batches, 8 * jobs))):
                for results in threads.map(attack, several):
                    for mutant, checked, what, how in results:
                        _note(outcome, mutant, checked, what, how)
                print(f"\r{sum(outcome.counts.values())} mutants", end="", file=sys.stderr, flush=True)
        finally:
            workers.stop()
            signal.signal(signal.SIGTERM, previous)
    print(file=sys.stderr)
    return outcome


def _batches(found: Iterator[Mutant]) -> Iterator[tuple[Mutant, ...]]:
    while batch := tuple(islice(found, BATCH)):
        yield batch


def _class(mutant: Mutant, checked: Checked, workers: Workers, enclosed: Any) -> tuple[str, str]:
    """What came of a mutant, and of the statement that it proves if that is another one."""
    if checked.outcome != "accepted":
        return checked.outcome, checked.reason
    if checked.statement != _statement_of(mutant.text):
        return "accepted for what it does not state", checked.statement
    if checked.statement == _statement_of(mutant.original):
        apart = [name for name, ends in checked.enclosures.items() if not _meet(ends, enclosed(mutant.original), name)]
        return ("enclosures that do not meet", str(apart)) if apart else ("accepted, the same statement", "")
    failure, answer = workers.ask("methods", truth.judge, mutant.text, seconds=SECONDS)
    verdict, how = json.loads(answer) if answer else (truth.NOT_EVALUATED, failure["outcome"])
    return ("accepted, FALSE" if verdict == truth.FALSE else "accepted, another statement"), f"{verdict}: {how}"


def _meet(ends: tuple[str, str], original: Checked, name: str) -> bool:
    """Whether an enclosure has a point in common with the original's."""
    low, high = map(Fraction, ends)
    other_low, other_high = map(Fraction, original.enclosures[name])
    return max(low, other_low) <= min(high, other_high)


def _statement_of(text: str) -> str:
    return statement_text(read_certificate(text).statement)


FINE = ("rejected", "accepted, the same statement", "accepted, another statement")


def _note(outcome: Outcome, mutant: Mutant, checked: Checked, what: str, how: str) -> None:
    outcome.counts[what] += 1
    outcome.by_edit.setdefault(mutant.edits[0], Counter())[what] += 1
    outcome.files[mutant.file] += 1
    outcome.longest = max(outcome.longest, checked.seconds)
    outcome.rules.update(set(RULE.findall(mutant.original)))
    if what == "accepted, another statement":
        outcome.truths[how] += 1
    if what not in FINE or how.startswith((truth.NOT_EVALUATED, truth.NOTHING_AGAINST)) or checked.seconds > 5:
        outcome.found.append(
            {"what": what, "how": how, "file": mutant.file, "number": mutant.number, "edits": mutant.edits,
             "seconds": checked.seconds, "text": mutant.text}
        )  # fmt: skip


def report(outcome: Outcome) -> str:
    """The figures, as text."""
    lines = [f"{sum(outcome.counts.values())} mutants of the certificates of {len(outcome.files)} files"]
    lines += [f"  {number:7} {what}" for what, number in outcome.counts.most_common()]
    lines += ["statements other than the original's that were accepted:"]
    lines += [f"  {number:7} {how}" for how, number in outcome.truths.most_common()]
    lines += [f"the longest check took {outcome.longest:.1f} s; the limit is {SECONDS:g} s and {MEMORY_MB} MB"]
    lines += ["mutants by rules that the original uses:"]
    lines += [f"  {number:7} {rule}" for rule, number in sorted(outcome.rules.items())]
    lines += ["by edit: mutants, of them accepted for the same statement, for another one"]
    for edit, counts in sorted(outcome.by_edit.items()):
        figures = (sum(counts.values()), counts["accepted, the same statement"], counts["accepted, another statement"])
        lines.append("  " + " ".join(f"{figure:6}" for figure in figures) + f" {edit}")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """0 where everything is as it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=104_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", help="files whose name has this in it")
    parser.add_argument("--using", default="", help="certificates in whose text this pattern is found")
    parser.add_argument("--found", type=Path, default=Path("mutants.jsonl"))
    chosen = parser.parse_args(arguments)
    files = {
        name: using
        for name, texts in catalogue().items()
        if chosen.only in name and (using := [text for text in texts if re.search(chosen.using, text)])
    }
    outcome = run(files, chosen.count, chosen.seed, chosen.jobs)
    chosen.found.write_text("".join(json.dumps(item) + "\n" for item in outcome.found))
    print(report(outcome))
    return int(any(what not in FINE for what in outcome.counts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
