"""Which terms have a value at every input, as their shape alone shows."""

from .term import Term, postorder

_ALWAYS = frozenset(
    "constant variable + - * neg abs min max & | xor ~ bit_length real < <= > >= == != and or not if".split()
)


def is_total(root: Term) -> bool:
    """Whether `root` is certain to be defined: divisors, shift counts and exponents are harmless constants."""
    return all(node.op in _ALWAYS or _harmless(node) for node in postorder((root,)))


def _harmless(node: Term) -> bool:
    last = node.args[-1] if node.args else node
    if last.op != "constant":
        return False
    match node.op:
        case "/" | "//" | "%":
            return last.value != 0
        case "<<" | ">>" | "**" | "factorial":
            return last.value >= 0  # type: ignore[operator]
    return False
