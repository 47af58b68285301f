"""Whether what a certificate proves is true, asked without its evidence: by evaluation at inputs, and of other solvers.

`judge` runs in a worker that can be killed, as the methods do; text goes in and out.
"""

import itertools
import json
from collections.abc import Iterator
from fractions import Fraction
from random import Random

from verify.kernel.certificate import Certificate, read_certificate
from verify.kernel.check import check
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.inputs import holds, read_input
from verify.kernel.recurrence import after_step, at_start, may_step
from verify.kernel.rejection import Rejected
from verify.kernel.statement import Always, Exists, Fails, ForAll, Mean, Minimum, Variable, Zeros
from verify.kernel.term import Sort, Term, postorder
from verify.methods import bitvector, nlsat, sampling
from verify.methods.finding import Budget

MOST_INPUTS = 1 << 10
LONGEST_RUN = 8
SIMPLE_INPUTS, RANDOM_INPUTS = 150, 100
SECONDS_OF_A_SOLVER = 0.1
Input = dict[str, int | Fraction]

TRUE, FALSE, NOTHING_AGAINST, NOT_EVALUATED = "true", "false", "nothing found against it", "not evaluated"


def judge(text: str) -> str:
    """A JSON list: what was found of the statement that a certificate proves, and how."""
    return json.dumps(judged(read_certificate(text)))


def judged(certificate: Certificate) -> tuple[str, str]:
    """What was found of the certificate's statement, and how."""
    match certificate.statement:
        case ForAll() as claim:
            return about_all(claim)
        case Fails(ForAll(variables, hypotheses, conclusion) as claim):
            if _shown(certificate, variables, hypotheses, conclusion, fails=True):
                return TRUE, "its input evaluated"
            verdict, how = about_all(claim)
            return {TRUE: FALSE, FALSE: TRUE}.get(verdict, NOT_EVALUATED), how
        case Exists(variables, conditions) as claim:
            if _shown(certificate, variables, conditions[:-1], conditions[-1], fails=False):
                return TRUE, "its input evaluated"
            if sampling.propose(claim, Budget()).kind == "certificate":
                return TRUE, "an input found"
            verdict, how = about_all(ForAll(variables, conditions, conditions[-1]).vacuous())
            return {TRUE: FALSE, FALSE: TRUE}.get(verdict, NOT_EVALUATED), how
        case Mean() as claim:
            return _about_mean(claim)
        case Fails(Mean() as claim):
            verdict, how = _about_mean(claim)
            return {TRUE: FALSE, FALSE: TRUE}.get(verdict, verdict), how
        case Zeros() as claim:
            return _about_zeros(claim)
        case Fails(Zeros() as claim):
            verdict, how = _about_zeros(claim)
            return {TRUE: FALSE, FALSE: TRUE}.get(verdict, verdict), how
        case Always() as claim:
            return about_runs(claim)
        case Fails(Always() as claim):
            verdict, how = about_runs(claim)
            shown = certificate.rule == "witness"
            return (TRUE, how) if verdict == FALSE else (NOTHING_AGAINST if shown else NOT_EVALUATED, "runs")
        case Minimum() as claim:
            return _about_minimum(claim, certificate)
    return NOT_EVALUATED, "another form"


def _shown(
    certificate: Certificate, variables: tuple[Variable, ...], hypotheses: tuple[Term, ...], last: Term, *, fails: bool
) -> bool:
    """Whether the certificate's own input meets the hypotheses, and the last condition, or fails it."""
    if certificate.rule != "witness":
        return False
    values = read_input(variables, certificate.evidence["values"])
    wanted = (False, "undefined") if fails else (True,)
    return all(value(part, values) is True for part in hypotheses) and value(last, values) in wanted


def value(term: Term, values: Input) -> object:
    """The value of a term, "undefined", or None where evaluation is refused."""
    try:
        return evaluate(term, values)
    except Undefined:
        return "undefined"
    except Rejected:
        return None


def counterexample(claim: ForAll, inputs: Iterator[Input]) -> Input | None:
    """The first of the inputs that meets the hypotheses and at which the conclusion is false or undefined."""
    for values in inputs:
        if all(value(part, values) is True for part in claim.hypotheses) and value(claim.conclusion, values) in (
            False,
            "undefined",
        ):
            return values
    return None


def about_all(claim: ForAll) -> tuple[str, str]:
    """Every input where they are few; else simple ones, ones near the claim's own numbers, and z3."""
    everything = all_inputs(claim.variables)
    if everything is not None:
        return (FALSE if counterexample(claim, everything) else TRUE), "every input evaluated"
    terms = (*claim.hypotheses, claim.conclusion)
    simple = itertools.islice(sampling.affordable(terms, claim.variables), SIMPLE_INPUTS)
    inputs = itertools.chain(simple, told_inputs(claim.variables, terms))
    if counterexample(claim, inputs):
        return FALSE, "an input found"
    sorts = {declared.sort for declared in claim.variables}
    budget = Budget(SECONDS_OF_A_SOLVER)
    finding = nlsat.propose(claim, budget) if sorts == {Sort.REAL} else None
    if sorts == {Sort.INTEGER} and all(None not in (each.low, each.high) for each in claim.variables):
        finding = bitvector.propose(claim, budget)
    if finding is not None and finding.kind == "certificate":
        return FALSE, "a counterexample of z3"
    return (TRUE, "z3") if finding is not None and finding.kind == "opinion" else (NOTHING_AGAINST, "inputs evaluated")


