"""The command `verify`: finds the subcommand, and turns whatever goes wrong into one line and an exit code."""

import importlib
import io
import os
import sys
from collections.abc import Sequence

import click

COMMANDS = {
    "run": "Decide claims: check certificates, find missing ones, write the report.",
    "check": "Check that every claim is certified, without any solver.",
    "list": "List the claims.",
    "show": "Show one claim: its statement, its proof, what that rests on.",
    "log": "Show what the last run tried for one claim, and how long it took.",
    "report": "Write the report of the last run anew, also as PDF.",
    "bundle": "Write a folder with one claim's proof that checks itself with bare Python.",
    "export": "Write a claim's certificates as a Coq file.",
    "replay": "Evaluate one claim or statement at given values, by default at its counterexample.",
    "prove": "Decide a statement given on the command line.",
    "worst": "Find the exact worst case of a function, above and below, with proof.",
    "means": "Give the error metrics of a function, exactly: ER, WCE, MED, MSE, NMED, MRED.",
    "minimum": "Find the minimum of a polynomial in one variable, to any number of digits.",
    "new": "Write a claim file to start from.",
    "store": "Show, prune or clear the certificates kept for you.",
    "completion": "Print the line that makes a shell complete commands and ids.",
    "doctor": "Show versions, cores, folders and settings in use.",
}


class _Commands(click.Group):
    """Loads a command's file when the command is called; help needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"verify.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def verify() -> None:
    """Decide claims about approximate arithmetic, exactly: PROVED with a certificate, or REFUTED with an input.

    \b
    Exit codes: 0 all as expected; 1 a claim contradicts its expectation;
    2 usage or configuration; 3 something undecided, uncertified or vacuous;
    4 an error, a stale certificate or one that the kernel rejected; 5 no claims.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; gives the exit code."""
    from verify.config import ConfigurationError

    try:
        # Not click's own `main`, which would turn a closed pipe into exit code 1, our "contradicts".
        with verify.make_context("verify", list(sys.argv[1:] if arguments is None else arguments)) as context:
            return int(verify.invoke(context) or 0)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message())
        return 2
    except (click.ClickException, ConfigurationError) as error:
        message = error.format_message() if isinstance(error, click.ClickException) else str(error)
        print(f"verify: {message}", file=sys.stderr)
        return 2
    except (KeyboardInterrupt, click.Abort):
        print("verify: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (Exception, SystemExit) as error:
        if os.environ.get("VERIFY_TRACEBACK"):
            raise
        told = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        print(f"verify: internal error: {told} (set VERIFY_TRACEBACK=1 to see where)", file=sys.stderr)
        return 4


def script() -> None:
    """The entry point of the installed command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # an ASCII terminal gets escapes, not an error
    if "_VERIFY_COMPLETE" in os.environ:
        from click.shell_completion import shell_complete

        sys.exit(shell_complete(verify, {}, "verify", "_VERIFY_COMPLETE", os.environ["_VERIFY_COMPLETE"]))
    sys.exit(main())
