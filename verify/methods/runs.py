"""Runs of a recurrence that end where its claim fails.

First all short ones with simple parameters and inputs, then longer ones with inputs drawn at random. A run
that is found is made simpler as long as it still fails. For real numbers there is also what z3's nlsat
makes of a few steps.
"""

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ..kernel.certificate import Certificate
from ..kernel.inputs import holds
from ..kernel.real_number import RealNumber
from ..kernel.recurrence import Numbers, after_step, at_start, may_step
from ..kernel.rejection import Rejected
from ..kernel.rules.witness import LONGEST_RUN
from ..kernel.statement import Always, Fails, ForAll
from ..kernel.term import REAL_FUNCTIONS, Sort, Term, postorder, substitute
from . import nlsat, sampling
from .finding import Budget
from .sampling import STEPS_OF_A_REAL_FUNCTION, Input

PARAMETERS, INPUTS, STATES = 40, 12, 200
LONG_RUNS, LONGEST = 200, 60
MOST_WORK = 300_000
"""How many operations are evaluated, in short runs and again in long ones."""
WORK_OF_A_REFUSAL = 10_000
SIMPLEST = 3
MOST_BITS, MOST_PARTS = 2000, 12
MOST_NODES = 20_000
UNROLLED = 3


@dataclass(frozen=True, eq=False, slots=True)
class Run:
    """Parameters, the inputs of each step, and the last state (None: undefined); whether it fails the claim."""

    parameters: Input
    steps: tuple[Input, ...]
    state: Numbers | None
    fails: bool


class Runs:
    """The search for a run that fails `claim`."""

    def __init__(self, claim: Always) -> None:
        self.claim = claim
        nodes = postorder((*claim.step, *claim.conditions, claim.conclusion))
        self.cost = len(nodes) + STEPS_OF_A_REAL_FUNCTION * sum(node.op in REAL_FUNCTIONS for node in nodes)
        self.work = 0
        simple = sampling.inputs(claim.variables)
        met = (values for values in simple if sampling.meets(claim.hypotheses, values))
        self.parameters = list(itertools.islice(met, PARAMETERS))

    def short(self) -> Certificate | None:
        """A failing run that has few steps, with simple inputs, all of them tried."""
        run = self._first(run for parameters in self.parameters for run in self._breadth_first(parameters))
        return None if run is None else _certificate(self.claim, self._with_simpler_inputs(run))

    def long(self) -> Certificate | None:
        """A failing run with inputs drawn from simple ones; the same are drawn every time."""
        run = self._first(self._drawn()) if self.claim.inputs else None
        if run is None:
            return None
        return _certificate(self.claim, self._with_simpler_inputs(self._with_fewer_steps(run)))

    def _first(self, runs: Iterator[Run]) -> Run | None:
        """The first of them that fails, as long as there is work left."""
        self.work = 0
        for run in runs:
            if run.fails:
                return run
            if self.work > MOST_WORK:
                return None
        return None

    def _breadth_first(self, parameters: Input) -> Iterator[Run]:
        choices = list(itertools.islice(sampling.inputs(self.claim.inputs), INPUTS))
        first = self._begun(parameters)
        waiting = [] if first is None else [first]
        seen: set[tuple[object, ...]] = set()
        for run in waiting:
            yield run
            state = tuple((run.state or {}).values())
            if not any(isinstance(value, RealNumber) for value in state):
                if state in seen:
                    continue
                seen.add(state)
            if len(waiting) > (STATES if self.claim.inputs else LONGEST_RUN) or _is_long(run.state):
                return
            further = (self._further(run, chosen) for chosen in choices)
            waiting += [more for more in further if more is not None]

    def _drawn(self) -> Iterator[Run]:
        draw = random.Random(0)
        columns = {one.name: [values[one.name] for values in itertools.islice(sampling.inputs((one,)), 8)]
                   for one in self.claim.inputs}  # fmt: skip
        if not self.parameters or not all(columns.values()):
            return
        for number in range(LONG_RUNS):
            run = self._begun(self.parameters[number % len(self.parameters)])
            for _ in range(LONGEST):
                if run is None:
                    break
                yield run
                if run.fails or _is_long(run.state):
                    break
                run = self._further(run, {name: draw.choice(column) for name, column in columns.items()}) or run

    def _begun(self, parameters: Input) -> Run | None:
        """The run without steps; None where nothing can be said of it."""
        try:
            return self._at(parameters, (), at_start(self.claim, parameters))
        except Rejected:
            return None

    def _further(self, run: Run, chosen: Input) -> Run | None:
        """The run with one more step; None where that is not possible, or nothing can be said of it."""
        self.work += self.cost
        numbers = {**run.parameters, **(run.state or {}), **chosen}
        try:
            if run.state is None or not may_step(self.claim, numbers):
                return None
            return self._at(run.parameters, (*run.steps, chosen), after_step(self.claim, numbers))
        except Rejected:
            self.work += WORK_OF_A_REFUSAL
            return None

    def _at(self, parameters: Input, steps: tuple[Input, ...], state: Numbers | None) -> Run:
        fails = state is None or not holds(self.claim.conclusion, {**parameters, **state})
        return Run(parameters, steps, state, fails)

    def followed(self, parameters: Input, steps: Sequence[Input]) -> Run | None:
        """The run with these steps, ended where it fails; None where it does not."""
        run = self._begun(parameters)
        for chosen in steps:
            if run is None or run.fails:
                break
            run = self._further(run, chosen)
        return run if run is not None and run.fails else None

    def _with_fewer_steps(self, run: Run) -> Run:
        for place in reversed(range(len(run.steps))):
            run = self.followed(run.parameters, (*run.steps[:place], *run.steps[place + 1 :])) or run
        return run

    def _with_simpler_inputs(self, run: Run) -> Run:
        """With the simplest values that still fail, one after the other."""
        for place, one in itertools.product(range(len(run.steps)), self.claim.inputs):
            for values in itertools.islice(sampling.inputs((one,)), SIMPLEST):
                if place >= len(run.steps) or run.steps[place][one.name] == values[one.name]:
                    break
                steps = (*run.steps[:place], {**run.steps[place], **values}, *run.steps[place + 1 :])
                simpler = self.followed(run.parameters, steps)
                if simpler is not None:
                    run = simpler
                    break
        return run

    def unrolled(self) -> Certificate | None:
        """A failing run that nlsat finds, for a few numbers of steps."""
        claim = self.claim
        if any(declared.sort is not Sort.REAL for declared in (*claim.variables, *claim.states, *claim.inputs)):
            return None
        for count in range(UNROLLED + 1):
            try:
                statement, names = unrolled(claim, count)
            except Rejected:
                return None
            if len(postorder((*statement.hypotheses, statement.conclusion))) > MOST_NODES:
                return None
            certificate = nlsat.propose(statement, Budget()).certificate if statement.variables else None
            if certificate is not None:
                values: Input = {name: Fraction(text) for name, text in certificate.evidence["values"].items()}
                steps: list[Input] = [{old: values[new] for old, new in step.items()} for step in names]
                run = self.followed({one.name: values[one.name] for one in claim.variables}, steps)
                if run is not None:
                    return _certificate(claim, run)
        return None


