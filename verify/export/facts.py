"""What holds by the domains and hypotheses of a claim, about polynomials, in Coq: shown where it is first cited."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from verify.kernel.constraints import as_comparison, conjuncts, proportional
from verify.kernel.numerals import decimal
from verify.kernel.polynomial import Polynomial, add, polynomial_of, quotient_of
from verify.kernel.rejection import Rejected
from verify.kernel.statement import ForAll
from verify.kernel.term import Sort, Term, make
from verify.notation.coq import Writer
from verify.notation.coq_term import RATIONALS, name

from .script import NotExportable, Tactics, asserted

RELATIONS = {">": ("lt", "0 < {}"), ">=": ("le", "0 <= {}"), "==": ("eq", "{} {} 0")}


@dataclass(frozen=True, slots=True)
class Fact:
    """A polynomial with its text, its relation to 0, the hypothesis of the Coq proof that says so, and the proof."""

    polynomial: Polynomial
    text: str
    relation: str
    label: str
    proof: Callable[[], str]


class Facts:
    """The facts of a claim in the order of the kernel's constraints, and the lines of the proof so far."""

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

    def take(self, subject: Polynomial, relation: str, proof: Callable[[], str]) -> None:
        """A further fact, with what gives the tactic that shows it."""
        self.facts.append(Fact(subject, self.text(subject), relation, f"G'{len(self.facts)}", proof))

    def cited(self, place: int) -> Fact:
        """The fact, which is shown where it is first cited."""
        fact = self.facts[place]
        if fact.label not in self.shown:
            self.shown.add(fact.label)
            self.lines.append(asserted(fact.label, self.signed(fact.text, fact.relation), fact.proof()))
        return fact

    def take_constraints(self) -> None:
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
                difference, cleared = self.cleared(make("-", left_side, right_side))
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
                return f"apply ({kind}_{RELATIONS[relation][0]} {ends}); [assumption | identity]"
            factor = self.factor("1", cleared)
            return f"apply (cleared_{RELATIONS[relation][0]} {ends} ({factor})); [assumption | strict_sign | identity]"

        self.take(difference, relation, proof)
        if relation == ">" and kind == "integer":
            sharper = add(difference, {(0,) * len(self.names): Fraction(1)}, -1)
            self.take(sharper, ">=", partial(str, f"apply (integer_next {ends}); [assumption | identity]"))

    def cleared(self, quotient: Term) -> tuple[Polynomial, list[int]]:
        """A polynomial that is the term times the facts at these places, one for each time that it divides."""
        known = [fact.polynomial for fact in self.facts]
        numerator, under = quotient_of(quotient, self.names, known, self.proportional)
        return numerator, [place for place, times in enumerate(under) for _ in range(times)]

    def factor(self, scale: str, places: list[int]) -> str:
        """The product of a number and of facts."""
        return " * ".join([scale, *(f"({fact.text})" for fact in map(self.cited, places))])

    def proportional(self, divisor: Polynomial) -> tuple[Fraction, int]:
        """(c, place) with the divisor c times a fact's polynomial, which is positive."""
        for place, fact in enumerate(self.facts):
            scale = proportional(divisor, fact.polynomial) if fact.relation == ">" else None
            if scale is not None:
                return scale, place
        raise NotExportable("a denominator is not known to be nonzero")

    # Texts, all in the scope of the field

    def signed(self, text: str, relation: str) -> str:
        """The proposition that a number has this relation to 0."""
        if relation == "==":
            return f"({text} {'==' if self.writer.field == RATIONALS else '='} 0)%{self.writer.field}"
        return f"({RELATIONS[relation][1].format(text)})%{self.writer.field}"

    def number(self, value: Fraction) -> str:
        """A rational constant."""
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
