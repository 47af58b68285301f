"""Statements: what a certificate is for.

Seven forms, all closed. `ForAll`: wherever the domains and hypotheses are
defined and true, the conclusion is defined and true. `Exists`: at some point of
the domains all conditions are defined and true. `Fails`: the negation of a
`ForAll`, of `Zeros`, of `Mean` or of `Always`. `Minimum`: a real function has exactly one minimiser, and
it and the minimum are known to so many digits (the theorem carries the
enclosures). `Zeros`: a real function has so many zeros. `Mean`: over finitely
many inputs, a function has this arithmetic mean, or one within these bounds.
`Always`: every state that a recurrence reaches, in any number of steps, has an invariant.
"""

from dataclasses import dataclass
from fractions import Fraction

from .rejection import Rejected
from .term import Sort, Term, constant, is_name, make, postorder, substitute, variable


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable with its domain: bounds are constants, None is unbounded.

    Bounds of integers are closed; `parity` is 0 (even), 1 (odd) or None, for
    integers only. Bounds of reals are open where `low_open`, `high_open` say so.
    """

    name: str
    sort: Sort
    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False
    parity: int | None = None

    def __post_init__(self) -> None:
        if not is_name(self.name) or self.sort is Sort.TRUTH:
            raise Rejected("statement", repr(self.name), "not a name for an integer or real variable")
        integral = all(bound is None or bound.denominator == 1 for bound in (self.low, self.high))
        if self.sort is Sort.INTEGER and (self.low_open or self.high_open or not integral):
            raise Rejected("statement", self.name, "an integer's bounds are integers and closed")
        if self.sort is Sort.REAL and self.parity is not None:
            raise Rejected("statement", self.name, "only an integer is even or odd")
        if (self.low_open and self.low is None) or (self.high_open and self.high is None):
            raise Rejected("statement", self.name, "an end that is not there cannot be open")

    def term(self) -> Term:
        """The variable as a term."""
        return variable(self.name, self.sort)

    def admits(self, value: int | Fraction) -> bool:
        """Whether `value` is of this sort (int, or Fraction) and in the domain."""
        if type(value) is not (int if self.sort is Sort.INTEGER else Fraction):
            return False
        if self.parity is not None and value % 2 != self.parity:
            return False
        if self.low is not None and not (self.low < value if self.low_open else self.low <= value):
            return False
        return self.high is None or (value < self.high if self.high_open else value <= self.high)

    def bounds_as_terms(self) -> list[Term]:
        """The bounds of the domain as comparisons (parity is left out)."""
        found = []
        for bound, is_open, closed_op, open_op in (
            (self.low, self.low_open, ">=", ">"),
            (self.high, self.high_open, "<=", "<"),
        ):
            if bound is not None:
                limit = constant(int(bound) if self.sort is Sort.INTEGER else Fraction(bound))
                found.append(make(open_op if is_open else closed_op, self.term(), limit))
        return found


def _check_closed(variables: tuple[Variable, ...], terms: tuple[Term, ...]) -> None:
    """Names are declared once, used at their sort, and an index of a sum only inside it."""
    sorts = {declared.name: declared.sort for declared in variables}
    if len(sorts) != len(variables):
        raise Rejected("statement", "variables", "a name is declared twice")
    nodes = postorder(terms)
    indices = {str(node.value) for node in nodes if node.op == "sum"}
    if indices & set(sorts):
        raise Rejected("statement", "sum", "an index has the name of a variable")
    open_names: dict[int, frozenset[str]] = {}
    for node in nodes:
        names = frozenset[str]().union(*(open_names[id(argument)] for argument in node.args))
        if node.op == "variable":
            names = frozenset((str(node.value),))
            if node.sort is not sorts.get(str(node.value), Sort.INTEGER):
                why = "used at another sort than declared" if str(node.value) in sorts else "is not declared"
                raise Rejected("statement", str(node.value), why)
        elif node.op == "sum":
            index, (low, high, body) = str(node.value), node.args
            if index in open_names[id(low)] | open_names[id(high)]:
                raise Rejected("statement", index, "an index stands in the ends of its own sum")
            if any(inner.op == "sum" for inner in postorder((low, high, body))):
                raise Rejected("statement", index, "a sum inside a sum")
            names = (open_names[id(body)] - {index}) | open_names[id(low)] | open_names[id(high)]
        open_names[id(node)] = names
    for root in terms:
        for name in sorted(open_names[id(root)] - set(sorts)):
            raise Rejected("statement", name, "is not declared")


@dataclass(frozen=True, eq=False, slots=True)
class ForAll:
    """For all values in the domains: hypotheses ==> conclusion."""

    variables: tuple[Variable, ...]
    hypotheses: tuple[Term, ...]
    conclusion: Term

    def __post_init__(self) -> None:
        _check_truth((*self.hypotheses, self.conclusion))
        _check_closed(self.variables, (*self.hypotheses, self.conclusion))

    def vacuous(self) -> "ForAll":
        """The statement that no input meets the domains and hypotheses."""
        return ForAll(self.variables, self.hypotheses, constant(False))


@dataclass(frozen=True, eq=False, slots=True)
class Exists:
    """Somewhere in the domains every condition is defined and true."""

    variables: tuple[Variable, ...]
    conditions: tuple[Term, ...]

    def __post_init__(self) -> None:
        if not self.conditions:
            raise Rejected("statement", "exists", "needs a condition, if only `true`")
        _check_truth(self.conditions)
        _check_closed(self.variables, self.conditions)


@dataclass(frozen=True, eq=False, slots=True)
class Fails:
    """The negation of `claim`.

    Of a `ForAll`: at some input of its domains and hypotheses, its conclusion is
    false or undefined. Of `Zeros`: the function has another number of zeros, or
    is undefined somewhere in the domain. Of `Mean`: the mean is outside the bounds, the
    function is undefined at some input, or no input meets the hypotheses. Of `Always`: for some
    parameters, the start is undefined, or finitely many steps lead to a state where the conclusion
    is false or undefined, or to a step that is undefined.
    """

    claim: "ForAll | Zeros | Mean | Always"


@dataclass(frozen=True, eq=False, slots=True)
class Minimum:
    """`function` of the real `variable` has one minimiser in the domain; it and the minimum are known to `digits`.

    Known to d digits: enclosed in [low, high] with high - low <= 10^-d times
    the smaller absolute value, or low = high.
    """

    variable: Variable
    function: Term
    digits: int

    def __post_init__(self) -> None:
        if self.variable.sort is not Sort.REAL or self.function.sort is not Sort.REAL:
            raise Rejected("statement", "minimum", "is of a real function of a real variable")
        if type(self.digits) is not int or not 1 <= self.digits <= 10_000:
            raise Rejected("statement", "digits", "from 1 to 10000")
        _check_closed((self.variable,), (self.function,))


@dataclass(frozen=True, slots=True)
class Zeros:
    """`function` of the real `variable` is defined in the whole domain, and 0 at exactly `count` points of it."""

    variable: Variable
    function: Term
    count: int

    def __post_init__(self) -> None:
        if self.variable.sort is not Sort.REAL or self.function.sort is not Sort.REAL:
            raise Rejected("statement", "zeros", "are of a real function of a real variable")
        if type(self.count) is not int or not 0 <= self.count <= 1_000_000:
            raise Rejected("statement", "count", "from 0 to 1000000")
        _check_closed((self.variable,), (self.function,))


@dataclass(frozen=True, eq=False, slots=True)
class Mean:
    """Some input meets domains and hypotheses; over all that do, `function` is defined, and its mean in [low, high].

    The variables are bounded integers, the function is real; every input counts once. An end that is None is not there.
    """

    variables: tuple[Variable, ...]
    hypotheses: tuple[Term, ...]
    function: Term
    low: Fraction | None
    high: Fraction | None

    def __post_init__(self) -> None:
        for declared in self.variables:
            if declared.sort is not Sort.INTEGER or declared.low is None or declared.high is None:
                raise Rejected("statement", declared.name, "a mean is over integers with two bounds")
        if not self.variables or self.function.sort is not Sort.REAL:
            raise Rejected("statement", "mean", "is of a real function of some variables")
        ends = [end for end in (self.low, self.high) if end is not None]
        if not ends or any(type(end) is not Fraction for end in ends) or ends[0] > ends[-1]:
            raise Rejected("statement", "mean", "is a rational number, or has an upper or a lower bound, or both")
        _check_truth(self.hypotheses)
        _check_closed(self.variables, (*self.hypotheses, self.function))

    def admits(self, mean: Fraction) -> bool:
        """Whether `mean` is within the bounds."""
        return (self.low is None or self.low <= mean) and (self.high is None or mean <= self.high)

    def vacuous(self) -> ForAll:
        """The statement that no input meets the domains and hypotheses."""
        return ForAll(self.variables, self.hypotheses, constant(False))


@dataclass(frozen=True, eq=False, slots=True)
class Always:
    """For all `variables` that meet the hypotheses: from `start`, by `step`, every state reached has the conclusion.

    A state is reached if it is the start, or the step from a reached one by inputs in their domains at which
    all conditions are defined and true. The start and every such step are defined, and at every reached
    state the conclusion is defined and true. Hypotheses and `start` are about the variables, the conclusion is
    about states too, `conditions` and `step` are about inputs besides. All states change at once.
    """

    variables: tuple[Variable, ...]
    states: tuple[Variable, ...]
    inputs: tuple[Variable, ...]
    hypotheses: tuple[Term, ...]
    start: tuple[Term, ...]
    step: tuple[Term, ...]
    conditions: tuple[Term, ...]
    conclusion: Term

    def __post_init__(self) -> None:
        if not self.states:
            raise Rejected("statement", "states", "a recurrence has at least one state")
        for state in self.states:
            if state != Variable(state.name, state.sort):
                raise Rejected("statement", state.name, "a state has no bounds; say them in the conclusion")
        for terms in (self.start, self.step):
            if [term.sort for term in terms] != [state.sort for state in self.states]:
                raise Rejected("statement", "states", "start and step have one term of its sort for each state")
        _check_truth((*self.hypotheses, *self.conditions, self.conclusion))
        every = (*self.variables, *self.states, *self.inputs)
        _check_closed(every, (*self.hypotheses, *self.start, *self.step, *self.conditions, self.conclusion))
        _check_closed(self.variables, (*self.hypotheses, *self.start))
        _check_closed((*self.variables, *self.states), (self.conclusion,))
        self.vacuous()

    def at_start(self, term: Term) -> Term:
        """`term` with the start put for the states."""
        return self._put(term, self.start)

    def after_step(self, term: Term) -> Term:
        """`term` with the step put for the states, all at once."""
        return self._put(term, self.step)

    def _put(self, term: Term, values: tuple[Term, ...]) -> Term:
        return substitute(term, dict(zip((state.name for state in self.states), values, strict=True)))

    def vacuous(self) -> ForAll:
        """The statement that no parameters meet the hypotheses and have a first step."""
        first = (self.at_start(condition) for condition in self.conditions)
        return ForAll((*self.variables, *self.inputs), (*self.hypotheses, *first), constant(False))


Statement = ForAll | Exists | Fails | Minimum | Zeros | Mean | Always


def _check_truth(terms: tuple[Term, ...]) -> None:
    for term in terms:
        if term.sort is not Sort.TRUTH:
            raise Rejected("statement", term.op, "a hypothesis or conclusion is a truth value")
