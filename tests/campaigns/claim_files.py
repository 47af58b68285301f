"""Random claim files: the statements that come of them against plain runs, at every input and in every short run.

    python -m tests.campaigns.claim_files --count 2000 --seed 1

Claims and recurrences of small integers, with branches, loops, totals, tables, assumptions and places without a value.
Cautious is a statement that has no value where the function has one: it says more than the function needs.
Any other difference is written out, with the file, and the exit code is 1.
"""

import argparse
import itertools
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from verify.claims.claim import ClaimError
from verify.claims.collect import collect
from verify.claims.instance import Instance, state
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.rejection import Rejected
from verify.kernel.statement import Always, ForAll
from verify.trace.crosscheck import OUTSIDE, RAISES, Input, outcome
from verify.trace.runs import difference

HEAD = """from verify import *

def helper(p, q):
    if p > q:
        return p - q
    return q // (p + 2)

@claim(a=integers(-2, 2), b=integers(-1, 2))
def f(a, b):
    c = a
"""
NUMBERS = (
    "({0} + {1})", "({0} - {1})", "({0} * {1})", "({0} // {1})", "({0} % {1})", "(({0}) << ({1} & 3) - 1)",
    "min({0}, {1})", "max({0}, {1})", "abs({0})", "({0} if {2} else {1})", "where({2}, {0}, {1})",
    "(3, {0}, {1}, 1)[{0} & 3]", "(3, {0}, {1}, 1)[{1}]", "helper({0}, {1})", "total(lambda k: {0} + k, 0, {3})",
    "total(lambda k: k // {0}, 1, {3})", "sum([{0} for j in range(2) if {2}])",
)  # fmt: skip
CONDITIONS = ("({0} < {1})", "({0} == {1})", "({0} >= {1})", "({2} and {0} < {1})", "({2} or {0} != {1})", "(not {2})",
              "({0} < {1} <= 2)", "({2} & ({0} > {1}))", "any({0} > j for j in range(2))")  # fmt: skip
EVERY_RUN = [({"u": first}, {"u": second}) for first, second in itertools.product(range(-1, 3), repeat=2)]


class Writer:
    """Writes random pieces of Python over some names."""

    def __init__(self, random: Random, names: str) -> None:
        self.random = random
        self.names = names

    def number(self, depth: int) -> str:
        if depth <= 0 or self.random.random() < 0.2:
            return self.random.choice((*self.names, *self.names, "0", "1", "2", "-1"))
        return self._filled(NUMBERS, depth)

    def condition(self, depth: int) -> str:
        return self._filled(CONDITIONS, depth) if depth > 0 else f"({self.number(0)} < {self.number(0)})"

    def _filled(self, forms: Sequence[str], depth: int) -> str:
        parts = self.number(depth - 1), self.number(depth - 1), self.condition(depth - 1)
        return self.random.choice(forms).format(*parts, self.random.choice(("-1", "0", "2", self.names[0])))

    def block(self, depth: int, indent: int, count: int) -> Iterator[str]:
        for _ in range(count):
            yield from self.statement(depth, "    " * indent, indent)

    def statement(self, depth: int, pad: str, indent: int) -> Iterator[str]:
        kind, target = self.random.randrange(12 if depth else 5), self.random.choice(self.names)
        match kind:
            case 0 | 1 | 2:
                yield f"{pad}{target} {self.random.choice(('=', '+=', '-='))} {self.number(2)}"
            case 3:
                yield f"{pad}{self.number(2)}"
            case 4:
                yield f"{pad}" + self.random.choice((f"assume({self.condition(1)})", "pass", "pass"))
            case 5 | 6 | 7 | 8:
                yield f"{pad}if {self.condition(1)}:"
                yield from self.block(depth - 1, indent + 1, self.random.randrange(1, 3))
                if kind > 6:
                    yield f"{pad}else:"
                    yield from self.block(depth - 1, indent + 1, 1)
            case 9:
                yield f"{pad}for i in range(2):"
                yield from self.block(depth - 1, indent + 1, 1)
            case 10:
                yield f"{pad}w{indent} = {self.number(1)} & 3"
                yield f"{pad}while w{indent}:"
                yield from self.block(depth - 1, indent + 1, 1)
                yield f"{pad}    w{indent} >>= 1"
            case _:
                yield f"{pad}raise ValueError"


def claim_file(random: Random) -> str:
    """The text of a claim file with one claim."""
    writer = Writer(random, "cb")
    lines = [*writer.block(2, 1, random.randrange(0, 4))]
    if random.random() < 0.5:
        return HEAD + "\n".join([*lines, f"    return {writer.condition(2)}", ""])
    step = Writer(random, "xyu")
    lines += ["    def step(x, y, u):", *step.block(2, 2, random.randrange(1, 3))]
    new = [random.choice((name, step.number(1))) for name in "xy"]
    lines += [f"        return dict(x={new[0]}, y={new[1]})", "    return always(start=dict(x=c, y=b), step=step,"]
    holds = Writer(random, "xy").condition(2)
    return HEAD + "\n".join([*lines, f"        inputs=dict(u=integers(-1, 2)), holds=lambda x, y: {holds})", ""])


def told(instance: Instance) -> str:
    """How the statement differs from the function: "" if it does not, "cautious", or where it does."""
    found = ""
    for a, b in itertools.product(range(-2, 3), range(-1, 3)):
        for run in EVERY_RUN if isinstance(instance.statement, Always) else ((),):
            try:
                differs = _difference(instance, {"a": a, "b": b}, run)
            except Rejected:  # numbers too long
                continue
            if differs and not differs.endswith("traced terms undefined"):
                return differs
            found = "cautious" if differs else found
    return found


def _difference(instance: Instance, values: Input, run: Sequence[Input]) -> str | None:
    claim = instance.statement
    if isinstance(claim, Always):
        return difference(claim, instance.plain, values, run)
    assert isinstance(claim, ForAll)
    function = outcome(lambda: instance.plain(values))
    try:
        met = all(evaluate(hypothesis, values) for hypothesis in claim.hypotheses)
    except Undefined:
        met = False
    try:
        terms = evaluate(claim.conclusion, values) if met else OUTSIDE
    except Undefined:
        terms = RAISES
    agree = function is terms or function == terms or (terms == OUTSIDE and function == RAISES)
    return None if agree else f"at {values}: the function gives {function}, its traced terms {terms}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the campaign and prints what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    for number in range(given.count):
        text = claim_file(Random(f"{given.seed} {number}"))
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "claims.py"
            file.write_text(text)
            [case] = collect([file]).cases
            try:
                instance = state(case, check=False)
            except ClaimError:
                counts["refused"] += 1
                continue
            found = told(instance)
        counts["cautious" if found == "cautious" else "different" if found else "alike"] += 1
        if found not in ("", "cautious"):
            print(found, text, sep="\n")
    print(", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    return 1 if counts["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
