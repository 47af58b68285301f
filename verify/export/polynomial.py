"""Rule `polynomial` in Coq: the same identity, shown by `ring` or `field`, and the signs of its summands."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from verify.kernel.constraints import as_comparison, conjuncts, proportional
from verify.kernel.numerals import decimal, rational
from verify.kernel.parse import parse_term
from verify.kernel.polynomial import Polynomial, add, polynomial_of, quotient_of
from verify.kernel.rejection import Rejected
from verify.kernel.statement import ForAll
from verify.kernel.term import Sort, Term, make, postorder
from verify.notation.coq import RATIONALS, TRUE, Formula, Writer, all_of, atom, name

from .script import NotExportable, Script, Tactics, asserted, conclude

_RELATIONS = {">": ("lt", "0 < {}"), ">=": ("le", "0 <= {}"), "==": ("eq", "{} {} 0")}


@dataclass(frozen=True, slots=True)
class Fact:
    """A polynomial with its text, its relation to 0, and the hypothesis of the Coq proof that says so."""

    polynomial: Polynomial
    text: str
    relation: str
    label: str


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
        self.lines: Tactics = ["separate."]
        self.count = 0

    def tactics(self, evidence: dict[str, Any]) -> Tactics:
        self._take_constraints()
        for lemma in evidence["lemmas"]:
            subject = polynomial_of(parse_term(lemma["polynomial"], self.sorts), self.names)
            total, label, relation = self._sum(lemma["sum"], ">=")
            kind = _RELATIONS[relation][0]
            proof = f"apply (factor_{kind} 1 ({total})); [number | exact {label} | identity]"
            self._fact(subject, relation, proof)
        self._conclude(evidence)
        return self.lines

    # Facts

    def _fact(self, subject: Polynomial, relation: str, by: str) -> Fact:
        label = f"G'{len(self.facts)}"
        text = self.text(subject)
        self.lines.append(asserted(label, self.signed(text, relation), by))
        self.facts.append(Fact(subject, text, relation, label))
        return self.facts[-1]

    def _take_constraints(self) -> None:
        """What `verify.kernel.constraints` finds, in its order."""
        bounds = [bound for declared in self.claim.variables for bound in declared.bounds_as_terms()]
        parts = (part for hypothesis in self.claim.hypotheses for part in conjuncts(hypothesis))
        for comparison in [*bounds, *parts]:
            sides = as_comparison(comparison)
            if sides is None or sides[1] == "!=":
                continue
            left, op, right = sides
            try:
                difference = add(polynomial_of(left, self.names), polynomial_of(right, self.names), -1)
            except Rejected:
                continue
            if op in ("<", "<="):
                difference = add({}, difference, -1)
            if op in (">", ">="):
                left, right = right, left
            kind = "integer" if left.sort is Sort.INTEGER else "real"
            suffix = {"==": "eq", "<": "lt", ">": "lt"}.get(op, "le")
            ends = f"{self.writer.inside(left)} {self.writer.inside(right)}"
            relation = {"==": "==", "<": ">", ">": ">"}.get(op, ">=")
            self._fact(difference, relation, f"apply ({kind}_{suffix} {ends}); [assumption | identity]")
            if relation == ">" and kind == "integer":
                sharper = add(difference, {(0,) * len(self.names): Fraction(1)}, -1)
                self._fact(sharper, ">=", f"apply (integer_next {ends}); [assumption | identity]")

    # Sums

    def _sum(self, items: list[dict[str, Any]], relation: str) -> tuple[str, str, str]:
        """The text of the sum, the label of the fact about it, and the relation to 0 that this is."""
        terms: list[tuple[str, str, str]] = []  # text, proof, relation
        for item in items:
            terms.append(self._multiple(item) if "equation" in item else self._product(item))
        terms.sort(key=lambda term: ("> >= ==".split().index(term[2])))
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
        return text, label, shown

    def _product(self, item: dict[str, Any]) -> tuple[str, str, str]:
        cited = [self.facts[place] for place in item["constraints"]]
        factors = [f"({fact.text})" for fact in cited]
        strict = all(fact.relation == ">" for fact in cited) and "square" not in item
        if "square" in item:
            root = self.text(polynomial_of(parse_term(item["square"], self.sorts), self.names))
            factors.append(f"(({root}) * ({root}))")
        text = " * ".join([self.number(rational(item["times"])), *factors])
        self.count += 1
        label, relation = f"S'{self.count}", ">" if strict else ">="
        self.lines.append(asserted(label, self.signed(text, relation), "strict_sign" if strict else "sign"))
        return text, label, relation

    def _multiple(self, item: dict[str, Any]) -> tuple[str, str, str]:
        fact = self.facts[item["equation"]]
        multiplier = self.text(polynomial_of(parse_term(item["multiplier"], self.sorts), self.names))
        return f"({multiplier}) * ({fact.text})", f"(multiple_zero _ ({multiplier}) {fact.label})", "=="

    # The conclusion

    def _conclude(self, evidence: dict[str, Any]) -> None:
        conclusion = self.claim.conclusion
        if conclusion.op == "constant":
            if conclusion.value:
                self.lines.append("exact I.")
                return
            factor = self._factor(evidence["factor"], [])
            total, label, _ = self._sum(evidence["sum"], ">=")
            contradiction = f"apply (factor_lt ({factor}) ({total})); [strict_sign | exact {label} | identity]"
            self.lines += [asserted("V'", self.signed("0", ">"), contradiction), "exfalso; number."]
            return
        sides = as_comparison(conclusion)
        if sides is None:
            raise NotExportable("a conclusion of the rule polynomial is no comparison")
        left, op, right = sides
        if op in (">", ">="):
            left, op, right = right, {">": "<", ">=": "<="}[op], left
        needed, denominators = self._denominators(left, right)
        factor = self._factor(evidence["factor"], denominators)
        relation = {"<": ">", "<=": ">=", "==": "=="}[op]
        total, label, shown = self._sum(evidence["sum"], "==" if op == "==" else ">=")
        if relation == ">=" and shown == ">":
            label, shown = f"(weaken _ {label})", ">="
        kind = _RELATIONS[relation][0]
        ending = f"{'from' if left.sort is Sort.INTEGER else 'to'}_{kind}"
        value = self.writer.compared(left, op, right)
        proof = f"apply {ending}; apply (factor_{kind} ({factor}) ({total})); [strict_sign | exact {label} | identity]"
        self.lines += [asserted("V'", value, proof), conclude(all_of(needed, value))]

    def _factor(self, cited: list[int], denominators: list[Fact]) -> str:
        return " * ".join(["1", *(f"({fact.text})" for fact in [*(self.facts[place] for place in cited), *denominators])])

    def _denominators(self, left: Term, right: Term) -> tuple[Formula, list[Fact]]:
        """What the conclusion's definedness asks, shown here, and the facts whose product clears the denominators."""
        places: list[int] = []
        needed = []
        for node in postorder((left, right)):
            condition = self.writer.condition(node)
            if condition == TRUE:
                continue
            label = f"D'{len(needed)}"
            needed.append(condition)
            self.lines.append(asserted(label, condition, self._nonzero(node) if node.op == "/" else "side"))

        def find(divisor: Polynomial) -> tuple[Fraction, int]:
            scale, place = self._proportional(divisor)
            places.append(place)
            return scale, place

        difference = make("-", right, left)
        _, under = quotient_of(difference, self.names, [fact.polynomial for fact in self.facts], find)
        cleared = [fact for fact, times in zip(self.facts, under, strict=True) for _ in range(times)]
        return all_of(*needed), cleared

    def _nonzero(self, node: Term) -> str:
        divisor = polynomial_of(node.args[1], self.names)
        if not any(any(exponents) for exponents in divisor):
            return "side"
        scale, place = self._proportional(divisor)
        known = f"({self.facts[place].text}) {self.writer.inside(node.args[1])} {self.number(1 / scale)}"
        return f"apply (nonzero {known}); [assumption | identity]"

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
        return f"({decimal(value.numerator)} {'#' if self.writer.field == RATIONALS else '/'} {decimal(value.denominator)})"

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
