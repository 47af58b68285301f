"""The zoo: every function's traced term and the function as Python runs it agree, undefinedness included."""

import inspect
import itertools
import random
from pathlib import Path

import pytest

from tests.trace.loading import integer, outcome_of_function, outcome_of_terms, plain, trace
from verify.claims.collect import run
from verify.kernel.term import Sort

ZOO = Path(__file__).with_name("zoo.py")
LOADED = vars(run(ZOO))
NAMES = [name for name, value in LOADED.items() if inspect.isfunction(value) and value.__module__.startswith("_verify")]
MOST_PATHS = 64

BYTE, WORD, SIGNED = (0, 255), (0, 65535), (-(2**31), 2**31 - 1)
DOMAINS = {
    "reverse_by_swapping": [BYTE], "reverse_by_setting": [BYTE], "reverse_by_table": [BYTE], "morton_spread": [BYTE],
    "morton_by_bits": [BYTE] * 2, "swap_by_xor": [BYTE] * 2, "booth": [BYTE, (-128, 127)],
    "carryless_multiply": [BYTE] * 2, "field_multiply": [BYTE] * 2, "carry_ripple_add": [BYTE] * 2,
    "trailing_zeros_by_product": [BYTE], "sign_by_shifts": [SIGNED], "sign_by_comparison": [SIGNED],
    "absolute_by_mask": [SIGNED], "absolute_by_branch": [SIGNED], "minimum_by_bits": [SIGNED] * 2,
    "difference_or_zero": [(-(2**30), 2**30 - 1)] * 2, "sign_extend": [BYTE], "sign_extend_by_branch": [BYTE],
    "signed_wrapping_add": [(-32768, 32767)] * 2, "signed_saturating_add": [(-32768, 32767)] * 2,
    "rotate_left": [WORD, (0, 31)], "rotate_right_by_branch": [WORD, (0, 31)], "sort_four": [(-9, 9)] * 3,
    "median_of_three": [SIGNED] * 3, "divide_by_ten": [(0, 178)], "divide_by_subtracting": [BYTE] * 2,
    "divide_towards_zero": [(-20, 20)] * 2, "remainder_of_power": [WORD, (-2, 16)], "square_root_by_bits": [WORD],
    "gcd_of_euclid": [BYTE] * 2, "gcd_of_subtraction": [(1, 31)] * 2, "power_by_squaring": [WORD, (0, 7)],
    "to_bcd": [(0, 99)], "from_bcd": [BYTE], "crc8_of_byte": [BYTE], "substitute_nibbles": [BYTE], "lfsr_many": [BYTE],
    "histogram_peak": [BYTE], "counting_sort": [BYTE] * 3, "element_from_the_end": [(0, 20)],
    "element_out_of_range": [(-20, 40)], "shift_by_difference": [BYTE, (0, 9)], "collatz_steps": [(0, 31)],
    "digits_sum": [WORD], "is_palindrome": [BYTE], "longest_run_of_ones": [BYTE], "fibonacci_encoding": [(0, 88)],
    "drum": [BYTE] * 2, "roba": [BYTE] * 2, "babic": [BYTE] * 2, "truncated_mitchell": [BYTE] * 2,
    "mitchell": [WORD] * 2, "maximum_of_three": [SIGNED] * 3, "next_power_by_doubling": [WORD],
    "clamp": [(-99, 300)] * 2,
}  # fmt: skip


def variables_of(name):
    """The arguments of a function of the zoo with their domains: 16-bit words, unless the table says otherwise."""
    code = LOADED[name].__code__
    arguments = code.co_varnames[: code.co_argcount]
    domains = DOMAINS.get(name, [WORD] * len(arguments))
    return tuple(integer(argument, *ends) for argument, ends in zip(arguments, domains, strict=True))


def inputs_of(variables):
    """Corners of the domains and random inputs, the same ones every time."""
    source = random.Random(1)
    ends = [(int(declared.low), int(declared.high)) for declared in variables]
    corners = [sorted({low, low + 1, low + 2, (low + high) // 2, high - 1, high, max(0, low)}) for low, high in ends]
    points = list(itertools.product(*corners))[:120]
    points += [tuple(source.randint(low, high) for low, high in ends) for _ in range(100)]
    for _ in range(60):
        size = source.randrange(1, 33)
        points.append(tuple(low + source.getrandbits(size) % (high - low + 1) for low, high in ends))
    return [dict(zip([declared.name for declared in variables], point, strict=True)) for point in points]


def test_there_are_at_least_sixty():
    assert len(NAMES) >= 60
    assert set(DOMAINS) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_term_and_the_function_agree(name):
    function, variables = LOADED[name], variables_of(name)
    as_python_runs_it = plain(ZOO.read_text(), name)
    expected_by_name = "expected_" + "_".join(declared.name for declared in variables)

    def claimed(**values):
        return function(**{each.name: values[each.name] for each in variables}) == values[expected_by_name]

    result = integer(expected_by_name, None, None)
    assert result.sort is Sort.INTEGER
    traced = trace(claimed, (*variables, result))
    assert traced.paths <= MOST_PATHS
    for values in inputs_of(variables):
        value = outcome_of_function(as_python_runs_it, values)
        assert outcome_of_function(function, values) == value
        for offset in (0, 1):
            guess = value + offset if isinstance(value, int) else 0
            said = outcome_of_terms(traced, {**values, expected_by_name: guess})
            assert said == ((offset == 0) if isinstance(value, int) else value), values
