"""The false statements of tests/false_claims, put to the whole search, and to every method by itself.

    python -m tests.campaigns.false_claims

None may be PROVED, and no method may come with a certificate of one that the kernel accepts; those that fail at some
input are to be REFUTED. Of the true ones near them it is told what was proved. The exit code is 1 where it is not so.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence

from tests.false_claims.table import REFUTED_KINDS, Near, table
from verify.engine.decide import decide_statement
from verify.engine.store import CertificateStore
from verify.engine.verdict import PROVED, REFUTED
from verify.engine.workers import Workers
from verify.kernel.parse import parse
from verify.kernel.text import statement_text
from verify.methods.plan import plan

SECONDS = 20.0
MEMORY_MB = 4096


def verdict(near: Near, workers: Workers) -> str:
    """What `verify prove` says of the statement."""
    return decide_statement(parse(near.text), CertificateStore(None), workers, plan).verdict.verdict


def proved_by(near: Near, workers: Workers) -> list[str]:
    """The methods whose certificate of this very statement the kernel accepts, each asked by itself."""
    statement = parse(near.text)
    text = statement_text(statement)
    found = []
    for method in plan(statement):
        finding = workers.find(method, text)
        if finding.certificate is not None:
            [checked] = workers.check([finding.certificate])
            if checked.outcome == "accepted" and checked.statement == text:
                found.append(method)
    return found


def main(arguments: Sequence[str]) -> int:
    """0 where nothing false is proved, and everything with a witness is refuted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="places that have this in them, as in `reals` or `words:12`")
    chosen = parser.parse_args(arguments)
    counts: dict[str, Counter[str]] = {}
    bad = 0
    workers = Workers(1, MEMORY_MB, SECONDS)
    try:
        for near in table():
            if chosen.only not in near.place:
                continue
            said = verdict(near, workers)
            methods = [] if near.kind == "true" else proved_by(near, workers)
            counts.setdefault(near.kind, Counter())[said] += 1
            if methods or (near.kind != "true" and said == PROVED):
                bad += 1
                print(f"{near.place}: {near.kind}: PROVED by {methods}: {near.text}", flush=True)
            elif (near.kind in REFUTED_KINDS and said != REFUTED) or (near.kind == "true" and said != PROVED):
                bad += near.kind != "true"
                print(f"{near.place}: {near.kind}: {said}: {near.text}", flush=True)
    finally:
        workers.stop()
    for kind, found in counts.items():
        print(
            f"{sum(found.values()):4} {kind}: {', '.join(f'{number} {said}' for said, number in found.most_common())}"
        )
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
