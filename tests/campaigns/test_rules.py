"""Each rule by itself: its certificates with any edits are rejected, or what they prove is not false."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.campaigns.mutants import EDITS, mutated
from tests.campaigns.seeds import ROOT
from tests.campaigns.truth import FALSE, judged
from verify.kernel.certificate import read_certificate
from verify.kernel.check import RULES, check
from verify.kernel.rejection import Rejected

SLOW = {"number: huge", "nesting: deep", "line: no count"}
KEPT = {rule: (ROOT / "tests/corpus/v1" / f"{rule}.jsonl").read_text("ascii").splitlines() for rule in sorted(RULES)}
ALL = [text for texts in KEPT.values() for text in texts]


@pytest.mark.parametrize("rule", KEPT)
def test_edited_certificates_of_a_rule(rule: str) -> None:
    @settings(max_examples=60)
    @given(
        st.sampled_from(KEPT[rule]),
        st.lists(st.sampled_from(sorted(set(EDITS) - SLOW)), min_size=1, max_size=3),
        st.integers(0, 2**32),
    )
    def attack(text: str, edits: list[str], seed: int) -> None:
        changed = mutated(text, edits, Random(seed), ALL)
        if changed is None:
            return
        try:
            certificate = read_certificate(changed)
            check(certificate)
        except Rejected:
            return
        assert judged(certificate)[0] != FALSE, changed

    attack()
