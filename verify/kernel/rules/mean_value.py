"""Rule `mean_value`: a comparison that holds at one point, and gets no worse on the way from there."""

from dataclasses import dataclass
from functools import reduce
from typing import Any

from ..certificate import take_fields
from ..constraints import as_comparison
from ..derivative import derivative
from ..fresh import fresh_names
from ..parse import parse_term
from ..read_term import as_real
from ..rejection import Rejected
from ..statement import ForAll, Statement, Variable
from ..term import Sort, Term, make, same, substitute, variable, variables_in
from ..totality import is_total, smooth_where
from . import Prover

RULE = "mean_value"


@dataclass(frozen=True, slots=True)
class Move:
    """The real variable `name` is moved from the value of `start`: upwards, or downwards.

    `strict` tells what makes a strict conclusion strict: "start" or "slope"; "" where it is not strict.
    """

    name: str
    start: Term
    direction: str
    strict: str = ""


def mean_value(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """H ==> L >= R holds if L >= R where v = a, a <= v, and L' >= R' between a and v.

    Let g be L - R as a function of the real variable v, all else fixed; it is
    differentiable on the whole line, or from a to v (see `derivative`). By the mean value
    theorem g(v) = g(a) + g'(t)·(v - a) with some t strictly between a and v,
    unless v = a. Evidence: `variable`, the name of v; `from`, the text of a, a
    term without v; `direction`, "up" where a <= v, "down" where v <= a; and
    proofs of three statements, with a fresh real variable t in the last:

      order   H ==> a <= v                             (down: a >= v)
      start   H ==> L >= R, with a in place of v
      slope   H, a < t, t < v ==> L' >= R' at v = t    (down: v < t, t < a, L' <= R')

    and, where L and R divide, or have log or sqrt, by what is not positive by its shape, of

      path    H, a <= t, t <= v ==> divisors are not 0, arguments of log and sqrt positive at v = t

    For L > R, `strict` names the part that is strict: "start" (L > R there) or
    "slope" (L' > R', and a < v). L < R and L <= R are R > L and R >= L. H speaks
    of v as before; only L and R are moved.

    Fails where L or R may be undefined for other reasons at some real v, or v stands
    in them under an operation that is not known to be differentiable.
    """
    texts = {"variable": str, "from": str, "direction": str}
    proofs = {"order": dict, "start": dict, "slope": dict}
    fields = take_fields(evidence, RULE, {**texts, **proofs}, {"strict": str, "path": dict})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    start = as_real(parse_term(fields["from"], {declared.name: declared.sort for declared in statement.variables}))
    move = Move(fields["variable"], start, fields["direction"], fields.get("strict", ""))
    wanted = parts(statement, move)
    if ("path" in wanted) is not ("path" in fields):
        raise Rejected(RULE, "path", "is needed just where L and R are not certain to be smooth")
    for part, claim in wanted.items():
        prove_part(claim, fields[part])


def parts(claim: ForAll, move: Move) -> dict[str, ForAll]:
    """The statements that `claim` follows from, "path" only if needed; raises Rejected where the rule has none."""
    left, op, right = _sides(claim)
    moved = next((declared for declared in claim.variables if declared.name == move.name), None)
    if moved is None or moved.sort is not Sort.REAL:
        raise Rejected(RULE, "variable", "is not a real variable of the statement")
    start = move.start
    if start.sort is not Sort.REAL or move.name in variables_in(start) or not is_total(start, claim.variables):
        raise Rejected(RULE, "from", "is not a real term without the variable that is certain to be defined")
    conditions = [smooth_where(side, move.name, claim.variables) for side in (left, right)]
    if conditions[0] is None or conditions[1] is None:
        raise Rejected(RULE, "conclusion", "is not certain to be defined at every real value of the variable")
    if move.direction not in ("up", "down"):
        raise Rejected(RULE, "direction", "is neither up nor down")
    if move.strict not in (("start", "slope") if op == ">" else ("",)):
        raise Rejected(RULE, "strict", "names start or slope for a strict conclusion, and is left out for others")
    [name] = fresh_names(claim, "t", 1)
    between = variable(name, Sort.REAL)
    here, to = moved.term(), {move.name: between}
    slopes = [derivative(substitute(side, to), name, claim.variables) for side in (left, right)]
    before, after = (start, here) if move.direction == "up" else (here, start)
    steeper, flatter = slopes if move.direction == "up" else reversed(slopes)
    inside = (*claim.hypotheses, make("<", before, between), make("<", between, after))
    path: list[Term] = []
    for condition in (*conditions[0], *conditions[1]):
        if not any(same(condition, other) for other in path):
            path.append(condition)
    at_start = (substitute(side, {move.name: start}) for side in (left, right))
    variables = (*claim.variables, Variable(name, Sort.REAL))
    found = {
        "order": _like(claim, make("<" if move.strict == "slope" else "<=", before, after)),
        "start": _like(claim, make(">" if move.strict == "start" else ">=", *at_start)),
        "slope": ForAll(variables, inside, make(">" if move.strict == "slope" else ">=", steeper, flatter)),
    }
    if path:
        along = (*claim.hypotheses, make("<=", before, between), make("<=", between, after))
        found["path"] = ForAll(
            variables, along, substitute(reduce(lambda left, right: make("and", left, right), path), to)
        )
    return found


def _like(claim: ForAll, conclusion: Term) -> ForAll:
    return ForAll(claim.variables, claim.hypotheses, conclusion)


def _sides(claim: ForAll) -> tuple[Term, str, Term]:
    """(L, op, R) with op > or >=."""
    sides = as_comparison(claim.conclusion)
    if sides is None or sides[1] in ("==", "!=") or sides[0].sort is not Sort.REAL:
        raise Rejected(RULE, "conclusion", "is not an order between real terms")
    left, op, right = sides
    return (right, {"<": ">", "<=": ">="}[op], left) if op in ("<", "<=") else (left, op, right)
