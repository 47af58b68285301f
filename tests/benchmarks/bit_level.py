"""The bit level's figures beside their targets, on one core and inside one process.

    python -m tests.benchmarks.bit_level [--only TEXT]

Each row is a figure: what was measured, its target, and "ok" or "MISSED"; or
"absent" with what is not there, or "rejected" with the kernel's reason.
Libraries are imported outside the clock.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.benchmarks import ours
from tests.benchmarks.mitchell_words import claimed
from tests.benchmarks.word_sizes import WARM_UP, WITHOUT_PROOFS
from verify.kernel.certificate import Certificate
from verify.kernel.check import check
from verify.kernel.rejection import Rejected
from verify.kernel.statement import Statement
from verify.methods.plan import METHODS, plan


class Absent(Exception):
    """What a figure needs and the project does not have."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A name, a limit in this unit (or, for `at_least`, a least value), and what measures it."""

    name: str
    target: float
    measure: Callable[[], float]
    unit: str = "s"
    at_least: bool = False


def main() -> None:
    """Measures and prints every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="only figures whose name contains this")
    options = parser.parse_args()
    for figure in figures():
        if options.only in figure.name:
            print(f"{figure.name:62} {_outcome(figure)}", flush=True)


def _outcome(figure: Figure) -> str:
    bound = f"{'at least' if figure.at_least else 'under'} {figure.target:g} {figure.unit}"
    try:
        value = figure.measure()
    except Absent as missing:
        return f"absent: {missing} (target {bound})"
    except Rejected as why:
        return f"rejected: {why} (target {bound})"
    met = value >= figure.target if figure.at_least else value < figure.target
    return f"{value:.4g} {figure.unit}, target {bound}: {'ok' if met else 'MISSED'}"


def figures() -> Iterator[Figure]:
    """All figures, in the order of the documentation."""
    for width, limit in ((8, 0.1), (16, 0.3), (32, 1.5), (64, 6.0), (128, 60.0)):
        times = _Once(f"datapath of {width} bits", lambda width=width: claimed("datapath_within_a_ninth", width))
        yield Figure(f"the datapath's 1/9 at {width} bits, found", limit, times.found)
        yield Figure(f"the datapath's 1/9 at {width} bits, checked", limit, times.checked)
    times = _Once("all integers", lambda: claimed("ninth_at_every_word_size"))
    yield Figure("1/9 for all integers, found and checked", 1.0, lambda: times.found() + times.checked())
    seven = _Once("7 bits by lrat", lambda: claimed("datapath_within_a_ninth", 7), "lrat")
    both = "LRAT of the monolithic query at 7 bits, made and checked"
    yield Figure(both, 15.0, lambda: seven.found() + seven.checked())
    yield Figure("LRAT replay", 1e6, replay_speed, "hints/s", at_least=True)
    for width, limit in ((8, 0.1), (12, 20.0)):
        name = f"the kernel's enumeration of 2^{2 * width} inputs"
        yield Figure(name, limit, lambda width=width: enumerated(width))
    for kept in range(1, 8):
        name = f"exact worst case at 16 bits with {kept} fraction bits kept"
        yield Figure(name, 5.0, lambda kept=kept: worst_case(kept))
    yield Figure("six metrics at 12 × 12 bits", 30.0, six_metrics)


class _Once:
    """A certificate is found once, by the first method that has one, and both of its times are kept."""

    def __init__(self, name: str, statement: Callable[[], Statement], method: str = "") -> None:
        self.name, self.statement, self.method = name, statement, method
        self.times: tuple[float, float] | None = None

    def found(self) -> float:
        """Seconds to find it."""
        return self._both()[0]

    def checked(self) -> float:
        """Seconds to read its text and check it."""
        return self._both()[1]

    def _both(self) -> tuple[float, float]:
        if self.times is None:
            statement = self.statement()
            if self.method and self.method not in METHODS:
                raise Absent(f"method {self.method}")
            for method in [self.method] if self.method else plan(statement):
                answer = None if method in WITHOUT_PROOFS else ours.certified(method, statement, WARM_UP)
                if answer is not None and answer.check is not None:
                    self.times = answer.seconds, answer.check
                    return self.times
            raise Absent(f"a method that proves {self.name}")
        return self.times


def enumerated(width: int) -> float:
    """Seconds for the kernel to check the whole 1/9 statement at all pairs of words."""
    certificate = Certificate(claimed("datapath_within_a_ninth", width), "enumeration", {}, {"a": "1", "b": "1"})
    began = time.perf_counter()
    check(certificate)
    return time.perf_counter() - began


def replay_speed() -> float:
    """Hints that the kernel's LRAT checker takes in a second, on the proof of the 7-bit query."""
    raise Absent("rule lrat")


def worst_case(kept: int) -> float:
    """Seconds to find and prove the exact worst relative error of truncated Mitchell."""
    raise Absent("verify worst")


def six_metrics() -> float:
    """Seconds for the exact error rate and mean errors over all pairs."""
    raise Absent("exact means")


if __name__ == "__main__":
    main()
