"""The documentation names what there is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from screenpii.cli import app
from screenpii.config import Settings
from screenpii.entities import entities
from screenpii.errors import MissingEngineError, UnreadableError, UsageError

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = sorted(ROOT.glob("*.md"))


def rows(heading: str) -> list[list[str]]:
    """The cells of the table in one section of the README, without its head."""
    section = re.split(rf"^#+ {heading}$", README, flags=re.MULTILINE)[1]
    section = re.split(r"^#", section, maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_type_is_listed() -> None:
    assert [row[0] for row in rows("What it looks for")] == list(entities.load())


def test_every_setting_is_listed_with_its_default() -> None:
    settings = Settings().model_dump(mode="json")
    for part in ("limits", "pages"):
        settings |= {f"{part}.{key}": value for key, value in settings.pop(part).items()}
    assert {key: json.loads(default) for key, default, _ in rows("Configuration")} == settings


def test_every_exit_code_is_listed() -> None:
    codes = [int(row[0]) for row in rows("Exit codes")]
    errors = {error.exit_code for error in (UsageError, UnreadableError, MissingEngineError)}
    assert set(codes) == {0, 1, 70, 130} | errors


@pytest.mark.parametrize("command", [c.callback.__name__ for c in app.registered_commands if c.callback])
def test_every_command_is_mentioned(command: str) -> None:
    assert f"screenpii {command}" in README


def test_every_room_is_in_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    rooms = [p for p in (ROOT / "scanner" / "screenpii").iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()]
    missing = [
        p.name for p in rooms if p.name != "__init__.py" and not re.search(rf"^  {p.name}[/ ]", text, re.MULTILINE)
    ]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text("utf-8"))
    assert [link for link in links if not link.startswith("https:") and not (ROOT / link).exists()] == []
