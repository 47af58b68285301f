"""Mitchell's 1/9 at one word size: the catalogue's statement, and how other tools are asked the same.

The peers get one and the same SMT-LIB file: words of the exact width of every
sum and product, so nothing wraps, and the whole datapath in one query.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.benchmarks.peers import Answer
from verify.claims.collect import cases_of, load
from verify.claims.domains import each
from verify.claims.instance import Instance, state
from verify.kernel.statement import ForAll

CATALOGUE = Path(__file__).parents[2] / "proofs" / "mitchell.py"
LARGEST_ENUMERATION = 16  # 2^32 pairs of words


def claimed(name: str, width: int | None = None) -> ForAll:
    """The statement of a claim of proofs/mitchell.py; of one with `w`, at this word size, in the catalogue or not."""
    statement = instance(name, width).statement
    assert isinstance(statement, ForAll)
    return statement


def instance(name: str, width: int | None = None) -> Instance:
    """The same with what its author says may help to prove it."""
    claims, errors = load(CATALOGUE)
    if errors:
        raise ValueError(f"{errors[0].file}:{errors[0].line}: {errors[0].message}")
    claim = next(claim for claim in claims if claim.name == name)
    if width is not None:
        claim = replace(claim, domains={**claim.domains, "w": each([width])})
    return state(cases_of(claim, CATALOGUE)[0])


def smt_lib(statement: ForAll) -> str:
    """The question for an input at which the statement fails, in SMT-LIB's QF_BV; "unsat" means that it holds."""
    import z3

    from verify.translate.z3_bitvectors import failing_inputs

    solver = z3.Solver()
    solver.add(*failing_inputs(statement).constraints)
    return f"(set-logic QF_BV)\n{solver.to_smt2()}"


def z3(text: str) -> Answer:
    """z3's solver for bit-vectors."""
    import z3

    solver = z3.SolverFor("QF_BV")
    solver.from_string(text)
    return _timed(lambda: str(solver.check()))


def cvc5(text: str) -> Answer:
    """cvc5 on the file, asked command by command."""
    import cvc5

    solver = cvc5.Solver()
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "query")

    def ask() -> str:
        output = ""
        while not (command := parser.nextCommand()).isNull():
            output += str(command.invoke(solver, parser.getSymbolManager()))
        return output.strip()

    return _timed(ask)


def bitwuzla(text: str) -> Answer:
    """bitwuzla on the file, read first and then asked."""
    import bitwuzla

    parser = bitwuzla.Parser(bitwuzla.TermManager(), bitwuzla.Options())
    parser.parse(text, True, False)
    return _timed(lambda: str(parser.bitwuzla().check_sat()).rpartition(".")[2].lower())


PEERS: Mapping[str, Callable[[str], Answer]] = {"z3": z3, "cvc5": cvc5, "bitwuzla": bitwuzla}


def numpy_enumeration(width: int) -> Answer:
    """All pairs of words other than 0, block by block in 64-bit arithmetic."""
    import numpy

    def ask() -> str:
        words = numpy.arange(1, 2**width, dtype=numpy.uint64)
        position = numpy.array([word.bit_length() - 1 for word in range(1, 2**width)], dtype=numpy.uint64)
        last = numpy.uint64(width - 1)
        logs = (position << last) + ((words - (numpy.uint64(1) << position)) << (last - position))
        rows = max(1, 2**20 // len(words))
        failing = sum(_failing(numpy, words, logs, last, start, start + rows) for start in range(0, len(words), rows))
        return f"a number ({failing} failing pairs)"

    return _timed(ask)


def _failing(numpy: Any, words: Any, logs: Any, last: Any, start: int, end: int) -> int:
    """How many pairs fail, the first word being one of those from place `start` to `end`."""
    total = logs[start:end, None] + logs[None, :]
    one = numpy.uint64(1) << last
    product = ((one + (total & (one - numpy.uint64(1)))) << (total >> last)) >> last
    exact = words[start:end, None] * words[None, :]
    holds = (product <= exact) & (numpy.uint64(9) * (exact - product) <= exact)
    return int(holds.size - numpy.count_nonzero(holds))


def _timed(ask: Callable[[], str]) -> Answer:
    began = time.perf_counter()
    leaves = ask()
    return Answer(time.perf_counter() - began, leaves if leaves.startswith("a number") else f"a word ({leaves})")
