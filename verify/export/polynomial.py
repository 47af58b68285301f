"""Rule `polynomial` in Coq: the same identity, shown by `ring` or `field`, and the signs of its summands."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import lcm
from typing import Any

from verify.kernel.constraints import as_comparison, conjuncts, proportional
from verify.kernel.numerals import decimal, rational
from verify.kernel.parse import parse_term
from verify.kernel.polynomial import Polynomial, add, polynomial_of, quotient_of
from verify.kernel.rejection import Rejected
from verify.kernel.statement import ForAll
from verify.kernel.term import Sort, Term, make
from verify.kernel.totality import nodes_outside_sums
from verify.notation.coq import Writer
from verify.notation.coq_formula import TRUE, Formula, all_of
from verify.notation.coq_term import RATIONALS, name

from .script import NotExportable, Script, Tactics, asserted, conclude

_RELATIONS = {">": ("lt", "0 < {}"), ">=": ("le", "0 <= {}"), "==": ("eq", "{} {} 0")}


@dataclass(frozen=True, slots=True)
class Fact:
    """A polynomial with its text, its relation to 0, the hypothesis of the Coq proof that says so, and the proof."""

    polynomial: Polynomial
    text: str
    relation: str
    label: str
    proof: Callable[[], str]


def polynomial(script: Script, claim: ForAll, evidence: dict[str, Any]) -> Tactics:
    """What hypotheses say, as polynomials; the lemmas; the conclusion's denominators; its identity."""
    return _Proof(script.writer, claim).tactics(evidence)


