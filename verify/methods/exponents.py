"""Method `exponents`: claims with exp and log that are polynomial in the exponentials of a few terms.

A comparison of logarithms is turned into one of products, since exp keeps order; what hypotheses
say of exponents and logarithms is put in the same way, by `cut`. Then every
exponential becomes a product of powers, by the laws of exponents; these get variables,
and a comparison of polynomials, or of quotients, is left.
"""

import math
from contextlib import suppress
from fractions import Fraction
from typing import Any

from ..kernel.certificate import Certificate
from ..kernel.constraints import as_comparison
from ..kernel.exponent import Exponent, Product, Reader
from ..kernel.real_number import RealNumber, enclosed
from ..kernel.rejection import Rejected
from ..kernel.rules import conjunction, cut, exponents, monotonicity, rewrite, split
from ..kernel.statement import ForAll, Statement
from ..kernel.term import Sort, Term, constant, make, postorder, structure
from ..kernel.text import statement_text, term_text
from . import enclosure, named_terms
from .exponential_facts import MOST_ADDED, facts, facts_of_logarithms
from .finding import Budget, Finding, found, gave_up

Proof = dict[str, Any]
Step = tuple[str, Proof, str]
"""A rule, its evidence but for the proof of what is left, and what that is called in it."""
DEEPEST = 3
LARGEST_FACTOR = 100
BITS, DIGITS = 64, 12
ZERO = constant(Fraction(0))


def propose(statement: Statement, budget: Budget) -> Finding:
    """A proof by the laws of exponents and the order of exponents."""
    assert isinstance(statement, ForAll)
    try:
        proof = prove(statement)
    except Rejected as why:
        return gave_up(str(why))
    if proof is None:
        return gave_up("what is left in the exponentials is no comparison of polynomials, or none that was shown")
    return found(Certificate(statement, proof["rule"], proof["evidence"]))


def prove(claim: ForAll, depth: int = DEEPEST) -> Proof | None:
    """A proof of `claim` in which exponentials become variables, or None."""
    if not depth or not any(node.op in ("exp", "log") for node in postorder((*claim.hypotheses, claim.conclusion))):
        return None
    if claim.conclusion.op == "and":
        proofs = {}
        for name, part in zip(("left", "right"), conjunction.parts(claim), strict=True):
            proofs[name] = prove(part, depth) or named_terms.prove_quickly(part)
            if proofs[name] is None:
                return None
        return {"rule": "conjunction", "evidence": proofs}
    if as_comparison(claim.conclusion) is None:
        return None
    for added in (0, MOST_ADDED):
        search = _Search(claim, depth)
        proof = search.prove(added)
        if proof is not None:
            return proof
    return None


