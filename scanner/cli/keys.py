"""`screenpii keys`: the project's key, under which fingerprints of one run match those of the next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from scanner.config import Settings

NOT_LASTING = (
    "Fingerprints are under a key of this run alone and will not match the next one's: "
    "`screenpii keys new FILE`, and name it as `key` in the configuration, or set SCREENPII_KEY."
)

keys = typer.Typer(help="The project's key for fingerprints.", no_args_is_help=True)


@keys.command()
def new(
    file: Annotated[Path | None, typer.Argument(help="The new key's file; printed if there is none.")] = None,
) -> None:
    """Make a key: into a file that only you may read, or on stdout for a vault. Keep it; never commit it."""
    from scanner import keys as store
    from scanner.cli.messages import complain

    key = store.new()
    if file is None:
        print(store.written(key))
        return
    store.save(key, file)
    complain(f"{file}: a new key. Name it as `key` in the configuration, and keep it out of version control")


def key_for(settings: Settings) -> tuple[bytes, bool]:
    """The key of a run, and whether it lasts; without one in environment or configuration, a random one."""
    from scanner import keys as store

    key = store.find(settings.key)
    return key or store.new(), key is not None
