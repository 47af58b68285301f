"""Comparisons in which everything that is no arithmetic becomes a variable, and polynomials or quotients are left."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ..kernel.rejection import Rejected
from ..kernel.rules import conjunction, cut
from ..kernel.rules.generalise import generalised, has_value
from ..kernel.statement import ForAll
from ..kernel.term import COMPARISONS, Sort, Term, constant, make, postorder, structure
from ..kernel.text import term_text
from ..translate.polynomial_terms import polynomial_term
from . import bernstein, gram_matrices, positivstellensatz
from .known_facts import Facts
from .pieces import fails_somewhere
from .signs import numerator

Proof = dict[str, Any]
Prover = Callable[[ForAll], Proof | None]
MOST_VARIABLES = 16
FEW_INPUTS = 100
_ARITHMETIC = frozenset("+ - * / neg real and or not".split()) | frozenset(COMPARISONS)


def prove_quickly(claim: ForAll) -> Proof | None:
    """A proof with variables for what is no arithmetic, without any law of exponents."""
    return _with_variables(claim, _compared_quickly)


def prove(claim: ForAll) -> Proof | None:
    """The same where more may be tried."""
    return _with_variables(claim, _compared)


def _with_variables(claim: ForAll, compared: Prover) -> Proof | None:
    terms = [term for term in _opaque(claim) if has_value(term, claim)]
    general = generalised(claim, terms) if terms else claim
    proof = (
        None if len(general.variables) > MOST_VARIABLES or fails_somewhere(general, FEW_INPUTS) else compared(general)
    )
    if proof is None or not terms:
        return proof
    return {"rule": "generalise", "evidence": {"terms": [*map(term_text, terms)], "proof": proof}}


def _compared_quickly(claim: ForAll) -> Proof | None:
    proof = _in_one_variable(claim) or positivstellensatz.prove(claim)
    return proof or _as_two(claim, _compared_quickly)


def _as_two(claim: ForAll, compared: Prover) -> Proof | None:
    """An equation as two inequalities."""
    if claim.conclusion.op != "==":
        return None
    left, right = map(compared, conjunction.parts(claim))
    return left and right and {"rule": "conjunction", "evidence": {"left": left, "right": right}}


def _compared(claim: ForAll) -> Proof | None:
    """A comparison of polynomials or quotients, once the divisors in the hypotheses are known to be positive."""
    lemmas: list[tuple[Term, Proof]] = []
    for node in postorder(claim.hypotheses):
        lemma = _positive_divisor(claim, node.args[1]) if node.op == "/" else None
        proof = lemma and positivstellensatz.prove(cut.parts(claim, lemma)[0])
        if lemma and proof:
            lemmas.append((lemma, proof))
            claim = cut.parts(claim, lemma)[1]
    proof = next((proof for prover in PROVERS if (proof := prover(claim)) is not None), None)
    proof = proof or _as_two(claim, _compared)
    for lemma, shown in reversed(lemmas):
        proof = proof and {"rule": "cut", "evidence": {"lemma": term_text(lemma), "proof": shown, "then": proof}}
    return proof


def _positive_divisor(claim: ForAll, divisor: Term) -> Term | None:
    """That the numerator of a divisor is positive, unless that is known, or it is none."""
    facts = Facts(claim)
    try:
        cleared = numerator(facts, divisor)
    except Rejected:
        return None
    if len(cleared) < 2 or any(generator.polynomial == cleared for generator in facts.generators):
        return None
    return make(">", polynomial_term(cleared, claim.variables), constant(Fraction(0)))


def _in_one_variable(claim: ForAll) -> Proof | None:
    return bernstein.prove(claim) if len(claim.variables) == 1 else None


PROVERS = (
    _in_one_variable,
    positivstellensatz.prove,
    gram_matrices.prove,
    bernstein.prove,
    positivstellensatz.by_contradiction,
)


def _opaque(claim: ForAll) -> list[Term]:
    """The largest numbers in the claim that are no sums, products and quotients, each once."""
    roots = (*claim.hypotheses, claim.conclusion)
    numbers = structure(roots)
    found: dict[int, Term] = {}
    seen: set[int] = set()
    waiting = list(reversed(roots))
    while waiting:
        node = waiting.pop()
        if numbers[id(node)] in seen:
            continue
        seen.add(numbers[id(node)])
        if node.op in _ARITHMETIC or (node.op == "**" and node.args[1].op == "constant"):
            waiting += reversed(node.args)
        elif node.op not in ("variable", "constant") and node.sort is not Sort.TRUTH:
            found[numbers[id(node)]] = node
    return list(found.values())
