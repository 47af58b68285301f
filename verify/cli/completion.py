"""`verify completion`: what to give a shell so that it completes commands, options and ids."""

import click

_SHELLS = {
    "bash": 'eval "$(_VERIFY_COMPLETE=bash_source verify)"',
    "zsh": 'eval "$(_VERIFY_COMPLETE=zsh_source verify)"',
    "fish": "_VERIFY_COMPLETE=fish_source verify | source",
}


@click.command("completion")
@click.argument("shell", type=click.Choice(list(_SHELLS)))
def command(shell: str) -> int:
    """Print the line for your shell's start-up file that completes commands, options and ids."""
    print(_SHELLS[shell])
    return 0
