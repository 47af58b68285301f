"""A comparison of polynomials, by products of hypotheses and squares, found as an exact linear program.

The unknowns are the nonnegative coefficients of the `summands`; that these add
up to the polynomial in question, or to a positive multiple of it, is a linear
system, which `linear_program` solves in rationals.
"""

import functools
import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from ..kernel.constraints import as_comparison, constraints, proportional, unit
from ..kernel.numerals import rational_text
from ..kernel.parse import parse_term
from ..kernel.polynomial import Polynomial, add, constant_value, expanded, multiply, polynomial_of, quotient_of
from ..kernel.rejection import Rejected
from ..kernel.statement import ForAll
from ..kernel.term import Term, make, postorder
from ..kernel.text import term_text
from ..translate.polynomial_terms import polynomial_term
from .linear_program import nonnegative_combination
from .sampling import inputs, meets
from .summands import Generator, Point, Summand, gradings, homogeneous, multiples, summands, value_at

MOST_POINTS = 300
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
    for generator in search.generators:
        scale = proportional(polynomial, generator.polynomial) if polynomial else None
        if scale is not None and scale > 0 and (generator.strict or relation == ">=") and relation != "==":
            return search.proof([], [{"times": rational_text(scale), "constraints": [generator.index]}])
    if relation == ">=" and (shown := search.shape(claim.conclusion)) is not None:
        return search.proof([], [shown])
    if relation == "==":
        multiples = search.equal(polynomial)
        return None if multiples is None else search.proof([], multiples)
    known = search.generators, search.equations
    reduced = search.without_positive_variables(polynomial)
    if search.common:
        proof = _identity(search, reduced, relation)
        if proof is not None:
            return proof
        search.common, (search.generators, search.equations) = [], known
    return _identity(search, polynomial, relation)


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
    for graded in (True, False):
        for factor in search.factors():
            product = polynomial
            for generator in factor:
                product = multiply(product, generator.polynomial)
            summands = search.decompose(product, relation == ">", graded)
            if summands is not None:
                return search.proof([generator.index for generator in factor], summands)
    return None


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
            if node.op == "/" and not self._sign_is_known(node.args[1]):
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

    def _sign_is_known(self, divisor: Term) -> bool:
        """Whether the divisor is a constant or could be shown positive or negative, by a new lemma if need be."""
        polynomial = self.numerator(divisor)
        if constant_value(polynomial) is not None:
            return True
        if any(generator.strict and proportional(polynomial, generator.polynomial) for generator in self.generators):
            return True
        return any(self._add_lemma(add({}, polynomial, sign)) for sign in (1, -1))

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

    def linear(self, goal: Polynomial, strict: bool) -> list[dict[str, Any]] | None:
        """The evidence of multiples by numbers of linear constraints that add up to a linear `goal`."""
        if max(map(sum, goal), default=0) > 1:
            return None
        one = unit(self.names)
        columns = [Summand({"constraints": []}, one, True)]
        for generator in self.generators:
            if max(map(sum, generator.polynomial), default=0) <= 1:
                columns.append(Summand({"constraints": [generator.index]}, generator.polynomial, generator.strict))
        flat = [
            (index, polynomial) for index, polynomial in self.equations if max(map(sum, polynomial), default=0) <= 1
        ]
        columns += multiples(flat, 1, self.claim.variables)
        positive = [number for number, summand in enumerate(columns) if summand.strict] if strict else None
        solution = nonnegative_combination([summand.polynomial for summand in columns], goal, positive)
        return None if solution is None else self._evidence(columns, solution)

    def equal(self, goal: Polynomial) -> list[dict[str, Any]] | None:
        """The evidence of multiples of the equations that add up to `goal`: first of those about its own variables."""
        degree = max(map(sum, goal), default=0)
        count = len(self.names)
        concerned = [place for place in range(count) if any(key[place] for key in goal)]
        others = [place for place in range(count) if place not in concerned]
        near = [equation for equation in self.equations if not _mentions(equation[1], others)]
        for equations, places in ((near, concerned), (self.equations, range(count))):
            columns = multiples(equations, degree, self.claim.variables, places) if goal else []
            solution = nonnegative_combination([summand.polynomial for summand in columns], goal, None)
            if solution is not None:
                return self._evidence(columns, solution)
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


def _mentions(polynomial: Polynomial, places: Sequence[int]) -> bool:
    return any(key[place] for key in polynomial for place in places)
