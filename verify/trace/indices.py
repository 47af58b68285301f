"""Indices of sums: a trace gives every sum its own, so that a leak shows; a statement reads better with few.

What an index is called means nothing, but equal sums should be equal terms.
"""

from collections.abc import Collection

from ..kernel.term import Sort, Term, is_name, rebuild, substitute, total, variable, variables_in


def with_plain_indices(root: Term, taken: Collection[str]) -> Term:
    """`root` with k for the indices k2, k3, … of its sums, wherever k is neither `taken` nor free in the body."""

    def rename(node: Term, args: tuple[Term, ...]) -> Term | None:
        if node.op != "sum":
            return None
        name, (low, high, body) = str(node.value), args
        stem = name.rstrip("0123456789")
        if stem == name or not is_name(stem) or stem in taken or stem in variables_in(body):
            return None
        return total(stem, low, high, substitute(body, {name: variable(stem, Sort.INTEGER)}))

    return rebuild(root, rename)
