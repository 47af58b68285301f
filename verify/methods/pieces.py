"""Claims about the values of sums, exponentials and the like, by what is known of these values.

The pieces of a claim are the largest terms in it that are no arithmetic, such
as sum(k = 0 .. n: x**k / factorial(k)), and in denominators the summands of
one variable. What can be shown of them (that they are positive, and how two of
the same form compare) is put in by `cut`; then each becomes a variable by
`generalise`, and a comparison of polynomials, or of quotients, is left.
"""

import itertools
import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from ..kernel.constraints import as_comparison
from ..kernel.goal import goal
from ..kernel.rejection import Rejected
from ..kernel.rules import cut
from ..kernel.rules.generalise import generalised
from ..kernel.statement import ForAll
from ..kernel.term import (
    REAL_FUNCTIONS,
    Sort,
    Term,
    constant,
    make,
    postorder,
    same,
    structure,
    substitute,
    variable,
    variables_in,
)
from ..kernel.text import term_text
from ..kernel.totality import is_total, nodes_outside_sums
from . import bernstein, stationary_point
from .sampling import fails, meets

Proof = dict[str, Any]
Prover = Callable[[ForAll], Proof | None]
MOST_PIECES = 8
MOST_INPUTS = 1000
SMALL: dict[Sort, list[int | Fraction]] = {
    Sort.INTEGER: list(range(-4, 9)),
    Sort.REAL: [Fraction(numerator, 2) for numerator in (-40, -12, -6, -3, -2, -1, 0, 0, 1, 2, 3, 6, 12)],
}


def prove(claim: ForAll, prove_part: Prover, compare: Prover = lambda claim: None) -> Proof | None:
    """A proof of `claim` by facts about its pieces, each shown first; `compare` proves that one is below another."""
    found = pieces(claim)
    if not found or len(found) > MOST_PIECES:
        return None
    steps: list[tuple[Term, Proof]] = []
    rest = claim
    for lemma, prover in _lemmas(claim, found, compare):
        first, second = cut.parts(rest, lemma)
        proof = None if _follows(lemma, steps) else prover(first)
        if proof is not None:
            steps.append((lemma, proof))
            rest = second
    named = generalised(rest, found)
    rest_proof = None if fails_somewhere(named) else prove_part(named)
    if rest_proof is None:
        return None
    terms = [term_text(piece) for piece in found]
    proof = {"rule": "generalise", "evidence": {"terms": terms, "proof": rest_proof}}
    for lemma, shown in reversed(steps):
        proof = {"rule": "cut", "evidence": {"lemma": term_text(lemma), "proof": shown, "then": proof}}
    return proof


def _follows(lemma: Term, steps: list[tuple[Term, Proof]]) -> bool:
    """Whether there is a lemma about the same two pieces already."""
    return any(all(map(same, lemma.args, known.args)) for known, _ in steps)


def fails_somewhere(claim: ForAll, inputs: int = MOST_INPUTS) -> bool:
    """Whether some input, out of so many with small values, fails the claim: then no proof need be looked for."""
    chance = random.Random(0)
    columns = [[value for value in SMALL[declared.sort] if declared.admits(value)] for declared in claim.variables]
    if not all(columns):
        return False
    for _ in range(inputs):
        values = {
            declared.name: chance.choice(column) for declared, column in zip(claim.variables, columns, strict=True)
        }
        if meets(claim.hypotheses, values) and fails(claim.conclusion, values):
            return True
    return False


def pieces(claim: ForAll) -> list[Term]:
    """The pieces of hypotheses and conclusion, each once."""
    roots = (*claim.hypotheses, claim.conclusion)
    numbers = structure(roots)
    found: dict[int, Term] = {}
    divided = {numbers[id(part)] for part in _summands_of_divisors(claim.conclusion)}
    stack = list(reversed(roots))
    seen: set[int] = set()
    while stack:
        node = stack.pop()
        number = numbers[id(node)]
        if number in seen:
            continue
        seen.add(number)
        if (_is_opaque(node) or number in divided) and is_total(node, claim.variables):
            found[number] = node
        else:
            stack.extend(reversed(node.args[:2] if node.op == "sum" else node.args))
    return list(found.values())


def has_opaque(claim: ForAll) -> bool:
    """Whether some piece is not just the summand of a divisor."""
    return any(map(_is_opaque, pieces(claim)))


def _is_opaque(node: Term) -> bool:
    if node.sort is not Sort.REAL or not variables_in(node):
        return False
    return node.op in ("sum", *REAL_FUNCTIONS) or (node.op == "**" and node.args[1].op != "constant")


def _summands_of_divisors(conclusion: Term) -> Iterator[Term]:
    """The largest parts, in one variable and not linear, of the sums that something is divided by."""
    stack = [node.args[1] for node in nodes_outside_sums(conclusion) if node.op == "/"]
    while stack:
        node = stack.pop()
        if len(variables_in(node)) == 1 and any(part.op in ("*", "**") for part in postorder((node,))):
            yield node
        elif node.op in ("+", "*"):
            stack.extend(node.args)


def _lemmas(claim: ForAll, found: list[Term], compare: Prover) -> Iterator[tuple[Term, Prover]]:
    """What may be true of the pieces, and what might prove it."""
    zero = constant(Fraction(0))
    for piece in found:
        lemma = make(">", piece, zero)
        if not same(lemma, claim.conclusion):
            yield lemma, _positive
    if not _compares_pieces(claim.conclusion, found):
        for one, other in itertools.combinations(found, 2):
            if _same_form(one, other):
                for op in ("<", ">", "<=", ">="):
                    yield make(op, one, other), compare


def _positive(claim: ForAll) -> Proof | None:
    """That a piece is positive."""
    if claim.conclusion.args[0].op == "exp":
        return {"rule": "enclosure", "evidence": {"bits": 64, "tree": ["holds"]}}
    by_law = stationary_point.prove(claim)
    if by_law is not None or not _is_polynomial(claim):
        return by_law
    plain = tuple(hypothesis for hypothesis in claim.hypotheses if not any(map(_is_opaque, postorder((hypothesis,)))))
    if fails_somewhere(ForAll(claim.variables, plain, claim.conclusion)):
        return None
    return bernstein.prove_in_one_variable(claim)


def _is_polynomial(claim: ForAll) -> bool:
    """Whether the conclusion compares polynomials in one variable."""
    try:
        goal(claim)
    except Rejected:
        return False
    return True


def _compares_pieces(conclusion: Term, found: list[Term]) -> bool:
    """Whether the conclusion is itself of the kind of the lemmas."""
    sides = as_comparison(conclusion)
    return sides is None or any(same(side, piece) for side in (sides[0], sides[2]) for piece in found)


def _same_form(one: Term, other: Term) -> bool:
    """Whether two pieces are one function of two variables."""
    reals = [{name for name, sort in variables_in(piece).items() if sort is Sort.REAL} for piece in (one, other)]
    if [len(names) for names in reals] != [1, 1] or reals[0] == reals[1]:
        return False
    (first,), (second,) = reals
    return same(substitute(one, {first: variable(second, Sort.REAL)}), other)