def about_runs(claim: Always) -> tuple[str, str]:
    """Runs of a few steps from simple parameters, with random inputs."""
    random = Random(0)
    starts = itertools.islice(sampling.inputs(claim.variables), SIMPLE_INPUTS)
    terms = (*claim.start, *claim.step, *claim.conditions, claim.conclusion)
    for parameters in itertools.chain(starts, told_inputs(claim.variables, terms)):
        if not all(value(part, parameters) is True for part in claim.hypotheses):
            continue
        try:
            if _fails_on_a_run(claim, parameters, random):
                return FALSE, "a run found"
        except Rejected:
            continue
    return NOTHING_AGAINST, "runs"


def _fails_on_a_run(claim: Always, parameters: Input, random: Random) -> bool:
    state = at_start(claim, parameters)
    offered = list(itertools.islice(sampling.inputs(claim.inputs), 20))
    for _ in range(LONGEST_RUN):
        if state is None or not holds(claim.conclusion, {**parameters, **state}):
            return True
        steps = ({**parameters, **state, **inputs} for inputs in random.sample(offered, len(offered)))
        chosen = next((numbers for numbers in steps if may_step(claim, numbers)), None)
        if chosen is None:
            return False
        state = after_step(claim, chosen)
    return False


def all_inputs(variables: tuple[Variable, ...]) -> Iterator[Input] | None:
    """Every input, where they are finitely many and few."""
    count, columns = 1, []
    for declared in variables:
        if declared.sort is not Sort.INTEGER or declared.low is None or declared.high is None:
            return None
        count *= max(int(declared.high - declared.low) + 1, 0)
        columns.append((declared, int(declared.low), int(declared.high)))
        if count > MOST_INPUTS:
            return None
    names = [declared.name for declared in variables]
    ranges = [filter(declared.admits, range(low, high + 1)) for declared, low, high in columns]
    return (dict(zip(names, values, strict=True)) for values in itertools.product(*ranges))


def told_inputs(variables: tuple[Variable, ...], terms: tuple[Term, ...]) -> Iterator[Input]:
    """Random inputs of the domains' ends, the numbers in the terms, their neighbours, and anything."""
    random = Random(len(postorder(terms)))
    told = [Fraction(node.value) for node in postorder(terms) if node.op == "constant" and node.sort is not Sort.TRUTH]  # type: ignore[arg-type]
    told = [number for number in told if abs(number) < 1 << 70] or [Fraction(0)]
    for _ in range(RANDOM_INPUTS):
        values: Input = {}
        for declared in variables:
            found = _random_value(declared, told, random)
            if not declared.admits(found):
                break
            values[declared.name] = found
        else:
            yield values


def _random_value(declared: Variable, told: list[Fraction], random: Random) -> int | Fraction:
    ends = [end for end in (declared.low, declared.high) if end is not None]
    found = random.choice([*told, *ends, *ends])
    if len(ends) == 2 and random.random() < 0.4:
        found = ends[0] + (ends[1] - ends[0]) * Fraction(random.randrange(1 << 64), 1 << 64)
    if declared.sort is Sort.INTEGER:
        return int(found) + random.choice([0, 0, 1, -1])
    return found + random.choice([Fraction(0), Fraction(1, 10**9), -Fraction(1, 10**9), Fraction(1, 7), Fraction(-2)])


def _about_mean(claim: Mean) -> tuple[str, str]:
    everything = all_inputs(claim.variables)
    if everything is None:
        return NOT_EVALUATED, "too many inputs to add up one by one"
    met = [values for values in everything if all(value(part, values) is True for part in claim.hypotheses)]
    found = [value(claim.function, values) for values in met]
    if not found or "undefined" in found:
        return FALSE, "every input evaluated"
    if None in found:
        return NOT_EVALUATED, "evaluation is refused"
    return (TRUE if claim.admits(sum(found, Fraction(0)) / len(found)) else FALSE), "every input evaluated"  # type: ignore[arg-type]


def _about_zeros(claim: Zeros) -> tuple[str, str]:
    """flint's and sympy's count of the roots of the polynomial, where the function is one."""
    from sympy import Poly, Symbol, oo

    from verify.kernel.univariate import univariate

    try:
        polynomial = univariate(claim.function, claim.variable.name)
    except Rejected:
        return NOT_EVALUATED, "no polynomial"
    low, high = claim.variable.low, claim.variable.high
    if low is not None and high is not None and (low, high) != (low, max(low, high)):
        return (TRUE if claim.count == 0 else FALSE), "an empty domain"
    coefficients = [polynomial.coefficient(power) for power in range(polynomial.degree, -1, -1)]
    if not coefficients:
        return FALSE, "the function 0 has zeros without end"
    poly = Poly(coefficients, Symbol("x"))
    count = poly.count_roots(-oo if low is None else low, oo if high is None else high)
    for end, is_open in ((low, claim.variable.low_open), (high, claim.variable.high_open)):
        count -= int(is_open and end is not None and poly.eval(end) == 0)
    return (TRUE if count == claim.count else FALSE), "sympy's count"


def _about_minimum(claim: Minimum, certificate: Certificate) -> tuple[str, str]:
    """No value that is looked at is below the enclosed minimum."""
    enclosures = check(certificate).enclosures
    low, _ = enclosures["minimum"]
    left, right = enclosures["minimiser"]
    inputs = [values[claim.variable.name] for values in itertools.islice(sampling.inputs((claim.variable,)), 200)]
    near = [left, right, (left + right) / 2, left - Fraction(1, 1000), right + Fraction(1, 1000)]
    found = [value(claim.function, {claim.variable.name: at}) for at in (*inputs, *near) if claim.variable.admits(at)]
    if any(isinstance(each, Fraction) and each < low for each in found):
        return FALSE, "a lower value"
    return NOTHING_AGAINST, f"values at {len(found)} inputs"
