"""What the rules that take statements apart did, in sentences, and an evaluated input."""

from collections.abc import Mapping
from typing import Any

from verify.claims.run_texts import run_texts
from verify.kernel.fresh import fresh_names
from verify.kernel.parse import parse_term
from verify.kernel.statement import Always, Fails, ForAll, Statement
from verify.kernel.term import make, variable

from .evidence_terms import term_of, variables_of
from .failing_input import Forms, failing_input
from .phrases import Line, Sentences, line, shown


def _witness(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    texts, opening = evidence["values"], "At the input"
    if "steps" in evidence:
        texts, opening = run_texts(texts, evidence["steps"]), "In the run"
    lines = [line(opening)]
    found = failing_input(statement, texts) if isinstance(statement, Fails) else None
    if found is None:
        lines += (line("{} = {}", name, text) for name, text in evidence["values"].items())
        return (*lines, line("every condition is met."))
    lines += (line("{} = {}", name, told(value)) for name, value in found.values)
    for comparison in found.comparisons:
        outcome = {True: "holds", False: "fails", None: "is undefined"}[comparison.holds]
        lines.append(line("the part {} " + outcome + (":" if comparison.sides else "."), comparison.term))
        for name, side in zip(("left", "right"), comparison.sides, strict=False):
            lines.append(line("{}: {}", name, told(side.value)))
    return tuple(lines)


def _conjunction(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    equation = isinstance(statement, ForAll) and statement.conclusion.op == "=="
    return (
        line(
            "The equation is shown as two inequalities."
            if equation
            else "The two parts of the conclusion are shown one after the other."
        ),
    )


def _contradiction(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (line("No input meets the hypotheses of this case."),)


def _cut(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (
        line("First a lemma,"),
        shown(term_of(statement, evidence["lemma"])),
        line("and then the claim with its help."),
    )


def _rewrite(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (
        line("One term is replaced by an equal one:"),
        shown(make("==", term_of(statement, evidence["term"]), term_of(statement, evidence["by"]))),
    )


def _split(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (line("There are two cases: {} or not.", term_of(statement, evidence["condition"])),)


def _symmetry(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    first, second = evidence["variables"]
    named = {declared.name: declared.term() for declared in variables_of(statement)}
    first, second = named[first], named[second]
    return (line("{} and {} may be swapped, so let {}.", first, second, make("<=", first, second)),)


def _induction(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    told = "By induction on the number of steps: the start has it, and every step keeps it"
    if "also" not in evidence or not isinstance(statement, Always):
        return (line(f"{told}."),)
    known = {declared.name: declared.sort for declared in (*statement.variables, *statement.states)}
    return line(f"{told}, together with"), shown(parse_term(evidence["also"], known))


def _generalise(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    if not isinstance(statement, ForAll):
        return ()
    terms = [term_of(statement, text) for text in evidence["terms"]]
    names = fresh_names(statement, "u", len(terms))
    lines = [line("It even holds with any numbers in the place of")]
    lines += (shown(make("==", variable(name, term.sort), term)) for name, term in zip(names, terms, strict=True))
    return tuple(lines)


def _power(statement: Statement, evidence: dict[str, Any]) -> tuple[Line, ...]:
    return (line("The exponent is one greater, and not negative before: there is one factor more."),)


def told(value: Forms) -> str:
    """A number in its forms, one after the other."""
    extra = [value.decimal and f"= {value.decimal}".replace("= ≈", "≈"), value.bits and f"= {value.bits} in bits"]
    return " ".join(filter(None, (value.exact, *extra)))


SENTENCES: Mapping[str, Sentences] = {
    "witness": _witness,
    "conjunction": _conjunction,
    "contradiction": _contradiction,
    "cut": _cut,
    "rewrite": _rewrite,
    "split": _split,
    "induction": _induction,
    "symmetry": _symmetry,
    "generalise": _generalise,
    "power": _power,
}
"""How to tell what these rules did."""
