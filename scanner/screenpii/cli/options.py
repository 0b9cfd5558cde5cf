"""Options that several commands have, and the settings that they make."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from screenpii.config import Settings

PAGES = "Web pages"
Paths = Annotated[list[Path], typer.Argument(help="Images, and folders of images.", show_default=False)]
Inputs = Annotated[
    list[str] | None, typer.Argument(help="Images, folders of images, and addresses of web pages.", show_default=False)
]
Config = Annotated[Path | None, typer.Option(help="Else the nearest screenpii.toml or pyproject.toml.")]
Engine = Annotated[str | None, typer.Option(help="The OCR engine; `screenpii doctor` lists them.")]
Jobs = Annotated[int | None, typer.Option(help="Worker processes; 0: one a core.")]
Timeout = Annotated[float | None, typer.Option(help="Seconds that a frame may take.")]
Include = Annotated[
    list[str] | None, typer.Option(help="Take these files of folders, as .gitignore would; repeatable.")
]
Exclude = Annotated[list[str] | None, typer.Option(help="Leave these files out, as .gitignore would; repeatable.")]
MinScore = Annotated[float | None, typer.Option(help="Drop findings below this score, 0 to 1.")]
Policy = Annotated[list[str] | None, typer.Option(help="Policy pack, by name or path; repeatable.")]
UrlList = Annotated[
    Path | None, typer.Option(help="A file with addresses of pages, one a line.", rich_help_panel=PAGES)
]
Viewport = Annotated[
    list[str] | None,
    typer.Option("--viewport-size", metavar="WxH", help="1366x768 if not given; repeatable.", rich_help_panel=PAGES),
]
Scheme = Annotated[
    list[str] | None,
    typer.Option("--color-scheme", metavar="light|dark", help="What to ask for; repeatable.", rich_help_panel=PAGES),
]
FullPage = Annotated[
    bool | None, typer.Option("--full-page", help="Shoot also what must be scrolled to.", rich_help_panel=PAGES)
]
WaitFor = Annotated[
    str | None, typer.Option(metavar="SELECTOR", help="Wait until this is visible.", rich_help_panel=PAGES)
]
StorageState = Annotated[
    Path | None,
    typer.Option(help="Cookies of a signed-in user, in a file that Playwright has saved.", rich_help_panel=PAGES),
]
AllowHost = Annotated[
    list[str] | None,
    typer.Option(metavar="HOST", help="May be reached besides this machine; repeatable.", rich_help_panel=PAGES),
]
Everything = Annotated[bool, typer.Option("--all", help="All rows of the table, not one screenful.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Each value on a row of its own, with place and score.")]
NoProgress = Annotated[bool, typer.Option("--no-progress", help="Draw no progress bar.")]


def settings_of(config: Path | None, **options: Any) -> Settings:
    """The settings of the configuration with the options that were given on top; an empty list was not.

    Raises UsageError as `config.load`, and for entity types that there are not.
    """
    from screenpii.config import load
    from screenpii.entities import check_types

    settings = load(Path.cwd(), config, **_given(options))
    check_types(settings.types)
    return settings


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """Those that were given, also of a part of the settings, with tuples for lists."""
    found = {
        k: _given(v) if isinstance(v, dict) else tuple(v) if isinstance(v, list) else v for k, v in options.items()
    }
    return {name: value for name, value in found.items() if value is not None and value not in ((), {})}
