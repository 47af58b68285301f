"""Random terms, statements and evidence for property tests (Hypothesis).

`terms` draws well-sorted terms in the whole language; `blastable` keeps to the
operations that have bits, with shift counts and exponents that stay small.
"""

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from verify.kernel.statement import Always, Exists, Fails, ForAll, Mean, Minimum, Statement, Variable, Zeros
from verify.kernel.term import COMPARISONS, REAL_FUNCTIONS, Sort, Term, constant, make, total, undefined, variable

INTEGER, REAL, TRUTH = Sort.INTEGER, Sort.REAL, Sort.TRUTH

integers = st.one_of(st.integers(-9, 9), st.integers(-(2**80), 2**80))
rationals = st.one_of(st.integers(-9, 9).map(Fraction), st.fractions(-20, 20, max_denominator=12))
json_values = st.recursive(
    st.one_of(st.text(), st.booleans(), st.none(), st.integers(0, 999_999_999)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=4)),
    max_leaves=12,
)


@st.composite
def terms(
    draw: Any,
    sort: Sort,
    sorts: dict[str, Sort],
    depth: int = 4,
    blastable: bool = False,
    sums: bool = True,
    functions: bool = False,
) -> Term:
    """A term of `sort` over variables of the given `sorts`; with exp, log, sqrt and atan if there are `functions`."""

    def part(wanted: Sort, less: int = 1) -> Term:
        return draw(terms(wanted, sorts, max(0, depth - less), blastable, sums, functions))

    names = [name for name in sorts if sorts[name] is sort]
    if depth == 0 or draw(st.integers(0, 9)) == 0:
        return _leaf(draw, sort, names, blastable)
    kinds = {INTEGER: _INTEGER_OPS, REAL: _REAL_OPS, TRUTH: _TRUTH_OPS}[sort]
    if functions and sort is REAL:
        kinds = [*kinds, *REAL_FUNCTIONS]
    op = draw(st.sampled_from(kinds))
    match op:
        case "compare":
            side = draw(st.sampled_from((INTEGER, REAL)))
            return make(draw(st.sampled_from(COMPARISONS)), part(side), part(side))
        case "if":
            return make("if", part(TRUTH, 2), part(sort), part(sort))
        case "neg" | "abs" | "~" | "bit_length" | "bit_count" | "not" | "exp" | "log" | "sqrt" | "atan":
            return make(op, part(sort))
        case "real":
            return make("real", part(INTEGER))
        case "**":
            return _power(draw, part(sort, 2), part, blastable)
        case "<<" | ">>" if blastable:
            count = make("&", part(INTEGER, 2), constant(3))
            return make(op, part(INTEGER, 2), draw(st.sampled_from((count, make("-", count, constant(1))))))
        case "factorial":
            return make("factorial", constant(draw(st.integers(-1, 4))) if blastable else part(INTEGER, 2))
        case "sum":
            return _sum(draw, sort, sorts, depth, blastable) if sums else _leaf(draw, sort, names, blastable)
    return make(op, part(sort, 2 if op in ("*", "//", "%") else 1), part(sort, 2 if op in ("*", "//", "%") else 1))


_INTEGER_OPS = "+ - * // % << >> & | xor ~ neg abs min max bit_length bit_count if ** factorial sum".split()
_REAL_OPS = "+ - * / neg abs min max if ** real sum".split()
_TRUTH_OPS = "compare compare compare and or not if".split()


def _leaf(draw: Any, sort: Sort, names: list[str], blastable: bool) -> Term:
    if draw(st.integers(0, 29)) == 0:
        return undefined(sort)
    if sort is TRUTH:
        return constant(draw(st.booleans()))
    if names and draw(st.integers(0, 2)):
        return variable(draw(st.sampled_from(names)), sort)
    if sort is INTEGER:
        return constant(draw(st.integers(-6, 6) if blastable else integers))
    return constant(draw(rationals))


def _power(draw: Any, base: Term, part: Any, blastable: bool) -> Term:
    if blastable and base.sort is INTEGER and draw(st.booleans()):
        return make(
            "**", constant(2), make("-", make("&", part(INTEGER, 2), constant(3)), constant(draw(st.integers(0, 1))))
        )
    if blastable or draw(st.booleans()):
        return make("**", base, constant(draw(st.integers(0 if blastable else -3, 3))))
    return make("**", base, part(INTEGER, 2))


def _sum(draw: Any, sort: Sort, sorts: dict[str, Sort], depth: int, blastable: bool) -> Term:
    index = draw(st.sampled_from(("k", "n1", "t1")))
    low, high = constant(draw(st.integers(-1, 2))), constant(draw(st.integers(-1, 3)))
    if not blastable and draw(st.booleans()):
        high = draw(terms(INTEGER, sorts, 1, sums=False))
    body = draw(terms(sort, {**sorts, index: INTEGER}, max(0, depth - 2), blastable, sums=False))
    return total(index, low, high, body)


