"""Statements about bounded integers as questions to z3 about bit-vectors.

The question is whether some input is in the domains, meets the hypotheses, and
makes the conclusion false or undefined. Each integer has the width that its
range needs. A real is a quotient of two integers with a positive denominator,
so only rational functions of the integers can be expressed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import z3

from ..kernel.statement import ForAll, Variable
from ..kernel.term import COMPARISONS, Sort, Term, postorder
from .intervals import Range, Untranslatable
from .ranges import domain_range, ranges_of, without_sums
from .z3_words import (
    Word,
    choose,
    compare,
    constant_power,
    constant_word,
    exponents_of,
    is_negative,
    narrowed,
    operate,
    operate_within,
    variable_word,
)

# By the sort of the term: a Word, a Quotient or a z3.BoolRef.
Value = Any


@dataclass(frozen=True, eq=False, slots=True)
class Query:
    """Constraints that some input satisfies exactly where the statement fails, and the words of its variables."""

    constraints: tuple[z3.BoolRef, ...]
    inputs: dict[str, Word]


@dataclass(frozen=True, eq=False, slots=True)
class Quotient:
    """numerator / denominator, the denominator being positive wherever the quotient is defined."""

    numerator: Word
    denominator: Word


@dataclass(frozen=True, eq=False, slots=True)
class Translated:
    """A term's value, and where it has one."""

    value: Value
    defined: z3.BoolRef


def failing_inputs(statement: ForAll) -> Query:
    """The question whether `statement` fails; raises Untranslatable where it cannot be put."""
    statement = without_sums(statement)
    ranges = ranges_of(statement)
    inputs = {declared.name: variable_word(declared.name, domain_range(declared)) for declared in statement.variables}
    roots = (*statement.hypotheses, statement.conclusion)
    done: dict[int, Translated] = {}
    for node in postorder(roots):
        done[id(node)] = _translate(node, [done[id(argument)] for argument in node.args], inputs, ranges)
    *assumed, concluded = (_both(done[id(root)].defined, done[id(root)].value) for root in roots)
    in_domains = [part for declared in statement.variables for part in _domain(declared, inputs[declared.name])]
    return Query((*in_domains, *assumed, z3.Not(concluded)), inputs)


def input_of(query: Query, model: z3.ModelRef) -> dict[str, int]:
    """The values of the variables in a model of the query."""
    values = {}
    for name, word in query.inputs.items():
        bits = model.eval(word.bits, model_completion=True)
        values[name] = bits.as_long() if word.range.low >= 0 else bits.as_signed_long()
    return values


def _domain(declared: Variable, word: Word) -> list[z3.BoolRef]:
    found = [compare(">=", word, constant_word(word.range.low)), compare("<=", word, constant_word(word.range.high))]
    if declared.parity is not None:
        found.append(z3.Extract(0, 0, word.bits) == declared.parity)
    return found


def _both(left: z3.BoolRef, right: z3.BoolRef) -> z3.BoolRef:
    if z3.is_true(left):
        return right
    return left if z3.is_true(right) else z3.And(left, right)


def _translate(node: Term, args: list[Translated], inputs: dict[str, Word], ranges: dict[int, Range]) -> Translated:
    """One node from its translated arguments."""
    match node.op:
        case "constant":
            return Translated(_constant(node), z3.BoolVal(True))
        case "variable":
            return Translated(inputs[str(node.value)], z3.BoolVal(True))
        case "undefined":
            return Translated(_anything(node.sort), z3.BoolVal(False))
        case "if" | "and" | "or":
            return _lazy(node.op, args)
    values = [argument.value for argument in args]
    defined = z3.BoolVal(True)
    for condition in (*(argument.defined for argument in args), *_side_conditions(node, values)):
        defined = _both(defined, condition)
    if node.sort is Sort.INTEGER:
        return Translated(operate_within(ranges[id(node)], node.op, values), defined)
    if node.sort is Sort.REAL:
        return Translated(_quotient(node.op, values), defined)
    return Translated(_truth(node.op, values), defined)


def _constant(node: Term) -> Value:
    match node.sort:
        case Sort.TRUTH:
            return z3.BoolVal(node.value)
        case Sort.INTEGER:
            return constant_word(int(node.value))  # type: ignore[arg-type]
    return Quotient(*map(constant_word, Fraction(node.value).as_integer_ratio()))  # type: ignore[arg-type]


