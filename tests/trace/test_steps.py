"""The parts of a recurrence, traced one by one: what is undefined stays so, and every path returns the same kind."""

from fractions import Fraction

import pytest

from verify.kernel.statement import Variable
from verify.kernel.term import Sort
from verify.kernel.text import statement_text, term_text
from verify.trace.functions import assume, ratio
from verify.trace.oracle import TraceError
from verify.trace.paths import RecurrenceReturned, trace_claim
from verify.trace.recurrence import Recurrence
from verify.trace.steps import trace_recurrence
from verify.trace.symbolic import SymbolicInteger

P = Variable("p", Sort.INTEGER, Fraction(0))
U = Variable("u", Sort.REAL)


def traced(function):
    arguments = {"p": SymbolicInteger(P.term())}
    with pytest.raises(RecurrenceReturned) as returned:
        trace_claim(function, arguments, (P,))
    return trace_recurrence(function, arguments, (P,), returned.value.made)


def recurrence(start, step, holds=lambda x: x > 0, also=None):
    return Recurrence({"x": "x"}, {"u": "u"}, (U,), {"x": start}, step, holds, also)


def test_a_path_that_raises_has_no_value():
    def step(x, u):
        if u < x:
            raise ValueError
        return {"x": u}

    statement, also = traced(lambda p: recurrence(p, step))
    assert also is None
    assert statement_text(statement) == (
        "forall integer p >= 0, states real x, inputs real u: "
        "from x = p by x -> (if u < x then undefined(real) else u) always x > 0"
    )


def test_what_a_step_computes_and_does_not_use_has_to_be_defined():
    statement, _ = traced(lambda p: recurrence(p, lambda x, u: [ratio(x, u), {"x": x}][1]))
    assert "by x -> (if x / u == x / u then x else x)" in statement_text(statement)


def test_hypotheses_conditions_and_help():
    def claim(p):
        assume(p > 2)

        def step(x, u):
            assume(u > p)
            return {"x": x + u}

        return recurrence(p, step, also=lambda x: x >= p)

    statement, also = traced(claim)
    assert statement_text(statement) == (
        "forall integer p >= 0, states real x, inputs real u: p > 2 ==> "
        "from x = p by x -> x + u where u > p always x > 0"
    )
    assert also is not None and term_text(also) == "x >= p"


def test_every_path_returns_the_same_states():
    def claim(p):
        made = recurrence(p, lambda x, u: {"x": x})
        if p > 3:
            return Recurrence({"y": "y"}, {}, (), {"y": p}, lambda y: {"y": y}, lambda y: y > 0, None)
        return made

    with pytest.raises(TraceError, match="every path of a claim returns a recurrence with the same states"):
        traced(claim)
