"""Method `sampling`: simple inputs in order of size, for counterexamples and for inputs that meet hypotheses."""

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from fractions import Fraction

from ..kernel.certificate import Certificate
from ..kernel.evaluate import Undefined, evaluate
from ..kernel.inputs import holds
from ..kernel.numerals import rational_text
from ..kernel.rejection import Rejected
from ..kernel.statement import Exists, Fails, ForAll, Statement, Variable
from ..kernel.term import REAL_FUNCTIONS, Sort, Term, postorder, variables_in
from .finding import Budget, Finding, found, gave_up

MOST_INPUTS = 4000
MOST_STEPS = 100_000
MOST_STEPS_AT_ONCE = 5_000
STEPS_OF_A_REAL_FUNCTION = 100
MOST_REFUSED = 500
MOST_TOLD = 8
Input = dict[str, int | Fraction]


def propose(statement: Statement, budget: Budget) -> Finding:
    """The first input that fails the claim, or that meets an existence; small ones first."""
    match statement:
        case ForAll(variables, hypotheses, conclusion):
            for values in affordable((*hypotheses, conclusion), variables):
                if meets(hypotheses, values) and fails(conclusion, values):
                    return found(Certificate(Fails(statement), "witness", {"values": as_texts(values)}))
            return gave_up("no counterexample among simple inputs")
        case Exists(variables, conditions):
            witness = find_witness(variables, conditions)
            if witness is not None:
                return found(Certificate(statement, "witness", {"values": witness}))
    return gave_up("no simple input meets the conditions")


def affordable(terms: tuple[Term, ...], variables: tuple[Variable, ...]) -> Iterator[Input]:
    """The inputs at which evaluation is cheap, until MOST_STEPS operations were spent in all."""
    nodes = postorder(terms)
    sums = [node for node in nodes if node.op == "sum"]
    spent = 0
    for values in inputs(variables):
        steps = _steps(nodes) + sum(_length(node, values) * _steps(postorder(node.args[2:])) for node in sums)
        if steps <= MOST_STEPS_AT_ONCE:
            spent += steps
            yield values
        if spent > MOST_STEPS:
            return


def _steps(nodes: list[Term]) -> int:
    """How long evaluating these nodes takes; real functions are dear where a comparison is hard to decide."""
    return len(nodes) + STEPS_OF_A_REAL_FUNCTION * sum(node.op in REAL_FUNCTIONS for node in nodes)


def _length(node: Term, values: Input) -> int:
    """How many summands a sum has."""
    try:
        low, high = (int(evaluate(end, values)) for end in node.args[:2])
    except (Undefined, Rejected, KeyError):
        return 0
    return max(high - low + 1, 0)


def find_witness(variables: tuple[Variable, ...], conditions: tuple[Term, ...]) -> dict[str, str] | None:
    """The texts of a simple input that meets the domains and conditions, if one is found.

    Given up after MOST_REFUSED inputs whose evaluation is refused: those are the ones that take time.
    """
    refused = 0
    for values in itertools.chain(inputs(variables), _told_inputs(variables, conditions)):
        try:
            if all(holds(condition, values) for condition in conditions):
                return as_texts(values)
        except Rejected:
            refused += 1
        if refused > MOST_REFUSED:
            return None
    return None


def _told_inputs(variables: tuple[Variable, ...], conditions: tuple[Term, ...]) -> Iterator[Input]:
    """Inputs from the integers that the conditions mention, and their neighbours, beside the simplest values."""
    told = set()
    for node in postorder(conditions):
        if node.sort is Sort.INTEGER and node.args and not variables_in(node):
            with suppress(Undefined, Rejected):
                told.add(int(evaluate(node, {})))
        elif node.op == "constant" and node.sort is Sort.INTEGER:
            told.add(int(node.value))  # type: ignore[arg-type]
    near = [value + step for value in sorted(told)[:MOST_TOLD] for step in (0, 1, -1)]
    columns = []
    for declared in variables:
        simple = list(itertools.islice(_candidates(declared), 3))
        values: list[int | Fraction] = [value if declared.sort is Sort.INTEGER else Fraction(value) for value in near]
        columns.append(list(dict.fromkeys([*simple, *filter(declared.admits, values)])))
    names = [declared.name for declared in variables]
    for chosen in itertools.islice(itertools.product(*columns), 5 * MOST_INPUTS):
        yield dict(zip(names, chosen, strict=True))


def meets(conditions: tuple[Term, ...], values: Input) -> bool:
    """Whether all conditions are defined and true at `values`."""
    try:
        return all(holds(condition, values) for condition in conditions)
    except Rejected:
        return False


