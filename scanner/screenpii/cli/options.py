"""Options that several commands share, and the settings that they make."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from screenpii.config import Settings

PAGES = "Web pages"
Paths = Annotated[list[Path], typer.Argument(help="Images and folders of images.", show_default=False)]
Inputs = Annotated[
    list[str] | None, typer.Argument(help="Images, folders of images, and addresses of web pages.", show_default=False)
]
Config = Annotated[Path | None, typer.Option(help="Read this file, not the nearest screenpii.toml or pyproject.toml.")]
Engine = Annotated[str | None, typer.Option(help="Use this OCR engine; `screenpii doctor` lists them.")]
Jobs = Annotated[int | None, typer.Option(help="Start this many worker processes; 0: one per core.")]
Timeout = Annotated[float | None, typer.Option(help="Give up on a frame after this many seconds.")]
Include = Annotated[
    list[str] | None, typer.Option(help="Scan only these files of folders, as in .gitignore; repeatable.")
]
Exclude = Annotated[list[str] | None, typer.Option(help="Skip these files of folders, as in .gitignore; repeatable.")]
MinScore = Annotated[float | None, typer.Option(help="Drop findings below this score, 0 to 1.")]
Policy = Annotated[list[str] | None, typer.Option(help="Apply this policy pack, by name or path; repeatable.")]
UrlList = Annotated[
    Path | None, typer.Option(help="Read addresses of pages from this file, one per line.", rich_help_panel=PAGES)
]
Viewport = Annotated[
    list[str] | None,
    typer.Option(
        "--viewport-size",
        metavar="WxH",
        help="Set the window size, 1366x768 by default; repeatable.",
        rich_help_panel=PAGES,
    ),
]
Scheme = Annotated[
    list[str] | None,
    typer.Option(
        "--color-scheme",
        metavar="light|dark",
        help="Ask pages for this colour scheme; repeatable.",
        rich_help_panel=PAGES,
    ),
]
FullPage = Annotated[
    bool | None, typer.Option("--full-page", help="Capture whole pages, not only the window.", rich_help_panel=PAGES)
]
WaitFor = Annotated[
    str | None, typer.Option(metavar="SELECTOR", help="Wait until this element is visible.", rich_help_panel=PAGES)
]
StorageState = Annotated[
    Path | None,
    typer.Option(help="Sign in with the cookies in this file, saved by Playwright.", rich_help_panel=PAGES),
]
AllowHost = Annotated[
    list[str] | None,
    typer.Option(
        metavar="HOST", help="Let pages reach this host as well as this machine; repeatable.", rich_help_panel=PAGES
    ),
]
DisplayOption = Annotated[
    list[str] | None,
    typer.Option("--display", help="1, 2 ..., all, 'window TITLE' or 'region X,Y,W,H'; repeatable."),
]
Vnc = Annotated[list[str] | None, typer.Option(metavar="HOST[:PORT]", help="A display over VNC; repeatable.")]
Everything = Annotated[bool, typer.Option("--all", help="Show all rows of the table, not one screenful.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Show each value on its own row, with place and score.")]
NoProgress = Annotated[bool, typer.Option("--no-progress", help="Draw no progress bar.")]


def settings_of(config: Path | None, **options: Any) -> Settings:
    """The settings of the configuration, overridden by the options that were given; an empty list counts as not given.

    Raises UsageError as `config.load` does, and for unknown entity types.
    """
    from screenpii.config import load
    from screenpii.entities import check_types

    settings = load(Path.cwd(), config, **_given(options))
    check_types(settings.types)
    return settings


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """The options that were given, nested ones too, with tuples for lists."""
    found = {
        k: _given(v) if isinstance(v, dict) else tuple(v) if isinstance(v, list) else v for k, v in options.items()
    }
    return {name: value for name, value in found.items() if value is not None and value not in ((), {})}
