from fractions import Fraction

from verify.kernel.parse import parse, parse_term
from verify.kernel.polynomial import polynomial_of
from verify.kernel.statement import Variable
from verify.kernel.term import Sort
from verify.methods.summands import Generator, gradings, homogeneous, summands
from verify.translate.polynomial_terms import polynomial_term

NAMES = ["x", "y"]
VARIABLES = tuple(Variable(name, Sort.REAL) for name in NAMES)


def polynomial(text):
    return polynomial_of(parse_term(text, dict.fromkeys(NAMES, Sort.REAL)), NAMES)


def test_weights_of_a_homogeneous_goal():
    [weights] = gradings(polynomial("x**2 - 3*x*y"), 2)
    assert weights[0] == weights[1] != 0
    assert gradings(polynomial("x + y**2 + 1"), 2) == []


def test_generators_of_the_same_weights():
    generators = [Generator(0, polynomial("x - y"), False), Generator(1, polynomial("x - 1"), True)]
    assert homogeneous(generators, [[1, 1]]) == generators[:1]
    assert homogeneous(generators, []) == generators


def test_every_summand_is_what_its_evidence_says():
    generators = [Generator(4, polynomial("x"), True), Generator(7, polynomial("1 - y"), False)]
    known = {4: polynomial("x"), 7: polynomial("1 - y")}
    found = summands(polynomial("x**2 + 1"), generators, [], 2, VARIABLES)
    for summand in found:
        written = summand.evidence.get("square", "1")
        text = f"({written}) * ({written})"
        value = polynomial(text)
        for index in summand.evidence["constraints"]:
            factor = "x" if index == 4 else "(1 - y)"
            text += f" * {factor}"
            value = polynomial(text)
        assert value == summand.polynomial
        assert summand.strict == (7 not in summand.evidence["constraints"] and "square" not in summand.evidence)
    assert {(*summand.evidence["constraints"],) for summand in found} >= {(), (4,), (7,), (4, 4), (4, 7), (7, 7)}
    assert len(known) == 2


def test_polynomials_as_terms():
    for text in ("x**2 - 2 * x * y + 1", "-x + 1/2", "real(0)", "-3"):
        value = polynomial(text)
        assert polynomial_of(polynomial_term(value, VARIABLES), NAMES) == value
    integers = parse("forall integer x, integer y: true").variables
    assert polynomial_term({(1, 0): Fraction(1)}, integers).sort is Sort.REAL
