"""`screenpii types`: the entity types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table


def types(
    name: Annotated[str | None, typer.Argument(help="Print this type's page.", show_default=False)] = None,
) -> None:
    """List the entity types, or print the page of one."""
    from rich.console import Console

    from screenpii.cli.messages import unknown
    from screenpii.entities import entities

    known = entities.load()
    if name is None:
        Console().print(_table({each.name: each.page for each in known.values()}))
    elif name.upper() in known:
        print(known[name.upper()].page)
    else:
        raise unknown("entity type", name, known)


def _table(pages: dict[str, str]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table("type", "what it is", box=None, header_style="bold")
    for name, page in sorted(pages.items()):
        table.add_row(Text(name, no_wrap=True), Text(page.partition("\n")[0].removeprefix(f"{name}:").strip()))
    return table
