"""Terms: the typed expressions that statements are made of.

A term is an immutable node of a directed acyclic graph. Its operation is named
by the token that the text form uses for it. There are three sorts: integers,
reals (rational constants, real variables) and truth values; there is no
bit-vector sort, a word is an integer with a range. What each operation means,
and where it has no meaning, is defined once, in `evaluate.py`.
"""

import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from .rejection import Rejected


class Sort(enum.Enum):
    """What kind of value a term has."""

    INTEGER = "integer"
    REAL = "real"
    TRUTH = "truth"


@dataclass(frozen=True, eq=False, slots=True)
class Term:
    """One node. Compared by identity; `same` compares structure.

    `value` is the constant of a "constant" (int, Fraction or bool, after the
    sort), the name of a "variable", the index name of a "sum", else None.
    """

    op: str
    sort: Sort
    args: tuple["Term", ...] = ()
    value: int | Fraction | bool | str | None = None


COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
ARITHMETIC = ("+", "-", "*", "min", "max")
INTEGER_PAIRS = ("//", "%", "<<", ">>", "&", "|", "xor")
CONNECTIVES = ("and", "or")
REAL_FUNCTIONS = ("exp", "log", "sqrt", "atan")

_I, _R, _T = Sort.INTEGER, Sort.REAL, Sort.TRUTH
_VALUE_TYPES = {_I: int, _R: Fraction, _T: bool}


def constant(value: int | Fraction | bool) -> Term:
    """The constant `value`; its Python type (bool, int or Fraction) is its sort."""
    for sort, python_type in _VALUE_TYPES.items():
        if type(value) is python_type:
            return Term("constant", sort, (), value)
    raise Rejected("term", repr(value), "a constant is a bool, an int or a Fraction")


def variable(name: str, sort: Sort) -> Term:
    """The variable `name`, an ASCII identifier that is no keyword of the text form."""
    if not is_name(name) or sort is _T:
        raise Rejected("term", repr(name), "not a name for an integer or real variable")
    return Term("variable", sort, (), name)


def undefined(sort: Sort) -> Term:
    """A leaf without a meaning: what a path that raises, or runs too long, comes to."""
    return Term("undefined", sort)


def total(index: str, low: Term, high: Term, body: Term) -> Term:
    """The sum of `body` for the integer `index` from `low` to `high`, 0 if there is none."""
    if not is_name(index) or low.sort is not _I or high.sort is not _I or body.sort is _T:
        raise Rejected("term", f"sum over {index!r}", "needs a name, integer ends and a numeric body")
    return Term("sum", body.sort, (low, high, body), index)


def make(op: str, *args: Term) -> Term:
    """The operation `op` on `args`, which must have the sorts that it takes.

    Three spellings of one constant are folded, so that a term has one text
    form: minus a constant, a quotient of constants, an integer constant as a real.
    """
    sort = _result_sort(op, tuple(argument.sort for argument in args))
    if all(argument.op == "constant" for argument in args):
        values = [argument.value for argument in args]
        if op == "neg":
            return constant(-values[0])  # type: ignore[operator]
        if op == "real":
            return constant(Fraction(values[0]))  # type: ignore[arg-type]
        if op == "/" and values[1] != 0:
            return constant(Fraction(values[0]) / Fraction(values[1]))  # type: ignore[arg-type]
    return Term(op, sort, args)


def _result_sort(op: str, sorts: tuple[Sort, ...]) -> Sort:
    numeric = bool(sorts) and _T not in sorts
    match op, sorts:
        case (("+" | "-" | "*" | "min" | "max"), (left, right)) if numeric and left is right:
            return left
        case (("neg" | "abs"), (only,)) if numeric:
            return only
        case "**", (base, Sort.INTEGER) if numeric:
            return base
        case "/", (Sort.REAL, Sort.REAL):
            return _R
        case (("//" | "%" | "<<" | ">>" | "&" | "|" | "xor"), (Sort.INTEGER, Sort.INTEGER)):
            return _I
        case (("~" | "bit_length" | "bit_count" | "factorial"), (Sort.INTEGER,)):
            return _I
        case "real", (Sort.INTEGER,):
            return _R
        case (("exp" | "log" | "sqrt" | "atan"), (Sort.REAL,)):
            return _R
        case (("<" | "<=" | ">" | ">=" | "==" | "!="), (left, right)) if numeric and left is right:
            return _T
        case (("and" | "or"), (Sort.TRUTH, Sort.TRUTH)):
            return _T
        case "not", (Sort.TRUTH,):
            return _T
        case "if", (Sort.TRUTH, left, right) if left is right:
            return left
    shown = ", ".join(sort.value for sort in sorts)
    raise Rejected("term", op, f"is not an operation on ({shown})")


