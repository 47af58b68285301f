"""CaDiCaL, through python-sat: a model of some clauses, or a proof that there is none, in the kernel's form.

CaDiCaL 1.9.5 writes LRAT with hints, as text, when these two variables are set
while the solver is made. That is documented nowhere, so the package is pinned.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from ..kernel.circuit import Clause
from ..kernel.clause_proof import Step, packed

_OPTIONS = {"CADICAL_LRAT": "1", "CADICAL_BINARY": "0"}


class Unreadable(Exception):
    """The solver's proof is not what this file knows how to read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The variables that are true in a model; or, where there is none, the `proof` of that for `clause_proof`."""

    model: frozenset[int] | None
    proof: str = ""


def solve(clauses: Sequence[Clause]) -> Answer:
    """The answer of CaDiCaL, which knows no limit: it is for a worker that can be killed.

    Only the last clause may have a single literal: what CaDiCaL derives while it
    is still given clauses would shift their numbers.
    """
    from pysat.solvers import Cadical195

    before = {name: os.environ.get(name) for name in _OPTIONS}
    os.environ.update(_OPTIONS)
    try:
        solver = Cadical195(bootstrap_with=clauses, with_proof=True)
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
    try:
        if solver.solve():
            return Answer(frozenset(literal for literal in solver.get_model() if literal > 0))
        solver.prfile.seek(0)
        return Answer(None, packed(_needed(solver.prfile.read().decode("ascii").splitlines(), len(clauses))))
    finally:
        solver.delete()


def _needed(lines: list[str], given: int) -> list[Step]:
    """The steps that the last one rests on, numbered anew, hints counted backwards from the step.

    Most lines of a proof are of no use for its end, so only those that are get read.
    """
    told = {number: rest for number, _, rest in (line.partition(" ") for line in lines) if not rest.startswith("d")}
    last, clause, _ = _read(lines[-1], given) if lines else (0, [0], [])
    if clause:
        raise Unreadable("CaDiCaL's proof does not end with the empty clause")
    steps: dict[int, Step] = {}
    waiting = [last]
    while waiting:
        number = waiting.pop()
        if number not in steps:
            _, *step = _read(f"{number} {told.get(str(number), '')}", given)
            steps[number] = (step[0], step[1])
            waiting += [hint for hint in steps[number][1] if hint > given and hint not in steps]
    numbers = {old: given + place for place, old in enumerate(sorted(steps), 1)}
    return [
        (clause, [numbers[old] - numbers.get(hint, hint) for hint in hints])
        for old, (clause, hints) in sorted(steps.items())
    ]


def _read(line: str, given: int) -> tuple[int, list[int], list[int]]:
    """The number, the clause and the hints of a step."""
    try:
        number, *rest = map(int, line.split())
        middle = rest.index(0)
    except ValueError:
        raise Unreadable(f"CaDiCaL's proof has the line {line[:60]!r}") from None
    clause, hints = rest[:middle], rest[middle + 1 : -1]
    if number <= given or rest[-1] != 0 or min(hints, default=1) < 1:
        raise Unreadable(f"CaDiCaL's proof has the line {line[:60]!r}")
    return number, clause, hints
