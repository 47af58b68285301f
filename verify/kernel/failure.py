"""Where a statement about bounded integers fails, as circuits over the bits of its inputs.

What is known where the conclusion is evaluated folds: the hypotheses, and on
each side of an `if` at the top of the conclusion its condition. So the two
sides of an equation are compared on each path by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from .blast import Blasted, Builder, constants
from .circuit import FALSE, TRUE, Circuit
from .polynomial import expanded
from .ranges import Interval, Ranges, ranges_of
from .rejection import Rejected
from .statement import ForAll, Variable
from .term import COMPARISONS, Sort, Term, constant, make, rebuild, shared
from .words import Bit, Word, add, constant_word, less, shift_left

MOST_FAILURES = 4096


@dataclass(frozen=True, slots=True)
class Failure:
    """One way to fail: the inputs at which all `goals`, literals of the circuit and no constants, are true."""

    circuit: Circuit
    goals: tuple[Bit, ...]
    inputs: Mapping[str, Word]


@dataclass(frozen=True, eq=False, slots=True)
class Prepared:
    """A claim with its constant sums written out, and the bits of its constant terms."""

    claim: ForAll
    constants: Mapping[int, Blasted]


def prepared(claim: ForAll) -> Prepared:
    """What `failures` needs of a claim, in any box."""
    roots = shared(expanded(root) for root in (*claim.hypotheses, claim.conclusion))
    return Prepared(ForAll(claim.variables, tuple(roots[:-1]), roots[-1]), constants(Circuit().gates(), roots))


def failures(subject: Prepared, box: tuple[Variable, ...]) -> Iterator[Failure]:
    """The ways in which a claim may fail in the `box`, its variables with smaller domains.

    What folding constants and sharing gates shows to be impossible is left out:
    if there are none, the claim holds in the box. Raises Rejected where a
    variable is no bounded integer, an operation has no bits, or they are too many.
    """
    claim = subject.claim
    circuit = Circuit()
    inputs, inside = input_words(circuit, box)
    start = _State(circuit, inputs, ranges_of(box), done=dict(subject.constants))
    if not all(start.suppose(bit) for bit in inside):
        return
    if not all(start.suppose(start.holds(hypothesis)) for hypothesis in claim.hypotheses):
        return
    waiting = [(start, claim.conclusion)]
    given = 0
    while waiting:
        given += 1
        if given > MOST_FAILURES:
            raise Rejected("failure", "if", f"more than {MOST_FAILURES} paths at the top of the conclusion")
        state, conclusion = waiting.pop()
        circuit.assumed = state.assumed
        conclusion = _lifted(conclusion)
        if conclusion.op != "if":
            if state.suppose(state.holds(conclusion) ^ 1):
                yield state.failure()
            continue
        condition, yes, no = conclusion.args
        found = state.bits(condition)
        undefined, true, false = state.copy(), state.copy(), state.copy()
        if undefined.suppose(found.defined ^ 1):
            yield undefined.failure()
        for side, bit, rest in ((false, found.bits[0] ^ 1, no), (true, found.bits[0], yes)):
            circuit.assumed = side.assumed
            if side.suppose(found.defined) and side.suppose(side.circuit.current(bit)):
                waiting.append((side, rest))


def _lifted(conclusion: Term) -> Term:
    """A comparison with an `if` on one side, as an `if` of comparisons: the same value, wherever there is one."""
    if conclusion.op in COMPARISONS:
        for place, side in enumerate(conclusion.args):
            if side.op == "if":
                condition, *values = side.args
                sides = [(value, conclusion.args[1]) if place == 0 else (conclusion.args[0], value) for value in values]
                return make("if", condition, *(make(conclusion.op, *pair) for pair in sides))
    return conclusion


def simplified(subject: Prepared, box: tuple[Variable, ...]) -> ForAll:
    """The claim in the box, with constants in the place of what is constant there."""
    state = _start(subject, box)
    claim = subject.claim

    def put(node: Term, args: tuple[Term, ...]) -> Term | None:
        if node.sort is Sort.REAL or not node.args:
            return None
        if node.op == "if" and args[0].op == "constant":
            return args[1] if args[0].value else args[2]
        found = state.bits(node)
        value = found.constant_value(node.sort)
        if found.defined != TRUE or value is None:
            return None
        return constant(value == 1 if node.sort is Sort.TRUTH else value)

    hypotheses = tuple(rebuild(root, put) for root in claim.hypotheses)
    return ForAll(box, hypotheses, rebuild(claim.conclusion, put))


def extremes(subject: Prepared, box: tuple[Variable, ...], nodes: Sequence[Term]) -> list[tuple[int, int, bool]]:
    """Of integers and truth values (0, 1): between which values each lies in the box; whether it may have none."""
    state = _start(subject, box)
    result = []
    for node in nodes:
        found = state.bits(node)
        value = found.constant_value(node.sort)
        known = state.ranges.interval(node) if node.sort is Sort.INTEGER else Interval(0, 1)
        if value is not None:
            known = Interval(value, value)
        if known.low is None or known.high is None:
            raise Rejected("failure", node.op, "has no range in the box")
        result.append((known.low, known.high, found.defined != TRUE))
    return result


def _start(subject: Prepared, box: tuple[Variable, ...]) -> "_State":
    circuit = Circuit()
    return _State(circuit, input_words(circuit, box)[0], ranges_of(box), done=dict(subject.constants))


@dataclass(slots=True)
class _State:
    """What is supposed on the way to one part of the conclusion, and the bits of the terms met so far."""

    circuit: Circuit
    inputs: Mapping[str, Word]
    ranges: Ranges
    goals: tuple[Bit, ...] = ()
    assumed: dict[Bit, Bit] = field(default_factory=dict)
    done: dict[int, Blasted] = field(default_factory=dict)

    def copy(self) -> "_State":
        return _State(self.circuit, self.inputs, self.ranges, self.goals, dict(self.assumed), dict(self.done))

    def failure(self) -> Failure:
        return Failure(self.circuit, self.goals, self.inputs)

    def suppose(self, bit: Bit) -> bool:
        """Adds that `bit` is true; whether that can still be."""
        if bit > TRUE:
            self.circuit.assumed = self.assumed
            least = self.circuit.assume(bit)
            self.goals += (bit,)
            self.done = {key: known for key, known in self.done.items() if known.greatest() < least}
        return bit != FALSE

    def holds(self, root: Term) -> Bit:
        """Whether the truth value `root` is defined and true."""
        found = self.bits(root)
        return self.circuit.both(found.defined, found.bits[0])

    def bits(self, root: Term) -> Blasted:
        """The bits of `root`; of what is decided by a constant condition, only the side that counts is looked at."""
        known = {name: tuple(map(self.circuit.current, word)) for name, word in self.inputs.items()}
        builder = Builder(self.circuit.gates(), known)
        stack = [root]
        while stack:
            node = stack[-1]
            missing = [argument for argument in _needed(node, self.done) if id(argument) not in self.done]
            if missing:
                stack += reversed(missing)
                continue
            stack.pop()
            if id(node) not in self.done:
                self.done[id(node)] = self._node(builder, node)
        return self.done[id(root)]

    def _node(self, builder: Builder, node: Term) -> Blasted:
        args = _needed(node, self.done)
        if len(args) < len(node.args):
            condition, value = self.done[id(args[0])], self.done[id(args[-1])]
            return Blasted(value.bits, value.under, self.circuit.both(condition.defined, value.defined))
        found = builder.node(node, [self.done[id(argument)] for argument in args])
        if node.sort is Sort.INTEGER and found.bits[-1] > TRUE:
            return replace(found, bits=_within(found.bits, self.ranges.interval(node)))
        return found


def _within(word: Word, known: Interval) -> Word:
    """The word of a value that, where it has one, lies in the interval: no longer than that, its sign constant."""
    if known.low is None or known.high is None:
        return word
    width = max(known.low.bit_length(), known.high.bit_length()) + 1
    sign = FALSE if known.low >= 0 else TRUE if known.high < 0 else word[min(width, len(word)) - 1]
    return (*word[: width - 1], sign)


def _needed(node: Term, done: Mapping[int, Blasted]) -> tuple[Term, ...]:
    """The arguments that the node's value depends on, the condition first where it is decided by one."""
    if node.op not in ("if", "and", "or"):
        return node.args
    condition = done.get(id(node.args[0]))
    if condition is None:
        return node.args[:1]
    bit = condition.bits[0]
    if bit > TRUE:
        return node.args
    if node.op == "if":
        return node.args[0], node.args[2 - bit]
    return node.args[:1] if bit == (node.op == "or") else node.args


