"""Mutants of the kernel's own source: one that still passes the tests that run its line is a missing test.

    python -m tests.campaigns.kernel_mutants --kinds guard --report survivors.txt

First the kernel's tests run once under coverage.py, which tells what test runs which line. Then for each mutant a
process is forked, in which the changed module takes the place of its file, and those tests run until one fails, the
module's own and the quickest first, for at most twice their time and 5 seconds. `--kinds guard` are the conditions of
`raise`, and checks called for nothing but their refusal. `--only` takes a pattern of file names, `--lines A-B` a range
in each; `--sample N` runs N of the mutants, evenly chosen by `--seed`.
"""

import argparse
import ast
import copy
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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from random import Random
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]
KERNEL = ROOT / "verify" / "kernel"
KINDS = ("guard", "condition", "number", "operation", "argument")
MEMORY_MB = 4096
TIMES = "KERNEL_TESTS_TIMES"
SLOW = 1
"""Seconds under coverage.py from which a test runs for mutants of its own module alone."""
COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
COMPUTED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitOr, ast.Pow: ast.Mult,
}  # fmt: skip


_times: dict[str, float] = defaultdict(float)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module of the kernel with one place changed."""

    path: Path
    line: int
    kind: str
    change: str
    source: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}: {self.kind}: {self.change}"


def mutants(path: Path, kinds: Sequence[str]) -> Iterator[Mutant]:
    """Every mutant of these kinds of one file, but for what no test can tell.

    That is lines that no test can reach, and `strict`, `frozen` and `slots`, which only help against mistakes.
    """
    source = path.read_text("utf-8")
    tree, lines = ast.parse(source), source.splitlines()
    keywords = [node for node in ast.walk(tree) if isinstance(node, ast.keyword)]
    same = {id(keyword.value) for keyword in keywords if keyword.arg in ("strict", "frozen", "slots")}
    for place, node in enumerate(ast.walk(tree)):
        for number, (kind, change, _) in enumerate(_changes(node)):
            if kind not in kinds or id(node) in same or "pragma: no cover" in lines[node.lineno - 1]:
                continue
            changed = copy.deepcopy(tree)
            twin = next(other for position, other in enumerate(ast.walk(changed)) if position == place)
            _changes(twin)[number][2]()
            yield Mutant(path, node.lineno, kind, change, ast.unparse(ast.fix_missing_locations(changed)))


def _changes(node: ast.AST) -> list[tuple[str, str, Callable[[], None]]]:
    """What can be changed at a node: the kind, the change in words, and what makes it."""
    found: list[tuple[str, str, Callable[[], None]]] = []

    def offer(kind: str, change: str, make: Callable[[], None]) -> None:
        found.append((kind, change, make))

    def put(name: str, value: object) -> Callable[[], None]:
        return lambda: setattr(node, name, value)

    match node:
        case ast.If(test=test, body=[ast.Raise(), *_]):
            offer("guard", f"never: if {ast.unparse(test)}: raise", put("test", ast.Constant(False)))
            if isinstance(test, ast.BoolOp):
                for part in range(len(test.values)):
                    rest = [value for place, value in enumerate(test.values) if place != part]
                    smaller = rest[0] if len(rest) == 1 else ast.BoolOp(test.op, rest)
                    text = f"if {ast.unparse(test)}: without {ast.unparse(test.values[part])}"
                    offer("guard", text, put("test", smaller))
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            offer("condition", f"{ast.unparse(test)} never", put("test", ast.Constant(False)))
            if not isinstance(node, ast.While):
                offer("condition", f"{ast.unparse(test)} always", put("test", ast.Constant(True)))
        case ast.Expr(value=ast.Call() as call):
            offer("guard", f"not called: {ast.unparse(call)}", put("value", ast.Constant(None)))
    match node:
        case ast.Compare(ops=ops):
            for place, op in enumerate(ops):
                if type(op) in COMPARED:
                    other = COMPARED[type(op)]()
                    text = f"{ast.unparse(node)}: {type(op).__name__} becomes {type(other).__name__}"
                    offer("condition", text, lambda place=place, other=other: ops.__setitem__(place, other))
        case ast.BoolOp(op=op):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            offer("condition", f"{ast.unparse(node)}: {type(other).__name__}", put("op", other))
        case ast.UnaryOp(op=ast.Not()):
            offer("condition", f"{ast.unparse(node)}: without not", put("op", ast.UAdd()))
        case ast.UnaryOp(op=ast.USub()) if not isinstance(node.operand, ast.Constant):
            offer("operation", f"{ast.unparse(node)}: without its sign", put("op", ast.UAdd()))
        case ast.BinOp(op=op) if type(op) in COMPUTED and not isinstance(node.left, ast.JoinedStr):
            other = COMPUTED[type(op)]()
            offer("operation", f"{ast.unparse(node)}: {type(other).__name__}", put("op", other))
        case ast.Constant(value=bool() as value):
            offer("number", f"{value} becomes {not value}", put("value", not value))
        case ast.Constant(value=int() as value):
            offer("number", f"{value} becomes {value + 1}", put("value", value + 1))
        case ast.Call(args=[first, second, *_]) if ast.dump(first) != ast.dump(second):
            if not _in_any_order(node) and not any(isinstance(arg, ast.Starred) for arg in node.args[:2]):
                offer("argument", f"{ast.unparse(node)}: swapped", lambda: _swap(node.args))
    return found


def _swap(args: list[ast.expr]) -> None:
    args[0], args[1] = args[1], args[0]


def _in_any_order(call: ast.Call) -> bool:
    """Whether a call takes its arguments in any order, or only makes a message of them."""
    return ast.unparse(call.func) in ("Rejected", "max", "min", "math.gcd", "math.lcm", "refuse_large")


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
