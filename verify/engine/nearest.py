"""The best constant of a comparison that does not hold, or is not settled, and its nearest miss."""

from dataclasses import dataclass
from fractions import Fraction

from verify.kernel.certificate import strict_json
from verify.kernel.evaluate import evaluate
from verify.kernel.inputs import read_input
from verify.kernel.parse import parse
from verify.kernel.statement import ForAll, Statement
from verify.kernel.text import digest, statement_text, term_text
from verify.methods.margin import margin

from .decide import Finders
from .store import CertificateStore, Entry

METHOD = "best_constant"


@dataclass(frozen=True, slots=True)
class Nearest:
    """`subject` is `relation` (<= or >=) the `constant`, None if no bound is known; it is `value` at `values`.

    The kernel accepted `entry` for the bound, by `rules`, or without a bound for the value.
    """

    subject: str
    relation: str
    constant: Fraction | None
    rules: tuple[str, ...]
    values: dict[str, int | Fraction]
    value: Fraction
    entry: Entry


def nearest(statement: Statement, store: CertificateStore, finders: Finders) -> Nearest | None:
    """How far the conclusion can be strengthened or must be relaxed; None where nothing was found."""
    gap = margin(statement) if isinstance(statement, ForAll) else None
    if gap is None or not isinstance(statement, ForAll):
        return None
    found = finders.find(METHOD, statement_text(statement))
    if found.certificate is None:
        return None
    [checked] = finders.check([found.certificate])
    if checked.outcome != "accepted" or not checked.inhabited:
        return None
    theorem, data = parse(checked.statement), strict_json(found.certificate)
    bounded = isinstance(theorem, ForAll)
    values = read_input(statement.variables, data["witness"] if bounded else data["evidence"]["values"])
    value = Fraction(evaluate(gap.subject, values))
    constant = Fraction(theorem.conclusion.args[1].value) if isinstance(theorem, ForAll) else None  # type: ignore[arg-type]
    meant = gap.reached(statement, value) if constant is None else gap.bounded(statement, constant)
    if checked.statement != statement_text(meant):
        return None
    entry = Entry(digest(meant), found.certificate)
    store.keep(entry)
    return Nearest(term_text(gap.subject), gap.relation, constant, checked.rules, values, value, entry)
