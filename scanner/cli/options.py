"""Options that several commands have, and the settings that they make."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from scanner.config import Settings

Paths = Annotated[list[Path], typer.Argument(help="Images, and folders of images.", show_default=False)]
Config = Annotated[Path | None, typer.Option(help="Else the nearest screenpii.toml or pyproject.toml.")]
Engine = Annotated[str | None, typer.Option(help="The OCR engine; `screenpii doctor` lists them.")]
Jobs = Annotated[int | None, typer.Option(help="Worker processes; 0: one a core.")]
Timeout = Annotated[float | None, typer.Option(help="Seconds that a frame may take.")]
Include = Annotated[list[str] | None, typer.Option(help="Glob of files to take from folders; repeatable.")]
Exclude = Annotated[list[str] | None, typer.Option(help="Glob of files to leave out; repeatable.")]
MinScore = Annotated[float | None, typer.Option(help="Drop findings below this score, 0 to 1.")]
Policy = Annotated[list[str] | None, typer.Option(help="Policy pack, by name or path; repeatable.")]
NoProgress = Annotated[bool, typer.Option("--no-progress", help="Draw no progress bar.")]


def settings_of(config: Path | None, **options: Any) -> Settings:
    """The settings of the configuration with the options that were given on top; an empty list was not.

    Raises UsageError as `config.load`, and for entity types that there are not.
    """
    from scanner.config import load
    from scanner.entities import check_types

    given = {name: tuple(value) if isinstance(value, list) else value for name, value in options.items()}
    settings = load(Path.cwd(), config, **{name: value for name, value in given.items() if value != ()})
    check_types(settings.types)
    return settings
