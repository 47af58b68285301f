"""Rule `polynomial` in Coq: the same identity, shown by `ring` or `field`, and the signs of its summands."""

from fractions import Fraction
from math import lcm
from typing import Any

from verify.kernel.constraints import as_comparison
from verify.kernel.numerals import rational
from verify.kernel.parse import parse_term
from verify.kernel.polynomial import Polynomial, add, polynomial_of
from verify.kernel.statement import ForAll
from verify.kernel.term import Sort, Term, make
from verify.kernel.totality import nodes_outside_sums
from verify.notation.coq_formula import TRUE, Formula, all_of

from .facts import RELATIONS, Facts
from .script import NotExportable, Script, Tactics, asserted, conclude


def polynomial(script: Script, claim: ForAll, evidence: dict[str, Any]) -> Tactics:
    """What hypotheses say, as polynomials; the lemmas; the conclusion's denominators; its identity."""
    return _Proof(script.writer, claim).tactics(evidence)


class _Proof(Facts):
    def tactics(self, evidence: dict[str, Any]) -> Tactics:
        self.take_constraints()
        for lemma in evidence["lemmas"]:
            self._take_lemma(polynomial_of(parse_term(lemma["polynomial"], self.sorts), self.names), lemma["sum"])
        self._conclude(evidence)
        return self.lines

    def _take_lemma(self, subject: Polynomial, items: list[dict[str, Any]]) -> None:
        def proof() -> str:
            scale, total, label, relation = self._sum(items, ">=")
            return f"apply (factor_{RELATIONS[relation][0]} {scale} ({total})); [number | exact {label} | identity]"

        self.take(subject, ">" if any(map(self._is_strict, items)) else ">=", proof)

    def _is_strict(self, item: dict[str, Any]) -> bool:
        """Whether the summand is known to be positive."""
        return not {"equation", "square"} & set(item) and all(
            self.facts[place].relation == ">" for place in item["constraints"]
        )

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
            step = {"==": "sum_zero"} if shown == "==" else {"==": f"plus_zero_{RELATIONS[shown][0]}"}
            lemma = step.get(its_relation) or {">": "sum_lt_le", ">=": "sum_le"}[shown]
            if its_relation == ">":
                its_proof = f"(weaken _ {its_proof})"
            text, proof = f"{text} + {other}", f"({lemma} _ _ {proof} {its_proof})"
        label = f"T'{len(self.lines)}"
        self.lines.append(asserted(label, self.signed(f"({text})", shown), f"exact {proof}"))
        return f"({scale})", text, label, shown

    def _product(self, item: dict[str, Any], scale: int) -> tuple[str, str, str]:
        cited = [self.cited(place) for place in item["constraints"]]
        factors = [f"({fact.text})" for fact in cited]
        strict = self._is_strict(item)
        if "square" in item:
            root = self.text(polynomial_of(parse_term(item["square"], self.sorts), self.names))
            factors.append(f"(({root}) * ({root}))")
        text = " * ".join([self.number(rational(item["times"]) * scale), *factors])
        label, relation = f"S'{len(self.lines)}", ">" if strict else ">="
        self.lines.append(asserted(label, self.signed(text, relation), "strict_sign" if strict else "sign"))
        return text, label, relation

    def _multiple(self, item: dict[str, Any], scale: int) -> tuple[str, str, str]:
        fact = self.cited(item["equation"])
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
            factor = self.factor(scale, evidence["factor"])
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
        factor = self.factor(scale, [*evidence["factor"], *denominators])
        if relation == ">=" and shown == ">":
            label, shown = f"(weaken _ {label})", ">="
        kind = RELATIONS[relation][0]
        ending = f"{'from' if left.sort is Sort.INTEGER else 'to'}_{kind}"
        value = self.writer.compared(left, op, right)
        proof = f"apply {ending}; apply (factor_{kind} ({factor}) ({total})); [strict_sign | exact {label} | identity]"
        if kind == "eq":  # sides that are the same need no arithmetic, which `field` may not be up to
            proof = f"first [reflexivity | {proof}]"
        self.lines += [asserted("V'", value, proof), conclude(all_of(needed, value))]

    def _denominators(self, left: Term, right: Term) -> tuple[Formula, list[int]]:
        """What definedness of the conclusion asks, shown here, and the places of the facts that clear denominators."""
        needed: list[Formula] = []
        for node in [*nodes_outside_sums(left), *nodes_outside_sums(right)]:
            condition = self.writer.condition(node)
            if condition == TRUE:
                continue
            label = f"D'{len(needed)}"
            needed.append(condition)
            self.lines.append(asserted(label, condition, self._nonzero(node) if node.op == "/" else "side"))

        _, cleared = self.cleared(make("-", right, left))
        return all_of(*needed), cleared

    def _nonzero(self, node: Term) -> str:
        """A divisor is a fact's polynomial, or a number, over facts' polynomials, up to a factor."""
        divisor, under = self.cleared(node.args[1])
        if any(any(exponents) for exponents in divisor):
            scale, place = self.proportional(divisor)
            numerator, proof = self.cited(place).text, "assumption"
        else:
            scale, numerator, proof = next(iter(divisor.values()), Fraction(0)), "1", "number"
            if scale == 0:
                raise NotExportable("it divides by 0")
        factor = self.factor(self.number(1 / scale), under)
        return f"apply (nonzero ({numerator}) {self.writer.inside(node.args[1])} ({factor})); [{proof} | identity]"
