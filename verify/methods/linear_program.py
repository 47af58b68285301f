"""Exact linear programs: polynomials that add up to a goal with nonnegative coefficients, by z3's simplex."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import z3

from ..kernel.constraints import Constraint
from ..kernel.polynomial import Polynomial

MOST_STEPS = 5_000_000
"""z3's own count of its steps, about as many as it takes in two seconds."""


def nonnegative_combination(
    columns: Sequence[Polynomial], goal: Polynomial, positive: Sequence[int] | None
) -> list[Fraction] | None:
    """Nonnegative rationals c_i with Σ c_i · columns[i] = goal, coefficient by coefficient, or None if none are found.

    Where `positive` lists columns, the sum of their c_i must be more than 0.
    """
    kept = _possible(columns, goal)
    if kept is None or (positive is not None and not kept.intersection(positive)):
        return None
    context = z3.Context()  # of its own: in a shared one, earlier programs would sway which solution is found
    unknowns = {number: z3.Real(f"c{number}", context) for number in sorted(kept)}
    rows: dict[tuple[int, ...], list[Any]] = {key: [] for key in goal}
    for number, unknown in unknowns.items():
        for key, value in columns[number].items():
            rows.setdefault(key, []).append(z3.RealVal(value, context) * unknown)
    solver = z3.SolverFor("QF_LRA", ctx=context)
    solver.set("rlimit", MOST_STEPS)
    solver.add(*(unknown >= 0 for unknown in unknowns.values()))
    for key, parts in rows.items():
        solver.add(z3.Sum(parts) == z3.RealVal(goal.get(key, Fraction(0)), context))
    if positive:
        solver.add(z3.Sum([unknowns[number] for number in positive if number in kept]) > 0)
    if solver.check() != z3.sat:
        return None
    model = solver.model()
    found = [Fraction(0)] * len(columns)
    for number, unknown in unknowns.items():
        value = model.eval(unknown, model_completion=True).as_fraction()
        found[number] = Fraction(value.numerator, value.denominator)
    return found


def _possible(columns: Sequence[Polynomial], goal: Polynomial) -> set[int] | None:
    """The columns whose coefficient may be positive; None where the signs in a monomial exclude a solution.

    Where the goal has no such monomial, a column with one sign there needs
    another to cancel it.
    """
    kept = set(range(len(columns)))
    while True:
        signs: dict[tuple[int, ...], set[bool]] = {}
        for number in kept:
            for key, value in columns[number].items():
                signs.setdefault(key, set()).add(value > 0)
        if any((value > 0) not in signs.get(key, ()) for key, value in goal.items()):
            return None
        alone = {key: next(iter(found)) for key, found in signs.items() if len(found) == 1 and key not in goal}
        left = {number for number in kept if not any(key in alone for key in columns[number])}
        if len(left) == len(kept):
            return kept
        kept = left


def greatest(constraints: Sequence[Constraint], sign: int) -> Fraction | None:
    """The greatest value of the last variable, or of its negative, under the linear ones of `constraints`."""
    context = z3.Context()
    solver = z3.Optimize(ctx=context)
    solver.set("rlimit", MOST_STEPS)
    count = max((len(key) for constraint in constraints for key in constraint.polynomial), default=0)
    unknowns = [z3.Real(f"x{place}", context) for place in range(count)]
    for constraint in constraints:
        if max(map(sum, constraint.polynomial), default=0) == 1 and constraint.relation in (">=", ">", "=="):
            value = z3.Sum(
                [
                    z3.RealVal(value, context) * (unknowns[key.index(1)] if any(key) else z3.RealVal(1, context))
                    for key, value in constraint.polynomial.items()
                ]
            )
            solver.add(value == 0 if constraint.relation == "==" else value >= 0)
    if not unknowns:
        return None
    greatest = solver.maximize(sign * unknowns[-1])
    if solver.check() != z3.sat or not z3.is_rational_value(greatest.value()):
        return None
    return Fraction(greatest.value().numerator_as_long(), greatest.value().denominator_as_long())