def apply(op: str, *args: Term) -> Term:
    """`make`, with integers taken as reals where the operation or another argument is real."""
    numeric = args[1:] if op == "if" else args[:1] if op == "**" else args
    if op != "/" and op not in REAL_FUNCTIONS and all(argument.sort is not _R for argument in numeric):
        return make(op, *args)
    raised = [make("real", argument) if argument.sort is _I else argument for argument in numeric]
    return make(op, *(args[:1] if op == "if" else ()), *raised, *(args[1:] if op == "**" else ()))


KEYWORDS = frozenset(
    "and or not xor if then else true false undefined sum min max abs bit_length bit_count factorial real "
    "exp log sqrt atan "
    "integer even odd forall exists minimum of over to digits let in from".split()
)


def is_name(text: str) -> bool:
    """Whether `text` may name a variable."""
    return text.isascii() and text.isidentifier() and text not in KEYWORDS


def postorder(roots: Iterable[Term]) -> list[Term]:
    """Every node under `roots` once (by identity), arguments before what uses them."""
    order: list[Term] = []
    seen: set[int] = set()
    stack = [(root, False) for root in reversed(list(roots))]
    while stack:
        node, ready = stack.pop()
        if ready:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((argument, False) for argument in reversed(node.args))
    return order


def structure(roots: Iterable[Term]) -> dict[int, int]:
    """A number for every node's structure: `id(node)` maps to it, equal numbers are equal terms."""
    numbers: dict[tuple[object, ...], int] = {}
    result: dict[int, int] = {}
    for node in postorder(roots):
        key = (node.op, node.sort, node.value, *(result[id(argument)] for argument in node.args))
        result[id(node)] = numbers.setdefault(key, len(numbers))
    return result


def shared(roots: Iterable[Term]) -> list[Term]:
    """The same terms, with one node for each structure: what is read from a text has none in common."""
    roots = list(roots)
    numbers = structure(roots)
    kept: dict[int, Term] = {}
    for node in postorder(roots):
        if numbers[id(node)] not in kept:
            kept[numbers[id(node)]] = with_args(node, tuple(kept[numbers[id(argument)]] for argument in node.args))
    return [kept[numbers[id(root)]] for root in roots]


def same(left: Term, right: Term) -> bool:
    """Whether two terms are equal node by node, sorts included."""
    numbers = structure((left, right))
    return numbers[id(left)] == numbers[id(right)]


def rebuild(root: Term, change: Callable[[Term, tuple[Term, ...]], Term | None]) -> Term:
    """`root` rewritten from its leaves up.

    `change` gets each node with its rewritten arguments and gives the term to
    put in its place, or None to keep the operation on those arguments.
    """
    done: dict[int, Term] = {}
    for node in postorder((root,)):
        args = tuple(done[id(argument)] for argument in node.args)
        changed = change(node, args)
        if changed is None:
            changed = with_args(node, args)
        if changed.sort is not node.sort:
            raise Rejected("term", node.op, "rewritten to another sort")
        done[id(node)] = changed
    return done[id(root)]


def with_args(node: Term, args: tuple[Term, ...]) -> Term:
    """The operation of `node` on `args`."""
    if all(new is old for new, old in zip(args, node.args, strict=True)):
        return node
    if node.op == "sum":
        return total(str(node.value), *args)
    return make(node.op, *args)


def substitute(root: Term, values: Mapping[str, Term]) -> Term:
    """`root` with terms put for variables.

    Capture is excluded: an index of a sum may be neither replaced nor free in
    what is put in.
    """
    entering = {name for term in values.values() for name in variables_in(term)}
    for node in postorder((root,)):
        if node.op == "sum" and (node.value in values or node.value in entering):
            raise Rejected("term", f"sum over {node.value}", "the substitution would capture the index")

    def put(node: Term, args: tuple[Term, ...]) -> Term | None:
        return values.get(str(node.value)) if node.op == "variable" else None

    return rebuild(root, put)


def variables_in(root: Term) -> dict[str, Sort]:
    """Every variable name under `root`, indices of sums included, with its sort."""
    return {str(node.value): node.sort for node in postorder((root,)) if node.op == "variable"}