class _Search:
    """What is left to prove, and how the proof of it becomes one of the claim."""

    def __init__(self, claim: ForAll, depth: int) -> None:
        self.rest = claim
        self.depth = depth
        self.steps: list[Step] = []

    def prove(self, added: int) -> Proof | None:
        self.larger_and_lesser()
        self.divisors()
        if not self.without_logarithms():
            upwards = self.by_exponents()
            if upwards is not None:
                return self.finished(upwards)
            self.signs()
            for fact in list(facts_of_logarithms(self.rest)):
                self.put(fact, prove(self.lemma(fact), self.depth - 1))
        for fact in list(facts(self.rest, added)):
            self.put(fact, _by_exponents(self.lemma(fact)))
        while self.products():
            pass
        proof = named_terms.prove(self.rest)
        if proof is None and self.numbers():
            proof = named_terms.prove(self.rest)
        return self.finished(proof)

    def finished(self, proof: Proof | None) -> Proof | None:
        for rule, evidence, name in reversed(self.steps):
            proof = proof and {"rule": rule, "evidence": {**evidence, name: proof}}
        return proof

    def lemma(self, lemma: Term) -> ForAll:
        return cut.parts(self.rest, lemma)[0]

    def put(self, lemma: Term, proof: Proof | None) -> bool:
        """`lemma` is known from here on, if there is a proof."""
        if proof is None:
            return False
        self.steps.append(("cut", {"lemma": term_text(lemma), "proof": proof}, "then"))
        self.rest = cut.parts(self.rest, lemma)[1]
        return True

    def larger_and_lesser(self) -> None:
        """max and min become the side that the hypotheses show to be taken, or are at least beyond both."""
        self.decided()
        for node in _choices((*self.rest.hypotheses, self.rest.conclusion)):
            for side in node.args:
                lemma = make("<=" if node.op == "min" else ">=", node, side)
                self.put(lemma, _by_sides(self.lemma(lemma), node))
        self.decided()

    def decided(self) -> None:
        while any(self.taken(node) for node in _choices((self.rest.conclusion,))):
            pass

    def taken(self, node: Term) -> bool:
        """Whether the hypotheses show which side of max or min in the conclusion is taken, and it was put in."""
        for low, high in (node.args, node.args[::-1]):
            if named_terms.prove_quickly(self.lemma(make("<=", low, high))) is None:
                continue
            side = high if node.op == "max" else low
            equal, then = rewrite.parts(self.rest, node, side)
            proof = _by_sides(equal, node)
            if proof is not None:
                texts = {"term": term_text(node), "by": term_text(side)}
                self.steps.append(("rewrite", {**texts, "equal": proof}, "then"))
                self.rest = then
                return True
        return False

    def divisors(self) -> None:
        """That logarithms by which something is divided are positive, if they are."""
        roots = (*self.rest.hypotheses, self.rest.conclusion)
        numbers = structure(roots)
        divisors = {numbers[id(node.args[1])]: node.args[1] for node in postorder(roots) if node.op == "/"}
        for divisor in divisors.values():
            if any(node.op == "log" for node in postorder((divisor,))):
                lemma = make(">", divisor, ZERO)
                self.put(lemma, prove(self.lemma(lemma), self.depth - 1))

    def signs(self) -> None:
        """The signs of logarithms that are multiplied, say, in the conclusion."""
        nodes = _outside_exp(self.rest.conclusion.args)
        numbers = structure(nodes)
        for node in {numbers[id(node)]: node for node in nodes if node.op == "log"}.values():
            for op in (">", "<"):
                lemma = make(op, node, ZERO)
                if self.put(lemma, prove(self.lemma(lemma), self.depth - 1)):
                    break

    def without_logarithms(self) -> bool:
        """Whether the comparison was of exponents, linear in logarithms; then it becomes one of exponentials."""
        factor = _common_factor(self.rest)
        if factor is None:
            return False
        if factor > 1:
            sides = (make("*", constant(Fraction(factor)), side) for side in self.rest.conclusion.args)
            larger = make(self.rest.conclusion.op, *sides)
            goal = self.rest
            smaller = named_terms.prove_quickly(cut.parts(goal, larger)[1])
            if smaller is None:
                return False
            self.steps.append(("cut", {"lemma": term_text(larger), "then": smaller}, "proof"))
            self.rest = ForAll(goal.variables, goal.hypotheses, larger)
        self.rest = monotonicity.compared(self.rest, "exponentials")
        self.steps.append(("monotonicity", {"of": "exponentials"}, "proof"))
        return True

    def by_exponents(self) -> Proof | None:
        """The conclusion by its exponents alone, where it compares two exponentials."""
        return _by_exponents(self.rest) if all(side.op == "exp" for side in self.rest.conclusion.args) else None

    def numbers(self) -> bool:
        """Decimals about the exponentials and logarithms of numbers; whether there are any."""
        roots = (*self.rest.hypotheses, self.rest.conclusion)
        numbers = structure(roots)
        closed = {numbers[id(node)]: node for node in postorder(roots) if node.op in ("exp", "log")}
        put = False
        for node in closed.values():
            if node.args[0].op == "constant":
                for lemma in _decimals(node):
                    put |= self.put(lemma, enclosure.prove(self.lemma(lemma)))
        return put

    def products(self) -> bool:
        """Exponentials become products, if that changes anything and is allowed."""
        try:
            if statement_text(exponents.as_products(self.rest)) == statement_text(self.rest):
                return False
            for part in exponents.conditions(self.rest):
                if named_terms.prove_quickly(part) is None:
                    self.put(part.conclusion, prove(self.lemma(part.conclusion), self.depth - 1))
            proofs = [named_terms.prove_quickly(part) for part in exponents.conditions(self.rest)]
            then = exponents.as_products(self.rest)
        except Rejected:
            return False
        if None in proofs:
            return False
        self.steps.append(("exponents", {"conditions": proofs}, "then"))
        self.rest = then
        return True