def unrolled(claim: Always, count: int) -> tuple[ForAll, list[dict[str, str]]]:
    """That the conclusion holds after `count` steps, and what the inputs of each step are called there."""
    state: dict[str, Term] = {one.name: term for one, term in zip(claim.states, claim.start, strict=True)}
    hypotheses, variables = [*claim.hypotheses], [*claim.variables]
    taken = {one.name for one in (*claim.variables, *claim.states, *claim.inputs)}
    names: list[dict[str, str]] = []
    for number in range(1, count + 1):
        fresh = {one.name: _fresh(f"{one.name}_{number}", taken) for one in claim.inputs}
        taken |= set(fresh.values())
        declared = [replace(one, name=fresh[one.name]) for one in claim.inputs]
        values = state | {one.name: new.term() for one, new in zip(claim.inputs, declared, strict=True)}
        hypotheses += [substitute(condition, values) for condition in claim.conditions]
        state = {one.name: substitute(term, values) for one, term in zip(claim.states, claim.step, strict=True)}
        variables += declared
        names.append(fresh)
    return ForAll(tuple(variables), tuple(hypotheses), substitute(claim.conclusion, state)), names


def _fresh(name: str, taken: set[str]) -> str:
    """The name, or one that begins so and is not taken."""
    while name in taken:
        name += "_"
    return name


def _is_long(state: Numbers | None) -> bool:
    """Whether some number is too long to go on with; of one that is no rational, its term counts."""
    return any(
        value.numerator.bit_length() + value.denominator.bit_length() > MOST_BITS
        if isinstance(value, int | Fraction)
        else len(postorder((value.term,))) > MOST_PARTS
        for value in (state or {}).values()
    )


def _certificate(claim: Always, run: Run) -> Certificate:
    evidence = {"values": sampling.as_texts(run.parameters), "steps": [*map(sampling.as_texts, run.steps)]}
    return Certificate(Fails(claim), "witness", evidence)
