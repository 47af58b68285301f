"""Runs of a recurrence that end where its claim fails, and what holds in all of some runs.

First all short runs with simple parameters and inputs, then longer ones with inputs drawn at random, then
z3's nlsat on what a few steps come to. A run that is found is made simpler as long as it still fails.
"""

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ..kernel.certificate import Certificate
from ..kernel.inputs import holds
from ..kernel.recurrence import Numbers, after_step, at_start, may_step
from ..kernel.rejection import Rejected
from ..kernel.statement import Always, Fails, ForAll
from ..kernel.term import Sort, Term, postorder, substitute
from . import nlsat, sampling
from .finding import Budget
from .sampling import Input

PARAMETERS, INPUTS, STATES = 40, 12, 60
LONG_RUNS, LONGEST = 200, 60
MOST_BITS = 2000
MOST_NODES = 20_000
UNROLLED = 3


@dataclass(frozen=True, eq=False, slots=True)
class Run:
    """Parameters, the inputs of each step, and the states that these lead to, the start among them."""

    parameters: Input
    steps: tuple[Input, ...]
    states: tuple[Numbers, ...]
    fails: bool = False


def failing_run(claim: Always) -> Certificate | None:
    """A run after which the conclusion is false or undefined, or of which the last step is."""
    short = (run for parameters in _parameters(claim) for run in _short_runs(claim, parameters))
    found = next((run for run in itertools.chain(short, long_runs(claim)) if run.fails), None)
    if found is not None:
        return _certificate(claim, _simpler(claim, found))
    return _unrolled(claim)


def long_runs(claim: Always) -> Iterator[Run]:
    """Runs with inputs drawn at random from simple ones, the same every time."""
    draw = random.Random(0)
    parameters = _parameters(claim)
    choices = [list(itertools.islice(sampling.inputs((declared,)), 8)) for declared in claim.inputs]
    if not parameters or not all(choices):
        return
    cost = len(postorder((*claim.step, *claim.conditions, claim.conclusion)))
    length = max(4, min(LONGEST, MOST_NODES // cost)) if claim.inputs else LONGEST
    for number in range(min(LONG_RUNS, len(parameters)) if not claim.inputs else LONG_RUNS):
        run = _begun(claim, parameters[number % len(parameters)])
        for _ in range(length * 2):
            if run is None or run.fails or len(run.steps) >= length or _is_long(run.states[-1]):
                break
            chosen: Input = {}
            for choice in choices:
                chosen |= draw.choice(choice)
            run = _further(claim, run, chosen) or run
        if run is not None:
            yield run


def _parameters(claim: Always) -> list[Input]:
    """Simple parameters that meet the hypotheses."""
    found = (values for values in sampling.inputs(claim.variables) if sampling.meets(claim.hypotheses, values))
    return list(itertools.islice(found, PARAMETERS))


def _short_runs(claim: Always, parameters: Input) -> Iterator[Run]:
    """Breadth first."""
    choices = list(itertools.islice(sampling.inputs(claim.inputs), INPUTS))
    first = _begun(claim, parameters)
    waiting = [] if first is None else [first]
    for run in waiting:
        yield run
        if run.fails or len(waiting) > STATES or _is_long(run.states[-1]):
            return
        further = (_further(claim, run, chosen) for chosen in choices)
        waiting += [more for more in further if more is not None]


def _begun(claim: Always, parameters: Input) -> Run | None:
    """The run without steps; None where nothing can be said of it."""
    try:
        state = at_start(claim, parameters)
        fails = state is None or not holds(claim.conclusion, {**parameters, **state})
    except Rejected:
        return None
    return Run(parameters, (), () if state is None else (state,), fails)


def _further(claim: Always, run: Run, chosen: Input) -> Run | None:
    """The run with one more step; None where that is not possible, or nothing can be said of it."""
    numbers = {**run.parameters, **run.states[-1], **chosen}
    try:
        if not may_step(claim, numbers):
            return None
        state = after_step(claim, numbers)
        fails = state is None or not holds(claim.conclusion, {**run.parameters, **state})
    except Rejected:
        return None
    states = run.states if state is None else (*run.states, state)
    return Run(run.parameters, (*run.steps, chosen), states, fails)


def _is_long(state: Numbers) -> bool:
    """Whether some number has too many digits to go on with; of one that is no rational, its term counts."""
    return any(
        value.numerator.bit_length() + value.denominator.bit_length() > MOST_BITS
        if isinstance(value, int | Fraction)
        else len(postorder((value.term,))) > MOST_BITS
        for value in state.values()
    )


def _followed(claim: Always, parameters: Input, steps: Sequence[Input]) -> Run | None:
    """The run with these steps, ended where it fails."""
    run = _begun(claim, parameters)
    for chosen in steps:
        if run is None or run.fails:
            break
        run = _further(claim, run, chosen)
    return run if run is not None and run.fails else None


def _simpler(claim: Always, run: Run) -> Run:
    """A failing run with steps left out, and with the simplest inputs where others are not needed."""
    place = len(run.steps) - 1
    while place >= 0:
        shorter = _followed(claim, run.parameters, (*run.steps[:place], *run.steps[place + 1 :]))
        run = shorter or run
        place = min(place, len(run.steps)) - 1
    simplest = next(sampling.inputs(claim.inputs))
    for place, name in itertools.product(range(len(run.steps)), simplest):
        if place < len(run.steps):
            changed = {**run.steps[place], name: simplest[name]}
            run = _followed(claim, run.parameters, (*run.steps[:place], changed, *run.steps[place + 1 :])) or run
    return run


def _certificate(claim: Always, run: Run) -> Certificate:
    evidence = {"values": sampling.as_texts(run.parameters), "steps": [*map(sampling.as_texts, run.steps)]}
    return Certificate(Fails(claim), "witness", evidence)


def _unrolled(claim: Always) -> Certificate | None:
    """A failing run that nlsat finds, for a few numbers of steps."""
    every = (*claim.variables, *claim.states, *claim.inputs)
    if any(declared.sort is not Sort.REAL for declared in every):
        return None
    for count in range(UNROLLED + 1):
        try:
            statement, names = unrolled(claim, count)
        except Rejected:
            return None
        if not statement.variables or len(postorder((*statement.hypotheses, statement.conclusion))) > MOST_NODES:
            return None
        certificate = nlsat.propose(statement, Budget()).certificate
        if certificate is not None:
            values: Input = {name: Fraction(text) for name, text in certificate.evidence["values"].items()}
            chosen: list[Input] = [{old: values[new] for old, new in step.items()} for step in names]
            run = _followed(claim, {one.name: values[one.name] for one in claim.variables}, chosen)
            if run is not None:
                return _certificate(claim, run)
    return None


def unrolled(claim: Always, count: int) -> tuple[ForAll, list[dict[str, str]]]:
    """That the conclusion holds after `count` steps, and what the inputs of each step are called there."""
    state: dict[str, Term] = {one.name: term for one, term in zip(claim.states, claim.start, strict=True)}
    hypotheses = [*claim.hypotheses]
    variables = [*claim.variables]
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
    return next(one for one in (name, *(f"{name}_{more}" for more in itertools.count())) if one not in taken)
