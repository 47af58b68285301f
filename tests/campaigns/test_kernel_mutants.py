"""Which tests run against a mutant, and which mutants make a sample."""

from itertools import pairwise
from pathlib import Path

from tests.campaigns.edits_of_source import Mutant
from tests.campaigns.kernel_mutants import KERNEL, ordered, sample


def test_a_module_s_own_tests_run_first_and_of_all_the_quickest() -> None:
    tests = {"tests.kernel.test_words.slow", "tests.kernel.test_words.quick", "tests.kernel.test_blast.quick"}
    times = {
        "tests.kernel.test_words.slow": 9.0,
        "tests.kernel.test_words.quick": 0.5,
        "tests.kernel.test_blast.quick": 0.1,
    }
    known = {"words.py": {7: tests | {"tests.kernel.test_blast.slow"}}}
    found = ordered(KERNEL / "words.py", 7, known, times | {"tests.kernel.test_blast.slow": 2.0}, 60)
    assert found == (
        ["tests/kernel/test_words.py::quick", "tests/kernel/test_words.py::slow", "tests/kernel/test_blast.py::quick"],
        sum(times.values()),
    )


def test_a_sample_is_even_and_chosen_by_the_seed() -> None:
    found = [Mutant(Path("rule.py"), line, "number", "1 becomes 2", "") for line in range(17)]
    chosen = [sample(found, 5, seed) for seed in range(20)]
    assert chosen[0] == sample(found, 5, 0) and any(each != chosen[0] for each in chosen)
    for each in chosen:
        places = [found.index(mutant) for mutant in each]
        apart = {later - earlier for earlier, later in pairwise(places)}
        assert len(each) == 5 and apart <= {len(found) // 5, len(found) // 5 + 1}
    assert sample(found, 1000, 1) == found
