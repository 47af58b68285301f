"""Claims with square roots and logarithms, by what roots and logarithms are.

What is known of them is put in by `cut`: the square of a root, how roots compare
with each other and with simple numbers, that log lies below its tangents, the
sign of what mentions no variable. Then each becomes a variable by `generalise`,
and a comparison of polynomials or quotients is left.
"""

import itertools
import math
from fractions import Fraction
from typing import Any

from ..kernel.certificate import Certificate
from ..kernel.evaluate import Undefined, evaluate
from ..kernel.rejection import Rejected
from ..kernel.rules import conjunction, cut, logarithm, square_root
from ..kernel.rules.generalise import generalised, has_value
from ..kernel.statement import ForAll, Statement
from ..kernel.term import Term, apply, constant, make, postorder, structure, variables_in
from ..kernel.text import term_text
from . import bernstein, enclosure, positivstellensatz
from .finding import Budget, Finding, found, gave_up

Proof = dict[str, Any]
Step = tuple[Term, Proof]
MOST_VALUES = 6
ONE = constant(Fraction(1))


def propose(statement: Statement, budget: Budget) -> Finding:
    """A proof by what is known of the roots and logarithms in the statement."""
    assert isinstance(statement, ForAll)
    try:
        proof = prove(statement)
    except Rejected as why:
        return gave_up(str(why))
    if proof is None:
        return gave_up("what is known of the roots and logarithms does not settle it")
    return found(Certificate(statement, proof["rule"], proof["evidence"]))


def prove(claim: ForAll) -> Proof | None:
    """A proof of `claim` in which the values of sqrt and log become variables, or None."""
    values = _values((*claim.hypotheses, claim.conclusion))
    if not 0 < len(values) <= MOST_VALUES:
        return None
    if claim.conclusion.op in ("and", "=="):
        proofs = {}
        for name, part in zip(("left", "right"), conjunction.parts(claim), strict=True):
            proofs[name] = prove(part) or _compared(part)
            if proofs[name] is None:
                return None
        return {"rule": "conjunction", "evidence": proofs}
    search = _Search(claim)
    for value in values:
        search.sign(value)
    roots = [value.args[0] for value in values if value.op == "sqrt"]
    for root in roots:
        search.root(root)
    for one, other in itertools.permutations(roots, 2):
        search.about_root(make("<=", make("sqrt", one), make("sqrt", other)), other)
    points = [value.args[0] for value in values if value.op == "log"]
    for above, at in itertools.permutations([*points, ONE] if points else [], 2):
        search.tangent(above, at)
    return search.finished()


def _compared(claim: ForAll) -> Proof | None:
    """A proof of a comparison of polynomials or quotients."""
    proof = bernstein.prove_in_one_variable(claim) or positivstellensatz.prove(claim)
    return proof or positivstellensatz.by_contradiction(claim)


