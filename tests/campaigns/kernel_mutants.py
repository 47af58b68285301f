"""Mutants of the kernel's own source: one that still passes the tests that run its line is a missing test.

    python -m tests.campaigns.kernel_mutants --kinds guard --report survivors.txt

First the kernel's tests run once under coverage.py, which tells what test runs which line. Then for each mutant a
process is forked, in which the changed module takes the place of its file, and those tests run until one fails, the
module's own and the quickest first, for at most twice their time and 5 seconds. `--kinds guard` are the conditions of
`raise`, and checks called for nothing but their refusal. `--only` takes a pattern of file names, `--lines A-B` a range
in each; `--sample N` runs N of the mutants, evenly chosen by `--seed`.
"""

import argparse
import gc
import importlib.abc
import importlib.util
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from random import Random
from types import ModuleType
from typing import TYPE_CHECKING

from tests.campaigns.edits_of_source import ROOT, Mutant, mutants

if TYPE_CHECKING:
    import pytest

KERNEL = ROOT / "verify" / "kernel"
MEMORY_MB = 4096
TIMES = "KERNEL_TESTS_TIMES"
SLOW = 1
"""Seconds under coverage.py from which a test runs for mutants of its own module alone."""
_times: dict[str, float] = defaultdict(float)


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds one module in a text, where its file has another."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = ".".join(mutant.path.relative_to(ROOT).with_suffix("").parts)
        self.mutant = mutant

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        return importlib.util.spec_from_loader(name, self) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(self.mutant.path)
        exec(compile(self.mutant.source, str(self.mutant.path), "exec"), module.__dict__)


def outcome(mutant: Mutant, tests: Sequence[str], seconds: int) -> str:
    """Whether all these tests pass with the mutant in its module's place, within the limits."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB << 20, MEMORY_MB << 20))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        sys.meta_path.insert(0, _Changed(mutant))
        silence = os.open(os.devnull, os.O_RDWR)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        import pytest

        options = ["-x", "-q", "-n0", "-p", "no:cacheprovider", "-p", "no:verify", f"--rootdir={ROOT}"]
        options += ["--hypothesis-profile=unshrunk"]
        own = [test for test in tests if f"/test_{mutant.path.stem}.py::" in test]
        code = pytest.main([*options, *own]) if own else 0  # before the others are even imported
        others = [test for test in tests if test not in own]
        os._exit(int(code or (pytest.main([*options, *others]) if others else 0)))
    ends = time.monotonic() + 10 * seconds
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            if code == 5:  # 4 is a module of tests that cannot be imported any more
                raise RuntimeError(f"pytest ends with {code}: {' '.join(tests)}")
            if code == -signal.SIGXCPU:
                return "killed by time"
            return "killed" if code else "survived"
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "killed by time"


def pytest_runtest_setup(item: "pytest.Item") -> None:
    """Tells coverage.py what test runs: by itself, it takes those of Hypothesis for Hypothesis's own functions."""
    import coverage

    if (running := coverage.Coverage.current()) is not None:
        running.switch_context(_name(item.nodeid))


def pytest_runtest_logreport(report: "pytest.TestReport") -> None:
    _times[_name(report.nodeid)] += report.duration


def pytest_sessionfinish() -> None:
    Path(os.environ[TIMES]).write_text(json.dumps(_times))


def _name(nodeid: str) -> str:
    """A test without its parameters."""
    return nodeid.partition("[")[0].replace(".py::", ".").replace("/", ".")


def tests_by_line(data_file: Path) -> tuple[dict[str, dict[int, set[str]]], dict[str, float]]:
    """For each file of the kernel and line of it, the tests that run it, by coverage.py, and the seconds of each test.

    Made if it is not there.
    """
    import coverage

    times = data_file.with_suffix(".times")
    if not (data_file.exists() and times.exists()):
        settings = data_file.with_suffix(".rc")
        settings.write_text("[run]\nbranch = true\nsource = verify/kernel\n")
        command = ["-m", "coverage", "run", f"--rcfile={settings}", f"--data-file={data_file}", "-m", "pytest"]
        options = ["-q", "-n0", "-p", "tests.campaigns.kernel_mutants", "tests/kernel"]
        environment = {**os.environ, TIMES: str(times)}
        subprocess.run([sys.executable, *command, *options], cwd=ROOT, env=environment, check=True)
    data = coverage.CoverageData(str(data_file))
    data.read()
    found: dict[str, dict[int, set[str]]] = {}
    for name in data.measured_files():
        file = name.rpartition("verify/kernel/")[2]
        found[file] = {
            line: {context for context in contexts if context.startswith("tests.")}
            for line, contexts in data.contexts_by_lineno(name).items()
        }
    return found, json.loads(times.read_text())


