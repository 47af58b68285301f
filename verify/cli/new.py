"""`verify new`: a claim file to start from."""

import keyword
from pathlib import Path

import click

from verify.config import read_settings
from verify.engine.verdict import shown_path

_TEMPLATE = '''"""{title}: what is claimed here, of what, and where it is from."""

from verify import assume, claim, integers, ratio, word


def halved(a, b):
    """The program that the claims are about. It runs on plain numbers too."""
    return (a & b) + ((a ^ b) >> 1)


@claim(a=word(8), b=word(8))
def is_the_average_rounded_down(a, b):
    """For all pairs of bytes."""
    return halved(a, b) == (a + b) // 2


@claim(a=integers(0), b=integers(0), tight=dict(a=0, b=1))
def loses_at_most_a_half(a, b):
    """For all integers from 0 on that differ by at most 1; 0 and 1 attain the bound."""
    assume(0 <= b - a <= 1)
    return ratio(a + b, 2) - (a + b) // 2 <= ratio(1, 2)


@claim(a=word(8), b=word(8), expect="refuted")
def never_rounds(a, b):
    """It does: `verify run` shows where."""
    return 2 * halved(a, b) == a + b
'''


@click.command("new")
@click.argument("name")
def command(name: str) -> int:
    """Write a claim file to start from: NAME.py in the project's first claim folder."""
    if not name.isidentifier() or keyword.iskeyword(name):
        raise click.UsageError(f"{name!r}: a claim file's name is a Python name, as in `verify new float_product`")
    folder = Path(read_settings(Path.cwd()).paths[0])
    if folder.suffix == ".py":
        raise click.UsageError(f"[tool.verify] paths begins with {folder}, which is a file; name a folder first")
    file = folder / f"{name}.py"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(_TEMPLATE.format(title=name.replace("_", " ").capitalize()))
    except FileExistsError:
        raise click.UsageError(f"{file}: is there already") from None
    except OSError as error:
        raise click.UsageError(f"{file}: cannot be written: {error.strerror}") from None
    print(f"wrote {shown_path(file)}; decide its claims with `verify run {shown_path(file)}`")
    return 0
