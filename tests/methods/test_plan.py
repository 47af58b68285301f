import subprocess
import sys

import pytest

from verify.kernel.parse import parse
from verify.methods.finding import Budget
from verify.methods.plan import plan, run_method

REAL = ("bernstein", "sampling", "contradiction", "nlsat", "lemma", "case_analysis", "sum_of_squares", "sturm")
BOUNDED = ("enumeration", "lemma", "classes", "bitvector", "case_analysis", "circuits")
WIDE = tuple(name for name in BOUNDED if name != "enumeration")


@pytest.mark.parametrize(
    ("text", "methods"),
    [
        ("forall integer 0 <= x <= 255: x >= 0", ("enumeration", "sampling", *BOUNDED[1:])),
        ("forall integer 0 <= x <= 1048575: x >= 0", ("sampling", *BOUNDED)),
        ("forall integer 0 <= x <= 18446744073709551615: x >= 0", ("sampling", *WIDE)),
        ("forall integer x >= 0: x >= 0", ("sampling", "lemma", "case_analysis")),
        ("forall real x: x > 1 ==> x > 0", REAL),
        ("forall real 2 <= x <= 1, real y: x > y", ("sampling", "contradiction", "nlsat", "lemma", "case_analysis")),
        ("exists real x: x > 1", ("sampling", "existence")),
        ("minimum over real x to 5 digits: x**2", ("minimiser",)),
    ],
)
def test_the_order_of_methods(text, methods):
    assert plan(parse(text)) == methods


def test_a_hint_becomes_the_witness():
    finding = run_method("sampling", parse("exists integer x >= 0: x * x == 900"), Budget(), {"input": {"x": "30"}})
    assert finding.certificate.evidence == {"values": {"x": "30"}}


def test_a_certificate_gets_an_input_that_meets_the_hypotheses():
    finding = run_method("case_analysis", parse("forall real x: x > 5 ==> x > 4"), Budget())
    assert finding.certificate.witness == {"x": "6"}


def test_planning_loads_no_solver():
    code = "import sys, verify.methods.plan; print(sorted({'z3', 'sympy', 'mpmath', 'flint'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_corners_need_two_variables():
    assert "corners" in plan(parse("forall integer 0 <= x <= 255, integer 0 <= y <= 255: x + y >= 0"))
    assert "corners" not in plan(parse("forall integer 0 <= x <= 255: x >= 0"))
