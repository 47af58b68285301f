"""Comparisons of differentiable functions: move one variable to where the claim is plain, and look at the slope.

The search mirrors rule `mean_value`. Where a variable may be moved to is read
off the order that hypotheses and domains put on variables and constants; where
they put none on two variables of the conclusion, the two cases are told apart first.
"""

import itertools
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from ..kernel.constraints import as_comparison, conjuncts
from ..kernel.rejection import Rejected
from ..kernel.rules import mean_value, split
from ..kernel.rules.mean_value import Move
from ..kernel.statement import ForAll
from ..kernel.term import REAL_FUNCTIONS, Sort, Term, constant, make, variable, variables_in
from ..kernel.text import term_text
from ..kernel.totality import nodes_outside_sums
from . import pieces, positivstellensatz, stationary_point

Proof = dict[str, Any]
Prover = Callable[[ForAll], Proof | None]
Point = str | Fraction
"""A variable by its name, or a constant."""

DEEPEST = 5
MOST_MOVES = 100
FEW_INPUTS = 60


def prove(claim: ForAll, prove_part: Prover) -> Proof | None:
    """A proof of `claim` by the slopes of its two sides, and by what is known of their pieces."""
    if as_comparison(claim.conclusion) is None or not (_has_function(claim) or pieces.pieces(claim)):
        return None
    if _is_contradictory(_order(claim)):
        proof = prove_part(claim.vacuous())
        return proof and {"rule": "contradiction", "evidence": {"proof": proof}}
    return _Search(prove_part).prove(claim, DEEPEST)


class _Search:
    def __init__(self, prove_part: Prover) -> None:
        self.prove_part = prove_part
        self.moves = 0

    def prove(self, claim: ForAll, depth: int) -> Proof | None:
        if claim.conclusion.op in ("==", "!="):
            return self.plain(claim)
        if pieces.fails_somewhere(claim, FEW_INPUTS):
            return None
        found = self.plain(claim)
        if found is None and depth:
            found = self.by_comparing(claim, depth) or self.moved(claim, depth) or self.by_cases(claim, depth)
        return found

    def plain(self, claim: ForAll) -> Proof | None:
        """Without moving anything in the conclusion itself."""
        if not pieces.pieces(claim):
            return self.prove_part(claim)
        return (
            stationary_point.prove(claim)
            or pieces.prove(claim, self.prove_part)
            or (None if pieces.has_opaque(claim) else positivstellensatz.prove(claim))
        )

    def of_constants(self, claim: ForAll) -> Proof | None:
        """A comparison of constants, which is quickly seen."""
        return None if variables_in(claim.conclusion) else self.prove_part(claim)

    def by_comparing(self, claim: ForAll, depth: int) -> Proof | None:
        """A quotient, by comparing the values of one function in it."""
        if not any(node.op == "/" for node in nodes_outside_sums(claim.conclusion)):
            return None
        return pieces.prove(claim, self.prove_part, lambda part: self.moved(part, depth - 1))

    def moved(self, claim: ForAll, depth: int) -> Proof | None:
        order = _order(claim)
        for name in _real_variables(claim.conclusion):
            for point, direction, apart in _starts(order, name):
                for strict in _ways_to_be_strict(claim.conclusion, apart):
                    move = Move(name, _term(point), direction, strict)
                    proof = self.by_move(claim, move, depth)
                    if proof is not None:
                        return proof
        return None

    def by_move(self, claim: ForAll, move: Move, depth: int) -> Proof | None:
        self.moves += 1
        if self.moves > MOST_MOVES:
            return None
        try:
            parts = mean_value.parts(claim, move)
        except Rejected:
            return None
        if "path" in parts and not _has_function(claim):
            return None  # a quotient of polynomials has a slope that is harder than itself
        evidence: dict[str, Any] = {"variable": move.name, "from": term_text(move.start), "direction": move.direction}
        if move.strict:
            evidence["strict"] = move.strict
        provers: dict[str, Prover] = {
            "path": self.prove_part,
            "start": lambda part: self.plain(part) or self.of_constants(part),
            "slope": lambda part: self.prove(part, depth - 1),
            "order": self.prove_part,
        }
        for name, part in sorted(parts.items(), key=lambda item: [*provers].index(item[0])):
            proof = provers[name](part)
            if proof is None:
                return None
            evidence[name] = proof
        return {"rule": "mean_value", "evidence": evidence}

    def by_cases(self, claim: ForAll, depth: int) -> Proof | None:
        """By the order of two variables, or of the only one and 0, where nothing is known of it."""
        order = _order(claim)
        points: list[Point] = [*_real_variables(claim.conclusion)]
        if len(points) == 1:
            points.append(Fraction(0))
        for one, other in itertools.combinations(points, 2):
            if (one, other) in order or (other, one) in order:
                continue
            condition = make("<=", _term(one), _term(other))
            proofs = []
            for case in split.cases(claim, condition):
                proofs.append(self.prove(case, depth - 1))
                if proofs[-1] is None:
                    return None
            evidence = {"condition": term_text(condition), "yes": proofs[0], "no": proofs[1]}
            return {"rule": "split", "evidence": evidence}
        return None


