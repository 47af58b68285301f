"""Rule `enumeration`: a statement about finitely many inputs, by evaluating all of them at once."""

import operator
from typing import Any

from ..blast import blast
from ..certificate import take_fields
from ..rejection import Rejected
from ..statement import ForAll, Statement, Variable
from ..term import Sort, Term
from ..words import Gates, Word, add, constant_word, less, shift_left

RULE = "enumeration"
MOST_INPUT_BITS = 24


def enumeration(statement: Statement, evidence: dict[str, Any], prove_part: object) -> None:
    """The statement holds at every input of its domains, all of them integer and bounded.

    No evidence. Every bit of every node is one big integer that has, at place
    i, the bit's value at input i; a gate is one operation on such integers.

    Fails where a domain is real or unbounded, where the domains need more than
    24 input bits in all (seen before anything is computed), where an operation
    has no bits (see `blast`), and where at some input that meets the hypotheses
    the conclusion is false or undefined.
    """
    take_fields(evidence, RULE, {})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    gates, inputs, inside = truth_tables(statement.variables)
    for hypothesis in statement.hypotheses:
        inside &= true_at(gates, hypothesis, inputs)
    failing = inside & ~true_at(gates, statement.conclusion, inputs)
    if failing:
        raise Rejected(RULE, "conclusion", f"does not hold at {failing.bit_count()} of {inside.bit_count()} inputs")


def true_at(gates: Gates, condition: Term, inputs: dict[str, Word]) -> int:
    """The inputs at which `condition` is defined and true."""
    result = blast(gates, condition, inputs)
    return result.defined & result.bits[0]


def truth_tables(variables: tuple[Variable, ...]) -> tuple[Gates, dict[str, Word], int]:
    """Gates on truth tables, the word of each variable, and the table of the inputs that are in the domains."""
    domains = [_arithmetic_progression(declared) for declared in variables]
    widths = [(len(domain) - 1).bit_length() for domain in domains]
    if sum(widths) > MOST_INPUT_BITS:
        raise Rejected(RULE, "variables", f"take {sum(widths)} input bits; {MOST_INPUT_BITS} is the most")
    everywhere = (1 << (1 << sum(widths))) - 1
    gates = Gates(0, everywhere, lambda bit: bit ^ everywhere, operator.and_, operator.or_, operator.xor)
    inputs: dict[str, Word] = {}
    inside, place = everywhere, 0
    for declared, domain, width in zip(variables, domains, widths, strict=True):
        number = (*(_column(place + bit, sum(widths)) for bit in range(width)), gates.false)
        place += width
        scaled = shift_left(gates, number, constant_word(gates, domain.step.bit_length() - 1))
        inputs[declared.name] = add(gates, constant_word(gates, domain.start), scaled)
        inside &= less(gates, number, constant_word(gates, len(domain)))
    return gates, inputs, inside


def _arithmetic_progression(declared: Variable) -> range:
    """The integers of a bounded domain, in steps of 1 or 2."""
    if declared.sort is not Sort.INTEGER or declared.low is None or declared.high is None:
        raise Rejected(RULE, declared.name, "is not an integer with two bounds")
    low, high = int(declared.low), int(declared.high)
    step = 1 if declared.parity is None else 2
    if declared.parity is not None and low % 2 != declared.parity:
        low += 1
    domain = range(low, high + 1, step)
    if max(high - low, 0) >> MOST_INPUT_BITS + 1:
        raise Rejected(RULE, declared.name, "has more than 2^24 values")
    return domain


def _column(place: int, inputs: int) -> int:
    """The truth table of input bit `place`: 2^place zeros, as many ones, and so on."""
    period = 2 << place
    table = ((1 << (1 << place)) - 1) << (1 << place)
    while period < 1 << inputs:
        table |= table << period
        period *= 2
    return table
