"""Does a recurrence's statement do what the Python functions behind it do? Both are run for a few steps."""

from collections.abc import Callable, Sequence

from ..kernel.evaluate import Undefined, evaluate
from ..kernel.inputs import holds
from ..kernel.recurrence import after_step, at_start, may_step
from ..kernel.rejection import Rejected
from ..kernel.statement import Always
from .crosscheck import OUTSIDE, RAISES, Input, inputs, outcome
from .recurrence import Numbers, Recurrence, of_sorts

STEPS = 4
Plain = Callable[[Input], object]


def crosscheck_runs(claim: Always, plain: Plain, most: int = 200) -> str | None:
    """What is wrong in the first of `most` runs in which functions and statement differ; None if they agree.

    `plain` gives the recurrence for plain parameters. Each run has other parameters and up to four steps with
    inputs of their own. Passed over are runs in which numbers grow too long, or cannot be told apart.
    """
    choices = list(inputs(claim.inputs, most * STEPS))
    for number, parameters in enumerate(inputs(claim.variables, most)):
        places = range(number * STEPS, (number + 1) * STEPS)
        try:
            wrong = difference(claim, plain, parameters, [choices[place % len(choices)] for place in places if choices])
        except Rejected:
            continue
        if wrong is not None:
            return wrong
    return None


def difference(claim: Always, plain: Plain, parameters: Input, steps: Sequence[Input]) -> str | None:
    """How functions and statement differ in the run with these inputs; those outside the conditions make no step."""
    made = outcome(lambda: plain(parameters))
    place = _shown("at", parameters)
    if not all(holds(hypothesis, parameters) for hypothesis in claim.hypotheses):
        return None if made in (OUTSIDE, RAISES) else _told(place, made, OUTSIDE)
    expected = at_start(claim, parameters)
    if not isinstance(made, Recurrence):
        # What is undefined before the start may show in the claim, which then does not hold there.
        fails = expected is None or _truth(claim, {**parameters, **expected}) is not True
        return None if made == RAISES and fails else _told(place, made, expected)
    found: object = of_sorts(made.start, claim.states)
    for number, chosen in enumerate((*steps, None), 1):
        if expected is None or found != expected:
            return None if expected is None and found == RAISES else _told(place, found, expected)
        numbers = {**parameters, **expected}
        truths = outcome(lambda: made.asked(made.holds, numbers)), _truth(claim, numbers)  # noqa: B023
        if truths[0] is not truths[1]:
            return _told(place, *truths)
        if chosen is None:
            break
        numbers |= chosen
        place += _shown(f"; step {number} with", chosen)
        found = outcome(lambda: of_sorts(made.after_step(numbers), claim.states))  # noqa: B023
        if may_step(claim, numbers):
            expected = after_step(claim, numbers)
        elif found in (OUTSIDE, RAISES):
            found = expected
        else:
            return _told(place, found, OUTSIDE)
    return None


def _truth(claim: Always, numbers: Numbers) -> bool | str:
    try:
        return evaluate(claim.conclusion, numbers) is True
    except Undefined:
        return RAISES


def _shown(word: str, numbers: Numbers) -> str:
    return " ".join([word, ", ".join(f"{name}={value}" for name, value in numbers.items())]).rstrip()


def _told(place: str, found: object, expected: object) -> str:
    given, wanted = (
        ", ".join(f"{name}={value}" for name, value in part.items())
        if isinstance(part, dict)
        else part
        if part is not None
        else RAISES
        for part in (found, expected)
    )
    return f"{place}: the function gives {given}, its traced terms {wanted}"
