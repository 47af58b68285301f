"""A few hundred terms in every run: bit-blaster, evaluator and z3 agree; the campaign tells where they would not."""

from fractions import Fraction
from random import Random

import pytest

from tests.campaigns.blasted_terms import disagreement, random_term, run
from verify.kernel.blast import Builder
from verify.kernel.statement import Variable
from verify.kernel.term import Sort, make, postorder, variable

SMALL = tuple(Variable(name, Sort.INTEGER, Fraction(-2), Fraction(2)) for name in "ij")


def test_they_agree() -> None:
    counts, found = run(400, 0)
    assert not found and counts["agreed"] == 400


@pytest.mark.slow
def test_they_agree_on_many() -> None:
    assert not run(10_000, 0)[1]


def test_every_operation_with_bits_is_drawn() -> None:
    random = Random(0)
    drawn = {node.op for _ in range(2000) for node in postorder([random_term(random, random.choice(tuple(Sort)), 4)])}
    assert {"//", "%", "<<", ">>", "&", "|", "xor", "~", "bit_length", "bit_count", "**", "if", "undefined"} <= drawn


def test_a_disagreement_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    root = make("<", variable("i", Sort.INTEGER), variable("j", Sort.INTEGER))
    assert disagreement(root, SMALL, Random(0)) == ""
    right = Builder.truth
    monkeypatch.setattr(Builder, "truth", lambda self, node, args: self.gates.invert(right(self, node, args)))
    assert "the bit-blaster has" in disagreement(root, SMALL, Random(0))
