"""The command `screenpii`: one file a command; each parses, calls, writes and exits."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer

from screenpii.cli import baseline, doctor, explain, keys, redact, scan, types, watch
from screenpii.cli.messages import bearing_a_closed_stdout, complain
from screenpii.errors import ScreenpiiError

app = typer.Typer(
    help="Find customers' personal information on screens.",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (scan.scan, redact.redact, explain.explain, types.types, doctor.doctor):
    app.command()(_command)
app.add_typer(baseline.baseline, name="baseline")
app.add_typer(keys.keys, name="keys")
app.add_typer(watch.watch, name="watch")


def _version(wanted: bool) -> None:
    if wanted:
        from screenpii import __version__

        print(f"screenpii {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _app(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Print where an unexpected error came from.")] = False,
) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    code = run(sys.argv[1:] if arguments is None else arguments)
    with bearing_a_closed_stdout():
        sys.stdout.flush()
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """The exit code of one command line; errors become one line on stderr."""
    try:
        return int(app(list(arguments), prog_name="screenpii", standalone_mode=False) or 0)
    except ScreenpiiError as error:
        complain(str(error))
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except Exception as error:  # the last resort; no message, it may hold what stood on a screen
        return _unexpected(error, "--debug" in arguments)


def _unexpected(error: Exception, debug: bool) -> int:
    explain = getattr(error, "format_message", None)
    if explain:  # the parser's errors are the user's
        complain(explain())
        return 2
    if debug:
        print("".join(traceback.format_tb(error.__traceback__)), end="", file=sys.stderr)
    hint = "" if debug else " (--debug before the command shows where)"
    complain(f"unexpected {type(error).__name__}; please report this{hint}")
    return 70
