"""Which methods are tried on a statement, and in which order.

The order is from the cheapest to the dearest: recognise a coefficient law; look
for a counterexample among simple inputs; ask whether the hypotheses can be
met at all; ask z3 for a counterexample among the reals; evaluate all inputs at
once; use what the author says may help; evaluate classes of inputs; look at the
corners of boxes in which a program is linear; ask z3 for its opinion on words;
put in what is known of roots and logarithms; write exponentials as products of a few;
reason by cases down to polynomial
identities; make circuits, and ask CaDiCaL; isolate real roots. Where there are few inputs, evaluating all of them
comes first: it is quicker than looking at simple ones. This module is light: a method's own
libraries are imported when it runs, in its worker.
"""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from ..kernel.certificate import Certificate
from ..kernel.statement import Always, Exists, ForAll, Mean, Minimum, Statement, Zeros
from ..kernel.term import REAL_FUNCTIONS, Sort, postorder
from .finding import Budget, Finding, found

ENUMERATION_BITS = 24
FEW_BITS = 12


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


def _has_real_variables(statement: Statement) -> bool:
    """Whether there are variables, and all of them are real."""
    return isinstance(statement, ForAll) and {declared.sort for declared in statement.variables} == {Sort.REAL}


def _may_be_vacuous(statement: Statement) -> bool:
    if isinstance(statement, Always):
        statement = statement.vacuous()
    if not isinstance(statement, ForAll):
        return False
    bounds = [
        (declared.low, declared.high, declared.low_open or declared.high_open)
        for declared in statement.variables
        if declared.low is not None and declared.high is not None
    ]
    return bool(statement.hypotheses) or any(low > high or (low == high and left_out) for low, high, left_out in bounds)


def _has(*operations: str) -> Callable[[Statement], bool]:
    def applies(statement: Statement) -> bool:
        terms = (*statement.hypotheses, statement.conclusion) if isinstance(statement, ForAll) else ()
        return any(node.op in operations for node in postorder(terms))

    return applies


def _ends_in_equations(statement: Statement) -> bool:
    """Whether it is about reals, and says that some sides are equal, in all cases."""
    if not isinstance(statement, ForAll) or not _has_real_variables(statement):
        return False
    waiting = [statement.conclusion]
    while waiting:
        node = waiting.pop()
        if node.op == "and":
            waiting += node.args
        elif node.op == "if":
            waiting += node.args[1:]
        elif node.op not in ("==", "constant"):
            return False
    return True


METHODS: Mapping[str, Callable[[Statement], bool]] = MappingProxyType(
    {
        "minimiser": lambda statement: isinstance(statement, Minimum),
        "mean": lambda statement: isinstance(statement, Mean),
        "induction": lambda statement: isinstance(statement, Always),
        "stationary_point": _compares_a_sum,
        "exponential": _compares_a_sum,
        "bernstein": _has_one_real_variable,
        "sampling": lambda statement: isinstance(statement, ForAll | Exists),
        "existence": lambda statement: isinstance(statement, Exists),
        "contradiction": _may_be_vacuous,
        "identities": _ends_in_equations,
        "nlsat": _has_real_variables,
        "enumeration": _at_most(ENUMERATION_BITS),
        "lemma": lambda statement: isinstance(statement, ForAll),
        "classes": lambda statement: _input_bits(statement) is not None,
        "corners": lambda statement: _input_bits(statement) is not None and len(statement.variables) > 1,  # type: ignore[union-attr]
        "bitvector": lambda statement: _input_bits(statement) is not None,
        "elementary": _has("sqrt", "log"),
        "exponents": _has("exp", "log"),
        "enclosure": _has(*REAL_FUNCTIONS),
        "case_analysis": lambda statement: isinstance(statement, ForAll),
        "circuits": lambda statement: _input_bits(statement) is not None,
        "sum_of_squares": _has_one_real_variable,
        "sturm": lambda statement: isinstance(statement, Zeros) or _has_one_real_variable(statement),
    }
)


def plan(statement: Statement) -> tuple[str, ...]:
    """The names of the methods that apply to `statement`, in the order in which they are tried."""
    names = tuple(name for name, applies in METHODS.items() if applies(statement))
    if not _at_most(FEW_BITS)(statement):
        return names
    return ("enumeration", *(name for name in names if name != "enumeration"))


def run_method(name: str, statement: Statement, budget: Budget, hint: Mapping[str, Any] | None = None) -> Finding:
    """What the method finds; `hint` may hold the `input` to try for an existence, or the `lemmas` for a claim.

    A certificate for a `forall` gets an input that meets its hypotheses, one for a recurrence that of a first step,
    if one is found.
    """
    hint = hint or {}
    if hint.get("input") and isinstance(statement, Exists):
        return found(Certificate(statement, "witness", {"values": hint["input"]}))
    method = importlib.import_module(f".{name}", __package__)
    helped = {"lemmas": hint["lemmas"]} if name in ("lemma", "induction") and "lemmas" in hint else {}
    finding: Finding = method.propose(statement, budget, **helped)
    certificate = finding.certificate
    if certificate is None or certificate.statement is not statement:
        return finding
    needs = statement.vacuous() if isinstance(statement, Always) else statement
    if isinstance(needs, ForAll) and certificate.witness is None and certificate.inhabited is None:
        finding = found(_inhabited(certificate, needs))
    return finding


def _inhabited(certificate: Certificate, statement: ForAll) -> Certificate:
    """The certificate with an input that meets domains and hypotheses, or a proof that there is one."""
    witness = _witness(statement)
    if witness is not None or not statement.hypotheses:
        return replace(certificate, witness=witness)
    from .existence import prove

    return replace(certificate, inhabited=prove(statement.variables, statement.hypotheses))


def _witness(statement: ForAll) -> dict[str, str] | None:
    """An input that meets domains and hypotheses: a simple one, or else one that nlsat finds."""
    from .sampling import find_witness

    witness = find_witness(statement.variables, statement.hypotheses)
    if witness is None and statement.hypotheses and _has_real_variables(statement):
        from .nlsat import find_input

        witness = find_input(statement.variables, statement.hypotheses)
    return witness