def _choices(roots: tuple[Term, ...]) -> list[Term]:
    """The maxima and minima of reals, each once, inner ones first."""
    numbers = structure(roots)
    found = (node for node in postorder(roots) if node.op in ("min", "max") and node.sort is Sort.REAL)
    return list({numbers[id(node)]: node for node in found}.values())


def _by_sides(claim: ForAll, choice: Term) -> Proof | None:
    """A claim about a maximum or minimum, by the order of its sides."""
    condition = make("<=", *choice.args)
    yes, no = map(named_terms.prove_quickly, split.cases(claim, condition))
    return yes and no and {"rule": "split", "evidence": {"condition": term_text(condition), "yes": yes, "no": no}}


def _by_exponents(claim: ForAll) -> Proof | None:
    proof = named_terms.prove_quickly(monotonicity.compared(claim, "exponents"))
    return proof and {"rule": "monotonicity", "evidence": {"of": "exponents", "proof": proof}}


def _common_factor(claim: ForAll) -> int | None:
    """What the conclusion is to be multiplied by so that its logarithms have integer factors.

    1 also without logarithms, if it compares exponents of the hypotheses; None for all else.
    """
    left, right = claim.conclusion.args
    if left.sort is not Sort.REAL:
        return None
    reader = Reader((*claim.hypotheses, claim.conclusion))
    try:
        difference = reader.read(make("-", left, right))
    except Rejected:
        return None
    functions = {node.op for node in _outside_exp((left, right))} & {"exp", "log"}
    if "log" in functions:
        return _factor_of_logarithms(reader, difference)
    return 1 if not functions and _are_exponents(claim.hypotheses, reader, difference) else None


def _factor_of_logarithms(reader: Reader, difference: Exponent) -> int | None:
    """The least common denominator of their factors; None where they are multiplied, or too many."""
    factors = []
    for product, value in difference.items():
        if any(node.op == "log" for atom, _ in product for node in _outside_exp((reader.atoms[atom],))):
            if len(product) > 1 or product[0][1] != 1 or reader.atoms[product[0][0]].op != "log":
                return None
            factors.append(value.denominator)
    factor = math.lcm(*factors)
    return factor if factor <= LARGEST_FACTOR else None


def _are_exponents(hypotheses: tuple[Term, ...], reader: Reader, difference: Exponent) -> bool:
    """Whether all parts of a difference stand in exponentials of the hypotheses."""
    known: set[Product] = {()}
    for node in postorder(hypotheses):
        if node.op == "exp":
            with suppress(Rejected):
                known |= set(reader.read(node.args[0]))
    return len(known) > 1 and set(difference) <= known


def _outside_exp(roots: tuple[Term, ...]) -> list[Term]:
    """The nodes that stand in no exponential, and in no logarithm but as its sign."""
    found, stack = [], list(roots)
    while stack:
        node = stack.pop()
        found.append(node)
        if node.op not in ("exp", "log"):
            stack.extend(node.args)
    return found


def _decimals(node: Term) -> list[Term]:
    """Two comparisons of the value of a closed term with decimals that are close to it."""
    place = enclosed(RealNumber(node), BITS)
    if place.low[0] or place.high[0]:
        return []
    low, high = (Fraction(end[1], 1 << BITS) for end in (place.low, place.high))
    size = 10**DIGITS
    below, above = Fraction(math.floor(low * size), size), Fraction(math.ceil(high * size), size)
    return [make(">", node, constant(below)), make("<", node, constant(above))]
