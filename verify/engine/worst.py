"""The exact worst case of an approximation: the greatest error that is attained, and a proof that nothing is worse."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from verify.claims.measure import Measure
from verify.kernel.certificate import Certificate, strict_json, write_certificate
from verify.kernel.evaluate import Undefined, evaluate
from verify.kernel.inputs import read_input
from verify.kernel.statement import ForAll, Statement
from verify.kernel.term import apply
from verify.kernel.text import digest, statement_text

from .decide import Decision, Finders
from .store import CertificateStore, Entry
from .verdict import PROVED, REFUTED, UNDECIDED

METHOD = "extremum"
MOST_STEPS = 100
Values = dict[str, int | Fraction]


class NoWorstCase(Exception):
    """Why there is none to be found: one line for people."""


@dataclass(frozen=True, slots=True)
class WorstCase:
    """error / size is `value` at `values`, by the certificate `attained`; `bound` says whether it is never more.

    `places` are inputs that attain it, `count` how many there are in all, None if not all inputs were looked at.
    """

    value: Fraction
    values: Values
    places: tuple[Mapping[str, int | Fraction], ...]
    count: int | None
    statement: ForAll
    bound: Decision
    attained: Entry

    def is_proved(self) -> bool:
        """Whether the kernel has proved that nothing is worse."""
        return self.bound.verdict.verdict == PROVED


def worst_case(
    measure: Measure, store: CertificateStore, finders: Finders, decide: Callable[[Statement], Decision]
) -> WorstCase:
    """The worst case in the direction of `measure`; a counterexample becomes the next one, until there is none."""
    variables = measure.pair.variables
    question = ForAll(variables, measure.hypotheses, apply("<=", measure.error(), measure.size))
    found = finders.find(METHOD, statement_text(question))
    if found.certificate is None:
        raise NoWorstCase(found.reason or found.outcome)
    places, _, count = found.says.partition(" of ")
    names = [declared.name for declared in variables]
    listed: tuple[Mapping[str, int | Fraction], ...] = tuple(
        dict(zip(names, map(int, place.split(",")), strict=True)) for place in places.split(" ")
    )
    values: Values = read_input(variables, strict_json(found.certificate)["evidence"]["values"])
    for left in reversed(range(MOST_STEPS + 1)):
        value = measure.value(values)
        statement = measure.at_most(value)
        decision = decide(statement)
        worse = decision.verdict.witness
        if decision.verdict.verdict != REFUTED or worse is None:
            break
        if not left:
            reason = f"a worse input was found {MOST_STEPS} times, and there is another"
            decision = Decision(replace(decision.verdict, verdict=UNDECIDED, reason=reason, witness=None))
            break
        values = read_input(variables, worse)
        try:
            measure.value(values)
        except Undefined:
            shown = _shown(values)
            raise NoWorstCase(f"there is no error at {shown}: the function or the exact one has no value") from None
        listed, count = (values,), ""
    _replay(measure, values)
    return WorstCase(
        value, values, listed, int(count) if count else None, statement, decision,
        _attained(measure, value, values, store, finders),
    )  # fmt: skip


def _shown(values: Values) -> str:
    return " ".join(f"{name}={number}" for name, number in values.items())


def _replay(measure: Measure, values: Values) -> None:
    """The plain functions have the last word at the input that is shown."""
    pair = measure.pair
    for term, plain in ((pair.approximate, pair.plain_approximate), (pair.exact, pair.plain_exact)):
        if plain(values) != evaluate(term, values):
            raise NoWorstCase(f"a function and its traced term disagree at {_shown(values)}")


def _attained(measure: Measure, value: Fraction, values: Values, store: CertificateStore, finders: Finders) -> Entry:
    """The certificate that the worst case is attained, accepted by the kernel and kept."""
    claim = measure.attained(value)
    witness = {name: str(number) for name, number in values.items()}
    text = write_certificate(Certificate(claim, "witness", {"values": witness}))
    [checked] = finders.check([text])
    if checked.outcome != "accepted" or checked.statement != statement_text(claim):
        raise NoWorstCase(f"the kernel does not accept its worst case: {checked.reason}")
    entry = Entry(digest(claim), text)
    store.keep(entry)
    return entry
