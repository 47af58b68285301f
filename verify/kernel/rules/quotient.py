"""Rule `quotient`: a floor division becomes an integer variable that is known by its remainder."""

from typing import Any

from ..certificate import take_fields
from ..fresh import fresh_names
from ..parse import parse_term
from ..rejection import Rejected
from ..statement import ForAll, Statement, Variable
from ..term import Sort, Term, constant, make, rebuild, structure
from ..totality import is_total
from . import Prover

RULE = "quotient"


def quotient(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """A statement holds if it holds with any integer m in the place of x // d that has m·d <= x < m·d + d.

    Evidence: `of` and `by`, the texts of the integer terms x and d over the
    statement's variables, the proof `positive` that domains and hypotheses imply
    d >= 1, and the proof `then` of the statement with m. It is put wherever
    x // d stands, in hypotheses and conclusion alike, and in other words: x % d
    is x - m·d; if d is 2^e, x >> e is m and x & (2^e - 1) is x - m·d. The two
    inequalities are hypotheses of their own, the last ones; the name of m is
    chosen here. At every input, m = x // d makes the new statement say the same.

    Fails where x or d are not certain to be defined at every input.
    """
    fields = take_fields(evidence, RULE, {"of": str, "by": str, "positive": dict, "then": dict})
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    sorts = {declared.name: declared.sort for declared in statement.variables}
    of, by = parse_term(fields["of"], sorts), parse_term(fields["by"], sorts)
    for name, part in (("of", of), ("by", by)):
        if part.sort is not Sort.INTEGER or not is_total(part, statement.variables):
            raise Rejected(RULE, name, "is not an integer that is certain to be defined")
    prove_part(positive(statement, by), fields["positive"])
    prove_part(divided(statement, of, by), fields["then"])


def positive(claim: ForAll, by: Term) -> ForAll:
    """The side condition: the divisor is at least 1 wherever `claim` speaks."""
    return ForAll(claim.variables, claim.hypotheses, make(">=", by, constant(1)))


def divided(claim: ForAll, of: Term, by: Term) -> ForAll:
    """`claim` with an integer variable in the place of `of // by`."""
    [name] = fresh_names(claim, "m", 1)
    whole = Variable(name, Sort.INTEGER)
    product = make("*", whole.term(), by)
    rest = make("-", of, product)
    numbers = structure((*claim.hypotheses, claim.conclusion, of, by))

    def put(node: Term, args: tuple[Term, ...]) -> Term | None:
        found = division(node)
        if found is None or numbers[id(node.args[0])] != numbers[id(of)]:
            return None
        if isinstance(found, int):
            alike = by.op == "constant" and by.value == found
        else:
            alike = numbers[id(found)] == numbers[id(by)]
        if not alike:
            return None
        return whole.term() if node.op in ("//", ">>") else rest

    hypotheses = [rebuild(hypothesis, put) for hypothesis in claim.hypotheses]
    hypotheses += [make("<=", product, of), make("<", of, make("+", product, by))]
    return ForAll((*claim.variables, whole), tuple(hypotheses), rebuild(claim.conclusion, put))


def division(node: Term) -> Term | int | None:
    """What the node's first argument is divided by, where the node is the quotient or the remainder of a division."""
    if node.op in ("//", "%"):
        return node.args[1]
    if node.op not in (">>", "&") or node.args[1].op != "constant":
        return None
    value = int(node.args[1].value)  # type: ignore[arg-type]
    if node.op == ">>":
        return 1 << value if 0 <= value <= 4096 else None
    return value + 1 if value >= 0 and value & (value + 1) == 0 else None
