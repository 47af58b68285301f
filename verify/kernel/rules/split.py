"""Rule `split`: a statement by the two cases of a condition."""

from typing import Any

from ..certificate import take_fields
from ..parse import parse_term
from ..rejection import Rejected
from ..statement import ForAll, Statement
from ..term import Sort, Term, constant, make, rebuild, structure
from ..totality import is_total
from . import Prover

RULE = "split"


def split(statement: Statement, evidence: dict[str, Any], prove_part: Prover) -> None:
    """A statement holds if it holds under the further hypothesis c, and under `not c`.

    Evidence: `condition`, the text of c over the statement's variables, and the
    proofs `yes` and `no`. In each case the conclusion is simplified by what
    the case knows (see `under`); with `everywhere`, true, the hypotheses are
    as well. Where the form of c does not show that it is defined at every input,
    the proof `defined` shows that `c or true` follows from the hypotheses.

    Fails where c may be undefined: such inputs would belong to neither case.
    """
    fields = take_fields(
        evidence, RULE, {"condition": str, "yes": dict, "no": dict}, {"defined": dict, "everywhere": bool}
    )
    if not isinstance(statement, ForAll):
        raise Rejected(RULE, "statement", "is not a forall statement")
    condition = parse_term(fields["condition"], {declared.name: declared.sort for declared in statement.variables})
    if condition.sort is not Sort.TRUTH:
        raise Rejected(RULE, "condition", "is not a truth value")
    if not is_total(condition, statement.variables):
        if "defined" not in fields:
            raise Rejected(RULE, "condition", "is not certain to be defined at every input")
        prove_part(always_defined(statement, condition), fields["defined"])
    if fields.get("everywhere") is False:
        raise Rejected(RULE, "everywhere", "is true or not there")
    yes, no = cases(statement, condition, "everywhere" in fields)
    prove_part(yes, fields["yes"])
    prove_part(no, fields["no"])


def always_defined(claim: ForAll, condition: Term) -> ForAll:
    """The side condition: `condition` has a value wherever `claim` speaks."""
    return ForAll(claim.variables, claim.hypotheses, make("or", condition, constant(True)))


def cases(claim: ForAll, condition: Term, everywhere: bool = False) -> tuple[ForAll, ForAll]:
    """`claim` where `condition` holds, and where it does not; simplified in the conclusion, or also in hypotheses."""

    def case(known: Term, value: bool) -> ForAll:
        hypotheses = claim.hypotheses
        if everywhere:
            hypotheses = tuple(under(hypothesis, condition, value) for hypothesis in hypotheses)
        return ForAll(claim.variables, (*hypotheses, known), under(claim.conclusion, condition, value))

    return case(condition, True), case(make("not", condition), False)


def under(root: Term, condition: Term, value: bool) -> Term:
    """`root` where `condition` is defined and has `value`: the same value, in fewer words.

    Occurrences of the condition become its value; `if`, `and`, `or`, `not` are
    resolved where this decides them; |t| is resolved by a condition t >= 0, and
    min(a, b), max(a, b) by a condition a <= b.
    """
    numbers = structure((root, condition))
    known = numbers[id(condition)]
    sides = tuple(numbers[id(side)] for side in condition.args)

    def simplify(node: Term, args: tuple[Term, ...]) -> Term | None:
        if numbers[id(node)] == known:
            return constant(value)
        match node.op:
            case "if" if args[0].op == "constant":
                return args[1] if args[0].value else args[2]
            case "and" | "or" if args[0].op == "constant":
                return args[1] if args[0].value is (node.op == "and") else args[0]
            case "not" if args[0].op == "constant":
                return constant(not args[0].value)
            case "abs" if (
                condition.op == ">=" and sides[0] == numbers[id(node.args[0])] and _is_zero(condition.args[1])
            ):
                return args[0] if value else make("neg", args[0])
            case "min" | "max" if condition.op == "<=" and sides == tuple(numbers[id(side)] for side in node.args):
                return args[0] if value is (node.op == "min") else args[1]
        return None

    return rebuild(root, simplify)


def _is_zero(term: Term) -> bool:
    return term.op == "constant" and term.value == 0
