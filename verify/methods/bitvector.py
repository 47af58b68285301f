"""Method `bitvector`: z3's opinion on a claim about bounded integers, or its counterexample.

z3 is asked for an input that fails the claim. If there is none, that is an
opinion: z3 gives nothing that the kernel could check. An input that it gives is
evaluated here, exactly, before it is proposed.
"""

from dataclasses import replace
from typing import Any

from ..kernel.certificate import Certificate
from ..kernel.inputs import holds, meets
from ..kernel.rejection import Rejected
from ..kernel.statement import Fails, ForAll, Statement
from ..translate.intervals import Untranslatable
from .finding import Budget, Finding, found, gave_up

# Fewer than z3 takes in a second here (1.5 to 10 million), so that the steps run out before the time does.
STEPS_PER_SECOND = 1_000_000
SHORT_BITS = 16
SECONDS_FOR_LONG = 2.0
"""With more than SHORT_BITS input bits, a counterexample is found soon or not at all."""


def propose(statement: Statement, budget: Budget) -> Finding:
    """The opinion "holds", or a counterexample; gives up where z3 does."""
    import z3

    from ..translate.z3_bitvectors import failing_inputs, input_of

    assert isinstance(statement, ForAll)
    try:
        query = failing_inputs(statement)
        bits = sum(word.range.width() for word in query.inputs.values())
        solver = _solver(
            budget if bits <= SHORT_BITS else replace(budget, seconds=min(budget.seconds, SECONDS_FOR_LONG))
        )
        solver.add(*query.constraints)
        answer = solver.check()
    except Untranslatable as why:
        return gave_up(str(why))
    except z3.Z3Exception as problem:
        return gave_up(f"z3: {problem}")
    if answer == z3.unsat:
        return Finding("opinion", says="holds")
    if answer == z3.unknown:
        reason = solver.reason_unknown()
        return gave_up("z3: its steps ran out" if reason == "canceled" else f"z3: {reason}")
    return _confirmed(statement, {name: str(value) for name, value in input_of(query, solver.model()).items()})


def _solver(budget: Budget) -> Any:
    """A solver for bit-vectors that stops after the same number of steps on every machine, or else by the clock."""
    import z3

    solver = z3.SolverFor("QF_BV")
    solver.set("random_seed", 0)
    solver.set("rlimit", min(int(budget.seconds * STEPS_PER_SECOND), 2**32 - 1))
    solver.set("timeout", int(budget.seconds * 1000))
    solver.set("max_memory", budget.memory_mb)
    return solver


def _confirmed(statement: ForAll, values: dict[str, str]) -> Finding:
    """The counterexample, if the kernel finds that it is one."""
    try:
        fails = not holds(statement.conclusion, meets(statement.variables, statement.hypotheses, values))
    except Rejected:
        fails = False
    if not fails:
        return gave_up("z3's model does not fail the claim")
    return found(Certificate(Fails(statement), "witness", {"values": values}))
