"""Which terms have a value at every input, and which are positive, as their shape alone shows."""

from collections.abc import Sequence
from fractions import Fraction

from .degree import least_value
from .statement import Variable
from .term import Sort, Term, constant, make, postorder, variables_in

_ALWAYS = frozenset(
    "constant variable + - * neg abs min max & | xor ~ bit_length bit_count real exp atan "
    "< <= > >= == != and or not if".split()
)


def is_total(root: Term, variables: Sequence[Variable] = ()) -> bool:
    """Whether `root` is certain to be defined, with integer `variables` in their domains and reals anywhere.

    Shift counts, exponents and arguments of factorials have a least value that
    is known and not negative (in a sum's body the index is at least the lower
    end); divisors cannot be 0, and arguments of log and sqrt are positive, by
    their shape.
    """
    integers = tuple(declared for declared in variables if declared.sort is Sort.INTEGER)
    nodes = nodes_outside_sums(root)
    positive = _positive(nodes)
    return all(
        _sum_is_total(node, integers) if node.op == "sum" else _has_value(node, positive, integers) for node in nodes
    )


def smooth_where(root: Term, name: str, variables: Sequence[Variable]) -> list[Term] | None:
    """Conditions, perhaps none, under which `root` is defined, and its / log and sqrt are differentiable in `name`.

    They say that a divisor is not 0, or that the argument of log or sqrt is positive; of a sqrt without `name`, that it
    is not negative. None where something else may be undefined. `variables` are as for `is_total`.
    """
    integers = tuple(declared for declared in variables if declared.sort is Sort.INTEGER)
    nodes = nodes_outside_sums(root)
    positive = _positive(nodes)
    zero = constant(Fraction(0))
    conditions: list[Term] = []
    for node in nodes:
        if _sum_is_total(node, integers) if node.op == "sum" else _has_value(node, positive, integers):
            continue
        if node.op == "/":
            conditions.append(make(">", make("*", node.args[1], node.args[1]), zero))
        elif node.op in ("log", "sqrt"):
            moved = node.op == "log" or name in variables_in(node)
            conditions.append(make(">" if moved else ">=", node.args[0], zero))
        else:
            return None
    return conditions


def is_positive(root: Term) -> bool:
    """Whether a numeric `root` is certain to be > 0 wherever it is defined, as exp(x) and 1 + 2 * exp(x) are."""
    return id(root) in _positive(postorder((root,)))


def nodes_outside_sums(root: Term) -> list[Term]:
    """Every node once, arguments before what uses them; of a sum only its ends are entered."""
    order: list[Term] = []
    seen: set[int] = set()
    stack = [(root, False)]
    while stack:
        node, ready = stack.pop()
        if ready:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((part, False) for part in (node.args[:2] if node.op == "sum" else node.args))
    return order


def _sum_is_total(node: Term, variables: tuple[Variable, ...]) -> bool:
    """Whether the body is, for every index from the lower end on; its ends are looked at elsewhere."""
    low, _, body = node.args
    least = least_value(low, variables)
    index = Variable(str(node.value), Sort.INTEGER, None if least is None else Fraction(least))
    known = (*(declared for declared in variables if declared.name != index.name), index)
    nodes = postorder((body,))
    positive = _positive(nodes)
    return all(_has_value(inner, positive, known) for inner in nodes)


def _has_value(node: Term, positive: set[int], variables: tuple[Variable, ...]) -> bool:
    """Whether an operation has one wherever its arguments have; a sum (inside a sum) is not looked into."""
    if node.op in _ALWAYS or not node.args:
        return node.op in _ALWAYS
    last = node.args[-1]
    match node.op:
        case "/" | "//" | "%":
            return _is_nonzero(last, positive, variables)
        case "<<" | ">>" | "**" | "factorial":
            least = least_value(last, variables)
            return least is not None and least >= 0
        case "log":
            return id(last) in positive
        case "sqrt":
            return id(last) in positive or (last.op == "constant" and last.value == 0)
    return False


def _is_nonzero(divisor: Term, positive: set[int], variables: tuple[Variable, ...]) -> bool:
    """Whether a divisor, where defined, cannot be 0: a product of nonzero constants, their powers, positive terms."""
    stack = [divisor]
    seen: set[int] = set()
    while stack:
        node = stack.pop()
        if id(node) in seen or id(node) in positive:
            continue
        seen.add(id(node))
        match node.op:
            case "constant" if node.value != 0:
                continue
            case "variable" if (least := least_value(node, variables)) is not None and least > 0:
                continue
            case "*":
                stack.extend(node.args)
            case "neg" | "real" | "**":
                stack.append(node.args[0])
            case _:
                return False
    return True


def _positive(nodes: list[Term]) -> set[int]:
    """The identities of the nodes (arguments first) that are positive by their shape."""
    found: set[int] = set()
    for node in nodes:
        args = [id(argument) in found for argument in node.args]
        match node.op:
            case "constant":
                known = node.sort is not Sort.TRUTH and node.value > 0  # type: ignore[operator]
            case "exp" | "factorial":
                known = True
            case "+" | "*" | "/" | "min" | "real" | "sqrt" | "atan" | "abs":
                known = all(args)
            case "**":
                known = args[0]
            case "max":
                known = any(args)
            case "if":
                known = args[1] and args[2]
            case _:
                known = False
        if known:
            found.add(id(node))
    return found
