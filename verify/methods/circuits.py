"""Method `circuits`: bounded integers as circuits; what folding constants and sharing gates leaves is for CaDiCaL.

Where leading-one positions or shifts by a variable occur, the domains are cut so
that these are constant in each box: then most programs close without a solver.
"""

import itertools
import math
from collections.abc import Iterator
from typing import Any

from ..kernel.certificate import Certificate
from ..kernel.circuit import AND, Circuit
from ..kernel.failure import Failure, Prepared, failures, prepared, progression, simplified
from ..kernel.inputs import holds, meets
from ..kernel.rejection import Rejected
from ..kernel.rules import symmetry
from ..kernel.rules.ranges import boxes
from ..kernel.statement import Fails, ForAll, Statement, Variable
from ..kernel.term import Term, postorder
from . import cadical
from .finding import Budget, Finding, found, gave_up

MOST_BOXES = 1 << 15
MOST_VALUES = 64
MOST_OPEN = 0.1
"""The share of boxes that may be left to CaDiCaL: where there are more, it does better with the whole."""
Proof = dict[str, Any]


class Counterexample(Exception):
    """An input that fails the claim was found on the way; `values` are its texts."""

    def __init__(self, values: dict[str, str]) -> None:
        super().__init__()
        self.values = values


def propose(statement: Statement, budget: Budget) -> Finding:
    """A proof by circuits, or a counterexample."""
    assert isinstance(statement, ForAll)
    try:
        proof = prove(statement)
    except Counterexample as input_:
        try:
            if not holds(statement.conclusion, meets(statement.variables, statement.hypotheses, input_.values)):
                return found(Certificate(Fails(statement), "witness", {"values": input_.values}))
        except Rejected as why:
            return gave_up(str(why))
        return gave_up("CaDiCaL's model does not fail the claim")
    except (Rejected, cadical.Unreadable) as why:
        return gave_up(str(why))
    return found(Certificate(statement, proof["rule"], proof["evidence"]))


def prove(claim: ForAll) -> Proof:
    """A proof of `claim`, all of whose variables are bounded integers; raises Counterexample where there is one."""
    proof = fold(claim)
    if proof is not None:
        return proof
    try:
        return _by_clauses(prepared(claim), claim.variables)
    except Rejected:  # a word is too long, as it may not be within a box
        proof = fold(claim, 1)
        if proof is None:
            raise
        return proof


def fold(claim: ForAll, most_open: float = MOST_OPEN) -> Proof | None:
    """A proof by folding alone, but for a few boxes, at most this share; None where there is none."""
    subject = prepared(claim)
    cuts = _cuts(claim)
    try:
        if not any(True for _ in failures(subject, claim.variables)):
            return {"rule": "lrat", "evidence": {"proofs": []}}
    except Rejected:
        if not cuts:
            raise
    if not cuts:
        return None
    pair = _symmetric_pair(claim)
    if pair is None:
        return _by_boxes(subject, cuts, most_open)
    proof = _by_boxes(prepared(symmetry.ordered(claim, *pair)), cuts, most_open)
    return proof and {"rule": "symmetry", "evidence": {"variables": [*pair], "proof": proof}}


def _by_boxes(subject: Prepared, cuts: dict[str, list[str]], most_open: float) -> Proof | None:
    """A proof by rule `ranges`; boxes that do not close by themselves are proved by clauses, unless they are many."""
    count = math.prod(len(starts) + 1 for starts in cuts.values())
    left = {}
    for number, box in enumerate(boxes(subject.claim.variables, cuts)):
        if any(True for _ in failures(subject, box)):
            left[str(number)] = box
            if len(left) > most_open * count:
                return None
    proofs = {number: _by_clauses(prepared(simplified(subject, box)), box) for number, box in left.items()}
    return {"rule": "ranges", "evidence": {"cuts": cuts, "proofs": proofs}}


def _by_clauses(subject: Prepared, box: tuple[Variable, ...]) -> Proof:
    """A proof by rule `lrat` in one box."""
    proofs = []
    for failure in failures(subject, box):
        if not failure.goals:
            raise Counterexample(_input(failure, frozenset(), {}))
        clauses, numbers = failure.circuit.clauses(failure.goals)
        answer = cadical.solve(clauses)
        if answer.model is not None:
            raise Counterexample(_input(failure, answer.model, numbers))
        proofs.append(answer.proof)
    return {"rule": "lrat", "evidence": {"proofs": proofs}}


def _input(failure: Failure, model: frozenset[int], numbers: dict[int, int]) -> dict[str, str]:
    """The values of the variables in a model of the clauses; inputs that they do not mention are 0."""
    true = {place for place, number in numbers.items() if number in model}
    values = _values(failure.circuit, true)
    found = {}
    for name, word in failure.inputs.items():
        bits = [values[bit >> 1] ^ (bit & 1) for bit in word]
        found[name] = str(sum(bit << place for place, bit in enumerate(bits[:-1])) - (bits[-1] << len(bits) - 1))
    return found


def _values(circuit: Circuit, true: set[int]) -> list[int]:
    """The value of every gate where just these inputs are true."""
    values: list[int] = []
    for place, parts in enumerate(circuit.parts):
        if parts is None:
            values.append(int(place in true))
            continue
        kind, left, right = parts
        first, second = values[left >> 1] ^ (left & 1), values[right >> 1] ^ (right & 1)
        values.append(first & second if kind == AND else first ^ second)
    return values


def _symmetric_pair(claim: ForAll) -> tuple[str, str] | None:
    """Two variables that may be swapped."""
    for first, second in itertools.combinations(claim.variables, 2):
        alike = (first.low, first.high, first.parity) == (second.low, second.high, second.parity)
        if alike and symmetry.is_symmetric(claim, first.name, second.name):
            return first.name, second.name
    return None


def _cuts(claim: ForAll) -> dict[str, list[str]]:
    """Where to cut each domain: at powers of two under a bit length, at every value of a short shift count."""
    nodes = postorder((*claim.hypotheses, claim.conclusion))
    positions = _variables_under(node.args[0] for node in nodes if node.op == "bit_length")
    counts = _variables_under(
        node.args[1] for node in nodes if node.op in ("<<", ">>", "**") and node.args[1].op != "bit_length"
    )
    starts: dict[str, list[int]] = {}
    for declared in claim.variables:
        first, step, length = progression(declared)
        last = first + step * (length - 1)
        if declared.name in positions:
            powers = [sign * (1 << place) for place in range(last.bit_length() + 1) for sign in (1, -1)]
            starts[declared.name] = sorted(
                start for start in {0, *(power + (power < 0) for power in powers), *powers} if first < start <= last
            )
        elif declared.name in counts and length <= MOST_VALUES:
            starts[declared.name] = [first + step * place for place in range(1, length)]
    count = 1
    for cut in starts.values():
        count *= len(cut) + 1
    return {} if count > MOST_BOXES else {name: list(map(str, values)) for name, values in starts.items() if values}


def _variables_under(roots: "Iterator[Term]") -> set[str]:
    return {str(node.value) for node in postorder(roots) if node.op == "variable"}
