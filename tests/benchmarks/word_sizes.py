"""Mitchell's 1/9 for pairs of w-bit words: this project's methods beside bit-vector solvers and enumeration.

    python -m tests.benchmarks.word_sizes [--seconds 60] [--only TEXT]

prints a table: for each word size and each method of ours that may give a
certificate the time to find it, the time in which the kernel checks its text,
and its size; for z3, cvc5 and bitwuzla the time of their answer to one query
about the whole datapath; for numpy the time to compute all pairs. Everything
runs in one process at a time, killed when its time is over. cvc5, bitwuzla and
numpy are the extra `benchmarks`; those not installed are named and left out.
"""

import argparse
import importlib.util
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from pebble import ProcessPool

from tests.benchmarks import mitchell_words, ours, table
from tests.benchmarks.peers import Answer
from verify.kernel.statement import ForAll, Statement
from verify.kernel.text import term_text
from verify.methods.plan import plan

WIDTHS = (4, 6, 8, 10, 12, 16, 32, 64)
# These give counterexamples and opinions, no proofs.
WITHOUT_PROOFS = ("sampling", "contradiction", "bitvector")
WARM_UP = "forall integer 1 <= x <= 2: x >= 1"


def main() -> None:
    """Runs every method and peer at every word size and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0, help="the most that one answer may take")
    parser.add_argument("--only", default="", help="only rows whose word size and solver contain this")
    options = parser.parse_args()
    present = [name for name in (*mitchell_words.PEERS, "numpy") if importlib.util.find_spec(name)]
    for name in (*mitchell_words.PEERS, "numpy"):
        if name not in present:
            print(f"{name} is not installed")
    table.print_header("word size")
    with ProcessPool(max_workers=1) as pool:
        for width in WIDTHS:
            for name, answer, question in _asked(width, present):
                if options.only in f"{width} bits {name}":
                    table.print_row(f"{width} bits", name, *table.answered(pool, answer, question, options.seconds))


def certificate_by(method: str, lemmas: tuple[str, ...], statement: Statement) -> Answer:
    """What one of our methods finds."""
    return ours.certified(method, statement, WARM_UP, lemmas)


def _asked(width: int, present: list[str]) -> Iterator[tuple[str, Callable[[Any], Answer], Any]]:
    """Names of solvers, what asks them, and the question."""
    instance = mitchell_words.instance("datapath_within_a_ninth", width)
    statement, lemmas = instance.statement, tuple(map(term_text, instance.lemmas))
    assert isinstance(statement, ForAll)
    for method in plan(statement):
        if method not in WITHOUT_PROOFS:
            yield f"verify {method}", partial(certificate_by, method, lemmas), statement
    text = mitchell_words.smt_lib(statement)
    for name, answer in mitchell_words.PEERS.items():
        if name in present:
            yield name, answer, text
    if "numpy" in present and width <= mitchell_words.LARGEST_ENUMERATION:
        yield "numpy, all pairs", mitchell_words.numpy_enumeration, width


if __name__ == "__main__":
    main()