def fails(conclusion: Term, values: Input) -> bool:
    """Whether the conclusion is false or undefined at `values`."""
    try:
        return evaluate(conclusion, values) is not True
    except Undefined:
        return True
    except Rejected:
        return False


def as_texts(values: Input) -> dict[str, str]:
    """Values as a certificate spells them."""
    return {name: rational_text(Fraction(value)) for name, value in values.items()}


def inputs(variables: tuple[Variable, ...]) -> Iterator[Input]:
    """Up to MOST_INPUTS inputs, those first whose every value is simple."""
    simplest = {declared.name: next(_candidates(declared), None) for declared in variables}
    if None in simplest.values():
        return
    yield simplest  # type: ignore[misc]
    if 2 ** len(variables) > MOST_INPUTS:
        yield from _of_many(variables)
        return
    depth = MOST_INPUTS
    while variables and depth ** len(variables) > MOST_INPUTS and depth > 2:
        depth -= 1 + depth // 50
    columns = [list(itertools.islice(_candidates(declared), depth)) for declared in variables]
    ranks = itertools.product(*(range(len(column)) for column in columns))
    for places in sorted(ranks, key=lambda places: (max(places, default=0), sum(places), places))[1:]:
        yield {declared.name: column[place] for declared, column, place in zip(variables, columns, places, strict=True)}


def _of_many(variables: tuple[Variable, ...]) -> Iterator[Input]:
    """Inputs of more variables than can all be combined: two that are not as simple as the others, then drawn ones."""
    columns = {declared.name: list(itertools.islice(_candidates(declared), 4)) for declared in variables}
    simplest = {name: column[0] for name, column in columns.items()}
    changes = [(name, value) for name, column in columns.items() for value in column[1:]]
    pairs = itertools.combinations_with_replacement(changes, 2)
    for pair in itertools.islice(pairs, MOST_INPUTS // 2):
        yield {**simplest, **dict(pair)}
    draw = random.Random(0)
    for _ in range(MOST_INPUTS // 4):
        yield {name: draw.choice(column) for name, column in columns.items()}


def _candidates(declared: Variable) -> Iterator[int | Fraction]:
    """Values of a domain, simple ones first, each once."""
    seen: set[int | Fraction] = set()
    source = _integers(declared) if declared.sort is Sort.INTEGER else _rationals(declared)
    for value in source:
        if value not in seen and declared.admits(value):
            seen.add(value)
            yield value


def _integers(declared: Variable) -> Iterator[int]:
    """Outward from the end next to 0, first densely, then about powers of two and the far end."""
    low, high = declared.low, declared.high
    start = int(low) if low is not None and low > 0 else int(high) if high is not None and high < 0 else 0
    for distance in range(24):
        yield start + distance
        yield start - distance
    for end in (low, high):
        if end is not None:
            yield from (int(end), int(end) - 1, int(end) + 1)
    for exponent in range(5, 130):
        for offset in (0, -1, 1):
            yield (1 << exponent) + offset
            yield -(1 << exponent) + offset
    for distance in range(24, 2 * MOST_INPUTS):
        yield start + distance
        yield start - distance


def _rationals(declared: Variable) -> Iterator[Fraction]:
    """Ends and what is near them, then fractions of growing denominator across the domain, then far values."""
    low, high = declared.low, declared.high
    yield from (Fraction(end) for end in (low, high) if end is not None)
    left = Fraction(low) if low is not None else Fraction(high) - 8 if high is not None else Fraction(-8)
    right = Fraction(high) if high is not None else left + 16
    for denominator in range(1, 24):
        middle = max(min(Fraction(0), right), left)
        steps = int((right - left) * denominator) + 1
        for step in range(steps + 1):
            yield Fraction(round(middle * denominator) + step, denominator)
            yield Fraction(round(middle * denominator) - step, denominator)
        if denominator == 4:  # where real functions are dear, the last ones are never reached
            yield from _close_and_far((10, 20), (left, right, Fraction(0)))
    yield from _close_and_far(range(3, 60), (left, right, Fraction(0)))


def _close_and_far(exponents: Iterable[int], points: Sequence[Fraction]) -> Iterator[Fraction]:
    """Values 2^-e and 2^e beside the points."""
    for exponent in exponents:
        for point in points:
            yield from (point + Fraction(1, 1 << exponent), point - Fraction(1, 1 << exponent))
            yield from (point + (1 << exponent), point - (1 << exponent))
