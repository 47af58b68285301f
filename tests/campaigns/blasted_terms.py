"""Random terms of bounded integers: the bit-blaster against the evaluator at every input, and against z3 at some.

    python -m tests.campaigns.blasted_terms --count 100000 --seed 1

The bit-blaster's columns are truth tables: value, denominator and definedness of a term at all inputs at once, to be
what the evaluator gives at each. z3's question whether the statement `term` fails, simplified at an input, is to be
true there exactly where the term is false or undefined. Terms that one side refuses (too wide, say) are counted.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from random import Random

import z3

from tests.kernel.certificates import number_at
from verify.kernel.blast import blast
from verify.kernel.evaluate import Undefined, Value, evaluate
from verify.kernel.rejection import Rejected
from verify.kernel.rules.enumeration import truth_tables
from verify.kernel.statement import ForAll, Variable
from verify.kernel.term import COMPARISONS, Sort, Term, constant, make, undefined, variable
from verify.kernel.text import term_text
from verify.translate.intervals import Untranslatable
from verify.translate.z3_bitvectors import failing_inputs

NAMES = ("i", "j")
INTEGERS = "+ - * // % << >> & | xor ~ neg abs min max bit_length bit_count if ** factorial".split()
REALS = "+ - * / neg abs min max if ** real".split()
TRUTHS = "compare compare compare and or not if".split()
MOST_AT_Z3 = 2


def random_term(random: Random, sort: Sort, depth: int) -> Term:
    """A term of the sort, of all operations that have bits; counts and exponents stay small."""

    def part(wanted: Sort = sort) -> Term:
        return random_term(random, wanted, depth - 1)

    if depth <= 0 or random.random() < 0.1:
        return _leaf(random, sort)
    op = random.choice({Sort.INTEGER: INTEGERS, Sort.REAL: REALS, Sort.TRUTH: TRUTHS}[sort])
    match op:
        case "compare":
            side = random.choice((Sort.INTEGER, Sort.REAL))
            return make(random.choice(COMPARISONS), part(side), part(side))
        case "if":
            return make("if", part(Sort.TRUTH), part(), part())
        case "~" | "neg" | "abs" | "bit_length" | "bit_count" | "not":
            return make(op, part())
        case "real":
            return make("real", part(Sort.INTEGER))
        case "<<" | ">>":
            return make(op, part(), make("-", make("&", part(), constant(3)), constant(random.randrange(2))))
        case "**" if sort is Sort.INTEGER and random.random() < 0.5:
            return make("**", constant(2), make("-", make("&", part(), constant(3)), constant(random.randrange(2))))
        case "**":
            return make("**", part(), constant(random.randrange(4)))
        case "factorial":
            return make("factorial", constant(random.randrange(-1, 5)))
    return make(op, part(), part())


def _leaf(random: Random, sort: Sort) -> Term:
    if random.random() < 0.03:
        return undefined(sort)
    if sort is Sort.TRUTH:
        return constant(random.random() < 0.5)
    if sort is Sort.INTEGER:
        return variable(random.choice(NAMES), sort) if random.random() < 0.7 else constant(random.randrange(-9, 10))
    return constant(Fraction(random.randrange(-9, 10), random.randrange(1, 5)))


def disagreement(root: Term, declared: tuple[Variable, ...], random: Random) -> str:
    """Where two of the three differ on a term, in words; "" where they agree, "refused: …" where one says nothing."""
    try:
        gates, inputs, inside = truth_tables(declared)
        result = blast(gates, root, inputs)
    except Rejected:
        return "refused: the bit-blaster"
    expected: dict[tuple[int, ...], Value | None] = {}
    for place in range(inside.bit_length()):
        if not inside >> place & 1:
            continue
        values = {name: number_at(word, place) for name, word in inputs.items()}
        found = _evaluated(root, values)
        expected[tuple(values.values())] = found
        blasted: Value | None = None
        if result.defined >> place & 1:
            above = number_at(result.bits, place) if root.sort is not Sort.TRUTH else result.bits[0] >> place & 1
            blasted = Fraction(above, number_at(result.under, place)) if root.sort is not Sort.TRUTH else bool(above)
        if blasted != found:
            return f"the bit-blaster has {blasted} and the evaluator {found} at {values}"
    if root.sort is not Sort.TRUTH:
        root = make(">=", root, constant(0) if root.sort is Sort.INTEGER else constant(Fraction(0)))
        expected = {key: None if value is None else value >= 0 for key, value in expected.items()}
    return _against_z3(root, declared, expected, random)


def _evaluated(root: Term, values: dict[str, int | Fraction]) -> Value | None:
    try:
        return evaluate(root, values)
    except Undefined:
        return None


def _against_z3(
    root: Term, declared: tuple[Variable, ...], expected: dict[tuple[int, ...], Value | None], random: Random
) -> str:
    try:
        query = failing_inputs(ForAll(declared, (), root))
    except Untranslatable:
        return "refused: the translation to z3"
    question = z3.And(*query.constraints)
    for values in random.sample(sorted(expected), min(len(expected), MOST_AT_Z3)):
        put = [
            (query.inputs[each.name].bits, z3.BitVecVal(value, query.inputs[each.name].bits.size()))
            for each, value in zip(declared, values, strict=True)
        ]
        answer = z3.simplify(z3.substitute(question, *put))
        if z3.is_true(answer) is not (expected[values] is not True) or not (z3.is_true(answer) or z3.is_false(answer)):
            return f"z3 has {answer} for failing and the evaluator {expected[values]} at {values}"
    return ""


def run(count: int, seed: int) -> tuple[Counter[str], list[str]]:
    """How often they agreed, or one refused; and the terms on which they did not."""
    random = Random(seed)
    counts: Counter[str] = Counter()
    found = []
    while counts["agreed"] < count:
        declared = tuple(
            Variable(name, Sort.INTEGER, Fraction(low), Fraction(low + random.randrange(1, 5)))
            for name in NAMES
            for low in [random.choice([0, 0, 1, -2, -9, 14, -128, 253])]
        )
        root = random_term(random, random.choice(tuple(Sort)), random.randrange(2, 5))
        what = disagreement(root, declared, random)
        counts[what if what.startswith("refused") else "differed" if what else "agreed"] += 1
        if what and not what.startswith("refused"):
            found.append(f"{term_text(root)}: {what}")
    return counts, found


def main(arguments: Sequence[str]) -> int:
    """0 where all agree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000, help="how many terms are to agree")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    counts, found = run(chosen.count, chosen.seed)
    print("\n".join([*found, *(f"{number:7} {what}" for what, number in counts.most_common())]))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
