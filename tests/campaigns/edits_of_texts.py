"""Named edits of a certificate's line as text: what no writer of JSON would write."""

import re
from collections.abc import Callable
from random import Random

NUMBER = re.compile(r"(?<![A-Za-z_0-9])\d+")
KEY = re.compile(r'"(\w+)":')

Edit = Callable[[str, Random], str]


def _place(text: str, random: Random) -> int:
    return random.randrange(len(text) + 1)


def _cut(text: str, random: Random) -> str:
    return text[: _place(text, random)]


def _character(text: str, random: Random) -> str:
    place = _place(text, random)
    other = random.choice('{}[]",:0123456789 \\\t\x00aeENI-+./\u0660\ufeff\U0001d7d8')
    return random.choice([text[:place] + other + text[place + 1 :], text[:place] + other + text[place:]])


def _hole(text: str, random: Random) -> str:
    start, end = sorted((_place(text, random), _place(text, random)))
    return text[:start] + text[min(end, start + random.choice([1, 2, 10, 100, 10_000])) :]


def _again(text: str, random: Random) -> str:
    start, end = sorted((_place(text, random), _place(text, random)))
    return text[:end] + text[start:end] + text[end:]


def _number(text: str, random: Random) -> str:
    """A number anywhere, in the statement too, one more or less, or 0, or ten times as much."""
    match = random.choice(list(NUMBER.finditer(text)))
    value = int(match[0][:4000])
    other = random.choice([value + 1, max(value - 1, 0), 0, 10 * value])
    return text[: match.start()] + str(other) + text[match.end() :]


def _not_a_count(text: str, random: Random) -> str:
    other = random.choice(["NaN", "Infinity", "-Infinity", "1e9", "0.5", "-0", "00", "1" * 5000, "true", "null"])
    match = random.choice(list(NUMBER.finditer(text)))
    return text[: match.start()] + other + text[match.end() :]


def _key_twice(text: str, random: Random) -> str:
    match = random.choice(list(KEY.finditer(text)))
    value = random.choice(["{}", '""', "[]", "0", '"polynomial"'])
    return text[: match.start()] + f'"{match[1]}":{value},' + text[match.start() :]


def _escaped(text: str, random: Random) -> str:
    """A letter as an escape: the same JSON, another spelling; or one that stands for nothing."""
    match = random.choice(list(re.finditer("[a-z]", text)))
    escape = random.choice([f"\\u{ord(match[0]):04x}", "\\ud800", "\\u0660", "\\x61", "\\u0000"])
    return text[: match.start()] + escape + text[match.end() :]


def _around(text: str, random: Random) -> str:
    return random.choice([f"[{text}]", f"{text}{text}", f" {text} ", f"\ufeff{text}", f'{{"certificate":{text}}}', ""])


TEXT_EDITS: dict[str, Edit] = {
    "line: cut short": _cut,
    "line: a character": _character,
    "line: a hole": _hole,
    "line: a piece twice": _again,
    "line: a number": _number,
    "line: no count": _not_a_count,
    "line: a key twice": _key_twice,
    "line: an escape": _escaped,
    "line: something around it": _around,
}
