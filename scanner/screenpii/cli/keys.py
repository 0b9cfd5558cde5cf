"""`screenpii keys`: the project's key, under which fingerprints of one run match those of the next."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

keys = typer.Typer(help="The project's key for fingerprints.", no_args_is_help=True)


@keys.command()
def new(
    file: Annotated[Path | None, typer.Argument(help="The new key's file; printed if there is none.")] = None,
) -> None:
    """Make a key, in a file that only you can read, or on stdout for a vault. Keep it; never commit it."""
    from screenpii import keys as store
    from screenpii.cli.messages import complain

    key = store.new()
    if file is None:
        print(store.written(key))
        return
    store.save(key, file)
    complain(f"{file}: a new key. Name it as `key` in the configuration, and keep it out of version control")
