"""Whether z3's nlsat knows a real point that meets polynomial constraints: there, a search for a proof is in vain."""

import functools
import operator
from collections.abc import Sequence
from typing import Any

import z3

from ..kernel.constraints import Constraint

MOST_STEPS = 100_000
"""z3's own count of its steps, some hundredths of a second: where that is too few, the search is the better use."""
RELATIONS = {"==": operator.eq, ">=": operator.ge, ">": operator.gt, "!=": operator.ne}


def exists(constraints: Sequence[Constraint]) -> bool:
    """Whether some real point is known to meet all of them; False also where z3 does not know."""
    context = z3.Context()
    solver = z3.Tactic("qfnra-nlsat", context).solver()
    solver.set("rlimit", MOST_STEPS)
    zero = z3.RealVal(0, context)
    for constraint in constraints:
        monomials = [
            functools.reduce(operator.mul, _powers(key, context), z3.RealVal(coefficient, context))
            for key, coefficient in constraint.polynomial.items()
        ]
        solver.add(RELATIONS[constraint.relation](z3.Sum([zero, *monomials]), zero))
    try:
        return bool(solver.check() == z3.sat)
    except z3.Z3Exception:
        return False


def _powers(key: tuple[int, ...], context: z3.Context) -> list[Any]:
    """The variables of a monomial, each as often as it occurs."""
    return [z3.Real(f"x{place}", context) for place, power in enumerate(key) for _ in range(power)]
