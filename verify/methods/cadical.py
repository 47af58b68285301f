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
        return Answer(None, packed(_needed(_steps(solver.prfile.read().decode("ascii"), len(clauses)), len(clauses))))
    finally:
        solver.delete()


def _steps(text: str, given: int) -> dict[int, Step]:
    """The steps of an LRAT proof by their numbers, up to the empty clause."""
    steps: dict[int, Step] = {}
    for line in text.splitlines():
        if " d " in line:
            continue
        try:
            number, *rest = map(int, line.split())
            middle = rest.index(0)
            clause, hints = rest[:middle], rest[middle + 1 : -1]
        except ValueError:
            raise Unreadable(f"CaDiCaL's proof has the line {line[:60]!r}") from None
        if number <= given or rest[-1] != 0 or min(hints, default=1) < 1:
            raise Unreadable(f"CaDiCaL's proof has the line {line[:60]!r}")
        steps[number] = (clause, hints)
        if not clause:
            return steps
    raise Unreadable("CaDiCaL's proof does not reach the empty clause")


def _needed(steps: dict[int, Step], given: int) -> list[Step]:
    """The steps that the empty clause rests on, numbered anew, hints counted backwards from the step."""
    last = next(reversed(steps))
    wanted, waiting = {last}, [last]
    while waiting:
        for hint in steps[waiting.pop()][1]:
            if hint > given and hint not in wanted:
                wanted.add(hint)
                waiting.append(hint)
    numbers = {old: given + place for place, old in enumerate(sorted(wanted), 1)}
    return [
        (clause, [numbers[old] - numbers.get(hint, hint) for hint in hints])
        for old in sorted(wanted)
        for clause, hints in (steps[old],)
    ]