def _has_function(claim: ForAll) -> bool:
    return any(node.op in REAL_FUNCTIONS for node in nodes_outside_sums(claim.conclusion))


def _real_variables(term: Term) -> list[str]:
    return [name for name, sort in variables_in(term).items() if sort is Sort.REAL]


def _starts(order: dict[tuple[Point, Point], bool], name: str) -> Iterator[tuple[Point, str, bool]]:
    """Where a variable can be moved to, the direction from there to it, and whether it is certain to be elsewhere."""
    for (low, high), strict in order.items():
        if name == high and low != high:
            yield low, "up", strict
        elif name == low and low != high:
            yield high, "down", strict


def _ways_to_be_strict(conclusion: Term, apart: bool) -> tuple[str, ...]:
    sides = as_comparison(conclusion)
    if sides is None or sides[1] not in ("<", ">"):
        return ("",)
    return ("slope", "start") if apart else ("start",)


def _order(claim: ForAll) -> dict[tuple[Point, Point], bool]:
    """(a, b) where a <= b follows from the order of variables and constants that the claim assumes; True if a < b."""
    known: dict[tuple[Point, Point], bool] = {}
    bounds = [bound for declared in claim.variables for bound in declared.bounds_as_terms()]
    for condition in (*bounds, *(part for hypothesis in claim.hypotheses for part in conjuncts(hypothesis))):
        sides = as_comparison(condition)
        left, right = (_point(sides[0]), _point(sides[2])) if sides else (None, None)
        if sides is None or left is None or right is None or sides[1] == "!=":
            continue
        first, second = (left, right) if sides[1] in ("<", "<=", "==") else (right, left)
        known[first, second] = known.get((first, second), False) or sides[1] in ("<", ">")
        if sides[1] == "==":
            known[second, first] = False
    points = {point for pair in known for point in pair}
    constants = sorted(point for point in points if isinstance(point, Fraction))
    known |= dict.fromkeys(itertools.pairwise(constants), True)
    for middle, first, second in itertools.product(sorted(points, key=str), repeat=3):
        if (first, middle) in known and (middle, second) in known and first != second:
            strict = known[first, middle] or known[middle, second]
            known[first, second] = known.get((first, second), False) or strict
    return known


def _is_contradictory(order: dict[tuple[Point, Point], bool]) -> bool:
    return any(strict and (high, low) in order for (low, high), strict in order.items())


def _point(term: Term) -> Point | None:
    if term.sort is not Sort.REAL or term.op not in ("variable", "constant"):
        return None
    return str(term.value) if term.op == "variable" else Fraction(term.value)  # type: ignore[arg-type]


def _term(point: Point) -> Term:
    return variable(point, Sort.REAL) if isinstance(point, str) else constant(point)