class _Search:
    """What was put in so far, and what is left to prove."""

    def __init__(self, claim: ForAll) -> None:
        self.rest = claim
        self.steps: list[Step] = []

    def put(self, lemma: Term, proof: Proof | None) -> bool:
        """`lemma` is known from here on, if there is a proof."""
        if proof is None:
            return False
        self.steps.append((lemma, proof))
        self.rest = cut.parts(self.rest, lemma)[1]
        return True

    def lemma(self, lemma: Term) -> ForAll:
        """The lemma as a statement."""
        return cut.parts(self.rest, lemma)[0]

    def named(self, claim: ForAll) -> Proof | None:
        """A proof with variables for the values."""
        terms = [value for value in _values((*claim.hypotheses, claim.conclusion)) if has_value(value, claim)]
        proof = _compared(generalised(claim, terms))
        if proof is None or not terms:
            return proof
        return {"rule": "generalise", "evidence": {"terms": [*map(term_text, terms)], "proof": proof}}

    def all(self, claims: list[ForAll]) -> list[Proof] | None:
        """Proofs of all of them."""
        proofs = []
        for claim in claims:
            proof = self.named(claim)
            if proof is None:
                return None
            proofs.append(proof)
        return proofs

    def sign(self, value: Term) -> None:
        """That a value without variables is positive or negative."""
        if not variables_in(value):
            for op in (">", "<"):
                lemma = apply(op, value, constant(0))
                if self.put(lemma, enclosure.prove(self.lemma(lemma))):
                    return

    def root(self, of: Term) -> None:
        """The square of a root, and rational bounds."""
        root = make("sqrt", of)
        self.about_root(make("==", make("**", root, constant(2)), of), of)
        ends = _values_at_ends(self.rest, of)
        zero = constant(Fraction(0))
        low = _root_below(min(ends, default=Fraction(0)))
        if not low or not self.about_root(make("<=", constant(low), root), of):
            self.about_root(make("<=", zero, root), of)
            positive = make("<", zero, root)
            self.put(positive, self.named(self.lemma(positive)))
        if ends:
            self.about_root(make("<=", root, constant(-_root_below(max(ends), -1))), of)

    def about_root(self, lemma: Term, of: Term) -> bool:
        """A lemma about the root of `of`, if it can be shown."""
        claim = self.lemma(lemma)
        proofs = self.all(square_root.parts(claim, of))
        evidence = {"of": term_text(of), "proofs": proofs}
        return self.put(lemma, None if proofs is None else {"rule": "square_root", "evidence": evidence})

    def tangent(self, above: Term, at: Term) -> None:
        """That log lies below its tangent, denominators cleared."""
        (up, down), (top, under) = _quotient(above), _quotient(at)
        times, by = _times(top, down), make("-", _times(up, under), _times(top, down))
        lemma = logarithm.tangent(above, at, times, by)
        proofs = self.all(logarithm.parts(self.lemma(lemma), above, at, times, by))
        texts = dict(zip(logarithm.TEXTS, map(term_text, (above, at, times, by)), strict=True))
        self.put(lemma, None if proofs is None else {"rule": "logarithm", "evidence": {**texts, "proofs": proofs}})

    def finished(self) -> Proof | None:
        """A proof of what is left, under all lemmas."""
        proof = self.named(self.rest)
        for lemma, shown in reversed(self.steps):
            proof = proof and {"rule": "cut", "evidence": {"lemma": term_text(lemma), "proof": shown, "then": proof}}
        return proof


def _values(roots: tuple[Term, ...]) -> list[Term]:
    """The roots and logarithms in the terms, each once, inner ones first."""
    numbers = structure(roots)
    return list({numbers[id(node)]: node for node in postorder(roots) if node.op in ("sqrt", "log")}.values())


def _values_at_ends(claim: ForAll, term: Term) -> list[Fraction]:
    """The values of a term where its variables are at the ends of their domains; none without all ends."""
    names = variables_in(term)
    ends = []
    for declared in claim.variables:
        if declared.name in names:
            if declared.low is None or declared.high is None:
                return []
            ends.append([(declared.name, declared.low), (declared.name, declared.high)])
    try:
        values = [evaluate(term, dict(corner)) for corner in itertools.product(*ends)]
    except (Undefined, Rejected):
        return []
    return [value for value in values if isinstance(value, Fraction) and value >= 0]


def _root_below(value: Any, sign: int = 1) -> Fraction:
    """A simple number at most the root of `value` (for the sign -1: at most minus the root)."""
    number = Fraction(value)
    square = number.numerator * number.denominator
    root = math.isqrt(square)
    return Fraction(root if sign > 0 else -(root + (root * root < square)), number.denominator)


def _quotient(term: Term) -> tuple[Term, Term]:
    """Numerator and denominator."""
    parts = [_quotient(part) for part in term.args] if term.op in ("+", "-", "*", "/", "neg") else []
    match term.op:
        case "+" | "-":
            (a, b), (c, d) = parts
            return make(term.op, _times(a, d), _times(c, b)), _times(b, d)
        case "*":
            (a, b), (c, d) = parts
            return _times(a, c), _times(b, d)
        case "/":
            (a, b), (c, d) = parts
            return _times(a, d), _times(b, c)
        case "neg":
            return make("neg", parts[0][0]), parts[0][1]
    return term, ONE


def _times(left: Term, right: Term) -> Term:
    """left * right, leaving out a factor 1."""
    for factor, other in ((left, right), (right, left)):
        if factor.op == "constant" and factor.value == 1:
            return other
    return make("*", left, right)
