"""Exact linear programs: polynomials that add up to a goal with nonnegative coefficients, by z3's simplex."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import z3

from ..kernel.polynomial import Polynomial


def nonnegative_combination(
    columns: Sequence[Polynomial], goal: Polynomial, positive: Sequence[int] | None
) -> list[Fraction] | None:
    """Nonnegative rationals c_i with Σ c_i · columns[i] = goal, coefficient by coefficient, or None if there are none.

    Where `positive` lists columns, the sum of their c_i must be more than 0.
    """
    context = z3.Context()  # of its own: in a shared one, earlier programs would sway which solution is found
    unknowns = [z3.Real(f"c{number}", context) for number in range(len(columns))]
    rows: dict[tuple[int, ...], list[Any]] = {key: [] for key in goal}
    for unknown, polynomial in zip(unknowns, columns, strict=True):
        for key, value in polynomial.items():
            rows.setdefault(key, []).append(z3.RealVal(value, context) * unknown)
    if not all(rows.values()) or positive == []:
        return None
    solver = z3.SolverFor("QF_LRA", ctx=context)
    solver.add(*(unknown >= 0 for unknown in unknowns))
    for key, parts in rows.items():
        solver.add(z3.Sum(parts) == z3.RealVal(goal.get(key, Fraction(0)), context))
    if positive:
        solver.add(z3.Sum([unknowns[number] for number in positive]) > 0)
    if solver.check() != z3.sat:
        return None
    model = solver.model()
    values = (model.eval(unknown, model_completion=True).as_fraction() for unknown in unknowns)
    return [Fraction(value.numerator, value.denominator) for value in values]
