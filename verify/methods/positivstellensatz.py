"""A comparison of polynomials, by products of hypotheses and squares, found as an exact linear program.

The unknowns are the nonnegative coefficients of the `summands`; that these add
up to the polynomial in question, or to a positive multiple of it, is a linear
system, which `linear_program` solves in rationals.
"""

import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from ..kernel.constraints import Constraint, as_comparison, constraints, proportional, unit
from ..kernel.numerals import rational_text
from ..kernel.parse import parse_term
from ..kernel.polynomial import Polynomial, add, constant_value, expanded, multiply, polynomial_of, quotient_of
from ..kernel.rejection import Rejected
from ..kernel.rules import conjunction
from ..kernel.statement import ForAll
from ..kernel.term import Term, make, postorder
from ..kernel.text import term_text
from ..translate.polynomial_terms import polynomial_term
from . import real_point
from .equations import Sign, combination, factored
from .linear_program import nonnegative_combination
from .sampling import inputs, meets
from .summands import (
    Generator,
    Point,
    Summand,
    gradings,
    homogeneous,
    multiples,
    multiples_by_numbers,
    summands,
    value_at,
)

MOST_POINTS = 300
MOST_MULTIPLES = 1200
FEW_GENERATORS = 10
"""With more of them, products of three are too many."""


def prove(claim: ForAll) -> dict[str, Any] | None:
    """A proof of `claim` by rule `polynomial`, or None where none is found."""
    search = Search(claim)
    try:
        goal = search.goal()
    except Rejected:
        return None
    if goal is None:
        return None
    polynomial, relation = goal
    if relation == ">=" and (shown := search.shape(claim.conclusion)) is not None:
        return search.proof([], [shown])
    if relation == "==":
        signs = (search.sign_by_factors, search.sign)
        proofs = (search.equation(polynomial, sign) for sign in signs)
        return next((proof for proof in proofs if proof is not None), None) or search.equation_by_monomials(polynomial)
    monomials = search.said(polynomial, relation) or search.monomials(polynomial, relation == ">")
    if monomials is not None:
        return search.proof([], monomials)
    known = search.generators, search.equations
    reduced = search.without_positive_variables(polynomial)
    if search.common:
        narrowed = search.generators, search.equations
        search.generators, search.equations = known
        summands = search.said(reduced, relation) or search.by_monomials(reduced, relation == ">")
        if summands is not None:
            return search.proof([], summands)
        search.generators, search.equations = narrowed
        proof = _identity(search, reduced, relation)
        if proof is not None:
            return proof
        search.common, (search.generators, search.equations) = [], known
    return _identity(search, polynomial, relation)


def prove_equation(claim: ForAll) -> dict[str, Any] | None:
    """A proof of an equation, or of `true`, by what elimination finds with divisors whose signs are seen at once."""
    search = Search(claim)
    try:
        goal = search.goal()
    except Rejected:
        return None
    if goal is None:
        return None
    if goal[1] == "==":
        return search.equation(goal[0], search.sign_by_factors)
    return search.proof([], [{"times": "1", "constraints": []}]) if goal[0] == unit(search.names) else None


def prove_by_numbers(claim: ForAll) -> dict[str, Any] | None:
    """A proof that multiples of the hypotheses by numbers add up to the conclusion, whatever their monomials."""
    search = Search(claim)
    try:
        goal = search.goal()
    except Rejected:
        return None
    if goal is None or goal[1] == "==":
        return None
    summands = search.linear(goal[0], goal[1] == ">", None)
    return None if summands is None else search.proof([], summands)


def prove_in_both_directions(claim: ForAll) -> dict[str, Any] | None:
    """A proof of an equation as two inequalities."""
    left, right = map(prove, conjunction.parts(claim))
    return left and right and {"rule": "conjunction", "evidence": {"left": left, "right": right}}


def contradiction(claim: ForAll) -> dict[str, Any] | None:
    """A proof of `claim` by linear hypotheses that contradict each other, or None."""
    if not claim.hypotheses:
        return None
    search = Search(claim.vacuous())
    summands = search.linear({}, strict=True)
    if summands is None:
        return None
    return {"rule": "contradiction", "evidence": {"proof": search.proof([], summands)}}


