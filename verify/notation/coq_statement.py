"""Statements as Coq propositions to read: what they repeat has a name, as in their canonical text."""

from verify.kernel.statement import Exists, Fails, ForAll, Statement
from verify.kernel.term import REAL_FUNCTIONS, Sort, Term, postorder, structure

from .coq import Writer
from .coq_term import ATOM, LONGEST, RATIONALS, REALS, NotWritable

_SMALLEST_NAMED = 4
_SHORT = 40


def field_of(statement: Statement) -> str:
    """What stands for the real numbers in `statement`: Q, unless it needs R."""
    while isinstance(statement, Fails):
        if not isinstance(statement.claim, ForAll):
            raise NotWritable("statements of this form have no Coq text")
        statement = statement.claim
    if not isinstance(statement, ForAll | Exists):
        raise NotWritable("statements of this form have no Coq text")
    real = any(declared.sort is Sort.REAL for declared in statement.variables)
    return REALS if real or any(node.op in REAL_FUNCTIONS for node in postorder(roots_of(statement))) else RATIONALS


def roots_of(statement: ForAll | Exists) -> tuple[Term, ...]:
    """The hypotheses and the conclusion, or the conditions."""
    if isinstance(statement, Exists):
        return statement.conditions
    return (*statement.hypotheses, statement.conclusion)


def statement_coq(statement: Statement) -> str:
    """The statement as a Coq proposition, over `Z` and Q or R, its repeated parts named with `let`."""
    field = field_of(statement)
    inner = statement.claim if isinstance(statement, Fails) else statement
    if not isinstance(inner, ForAll | Exists):
        raise NotWritable("statements of this form have no Coq text")
    named = _recurring(roots_of(inner))
    taken = {declared.name for declared in inner.variables}
    names: dict[int, str] = {}
    definitions = []
    numbers = structure(roots_of(inner))
    for node in named:
        letter = next(f"t{count}" for count in range(1, len(taken) + 2) if f"t{count}" not in taken)
        taken.add(letter)
        definitions.append(f"let {letter} := {_Named(field, numbers, names).inside(node)} in")
        names[numbers[id(node)]] = letter
    text = _Named(field, numbers, names).proposition(inner)
    if definitions:
        head, _, rest = text.partition(",\n  ") if inner.variables else ("", "", text)
        text = (f"{head},\n  " if head else "") + "\n  ".join([*definitions, rest])
    if len(text) > LONGEST:
        raise NotWritable("it is too long, written out")
    return f"~ ({text})" if isinstance(statement, Fails) else text


class _Named(Writer):
    """A writer that puts names in the place of the parts that have one."""

    def __init__(self, field: str, numbers: dict[int, int], names: dict[int, str]) -> None:
        super().__init__(field)
        self._numbers = numbers
        self._named = dict(names)

    def _drawn(self, node: Term) -> tuple[str, int]:
        known = self._named.get(self._numbers.get(id(node), -1))
        return (known, ATOM) if known else super()._drawn(node)


def _recurring(roots: tuple[Term, ...]) -> list[Term]:
    """The compound numbers that a long statement repeats, each after those in it; none that a sum's index may be in."""
    numbers = structure(roots)
    bodies = [node.args[2] for node in postorder(roots) if node.op == "sum"]
    bound = {numbers[id(node)] for node in postorder(bodies)}
    size: dict[int, int] = {}
    uses: dict[int, int] = {}
    first: dict[int, Term] = {}
    for node in postorder(roots):
        if (number := numbers[id(node)]) not in first:
            first[number] = node
            parts = [numbers[id(argument)] for argument in node.args]
            size[number] = 1 + sum(size[part] for part in parts)
            for part in parts:
                uses[part] = uses.get(part, 0) + 1
    if sum(size[numbers[id(root)]] for root in roots) <= _SHORT:
        return []
    return [
        node
        for number, node in first.items()
        if node.sort is not Sort.TRUTH and number not in bound
        and uses.get(number, 0) > 1 and size[number] >= _SMALLEST_NAMED
    ]  # fmt: skip