def ordered(
    path: Path, line: int, known: dict[str, dict[int, set[str]]], times: dict[str, float], most: int
) -> tuple[list[str], float]:
    """The tests that run a line, as pytest takes them: the module's own, then others, the quickest first; their time.

    Where none of its own does, as where it runs on import, all of its own are taken, and others that run the file.
    Left out are others that take longer than `SLOW` while some remain.
    """
    lines = known.get(str(path.relative_to(KERNEL)), {})
    running = names = lines.get(line, set())
    own = f"test_{path.stem}."
    if not any(own in name for name in names):
        names = set().union(*lines.values())
    names = {name for name in names if own in name or times[name] < SLOW} or names
    chosen = sorted(names, key=lambda name: (own not in name, name not in running, times[name], name))[:most]
    parted = (name.rpartition(".") for name in chosen)
    return [f"{module.replace('.', '/')}.py::{test}" for module, _, test in parted], sum(times[name] for name in chosen)


def main(arguments: Sequence[str]) -> int:
    """0 where no mutant survives that is not explained."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", default="guard")
    parser.add_argument("--only", default="")
    parser.add_argument("--lines", default="1-100000")
    parser.add_argument("--sample", type=int, default=0, help="so many of them, evenly from all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tests", type=int, default=60, help="the most tests that a mutant is run against")
    parser.add_argument("--seconds", type=int, default=60, help="the most processor time for a mutant's tests")
    parser.add_argument("--data", type=Path, default=Path("/tmp/kernel-tests-by-line"))
    parser.add_argument("--report", type=Path, default=Path("survivors.txt"))
    chosen = parser.parse_args(arguments)
    known, times = tests_by_line(chosen.data)
    _import_what_tests_need()
    sys.dont_write_bytecode = False  # the tests' rewritten modules, which every process would make again
    gc.collect()
    gc.freeze()
    first, last = map(int, chosen.lines.split("-"))
    found = [
        each
        for path in sorted(KERNEL.rglob("*.py"))
        if re.search(chosen.only, str(path.relative_to(KERNEL)))
        for each in mutants(path, chosen.kinds.split(","))
        if first <= each.line <= last
    ]
    if chosen.sample:
        found = sample(found, chosen.sample, chosen.seed)

    def run(mutant: Mutant) -> str:
        tests, seconds = ordered(mutant.path, mutant.line, known, times, chosen.tests)
        return outcome(mutant, tests, min(chosen.seconds, 5 + int(2 * seconds)))

    counts: Counter[tuple[str, str]] = Counter()
    with chosen.report.open("w") as stream:
        for path, group in groupby(found, key=lambda each: each.path):
            here = list(group)
            same = Mutant(path, here[0].line, "none", "nothing", path.read_text("utf-8"))
            if run(same) != "survived":
                raise RuntimeError(f"{path}: its tests fail without a change; is {chosen.data} of another time?")
            of_file: Counter[tuple[str, str]] = Counter()
            for mutant in here:
                what = run(mutant)
                of_file[mutant.kind, what] += 1
                if what != "killed":
                    print(f"{what}: {mutant}", file=stream, flush=True)
            counts += of_file
            print(f"{path.relative_to(KERNEL)}: {_figures(of_file)}", flush=True)
    print(f"{len(found)} mutants: {_figures(counts)}")
    return int(any(what == "survived" for _, what in counts))


def sample(found: Sequence[Mutant], count: int, seed: int) -> list[Mutant]:
    """So many of them, or all, at even distances in their order, from a first one that the seed chooses."""
    start = Random(seed).random()
    count = min(count, len(found))
    return [found[int((place + start) * len(found) / count)] for place in range(count)]


def _figures(counts: Counter[tuple[str, str]]) -> str:
    return ", ".join(f"{kind} {what} {number}" for (kind, what), number in sorted(counts.items()))


def _import_what_tests_need() -> None:
    """What takes long to import and is not the kernel, once for all forked processes."""
    for name in ("pytest", "hypothesis.strategies", "_hypothesis_pytestplugin", "pysat.solvers", "z3", "flint"):
        importlib.import_module(name)
    from hypothesis import Phase, settings

    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("unshrunk", derandomize=True, deadline=None, max_examples=60, phases=phases)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