def _anything(sort: Sort) -> Value:
    match sort:
        case Sort.TRUTH:
            return z3.BoolVal(False)
        case Sort.INTEGER:
            return constant_word(0)
    return Quotient(constant_word(0), constant_word(1))


def _lazy(op: str, args: list[Translated]) -> Translated:
    """`if`, `and`, `or`: what is not reached need not be defined."""
    condition = args[0].value
    settled = Translated(z3.BoolVal(op == "or"), z3.BoolVal(True))
    match op:
        case "if":
            yes, no = args[1:]
        case "and":
            yes, no = args[1], settled
        case _:
            yes, no = settled, args[1]
    reached = yes.defined if yes.defined.eq(no.defined) else z3.If(condition, yes.defined, no.defined)
    return Translated(_chosen(condition, yes.value, no.value), _both(args[0].defined, reached))


def _chosen(condition: z3.BoolRef, yes: Value, no: Value) -> Value:
    match yes, no:
        case Word(), Word():
            return choose(condition, yes, no)
        case Quotient(), Quotient():
            denominator = yes.denominator
            if not _equal(denominator, no.denominator):
                denominator = choose(condition, denominator, no.denominator)
            return Quotient(choose(condition, yes.numerator, no.numerator), denominator)
    return z3.If(condition, yes, no)


def _side_conditions(node: Term, values: Sequence[Value]) -> list[z3.BoolRef]:
    """Where the operation is defined, on arguments that are."""
    zero, last = constant_word(0), values[-1]
    match node.op:
        case "//" | "%":
            return [compare("!=", last, zero)]
        case "/":
            return [compare("!=", last.numerator, zero)]
        case "**" if node.sort is Sort.REAL:
            return [z3.Or(compare(">=", last, zero), compare("!=", values[0].numerator, zero))]
        case "<<" | ">>" | "**" | "factorial":
            return [compare(">=", last, zero)]
    return []


def _truth(op: str, values: Sequence[Value]) -> z3.BoolRef:
    if op == "not":
        return z3.Not(values[0])
    assert op in COMPARISONS
    if isinstance(values[0], Quotient):
        values = _over_one_denominator(*values)
    return compare(op, *values)


def _equal(left: Word, right: Word) -> bool:
    """Whether two words are the same by their shape."""
    return left.range == right.range and left.bits.eq(right.bits)


def _over_one_denominator(left: Quotient, right: Quotient) -> tuple[Word, Word]:
    """The numerators over a common denominator (positive, so that they compare as the values do)."""
    if _equal(left.denominator, right.denominator):
        return left.numerator, right.numerator
    return operate("*", left.numerator, right.denominator), operate("*", right.numerator, left.denominator)


def _quotient(op: str, values: Sequence[Value]) -> Value:
    """An operation whose result is real."""
    left, right = values[0], values[-1]
    match op:
        case "real":
            return Quotient(left, constant_word(1))
        case "neg" | "abs":
            return Quotient(operate(op, left.numerator), left.denominator)
        case "*":
            return _product(left, right)
        case "/":
            return _product(left, _reciprocal(right))
        case "**":
            return _power(left, right)
        case "+" | "-" | "min" | "max":
            common = left.denominator
            if not _equal(common, right.denominator):
                common = operate("*", common, right.denominator)
            return Quotient(operate(op, *_over_one_denominator(left, right)), common)
    raise Untranslatable(f"{op} is no rational function")


def _product(left: Quotient, right: Quotient) -> Quotient:
    return Quotient(operate("*", left.numerator, right.numerator), operate("*", left.denominator, right.denominator))


def _reciprocal(value: Quotient) -> Quotient:
    """1 / value, with the sign moved above."""
    above, below = value.denominator, operate("abs", value.numerator)
    if value.numerator.range.low < 0:
        above = choose(is_negative(value.numerator), operate("neg", above), above)
    where_defined = Range(max(below.range.low, 1), max(below.range.high, 1))
    return Quotient(above, narrowed(below, where_defined))


def _power(base: Quotient, exponent: Word) -> Value:
    """A chain of if-then-else over the values of the exponent."""
    chosen = None
    for count in exponents_of(exponent, exponent.range.low):
        part = base if count >= 0 else _reciprocal(base)
        value = Quotient(constant_power(part.numerator, abs(count)), constant_power(part.denominator, abs(count)))
        is_it = compare("==", exponent, constant_word(count))
        chosen = value if chosen is None else _chosen(is_it, value, chosen)
    return chosen
