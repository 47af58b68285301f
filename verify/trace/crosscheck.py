"""Does the traced term say what the Python function does? Both are evaluated, and must agree.

The inputs are the corners of the domains (their ends, 0, ±1, powers of two and
their neighbours) and then random ones from a fixed seed. This is a net under
the trace, not a proof: a mismatch is an error of the claim file or of `trace`.
"""

import itertools
import random
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from ..kernel.evaluate import Undefined, Value, evaluate, real_value
from ..kernel.real_number import RealNumber
from ..kernel.rejection import Rejected
from ..kernel.statement import Variable
from ..kernel.term import Sort, postorder, variables_in
from .functions import Asked
from .oracle import AssumptionFailed
from .paths import MISTAKES, Traced

Input = dict[str, int | Fraction]
OUTSIDE, RAISES = "outside the hypotheses", "undefined"
FEWEST_INPUTS, WORK, TOO_MUCH = 6, 12_000, 500_000
LONGEST_SUM = 60


def crosscheck(
    traced: Traced, variables: tuple[Variable, ...], plain: Callable[[Input], object], most: int = 200
) -> str | None:
    """What is wrong at the first of `most` inputs where `plain` and the traced terms differ; None if they agree.

    A long term gets fewer inputs. Passed over are those that make a sum long or a number too large, and those
    at which a comparison of real numbers cannot be decided.
    """
    for values in inputs(variables, min(most, _affordable(traced))):
        if _has_long_sum(traced, values):
            continue
        try:
            expected = _of_terms(traced, values)
            found = _of_function(plain, values)
            differ = found != expected or isinstance(found, bool) is not isinstance(expected, bool)
        except Rejected:
            continue
        if differ and not (expected == OUTSIDE and found == RAISES):
            shown = ", ".join(f"{name}={value}" for name, value in values.items())
            given = found if isinstance(found, (bool, str)) else f"{found} ({type(found).__name__})"
            return f"at {shown}: the function gives {given}, its traced term {expected}"
    return None


def inputs(variables: tuple[Variable, ...], most: int) -> Iterator[Input]:
    """At most `most` inputs in the domains, the same ones every time."""
    random_numbers = random.Random(0)
    corners = [corners_of(declared) for declared in variables]
    if not variables:
        yield {}
        return
    if not all(corners):
        return
    grid = itertools.product(*(values[:6] for values in corners))
    names = [declared.name for declared in variables]
    for values in itertools.islice(grid, most // 3):
        yield dict(zip(names, values, strict=True))
    for count in range(most - most // 3):
        yield {
            declared.name: random_numbers.choice(values) if count % 3 == 0 else _drawn(declared, random_numbers)
            for declared, values in zip(variables, corners, strict=True)
        }


def corners_of(declared: Variable) -> list[int | Fraction]:
    """Inputs of one domain where programs go wrong, the most telling first."""
    ends = [end for end in (declared.low, declared.high) if end is not None]
    inward = [Fraction(end) + step for end in ends for step in (0, 1, -1, 2, -2)]
    small = [Fraction(number) for number in (0, 1, -1, 2, 3, -2, -3, 5, 7, 8)]
    sizes = (4, 8, 16, 32, 63) if declared.sort is Sort.INTEGER else (4, 8)
    powers = [Fraction(sign * (2**bit + step)) for bit in sizes for step in (0, -1, 1) for sign in (1, -1)]
    if declared.sort is Sort.REAL:
        small += [Fraction(1, 2), Fraction(-1, 2), Fraction(1, 3)]
        if len(ends) == 2:
            inward += [(ends[0] + ends[1]) / 2]
    found = [value if declared.sort is Sort.REAL else int(value) for value in dict.fromkeys(inward + small + powers)]
    return [value for value in found if declared.admits(value)]


def _drawn(declared: Variable, random_numbers: random.Random) -> int | Fraction:
    """A random input of one domain that has a corner: of any magnitude where the domain is unbounded."""
    for _ in range(20):
        value = _of_any_size(declared, random_numbers)
        if declared.parity is not None:
            value += (value + declared.parity) % 2
        if declared.admits(value):
            return value
    return corners_of(declared)[0]


def _of_any_size(declared: Variable, random_numbers: random.Random) -> int | Fraction:
    """Uniform between two bounds; elsewhere of random length, away from the bound."""
    whole = declared.sort is Sort.INTEGER
    low, high = (end if end is None or not whole else int(end) for end in (declared.low, declared.high))
    if low is not None and high is not None:
        if whole:
            return random_numbers.randrange(int(low), int(high) + 1)
        return low + (high - low) * Fraction(random_numbers.randrange(1, 1024), 1024)
    size: int | Fraction = random_numbers.getrandbits(random_numbers.randrange(1, 66 if whole else 12))
    if not whole:
        size = Fraction(size, random_numbers.randrange(1, 17))
    if low is None and (high is not None or random_numbers.getrandbits(1)):
        size = -size
    return size + (low if low is not None else high if high is not None else 0)


def _has_long_sum(traced: Traced, values: Input) -> bool:
    """Whether some sum that only these inputs make long has more summands than are worth their time."""
    for node in postorder((*traced.hypotheses, traced.root())):
        if node.op == "sum" and variables_in(node.args[1]):
            try:
                low, high = (evaluate(end, values) for end in node.args[:2])
            except (Undefined, Rejected):
                return True
            if high - low > LONGEST_SUM:
                return True
    return False


def _affordable(traced: Traced) -> int:
    """How many inputs are worth their time: fewer for a long term or a long sum."""
    nodes = postorder((*traced.hypotheses, traced.root()))
    work = len(nodes)
    for node in nodes:
        if node.op == "sum":
            length = node.args[1].value if node.args[1].op == "constant" else 50
            summands = int(length or 0)
            longer = 8 + summands // 30 if node.sort is Sort.REAL else 1  # fractions grow with what is added up
            work += summands * len(postorder((node.args[2],))) * longer
    return max(FEWEST_INPUTS if work < TOO_MUCH else 1, WORK // work)


def _of_terms(traced: Traced, values: Mapping[str, int | Fraction]) -> Value | RealNumber | str:
    try:
        if not all(evaluate(hypothesis, values) for hypothesis in traced.hypotheses):
            return OUTSIDE
    except Undefined:
        return OUTSIDE
    try:
        return real_value(traced.root(), values)
    except Undefined:
        return RAISES


def _of_function(plain: Callable[[Input], object], values: Input) -> object:
    """What the function does."""

    def run() -> object:
        result = plain(dict(values))
        if isinstance(result, Asked):
            return result.function
        exact = type(result) in (bool, int, Fraction) or isinstance(result, RealNumber)
        return result if exact else f"{result!r} ({type(result).__name__})"

    return outcome(run)


def outcome(run: Callable[[], object]) -> object:
    """What a run gives; its mistakes are told apart from the exceptions that stand for "undefined"."""
    try:
        return run()
    except AssumptionFailed:
        return OUTSIDE
    except Rejected:
        raise
    except (*MISTAKES, SystemExit) as error:
        return f"{type(error).__name__}: {error}"
    except Exception:
        return RAISES
