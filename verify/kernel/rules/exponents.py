"""Rule `exponents`: the exponential of a sum is a product, that of a logarithm its argument."""

import functools
from fractions import Fraction
from typing import Any

from ..certificate import take_fields, take_list
from ..exponent import HIGHEST_POWER, Exponent, Product, Reader, units
from ..rejection import Rejected
from ..statement import ForAll, Statement
from ..term import Term, constant, make, rebuild, structure
from . import Prover
from .generalise import has_value

RULE = "exponents"
ONE = constant(Fraction(1))
ZERO = constant(Fraction(0))


def exponents(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """A statement holds if it does with every exp(t) in it written as a product of powers.

    t, which stands in no other exp, is read as Σ q·m, m products of integer powers of atoms (see
    `exponent.py`); with d the common denominator of the q of one m in the
    statement, exp(t) = Π exp(m/d)^(q·d), and exp(m/d) = x where m is log(x) and d = 1.
    That the exp(m/d) are positive is put among the hypotheses.

    Evidence: `conditions`, the proofs that, under the hypotheses, x > 0 for the
    logarithms and y * y > 0 for the divisors in every t, but for what is certain to have a
    value; and `then`, the proof of the new statement.

    Fails where some other part of a t is not certain to have a value wherever
    the hypotheses are true (see `generalise`), or where powers grow beyond 1000.
    """
    fields = take_fields(evidence, RULE, {"conditions": list, "then": dict})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    proofs = take_list(fields["conditions"], RULE, dict)
    wanted = conditions(statement)
    if len(proofs) != len(wanted):
        raise Rejected(RULE, "conditions", f"there are to be {len(wanted)}")
    for condition, proof in zip(wanted, proofs, strict=True):
        prove_part(condition, proof)
    prove_part(as_products(statement), fields["then"])


def exponentials(claim: ForAll) -> list[Term]:
    """The exponentials of hypotheses and conclusion that stand in no other one, nor in the body of a sum, each once."""
    roots = (*claim.hypotheses, claim.conclusion)
    numbers = structure(roots)
    found: list[Term] = []
    seen: set[int] = set()
    stack = list(reversed(roots))
    while stack:
        node = stack.pop()
        if numbers[id(node)] in seen:
            continue
        seen.add(numbers[id(node)])
        if node.op == "exp":
            found.append(node)
        else:
            stack.extend(reversed(node.args[:2] if node.op == "sum" else node.args))
    return found


def conditions(claim: ForAll) -> list[ForAll]:
    """The statements by which all exponents have values wherever the hypotheses are true."""
    found: list[Term] = []
    stack = [node.args[0] for node in reversed(exponentials(claim))]
    while stack:
        node = stack.pop()
        if has_value(node, claim):
            continue
        match node.op:
            case "+" | "-" | "*" | "neg":
                stack.extend(reversed(node.args))
            case "/":
                stack.append(node.args[0])
                found += _nonzero(node.args[1], claim)
            case "**" if node.args[1].op == "constant":
                base, exponent = node.args
                if int(exponent.value) < 0:  # type: ignore[arg-type]
                    found += _nonzero(base, claim)
                else:
                    stack.append(base)
            case "log":
                found.append(make(">", node.args[0], ZERO))
            case _:
                raise Rejected(RULE, node.op, "an exponent is not certain to have a value")
    numbers = structure(found)
    different = {numbers[id(condition)]: condition for condition in reversed(found)}
    return [ForAll(claim.variables, claim.hypotheses, condition) for condition in reversed(different.values())]


def _nonzero(divisor: Term, claim: ForAll) -> list[Term]:
    """That a divisor is not 0, unless its shape shows it."""
    return [] if has_value(make("/", ONE, divisor), claim) else [make(">", make("*", divisor, divisor), ZERO)]


def as_products(claim: ForAll) -> ForAll:
    """The statement with products in the place of exponentials, and the positivity of their factors."""
    roots = (*claim.hypotheses, claim.conclusion)
    reader = Reader(roots)
    originals = exponentials(claim)
    read = [reader.read(node.args[0]) for node in originals]
    bases = {product: _base(reader, product, unit) for product, unit in units(read).items()}
    put = {
        reader.numbers[id(node)]: _power_product(exponent, bases)
        for node, exponent in zip(originals, read, strict=True)
    }

    def replace(node: Term, args: tuple[Term, ...]) -> Term | None:
        return put.get(reader.numbers[id(node)])

    hypotheses = [rebuild(hypothesis, replace) for hypothesis in claim.hypotheses]
    positive = [make(">", base, ZERO) for base, _ in bases.values() if base.op == "exp"]
    numbers = structure((*hypotheses, *positive))
    known = {numbers[id(hypothesis)] for hypothesis in hypotheses}
    hypotheses += [condition for condition in positive if numbers[id(condition)] not in known]
    return ForAll(claim.variables, tuple(hypotheses), rebuild(claim.conclusion, replace))


def _base(reader: Reader, product: Product, unit: int) -> tuple[Term, int]:
    """(b, d) with b = exp(product / d): x and 1 for log(x), unless fractions of that occur."""
    term = reader.term(product, 1)
    if term.op == "log" and abs(unit) == 1:
        return term.args[0], 1
    return make("exp", reader.term(product, unit)), unit


def _power_product(exponent: Exponent, bases: dict[Product, tuple[Term, int]]) -> Term:
    """The product of powers of the bases that the exponential is."""
    powers = [(bases[product][0], int(scale * bases[product][1])) for product, scale in exponent.items()]
    if any(abs(power) > HIGHEST_POWER for _, power in powers):
        raise Rejected(RULE, "power", f"is beyond {HIGHEST_POWER}")
    above = [Reader.power(base, power) for base, power in powers if power > 0]
    result = functools.reduce(lambda left, right: make("*", left, right), above) if above else ONE
    for base, power in powers:
        if power < 0:
            result = make("/", result, Reader.power(base, -power))
    return result