def _identity(search: "Search", polynomial: Polynomial, relation: str) -> dict[str, Any] | None:
    """A proof of polynomial >= 0 or > 0 by what the search knows, times the common factor that it puts back."""
    summands = search.linear(polynomial, relation == ">")
    if summands is not None:
        return search.proof([], summands)
    if search.is_linear(polynomial):
        return None
    summands = search.by_monomials(polynomial, relation == ">")
    if summands is not None:
        return search.proof([], summands)
    if search.fails_somewhere(polynomial, relation == ">"):
        return None
    for graded in (True, False):
        for factor in search.factors():
            product = polynomial
            for generator in factor:
                product = multiply(product, generator.polynomial)
            summands = search.decompose(product, relation == ">", graded)
            if summands is not None:
                return search.proof([generator.index for generator in factor], summands)
    return None


@dataclass(frozen=True, slots=True)
class Factors:
    """`scale` times the product of the constraints, all positive, of these numbers."""

    scale: Fraction
    cited: list[int]


class Search:
    """What is known of a claim, as polynomials, and the lemmas that were added to it."""

    def __init__(self, claim: ForAll) -> None:
        self.claim = claim
        self.names = [declared.name for declared in claim.variables]
        known = constraints(claim)
        self.generators = [
            Generator(index, constraint.polynomial, constraint.relation == ">")
            for index, constraint in enumerate(known)
            if constraint.relation != "=="
        ]
        self.equations = [
            (index, constraint.polynomial) for index, constraint in enumerate(known) if constraint.relation == "=="
        ]
        self.count = len(known)
        self.lemmas: list[dict[str, Any]] = []
        self.common: list[Generator] = []
        self.unsigned: set[frozenset[tuple[tuple[int, ...], Fraction]]] = set()
        self.products: dict[tuple[int, ...], Polynomial] = {}
        self._assume_positive_variables()

    @cached_property
    def points(self) -> list[Point]:
        """Simple inputs that meet the hypotheses."""
        return [
            tuple(map(Fraction, values.values()))
            for values in itertools.islice(inputs(self.claim.variables), MOST_POINTS)
            if meets(self.claim.hypotheses, values)
        ]

    def proof(self, factor: list[int], summands: list[dict[str, Any]]) -> dict[str, Any]:
        """The nested proof by rule `polynomial`, with the lemmas found so far, `summands` times the common factor."""
        if self.common:
            summands = [self._times_common(summand) for summand in summands]
        return {"rule": "polynomial", "evidence": {"lemmas": self.lemmas, "factor": factor, "sum": summands}}

    def _times_common(self, summand: dict[str, Any]) -> dict[str, Any]:
        if "constraints" in summand:
            return dict(summand, constraints=[*summand["constraints"], *(factor.index for factor in self.common)])
        sorts = {declared.name: declared.sort for declared in self.claim.variables}
        multiplier = polynomial_of(parse_term(summand["multiplier"], sorts), self.names)
        for factor in self.common:
            multiplier = multiply(multiplier, factor.polynomial)
        return dict(summand, multiplier=term_text(polynomial_term(multiplier, self.claim.variables)))

    def without_positive_variables(self, goal: Polynomial) -> Polynomial:
        """The goal without the positive variables that all of it is a multiple of, which `proof` puts back.

        Where none is left of such a variable, constraints on it are left out as well.
        """
        for generator in self.generators:
            if not generator.strict or len(generator.polynomial) != 1 or not goal:
                continue
            [(variable, value)] = generator.polynomial.items()
            if sum(variable) != 1 or value != 1:
                continue
            place = variable.index(1)
            least = min(key[place] for key in goal)
            goal = {(*key[:place], key[place] - least, *key[place + 1 :]): value for key, value in goal.items()}
            self.common += [generator] * least
        places = {
            place for factor in self.common for key in factor.polynomial for place, power in enumerate(key) if power
        }
        gone = [place for place in places if not any(key[place] for key in goal)]
        self.generators = [part for part in self.generators if not _mentions(part.polynomial, gone)]
        self.equations = [part for part in self.equations if not _mentions(part[1], gone)]
        return goal

    def is_linear(self, goal: Polynomial) -> bool:
        """Whether the goal and all constraints are: then a combination of these is all that could be found."""
        known = [generator.polynomial for generator in self.generators] + [equation for _, equation in self.equations]
        return all(max(map(sum, polynomial), default=0) <= 1 for polynomial in (goal, *known))

    def fails_somewhere(self, goal: Polynomial, strict: bool) -> bool:
        """Whether some real point meets all that is known, and not the goal: a proof by an identity there is none."""
        known = [Constraint(part.polynomial, ">" if part.strict else ">=") for part in self.generators]
        known += [Constraint(polynomial, "==") for _, polynomial in self.equations]
        return real_point.exists([*known, Constraint(add({}, goal, -1), ">=" if strict else ">")])

    def goal(self) -> tuple[Polynomial, str] | None:
        """The conclusion as a polynomial with denominators cleared, each shown positive or negative first."""
        conclusion = self.claim.conclusion
        if conclusion.op == "constant":
            return (unit(self.names) if conclusion.value else {}), ">"
        sides = as_comparison(conclusion)
        if sides is None or sides[1] == "!=":
            return None
        left, op, right = sides
        first, second = (right, left) if op in ("<", "<=") else (left, right)
        for node in postorder((expanded(first), expanded(second))):
            if node.op == "/" and not self.sign(self.numerator(node.args[1])):
                return None
        numerator = self.numerator(make("-", first, second))
        return numerator, {"<": ">", "<=": ">="}.get(op, op)

    def shape(self, conclusion: Term) -> dict[str, Any] | None:
        """The summand that `conclusion` itself is, where it says that squares and known factors multiply to >= 0."""
        if conclusion.op != ">=" or conclusion.args[1].op != "constant" or conclusion.args[1].value != 0:
            return None
        cited: list[int] = []
        roots: list[Term] = []
        stack = [conclusion.args[0]]
        while stack:
            node = stack.pop()
            if node.op == "*":
                stack.extend(node.args)
            elif node.op == "**" and node.args[1].op == "constant" and node.args[1].value == 2:
                roots.append(node.args[0])
            else:
                if any(part.op == "/" for part in postorder((node,))):
                    return None
                polynomial = polynomial_of(node, self.names)
                known = [generator.index for generator in self.generators if generator.polynomial == polynomial]
                if not known:
                    return None
                cited.append(known[0])
        root = functools.reduce(lambda left, right: make("*", left, right), roots) if roots else None
        square = {} if root is None else {"square": term_text(root)}
        return {"times": "1", "constraints": cited, **square}

    def numerator(self, term: Term) -> Polynomial:
        """The term without its denominators, which are known to be positive."""
        known = [generator.polynomial for generator in self.generators]

        def find(divisor: Polynomial) -> tuple[Fraction, int]:
            for place, polynomial in enumerate(known):
                scale = proportional(divisor, polynomial)
                if scale is not None and self.generators[place].strict:
                    return scale, place
            raise Rejected("polynomial", "denominator", "its sign is not known")

        return quotient_of(term, self.names, known, find)[0]

    def said(self, goal: Polynomial, relation: str) -> list[dict[str, Any]] | None:
        """The evidence of a goal that is one of the constraints, or the product of two, times a number."""
        known = [part for part in self.generators if part.strict or relation == ">="]
        degree = max(map(sum, goal), default=0)
        pairs = itertools.combinations_with_replacement(known, 2)
        products = (pair for pair in pairs if sum(max(map(sum, part.polynomial), default=0) for part in pair) == degree)
        for parts in itertools.chain(((part,) for part in known), products):
            product = functools.reduce(multiply, (part.polynomial for part in parts))
            scale = proportional(goal, product)
            if scale is not None and scale > 0:
                return [{"times": rational_text(scale), "constraints": [part.index for part in parts]}]
        return None

    def sign(self, polynomial: Polynomial) -> int:
        """1 or -1 where it could be shown to be positive or negative, by a new lemma if need be; else 0."""
        asked = frozenset(polynomial.items())
        if asked in self.unsigned:
            return 0
        found = self.sign_by_factors(polynomial) or next(
            (sign for sign in (1, -1) if self._add_lemma(add({}, polynomial, sign))), 0
        )
        if not found:
            self.unsigned.add(asked)
        return found

    def _plain_sign(self, polynomial: Polynomial) -> int:
        """The same where a hypothesis says it, or every monomial, up to a factor."""
        value = constant_value(polynomial)
        if value is not None:
            return (value > 0) - (value < 0)
        for generator in self.generators:
            scale = proportional(polynomial, generator.polynomial) if generator.strict else None
            if scale is not None:
                return 1 if scale > 0 else -1
        for sign in (1, -1):
            goal = add({}, polynomial, sign)
            summands = self.monomials(goal, True) or self._more_than_one_constraint(goal)
            if summands is not None:
                self._keep_lemma(goal, summands)
                return sign
        return 0

    def _more_than_one_constraint(self, goal: Polynomial) -> list[dict[str, Any]] | None:
        """The evidence of a goal that is what a hypothesis says to be positive, plus nonnegative monomials."""
        for generator in self.generators:
            if generator.strict and len(generator.polynomial) > 1:
                summands = self.monomials(add(goal, generator.polynomial, -1), False)
                if summands is not None:
                    return [{"times": "1", "constraints": [generator.index]}, *summands]
        return None

    def sign_by_factors(self, polynomial: Polynomial) -> int:
        """The same where it is known of each factor."""
        found = self._plain_sign(polynomial)
        known = None if found else self.signed_factors(polynomial)
        if known is None:
            return found
        sign = 1 if known.scale > 0 else -1
        if len(known.cited) > 1:
            product = [{"times": rational_text(abs(known.scale)), "constraints": known.cited}]
            self._keep_lemma(add({}, polynomial, sign), product)
        return sign

    def signed_factors(self, polynomial: Polynomial) -> "Factors | None":
        """A polynomial as a number times what is known to be positive; None if it is not found to be that."""
        scale, factors = factored(polynomial)
        cited: list[int] = []
        for factor, power in factors:
            sign = self._plain_sign(factor)
            if not sign:
                return None
            index, times = self.positive(add({}, factor, sign))
            scale *= (sign * times) ** power
            cited += [index] * power
        return Factors(scale, cited)

    def without_signed_factors(self, polynomial: Polynomial) -> Polynomial:
        """The polynomial divided by its factors of known sign, or their negatives; one factor, the longest, is left."""
        if constant_value(polynomial) is not None:
            return polynomial
        content, factors = factored(polynomial)
        signs = [self._plain_sign(factor) for factor, _ in factors]
        if all(signs):
            signs[max(range(len(factors)), key=lambda place: len(factors[place][0]))] = 0
        rest = add({}, unit(self.names), content)
        for (factor, power), sign in zip(factors, signs, strict=True):
            for _ in range(power):
                rest = add({}, rest, sign) if sign else multiply(rest, factor)
        return rest

    def monomials(self, goal: Polynomial, strict: bool) -> list[dict[str, Any]] | None:
        """The evidence of a goal whose monomials are all known to be nonnegative, and one positive if `strict`."""
        if not goal or any(value < 0 for value in goal.values()):
            return None
        found = []
        for key, value in goal.items():
            summand = self._monomial(key)
            if summand is None:
                return None
            if "square" not in summand and all(self._signed[place].strict for place, power in enumerate(key) if power):
                strict = False
            found.append(dict(summand, times=rational_text(value)))
        return None if strict else found

    def _monomial(self, key: tuple[int, ...]) -> dict[str, Any] | None:
        """A monomial as a product of variables that are not negative, and of a square."""
        cited: list[int] = []
        half = [0] * len(key)
        for place, power in enumerate(key):
            if power and place in self._signed:
                cited += [self._signed[place].index] * power
            elif power % 2:
                return None
            else:
                half[place] = power // 2
        root = polynomial_term({tuple(half): Fraction(1)}, self.claim.variables)
        return {"constraints": cited, **({"square": term_text(root)} if any(half) else {})}

    @cached_property
    def _signed(self) -> dict[int, Generator]:
        """The variables that are not negative, by their places, with what says so; positive if that is known."""
        found: dict[int, Generator] = {}
        for generator in self.generators:
            if len(generator.polynomial) == 1:
                [(key, value)] = generator.polynomial.items()
                place = key.index(1) if sum(key) == 1 else None
                if place is not None and value == 1 and (place not in found or generator.strict):
                    found[place] = generator
        return found

    def _assume_positive_variables(self) -> None:
        """Lemmas v > 0 for variables with a positive lower bound: homogeneous, where the bound is not."""
        for place, declared in enumerate(self.claim.variables):
            if declared.low is not None and declared.low > 0 and not declared.low_open:
                key = tuple(int(other == place) for other in range(len(self.names)))
                bound = add({key: Fraction(1)}, {(0,) * len(self.names): declared.low}, -1)
                above = next(generator.index for generator in self.generators if generator.polynomial == bound)
                self._keep_lemma(
                    {key: Fraction(1)},
                    [{"times": "1", "constraints": [above]}, {"times": str(declared.low), "constraints": []}],
                )

    def _add_lemma(self, polynomial: Polynomial) -> bool:
        summands = self.by_monomials(polynomial, True)
        if summands is None and not self.fails_somewhere(polynomial, True):
            attempts = (self.decompose(polynomial, True, graded) for graded in (True, False))
            summands = next((summands for summands in attempts if summands is not None), None)
        if summands is None:
            return False
        self._keep_lemma(polynomial, summands)
        return True

    def _keep_lemma(self, polynomial: Polynomial, summands: list[dict[str, Any]]) -> None:
        """Adds that the polynomial, the sum of the summands, is positive."""
        self.lemmas.append(
            {"polynomial": term_text(polynomial_term(polynomial, self.claim.variables)), "sum": summands}
        )
        self.generators.append(Generator(self.count + len(self.lemmas) - 1, polynomial, True))

    def factors(self) -> Iterator[tuple[Generator, ...]]:
        """Positive factors to try: those like p*p > 0 that somebody put in, none, then products of distinct variables.

        Those declared last come first. Two at once come before one: in a product of words,
        both leading ones are lowered.
        """
        simple = [generator for generator in self.generators if generator.strict and len(generator.polynomial) == 1]
        simple.reverse()
        hints = [generator for generator in simple if max(map(sum, generator.polynomial)) > 1]
        yield from ((hint,) for hint in hints)
        for size in (0, 2, 1, 3):
            yield from itertools.combinations(simple, size)

    def decompose(self, goal: Polynomial, strict: bool, graded: bool) -> list[dict[str, Any]] | None:
        """The evidence of summands that add up to `goal`, one of them strictly positive if `strict`.

        Only those of the goal's own weights if `graded`, else all, up to two degrees more, or one.
        """
        weights = gradings(goal, len(self.names)) if graded else []
        generators = homogeneous(self.generators, weights)
        degree = max(map(sum, goal), default=0)
        zero = min(self.points, key=lambda point: (value_at(goal, point), point.count(0)), default=None)
        for slack in (0,) if graded else (0, 1, 2) if len(generators) <= FEW_GENERATORS else (0, 1):
            columns = summands(goal, generators, weights, degree + slack, self.claim.variables, zero, self.products)
            if not graded:
                columns += multiples(self.equations, degree + slack, self.claim.variables)
            positive = [number for number, summand in enumerate(columns) if summand.strict] if strict else None
            solution = nonnegative_combination([summand.polynomial for summand in columns], goal, positive)
            if solution is not None:
                return self._evidence(columns, solution)
        return None

    def linear(self, goal: Polynomial, strict: bool, degree: int | None = 1) -> list[dict[str, Any]] | None:
        """The evidence of multiples by numbers of constraints, up to a degree, that add up to a `goal` of it."""
        if degree is None:
            known = [generator.polynomial for generator in self.generators] + [part for _, part in self.equations]
            degree = max(map(sum, itertools.chain(goal, *known)), default=0)
        if max(map(sum, goal), default=0) > degree:
            return None
        one = unit(self.names)
        columns = [Summand({"constraints": []}, one, True)]
        for generator in self.generators:
            if max(map(sum, generator.polynomial), default=0) <= degree:
                columns.append(Summand({"constraints": [generator.index]}, generator.polynomial, generator.strict))
        flat = [
            (index, polynomial)
            for index, polynomial in self.equations
            if max(map(sum, polynomial), default=0) <= degree
        ]
        columns += multiples_by_numbers(flat, self.claim.variables)
        positive = [number for number, summand in enumerate(columns) if summand.strict] if strict else None
        solution = nonnegative_combination([summand.polynomial for summand in columns], goal, positive)
        return None if solution is None else self._evidence(columns, solution)

    def by_monomials(self, goal: Polynomial, strict: bool) -> list[dict[str, Any]] | None:
        """The evidence of constraints, one by one, times nonnegative monomials, of no more than the goal's degree.

        Else, of constraints about the goal's variables alone, and of products of two that are about
        several variables, two degrees more.
        """
        degree = max(map(sum, goal), default=0)
        inside = _places(goal)
        near = [part for part in self.generators if _places(part.polynomial) <= inside]
        pairs = itertools.combinations_with_replacement([part for part in near if len(_places(part.polynomial)) > 1], 2)
        attempts: tuple[tuple[list[tuple[Generator, ...]], int], ...] = (
            ([(), *((part,) for part in self.generators)], degree),
            ([(), *((part,) for part in near), *pairs], degree + 2),
        )
        for products, highest in attempts:
            columns = self._multiples_of(products, highest, inside if highest > degree else set(self._signed))
            if columns is None:
                continue
            columns += multiples(self.equations, degree, self.claim.variables) if highest == degree else []
            positive = [number for number, summand in enumerate(columns) if summand.strict] if strict else None
            solution = nonnegative_combination([summand.polynomial for summand in columns], goal, positive)
            if solution is not None:
                return self._evidence(columns, solution)
        return None

    def _multiples_of(
        self, products: list[tuple[Generator, ...]], degree: int, variables: set[int]
    ) -> list[Summand] | None:
        """The products of constraints times monomials in these variables where they are not negative, to a degree."""
        places = sorted(variables & set(self._signed))
        columns: list[Summand] = []
        for parts in products:
            base = functools.reduce(multiply, (part.polynomial for part in parts), unit(self.names))
            for size in range(degree - max(map(sum, base), default=0) + 1):
                for chosen in itertools.combinations_with_replacement(places, size):
                    factors = [*parts, *(self._signed[place] for place in chosen)]
                    product = functools.reduce(multiply, (self._signed[place].polynomial for place in chosen), base)
                    cited = [factor.index for factor in factors]
                    columns.append(Summand({"constraints": cited}, product, all(part.strict for part in factors)))
            if len(columns) > MOST_MULTIPLES:
                return None
        return columns

    def equation(self, goal: Polynomial, sign: Sign) -> dict[str, Any] | None:
        """The proof that a goal is 0: by elimination, some positive multiple is a sum of multiples of equations."""
        places = [index for index, _ in self.equations]
        equations = [polynomial for _, polynomial in self.equations]
        attempts = (combination(goal, equations, len(self.names), sign, any_pivot) for any_pivot in (False, True))
        shown = next((shown for shown in attempts if shown is not None), None)
        if shown is None:
            return None
        factor, scale = [], Fraction(1)
        for polynomial in shown.factors:
            index, times = self.positive(polynomial)
            factor.append(index)
            scale /= times
        found = []
        for place, multiplier in sorted(shown.multipliers.items()):
            found.append({"equation": places[place], "multiplier": self.text(add({}, multiplier, scale))})
        return self.proof(factor, found)

    def text(self, polynomial: Polynomial) -> str:
        """A polynomial as evidence spells it."""
        return term_text(polynomial_term(polynomial, self.claim.variables))

    def positive(self, polynomial: Polynomial) -> tuple[int, Fraction]:
        """The number of what says that this polynomial is positive, and how many times that it is."""
        for generator in self.generators:
            scale = proportional(polynomial, generator.polynomial) if generator.strict else None
            if scale is not None and scale > 0:
                return generator.index, scale
        raise Rejected("polynomial", "factor", "its sign is not known")

    def equation_by_monomials(self, goal: Polynomial) -> dict[str, Any] | None:
        """The same by a linear program: multiples by monomials, first of equations about the goal's variables alone."""
        degree = max(map(sum, goal), default=0)
        concerned = _places(goal)
        near = [equation for equation in self.equations if _places(equation[1]) <= concerned]
        for equations, places in ((near, sorted(concerned)), (self.equations, range(len(self.names)))):
            columns = multiples(equations, degree, self.claim.variables, places)
            solution = nonnegative_combination([summand.polynomial for summand in columns], goal, None)
            if solution is not None:
                return self.proof([], self._evidence(columns, solution))
        return None

    def _evidence(self, columns: list[Summand], solution: list[Fraction]) -> list[dict[str, Any]]:
        """The summands with their factors; those of multiples of equations are part of the multiplier."""
        found = []
        for summand, value in zip(columns, solution, strict=True):
            if not value:
                continue
            if summand.multiplier is None:
                found.append(dict(summand.evidence, times=rational_text(value)))
            else:
                scaled = {key: value * factor for key, factor in summand.multiplier.items()}
                text = term_text(polynomial_term(scaled, self.claim.variables))
                found.append(dict(summand.evidence, multiplier=text))
        return found


def _places(polynomial: Polynomial) -> set[int]:
    """The places of the variables that occur."""
    return {place for key in polynomial for place, power in enumerate(key) if power}


def _mentions(polynomial: Polynomial, places: Sequence[int]) -> bool:
    return any(key[place] for key in polynomial for place in places)
