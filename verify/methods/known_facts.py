"""What is known of a claim, as polynomials: its hypotheses, its domains, and the lemmas that a search adds."""

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from ..kernel.constraints import Constraint, constraints, proportional
from ..kernel.parse import parse_term
from ..kernel.polynomial import Polynomial, add, multiply, polynomial_of
from ..kernel.rejection import Rejected
from ..kernel.statement import ForAll
from ..kernel.text import term_text
from ..translate.polynomial_terms import polynomial_term
from . import real_point
from .sampling import inputs, meets
from .summands import Generator, Point, degree_of

MOST_POINTS = 300


class Facts:
    """The constraints of a claim, split into inequalities and equations, and what a search for its proof has added.

    `lemmas` are the evidence of those `generators` that are no constraints; `common` are positive variables by
    which the goal was divided; `unsigned` are polynomials whose signs were sought in vain, and `products` those
    of generators that were multiplied out, by their indices.
    """

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

    def _assume_positive_variables(self) -> None:
        """Lemmas v > 0 for variables with a positive lower bound, or of which a positive multiple is positive.

        They are homogeneous, where the bound is not, and no multiples.
        """
        for place, declared in enumerate(self.claim.variables):
            key = tuple(int(other == place) for other in range(len(self.names)))
            if declared.low is not None and declared.low > 0 and not declared.low_open:
                bound = add({key: Fraction(1)}, {(0,) * len(self.names): declared.low}, -1)
                above = next(generator.index for generator in self.generators if generator.polynomial == bound)
                self.keep_lemma(
                    {key: Fraction(1)},
                    [{"times": "1", "constraints": [above]}, {"times": str(declared.low), "constraints": []}],
                )
        for part in [part for part in self.generators if part.strict and len(part.polynomial) == 1]:
            [(key, times)] = part.polynomial.items()
            if sum(key) == 1 and times > 0 and times != 1:
                self.keep_lemma({key: Fraction(1)}, [{"times": str(1 / times), "constraints": [part.index]}])

    def keep_lemma(self, polynomial: Polynomial, summands: list[dict[str, Any]]) -> None:
        """Adds that the polynomial, the sum of the summands, is positive."""
        self.lemmas.append({"polynomial": self.text(polynomial), "sum": summands})
        self.generators.append(Generator(self.count + len(self.lemmas) - 1, polynomial, True))

    @cached_property
    def points(self) -> list[Point]:
        """Simple inputs that meet the hypotheses."""
        return [
            tuple(map(Fraction, values.values()))
            for values in itertools.islice(inputs(self.claim.variables), MOST_POINTS)
            if meets(self.claim.hypotheses, values)
        ]

    @cached_property
    def signed(self) -> dict[int, Generator]:
        """The variables that are not negative, by their places, with what says so; positive if that is known.

        Lemmas count that were there when it was first asked for.
        """
        found: dict[int, Generator] = {}
        for generator in self.generators:
            if len(generator.polynomial) == 1:
                [(key, value)] = generator.polynomial.items()
                place = key.index(1) if sum(key) == 1 else None
                if place is not None and value == 1 and (place not in found or generator.strict):
                    found[place] = generator
        return found

    def text(self, polynomial: Polynomial) -> str:
        """A polynomial as evidence spells it."""
        return term_text(polynomial_term(polynomial, self.claim.variables))

    def positive(self, polynomial: Polynomial) -> tuple[int, Fraction]:
        """The number of what says that this polynomial is positive, and how many times that it is; else `Rejected`."""
        for generator in self.generators:
            scale = proportional(polynomial, generator.polynomial) if generator.strict else None
            if scale is not None and scale > 0:
                return generator.index, scale
        raise Rejected("polynomial", "factor", "its sign is not known")

    def factors(self) -> Iterator[tuple[Generator, ...]]:
        """Positive factors to try: those like p*p > 0 that somebody put in, none, then products of distinct variables.

        Those declared last come first. Two at once come before one: in a product of words,
        both leading ones are lowered.
        """
        simple = [generator for generator in self.generators if generator.strict and len(generator.polynomial) == 1]
        simple.reverse()
        hints = [generator for generator in simple if degree_of(generator.polynomial) > 1]
        yield from ((hint,) for hint in hints)
        for size in (0, 2, 1, 3):
            yield from itertools.combinations(simple, size)

    def is_linear(self, goal: Polynomial) -> bool:
        """Whether the goal and all constraints are: then a combination of these is all that could be found."""
        known = [generator.polynomial for generator in self.generators] + [equation for _, equation in self.equations]
        return all(degree_of(polynomial) <= 1 for polynomial in (goal, *known))

    def fails_somewhere(self, goal: Polynomial, strict: bool) -> bool:
        """Whether some real point meets all that is known, and not the goal: a proof by an identity there is none."""
        known = [Constraint(part.polynomial, ">" if part.strict else ">=") for part in self.generators]
        known += [Constraint(polynomial, "==") for _, polynomial in self.equations]
        return real_point.exists([*known, Constraint(add({}, goal, -1), ">=" if strict else ">")])

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
        return dict(summand, multiplier=self.text(multiplier))


def _mentions(polynomial: Polynomial, places: Sequence[int]) -> bool:
    return any(key[place] for key in polynomial for place in places)
