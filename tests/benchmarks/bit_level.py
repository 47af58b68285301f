"""The bit level's figures beside their targets, on one core and inside one process.

    python -m tests.benchmarks.bit_level [--only TEXT]

Each row is a figure: what was measured, its target, and "ok" or "MISSED"; or
"absent" with what is not there, or "rejected" with the kernel's reason.
Libraries are imported outside the clock.
"""

import argparse
import base64
import functools
import json
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from tests.benchmarks import ours
from tests.benchmarks.mitchell_words import CATALOGUE, claimed, instance
from tests.benchmarks.word_sizes import WARM_UP, WITHOUT_PROOFS
from verify.claims.compared import compare
from verify.claims.instance import Instance
from verify.claims.measure import measure
from verify.engine import worker
from verify.engine.decide import decide_statement
from verify.engine.store import CertificateStore
from verify.engine.workers import Checked, Found, Hint
from verify.engine.worst import worst_case as worst_case_of
from verify.kernel.certificate import Certificate
from verify.kernel.check import check
from verify.kernel.clause_proof import replay
from verify.kernel.failure import failures, prepared
from verify.kernel.rejection import Rejected
from verify.kernel.text import term_text
from verify.methods import cadical
from verify.methods.error_metrics import error_metrics
from verify.methods.plan import plan


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
        times = _Once(f"datapath of {width} bits", lambda width=width: instance("datapath_within_a_ninth", width))
        yield Figure(f"the datapath's 1/9 at {width} bits, found", limit, times.found)
        yield Figure(f"the datapath's 1/9 at {width} bits, checked", limit, times.checked)
    times = _Once("all integers", lambda: instance("ninth_at_every_word_size"))
    yield Figure("1/9 for all integers, found and checked", 1.0, lambda: times.found() + times.checked())
    proofs = functools.cache(refutations)
    name = "LRAT of the monolithic query at 7 bits, made and replayed"
    yield Figure(name, 15.0, lambda: proofs().seconds_made + proofs().seconds_replayed)
    speed = "LRAT replay of these proofs"
    yield Figure(speed, 1e6, lambda: proofs().hints / proofs().seconds_replayed, "hints/s", at_least=True)
    for width, limit in ((8, 0.1), (12, 20.0)):
        name = f"the kernel's enumeration of 2^{2 * width} inputs"
        yield Figure(name, limit, lambda width=width: enumerated(width))
    for kept in range(1, 8):
        name = f"exact worst case at 16 bits with {kept} fraction bits kept"
        yield Figure(name, 5.0, lambda kept=kept: worst_case(kept))
    yield Figure("six metrics at 12 × 12 bits", 30.0, six_metrics)


class _Once:
    """A certificate is found once, by the first method that has one, and both of its times are kept."""

    def __init__(self, name: str, instance: Callable[[], Instance]) -> None:
        self.name, self.instance = name, instance
        self.times: tuple[float, float] | None = None

    def found(self) -> float:
        """Seconds to find it."""
        return self._both()[0]

    def checked(self) -> float:
        """Seconds to read its text and check it."""
        return self._both()[1]

    def _both(self) -> tuple[float, float]:
        if self.times is None:
            instance = self.instance()
            lemmas = tuple(map(term_text, instance.lemmas))
            for method in plan(instance.statement):
                if method in WITHOUT_PROOFS or (method == "lemma" and not lemmas):
                    continue
                answer = ours.certified(method, instance.statement, WARM_UP, lemmas)
                if answer.check is not None:
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


@dataclass(frozen=True, slots=True)
class Refutations:
    """What CaDiCaL's proofs for one statement took, and how many hints they have."""

    seconds_made: float
    seconds_replayed: float
    hints: int


def refutations() -> Refutations:
    """1/9 for the integer formula on words from 1 to 127, without cases: every way to fail by its clauses."""
    claim = claimed("ninth_at_every_word_size")
    words = tuple(replace(declared, low=Fraction(1), high=Fraction(127)) for declared in claim.variables)
    made = replayed = 0.0
    hints = 0
    began = time.perf_counter()
    for failure in failures(prepared(replace(claim, variables=words)), words):
        clauses = failure.circuit.clauses(failure.goals)[0]
        proof = cadical.solve(clauses).proof
        made += time.perf_counter() - began
        began = time.perf_counter()
        replay(clauses, proof)
        replayed += time.perf_counter() - began
        hints += _hints(proof)
        began = time.perf_counter()
    return Refutations(made, replayed, hints)


def _hints(proof: str) -> int:
    """How many hints all steps of a proof have; each is literals, 0, hints, 0."""
    steps = zlib.decompress(base64.b64decode(proof)).decode("ascii").splitlines()
    return sum(len(step.split(" 0 ", 1)[-1].split()) - 1 for step in steps)


def worst_case(kept: int) -> float:
    """Seconds to find and prove the exact worst relative error of truncated Mitchell, below the exact product."""
    pair = compare(f"{CATALOGUE}:truncated", "a*b", {"": 16}, {"t": kept}, assumed=("a >= 1", "b >= 1"))
    finders, store = _InProcess(), CertificateStore(None, fresh=True)
    began = time.perf_counter()
    worst = worst_case_of(
        measure(pair, "relative", -1), store, finders, lambda goal: decide_statement(goal, store, finders, plan)
    )
    if not worst.is_proved():
        raise Absent(f"a proof that nothing is worse than {worst.value}")
    return time.perf_counter() - began


class _InProcess:
    """What workers do, in this process."""

    def find(
        self, method: str, statement: str, hint: Hint = MappingProxyType({}), seconds: float | None = None
    ) -> Found:
        """What the method finds."""
        budget = json.dumps({"seconds": seconds or 60})
        return Found(**json.loads(worker.find(method, statement, budget, json.dumps(dict(hint)))))

    def check(self, certificates: Sequence[str]) -> list[Checked]:
        """What the kernel says."""
        answers = json.loads(worker.check(json.dumps(list(certificates))))
        return [Checked(**answer | {"rules": tuple(answer.get("rules", ()))}) for answer in answers]


def six_metrics() -> float:
    """Seconds for the error rate, worst and mean errors of Mitchell's formula over all pairs of 12-bit words."""
    pair = compare(f"{CATALOGUE}:mitchell", "a*b", {"": 12}, {}, assumed=("a >= 1", "b >= 1"))
    began = time.perf_counter()
    error_metrics(pair)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
