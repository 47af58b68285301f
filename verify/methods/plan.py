"""Which methods are tried on a statement, and in which order.

The order is from the cheapest to the dearest: recognise a coefficient law; look
for a counterexample among simple inputs; ask whether the hypotheses can be
met at all; ask z3 for its opinion at small word sizes; evaluate all inputs at
once; reason by cases down to polynomial identities; isolate real roots. This module is light: a
method's own libraries are imported when it runs, in its worker.
"""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from ..kernel.certificate import Certificate
from ..kernel.statement import Exists, ForAll, Minimum, Statement
from ..kernel.term import Sort
from .finding import Budget, Finding, found

OPINION_BITS = 16
ENUMERATION_BITS = 24


def _input_bits(statement: Statement) -> int | None:
    """How many bits all inputs take together; None if a domain is real or unbounded."""
    if not isinstance(statement, ForAll):
        return None
    bits = 0
    for declared in statement.variables:
        if declared.sort is not Sort.INTEGER or declared.low is None or declared.high is None:
            return None
        bits += int(declared.high - declared.low).bit_length()
    return bits


def _at_most(most: int) -> Callable[[Statement], bool]:
    def applies(statement: Statement) -> bool:
        bits = _input_bits(statement)
        return bits is not None and bits <= most

    return applies


def _compares_a_sum(statement: Statement) -> bool:
    return isinstance(statement, ForAll) and any(side.op == "sum" for side in statement.conclusion.args)


def _has_one_real_variable(statement: Statement) -> bool:
    return isinstance(statement, ForAll) and [declared.sort for declared in statement.variables] == [Sort.REAL]


def _has_hypotheses(statement: Statement) -> bool:
    return isinstance(statement, ForAll) and bool(statement.hypotheses)


METHODS: Mapping[str, Callable[[Statement], bool]] = MappingProxyType(
    {
        "minimiser": lambda statement: isinstance(statement, Minimum),
        "stationary_point": _compares_a_sum,
        "sampling": lambda statement: isinstance(statement, ForAll | Exists),
        "contradiction": _has_hypotheses,
        "bitvector": _at_most(OPINION_BITS),
        "enumeration": _at_most(ENUMERATION_BITS),
        "case_analysis": lambda statement: isinstance(statement, ForAll),
        "real_roots": _has_one_real_variable,
    }
)


def plan(statement: Statement) -> tuple[str, ...]:
    """The names of the methods that apply to `statement`, in the order in which they are tried."""
    return tuple(name for name, applies in METHODS.items() if applies(statement))


def run_method(name: str, statement: Statement, budget: Budget, hint: Mapping[str, str] | None = None) -> Finding:
    """What the method finds; `hint` is an input to try for an existence, as texts.

    A certificate for a `forall` gets an input that meets its hypotheses, if a simple one does.
    """
    from .sampling import find_witness

    if hint is not None and isinstance(statement, Exists):
        return found(Certificate(statement, "witness", {"values": dict(hint)}))
    finding: Finding = importlib.import_module(f".{name}", __package__).propose(statement, budget)
    certificate = finding.certificate
    if certificate is None or certificate.statement is not statement or not isinstance(statement, ForAll):
        return finding
    if certificate.witness is None:
        witness = find_witness(statement.variables, statement.hypotheses)
        finding = found(replace(certificate, witness=witness))
    return finding
