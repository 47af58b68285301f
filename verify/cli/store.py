"""`verify store`: the user's own certificates, shown, pruned, cleared."""

import click

from verify.engine.cache import cached_files, remove, remove_unused
from verify.engine.store import cache_folder


@click.group("store", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> int:
    """Show the certificates and give-ups that runs have kept for you; nothing of a project is touched.

    What is removed here is found anew when it is needed.
    """
    if context.invoked_subcommand is None:
        print(cache_folder())
        for kind, files in cached_files(cache_folder()).items():
            size = sum(file.bytes for file in files)
            print(f"{len(files):>8}  {kind:<12}  {size / 1e6:.1f} MB")
    return 0


@command.command("prune")
@click.option("--days", type=click.IntRange(0), default=90, show_default=True, help="Unused for so many days.")
def prune(days: int) -> int:
    """Remove what no run has used for some days, and what killed runs left half-written."""
    print(f"removed {remove_unused(cache_folder(), days)} files")
    return 0


@command.command("clear")
@click.confirmation_option("--yes", prompt="Remove every certificate that is kept for you?")
def clear() -> int:
    """Remove all of it."""
    print(f"removed {remove(cache_folder())} files")
    return 0