class _Proof:
    def __init__(self, writer: Writer, claim: ForAll) -> None:
        self.writer = writer
        self.claim = claim
        self.names = [declared.name for declared in claim.variables]
        self.sorts = {declared.name: declared.sort for declared in claim.variables}
        cast = "inject_Z" if writer.field == RATIONALS else "IZR"
        self.atoms = [
            f"{cast} {name(declared.name)}" if declared.sort is Sort.INTEGER else name(declared.name)
            for declared in claim.variables
        ]
        self.facts: list[Fact] = []
        self.shown: set[str] = set()
        self.lines: Tactics = ["separate."]
        self.count = 0

    def tactics(self, evidence: dict[str, Any]) -> Tactics:
        self._take_constraints()
        for lemma in evidence["lemmas"]:
            self._take_lemma(polynomial_of(parse_term(lemma["polynomial"], self.sorts), self.names), lemma["sum"])
        self._conclude(evidence)
        return self.lines

    # Facts

    def _fact(self, subject: Polynomial, relation: str, proof: Callable[[], str]) -> None:
        self.facts.append(Fact(subject, self.text(subject), relation, f"G'{len(self.facts)}", proof))

    def _cited(self, place: int) -> Fact:
        """The fact, which is shown where it is first cited."""
        fact = self.facts[place]
        if fact.label not in self.shown:
            self.shown.add(fact.label)
            self.lines.append(asserted(fact.label, self.signed(fact.text, fact.relation), fact.proof()))
        return fact

    def _take_lemma(self, subject: Polynomial, items: list[dict[str, Any]]) -> None:
        def proof() -> str:
            scale, total, label, relation = self._sum(items, ">=")
            return f"apply (factor_{_RELATIONS[relation][0]} {scale} ({total})); [number | exact {label} | identity]"

        self._fact(subject, ">" if any(map(self._is_strict, items)) else ">=", proof)

    def _is_strict(self, item: dict[str, Any]) -> bool:
        """Whether the summand is known to be positive."""
        return not {"equation", "square"} & set(item) and all(
            self.facts[place].relation == ">" for place in item["constraints"]
        )

    def _take_constraints(self) -> None:
        """What `verify.kernel.constraints` finds, in its order: quotients after all else."""
        bounds = [bound for declared in self.claim.variables for bound in declared.bounds_as_terms()]
        parts = (part for hypothesis in self.claim.hypotheses for part in conjuncts(hypothesis))
        quotients = []
        for sides in filter(None, map(as_comparison, [*bounds, *parts])):
            try:
                left, right = (polynomial_of(side, self.names) for side in (sides[0], sides[2]))
            except Rejected:
                quotients.append(sides)
                continue
            self._take_comparison(*sides, add(left, right, -1), [])
        for left_side, op, right_side in quotients:
            try:
                difference, cleared = self._cleared(make("-", left_side, right_side))
            except (Rejected, NotExportable):
                continue
            self._take_comparison(left_side, op, right_side, difference, cleared)

    def _take_comparison(self, left: Term, op: str, right: Term, difference: Polynomial, cleared: list[int]) -> None:
        """The facts that a comparison is; `difference` is that of its sides times the facts `cleared`."""
        if op == "!=":
            return
        if op in ("<", "<="):
            difference = add({}, difference, -1)
        if op in (">", ">="):
            left, right = right, left
        kind = "integer" if left.sort is Sort.INTEGER else "real"
        relation = {"==": "==", "<": ">", ">": ">"}.get(op, ">=")
        ends = f"{self.writer.inside(left)} {self.writer.inside(right)}"

        def proof() -> str:
            if not cleared:
                return f"apply ({kind}_{_RELATIONS[relation][0]} {ends}); [assumption | identity]"
            factor = self._factor("1", cleared, [])
            return f"apply (cleared_{_RELATIONS[relation][0]} {ends} ({factor})); [assumption | strict_sign | identity]"

        self._fact(difference, relation, proof)
        if relation == ">" and kind == "integer":
            sharper = add(difference, {(0,) * len(self.names): Fraction(1)}, -1)
            self._fact(sharper, ">=", partial(str, f"apply (integer_next {ends}); [assumption | identity]"))

    def _cleared(self, quotient: Term) -> tuple[Polynomial, list[int]]:
        """A polynomial that is the term times the facts at these places, one for each time that it divides."""
        known = [fact.polynomial for fact in self.facts]
        numerator, under = quotient_of(quotient, self.names, known, self._proportional)
        return numerator, [place for place, times in enumerate(under) for _ in range(times)]

    # Sums

    def _sum(self, items: list[dict[str, Any]], relation: str) -> tuple[str, str, str, str]:
        """A number, the text of that multiple of the sum, the label of the fact about it, and the relation to 0."""
        scale = lcm(*(rational(item["times"]).denominator for item in items if "times" in item))
        terms: list[tuple[str, str, str]] = []  # text, proof, relation
        for item in items:
            terms.append(self._multiple(item, scale) if "equation" in item else self._product(item, scale))
        terms.sort(key=lambda term: "> >= ==".split().index(term[2]))
        if not terms or (relation == ">=" and terms[0][2] == "=="):
            terms.insert(0, ("0", "zero_eq" if relation == "==" else "zero_le", relation))
        text, proof, shown = terms[0]
        for other, its_proof, its_relation in terms[1:]:
            step = {"==": "sum_zero"} if shown == "==" else {"==": f"plus_zero_{_RELATIONS[shown][0]}"}
            lemma = step.get(its_relation) or {">": "sum_lt_le", ">=": "sum_le"}[shown]
            if its_relation == ">":
                its_proof = f"(weaken _ {its_proof})"
            text, proof = f"{text} + {other}", f"({lemma} _ _ {proof} {its_proof})"
        self.count += 1
        label = f"T'{self.count}"
        self.lines.append(asserted(label, self.signed(f"({text})", shown), f"exact {proof}"))
        return f"({scale})", text, label, shown

    def _product(self, item: dict[str, Any], scale: int) -> tuple[str, str, str]:
        cited = [self._cited(place) for place in item["constraints"]]
        factors = [f"({fact.text})" for fact in cited]
        strict = self._is_strict(item)
        if "square" in item:
            root = self.text(polynomial_of(parse_term(item["square"], self.sorts), self.names))
            factors.append(f"(({root}) * ({root}))")
        text = " * ".join([self.number(rational(item["times"]) * scale), *factors])
        self.count += 1
        label, relation = f"S'{self.count}", ">" if strict else ">="
        self.lines.append(asserted(label, self.signed(text, relation), "strict_sign" if strict else "sign"))
        return text, label, relation

    def _multiple(self, item: dict[str, Any], scale: int) -> tuple[str, str, str]:
        fact = self._cited(item["equation"])
        subject = polynomial_of(parse_term(item["multiplier"], self.sorts), self.names)
        multiplier = self.text(add({}, subject, scale))
        return f"({multiplier}) * ({fact.text})", f"(multiple_zero _ ({multiplier}) {fact.label})", "=="

    # The conclusion

    def _conclude(self, evidence: dict[str, Any]) -> None:
        conclusion = self.claim.conclusion
        if conclusion.op == "constant":
            if conclusion.value:
                self.lines.append("exact I.")
                return
            scale, total, label, _ = self._sum(evidence["sum"], ">=")
            factor = self._factor(scale, evidence["factor"], [])
            contradiction = f"apply (factor_lt ({factor}) ({total})); [strict_sign | exact {label} | identity]"
            self.lines += [asserted("V'", self.signed("0", ">"), contradiction), "exfalso; clear - V'; lra."]
            return
        sides = as_comparison(conclusion)
        if sides is None:
            raise NotExportable("a conclusion of the rule polynomial is no comparison")
        left, op, right = sides
        if op in (">", ">="):
            left, op, right = right, {">": "<", ">=": "<="}[op], left
        needed, denominators = self._denominators(left, right)
        relation = {"<": ">", "<=": ">=", "==": "=="}[op]
        scale, total, label, shown = self._sum(evidence["sum"], "==" if op == "==" else ">=")
        factor = self._factor(scale, evidence["factor"], denominators)
        if relation == ">=" and shown == ">":
            label, shown = f"(weaken _ {label})", ">="
        kind = _RELATIONS[relation][0]
        ending = f"{'from' if left.sort is Sort.INTEGER else 'to'}_{kind}"
        value = self.writer.compared(left, op, right)
        proof = f"apply {ending}; apply (factor_{kind} ({factor}) ({total})); [strict_sign | exact {label} | identity]"
        self.lines += [asserted("V'", value, proof), conclude(all_of(needed, value))]

    def _factor(self, scale: str, cited: list[int], denominators: list[Fact]) -> str:
        return " * ".join([scale, *(f"({fact.text})" for fact in [*map(self._cited, cited), *denominators])])

    def _denominators(self, left: Term, right: Term) -> tuple[Formula, list[Fact]]:
        """What the conclusion's definedness asks, shown here, and the facts whose product clears the denominators."""
        needed: list[Formula] = []
        for node in [*nodes_outside_sums(left), *nodes_outside_sums(right)]:
            condition = self.writer.condition(node)
            if condition == TRUE:
                continue
            label = f"D'{len(needed)}"
            needed.append(condition)
            self.lines.append(asserted(label, condition, self._nonzero(node) if node.op == "/" else "side"))

        _, cleared = self._cleared(make("-", right, left))
        return all_of(*needed), [self._cited(place) for place in cleared]

    def _nonzero(self, node: Term) -> str:
        """A divisor is a fact's polynomial, or a number, over facts' polynomials, up to a factor."""
        divisor, under = self._cleared(node.args[1])
        if any(any(exponents) for exponents in divisor):
            scale, place = self._proportional(divisor)
            numerator, proof = self._cited(place).text, "assumption"
        else:
            scale, numerator, proof = next(iter(divisor.values()), Fraction(0)), "1", "number"
            if scale == 0:
                raise NotExportable("it divides by 0")
        factor = self._factor(self.number(1 / scale), under, [])
        return f"apply (nonzero ({numerator}) {self.writer.inside(node.args[1])} ({factor})); [{proof} | identity]"

    def _proportional(self, divisor: Polynomial) -> tuple[Fraction, int]:
        for place, fact in enumerate(self.facts):
            scale = proportional(divisor, fact.polynomial) if fact.relation == ">" else None
            if scale is not None:
                return scale, place
        raise NotExportable("a denominator is not known to be nonzero")

    # Texts, all in the scope of the field

    def signed(self, text: str, relation: str) -> str:
        if relation == "==":
            return f"({text} {'==' if self.writer.field == RATIONALS else '='} 0)%{self.writer.field}"
        return f"({_RELATIONS[relation][1].format(text)})%{self.writer.field}"

    def number(self, value: Fraction) -> str:
        if value.denominator == 1:
            return f"({decimal(value.numerator)})"
        sign = "#" if self.writer.field == RATIONALS else "/"
        return f"({decimal(value.numerator)} {sign} {decimal(value.denominator)})"

    def text(self, polynomial: Polynomial) -> str:
        """The polynomial as a sum of monomials."""
        monomials = []
        for exponents, coefficient in sorted(polynomial.items(), reverse=True):
            factors = [
                atom if exponent == 1 else f"({atom}) ^ {exponent}"
                for atom, exponent in zip(self.atoms, exponents, strict=True)
                if exponent
            ]
            if coefficient != 1 or not factors:
                factors.insert(0, self.number(coefficient))
            monomials.append(" * ".join(factors))
        return " + ".join(monomials) or "0"
