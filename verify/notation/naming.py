"""Names for the parts that a long formula repeats, as an author would introduce them: `where p = …`."""

from collections import Counter

from verify.kernel.term import (
    Sort,
    Term,
    constant,
    make,
    postorder,
    rebuild,
    structure,
    variable,
    variables_in,
    with_args,
)

from .layout import node_count

_LONG = 80
_WORTH_A_NAME = 6
_MOST_NAMES = 12
_LETTERS = "pqrstuvwmchgyz"


def with_names(terms: tuple[Term, ...]) -> tuple[tuple[Term, ...], tuple[tuple[Term, Term], ...]]:
    """The terms with names put for parts that recur, and what each name stands for, in an order to read.

    Short terms, and terms that would need too many names, are left as they are.
    """
    if sum(map(node_count, terms)) <= _LONG:
        return terms, ()
    terms = tuple(rebuild(term, _shift_as_product) for term in terms)
    numbers = structure(terms)
    taken = {name for term in terms for name in variables_in(term)}
    letters = [letter for letter in _LETTERS if letter not in taken]
    chosen = _chosen(terms, numbers)
    if len(chosen) > min(_MOST_NAMES, len(letters)):
        return terms, ()
    names: dict[int, Term] = {}
    meanings: list[tuple[Term, Term]] = []

    def put(node: Term, args: tuple[Term, ...]) -> Term | None:
        number = numbers[id(node)]
        if number not in chosen:
            return None
        if number not in names:
            names[number] = variable(letters[len(names)], node.sort)
            meanings.append((names[number], with_args(node, args)))
        return names[number]

    shortened = tuple(rebuild(term, put) for term in terms)
    return shortened, tuple(meanings)


def _shift_as_product(node: Term, args: tuple[Term, ...]) -> Term | None:
    """x << k as x * (1 << k), so that the power is seen to recur; both mean the same, and nothing for k < 0."""
    if node.op != "<<" or args[0].value == 1 or args[1].op == "constant":
        return None
    return make("*", args[0], make("<<", constant(1), args[1]))


def _chosen(terms: tuple[Term, ...], numbers: dict[int, int]) -> set[int]:
    """The structures to name: numeric parts used twice, and numeric cases inside a formula; none under a sum."""
    nodes = postorder(terms)
    distinct = {numbers[id(node)]: node for node in nodes}
    uses = Counter(numbers[id(argument)] for node in distinct.values() for argument in node.args)
    bound = {numbers[id(inner)] for node in nodes if node.op == "sum" for inner in postorder(node.args)}
    chosen: set[int] = set()
    size: dict[int, int] = {}
    for number, node in distinct.items():
        size[number] = (node.op != "real") + sum(size[numbers[id(argument)]] for argument in node.args)
        recurs = uses[number] > 1 and size[number] >= _WORTH_A_NAME
        inner_cases = node.op == "if" and uses[number]
        if (recurs or inner_cases) and node.sort is not Sort.TRUTH and node.op != "real" and number not in bound:
            chosen.add(number)
            size[number] = 1
    return chosen