def input_words(circuit: Circuit, variables: tuple[Variable, ...]) -> tuple[dict[str, Word], list[Bit]]:
    """A word of new inputs for each variable, and what must hold for them to be in their domains."""
    gates = circuit.gates()
    words: dict[str, Word] = {}
    inside: list[Bit] = []
    for declared in variables:
        start, step, count = progression(declared)
        if count <= 0:
            inside.append(FALSE)
        number = (*(circuit.input() for _ in range(max(count - 1, 0).bit_length())), FALSE)
        if count & (count - 1):
            inside.append(less(gates, number, constant_word(gates, count)))
        scaled = shift_left(gates, number, constant_word(gates, step.bit_length() - 1))
        words[declared.name] = add(gates, constant_word(gates, start), scaled)
    return words, inside


def progression(declared: Variable) -> tuple[int, int, int]:
    """The integers of a bounded domain: the first one, the step (1 or 2) and how many they are."""
    if declared.sort is not Sort.INTEGER or declared.low is None or declared.high is None:
        raise Rejected("failure", declared.name, "is not an integer with two bounds")
    low, high = int(declared.low), int(declared.high)
    step = 1 if declared.parity is None else 2
    if declared.parity is not None and low % 2 != declared.parity:
        low += 1
    return low, step, (high - low) // step + 1
