"""Symmetric matrices that depend on parameters: parameters for which all of them are positive definite.

An interior point method in floating point, for small problems. Minimised is s
with every F_j(t) + s·I positive definite, along the central path; where s gets
below 0, the matrices themselves are positive definite, with room to round t.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

Matrix = list[list[float]]
MOST_ROUNDS = 16
MOST_STEPS = 40
ENOUGH = 1e-2
TOO_LITTLE = 1e-7


@dataclass(frozen=True, slots=True)
class Block:
    """The matrix `constant` + Σ t_k · `directions`[k]."""

    constant: Matrix
    directions: list[Matrix]


def interior(blocks: Sequence[Block], count: int) -> list[float] | None:
    """Values of the `count` parameters for which every block is positive definite, or None where none was found."""
    parameters = [0.0] * count
    margin = 1.0 + max(sum(map(abs, row)) for block in blocks for row in block.constant)
    weight = 1.0 / margin
    total = 1 + sum(len(block.constant) for block in blocks)
    for _ in range(MOST_ROUNDS):
        centred = _centred(blocks, parameters, margin, weight)
        if centred is None:
            return parameters if margin < -TOO_LITTLE else None
        parameters, margin = centred
        if margin < -ENOUGH:
            return parameters
        if margin > 2 * total / weight:  # the path's end is no lower than this
            return None
        weight *= 6.0
    return parameters if margin < -TOO_LITTLE else None


def _centred(
    blocks: Sequence[Block], parameters: list[float], margin: float, weight: float
) -> tuple[list[float], float] | None:
    """Newton's method for weight·s - log det(F + s·I) - log(1 + s) + a little t²."""
    for _ in range(MOST_STEPS):
        system = _newton(blocks, parameters, margin, weight)
        step = None if system is None else _solve(system[1], [-entry for entry in system[0]])
        if system is None or step is None:
            return None
        decrement = -sum(map(mul, system[0], step))
        value, length = _value(blocks, parameters, margin, weight), 1.0
        while length > 1e-9:
            moved = [entry + length * change for entry, change in zip(parameters, step, strict=False)]
            there = _value(blocks, moved, margin + length * step[-1], weight)
            if there < value - 0.1 * length * decrement:
                break
            length /= 2
        else:
            return parameters, margin
        parameters, margin = moved, margin + length * step[-1]
        if decrement < 1e-3 or margin < -ENOUGH:
            return parameters, margin
    return parameters, margin


_TETHER = 1e-7


def _at(block: Block, parameters: Sequence[float], margin: float) -> Matrix:
    result = [row[:] for row in block.constant]
    for value, direction in zip(parameters, block.directions, strict=True):
        if value:
            for row, change in zip(result, direction, strict=True):
                for place, entry in enumerate(change):
                    row[place] += value * entry
    for place, row in enumerate(result):
        row[place] += margin
    return result


def _value(blocks: Sequence[Block], parameters: Sequence[float], margin: float, weight: float) -> float:
    if margin <= -1:
        return math.inf
    value: float = weight * margin - math.log1p(margin) + _TETHER / 2 * sum(map(mul, parameters, parameters))
    for block in blocks:
        root = _cholesky(_at(block, parameters, margin))
        if root is None:
            return math.inf
        value -= 2 * sum(math.log(root[place][place]) for place in range(len(root)))
    return value


def _newton(
    blocks: Sequence[Block], parameters: Sequence[float], margin: float, weight: float
) -> tuple[list[float], Matrix] | None:
    """Gradient and Hessian in the parameters and, last, s."""
    count = len(parameters) + 1
    gradient = [_TETHER * entry for entry in parameters] + [weight - 1 / (1 + margin)]
    hessian = [[0.0] * count for _ in range(count)]
    for place in range(count - 1):
        hessian[place][place] = _TETHER
    hessian[-1][-1] = 1 / (1 + margin) ** 2
    for block in blocks:
        root = _cholesky(_at(block, parameters, margin))
        if root is None:
            return None
        inverse = _inverse(root)
        size = len(inverse)
        identity = [[float(row == column) for column in range(size)] for row in range(size)]
        flats: dict[int, list[float]] = {}
        turned: dict[int, list[float]] = {}
        for place, direction in enumerate([*block.directions, identity]):
            if any(map(any, direction)):
                flats[place] = [entry for row in direction for entry in row]
                turned[place] = [entry for row in _product(_product(inverse, direction), inverse) for entry in row]
        flat_inverse = [entry for row in inverse for entry in row]
        for place, flat in flats.items():
            gradient[place] -= sum(map(mul, flat_inverse, flat))
            for other, image in turned.items():
                if other <= place:
                    entry = sum(map(mul, flat, image))
                    hessian[place][other] += entry
                    if other < place:
                        hessian[other][place] += entry
    return gradient, hessian


def _product(left: Matrix, right: Matrix) -> Matrix:
    columns = list(zip(*right, strict=True))
    return [[sum(map(mul, row, column)) for column in columns] for row in left]


def _cholesky(matrix: Matrix) -> Matrix | None:
    """L with L·Lᵀ = matrix; None where it is not safely positive definite."""
    root: Matrix = []
    for place, row in enumerate(matrix):
        line: list[float] = []
        for column in range(place + 1):
            rest = row[column] - sum(map(mul, line, (root[column] if column < place else line)[:column]))
            if column < place:
                line.append(rest / root[column][column])
            elif rest > 1e-14 * abs(row[column]) and rest > 0:
                line.append(math.sqrt(rest))
            else:
                return None
        root.append(line)
    return root


def _inverse(root: Matrix) -> Matrix:
    """The inverse of L·Lᵀ."""
    size = len(root)
    columns = [_back(root, [float(row == column) for row in range(size)]) for column in range(size)]
    return [list(row) for row in zip(*columns, strict=True)]


def _back(root: Matrix, right: list[float]) -> list[float]:
    """x with L·Lᵀ·x = right."""
    size = len(root)
    middle: list[float] = []
    for place in range(size):
        middle.append((right[place] - sum(map(mul, root[place], middle))) / root[place][place])
    result = [0.0] * size
    for place in reversed(range(size)):
        rest = sum(root[below][place] * result[below] for below in range(place + 1, size))
        result[place] = (middle[place] - rest) / root[place][place]
    return result


def _solve(matrix: Matrix, right: list[float]) -> list[float] | None:
    root = _cholesky(matrix)
    return None if root is None else _back(root, right)