@st.composite
def variables(draw: Any, name: str, sort: Sort | None = None) -> Variable:
    """A variable with any domain."""
    sort = sort or draw(st.sampled_from((INTEGER, REAL)))
    bounds = st.none() | (st.integers(-9, 9).map(Fraction) if sort is INTEGER else rationals)
    low, high = draw(bounds), draw(bounds)
    if sort is INTEGER:
        return Variable(name, sort, low, high, parity=draw(st.none() | st.integers(0, 1)))
    return Variable(
        name, sort, low, high, low is not None and draw(st.booleans()), high is not None and draw(st.booleans())
    )


@st.composite
def statements(draw: Any) -> Statement:
    """A statement of any form, over up to three variables."""
    names = draw(st.lists(st.sampled_from(("a", "b", "x", "t2", "n_0")), max_size=3, unique=True))
    declared = tuple(draw(variables(name)) for name in names)
    sorts = {each.name: each.sort for each in declared}
    form = draw(st.sampled_from((ForAll, Exists, Fails, Minimum, Zeros, Mean, Always)))
    if form in (Minimum, Zeros):
        point = draw(variables("x", REAL))
        made = form(point, draw(terms(REAL, {"x": REAL}, functions=True)), draw(st.integers(1, 10_000)))
        return Fails(made) if form is Zeros and draw(st.booleans()) else made
    if form is Mean:
        average = draw(means(names or ["a"]))
        return draw(st.sampled_from((average, Fails(average))))
    if form is Always:
        recurrence = draw(recurrences(declared))
        return draw(st.sampled_from((recurrence, Fails(recurrence))))
    conditions = tuple(draw(st.lists(terms(TRUTH, sorts, 3, functions=True), min_size=int(form is Exists), max_size=2)))
    if form is Exists:
        return Exists(declared, conditions)
    claim = ForAll(declared, conditions, draw(terms(TRUTH, sorts, functions=True)))
    return claim if form is ForAll else Fails(claim)


@st.composite
def means(draw: Any, names: list[str], blastable: bool = False) -> Mean:
    """A mean of a random term over small domains, mostly not its true one."""
    sorts = dict.fromkeys(names, INTEGER)
    declared = []
    for name in names:
        low = draw(st.integers(-4, 3))
        parity = draw(st.sampled_from((None, None, 0, 1)))
        declared.append(Variable(name, INTEGER, Fraction(low), Fraction(low + draw(st.integers(0, 5))), parity=parity))
    hypotheses = draw(st.lists(terms(TRUTH, sorts, 2, blastable), max_size=1))
    function = draw(terms(REAL, sorts, 3, blastable))
    low, high = sorted((draw(rationals), draw(rationals)))
    bounds = draw(st.sampled_from([(low, low), (low, high), (low, None), (None, high)]))
    return Mean(tuple(declared), tuple(hypotheses), function, *bounds)


@st.composite
def recurrences(draw: Any, parameters: tuple[Variable, ...] = ()) -> Always:
    """A recurrence of random terms, whose conclusion is mostly false."""
    states = tuple(
        Variable(name, draw(st.sampled_from((INTEGER, REAL)))) for name in ("s", "t1")[: draw(st.integers(1, 2))]
    )
    inputs = tuple(draw(variables(name)) for name in ("u", "always")[: draw(st.integers(0, 2))])
    at_first = {each.name: each.sort for each in parameters}
    reached = at_first | {each.name: each.sort for each in states}
    moving = reached | {each.name: each.sort for each in inputs}
    return Always(
        parameters,
        states,
        inputs,
        tuple(draw(st.lists(terms(TRUTH, at_first, 2), max_size=1))),
        tuple(draw(terms(state.sort, at_first, 2, sums=False)) for state in states),
        tuple(draw(terms(state.sort, moving, 2, functions=True)) for state in states),
        tuple(draw(st.lists(terms(TRUTH, moving, 2, sums=False), max_size=2))),
        draw(terms(TRUTH, reached, 3, functions=True)),
    )


def parts(statement: Statement) -> tuple[Term, ...]:
    """The terms of a statement, in order."""
    match statement:
        case ForAll(_, hypotheses, conclusion) | Mean(_, hypotheses, conclusion):
            return (*hypotheses, conclusion)
        case Exists(_, conditions):
            return conditions
        case Always(_, _, _, hypotheses, start, step, conditions, conclusion):
            return (*hypotheses, *start, *step, *conditions, conclusion)
        case Fails(claim):
            return parts(claim)
        case Minimum(_, function, _) | Zeros(_, function, _):
            return (function,)


def declarations(statement: Statement) -> tuple[Variable, ...]:
    """The variables of a statement, in order."""
    match statement:
        case Fails(claim):
            return declarations(claim)
        case Minimum(declared, _, _) | Zeros(declared, _, _):
            return (declared,)
        case Always(parameters, states, inputs):
            return (*parameters, *states, *inputs)
    return statement.variables
