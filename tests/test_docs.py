"""The documentation names what there is, and is short enough to be read."""

from __future__ import annotations

import json
import re
import runpy
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from screenpii.cli import app
from screenpii.config import Settings
from screenpii.entities import entities
from screenpii.errors import ScreenpiiError
from tests.recipes.documents import DOCS, block, rows, section

ROOT = DOCS.parent
README_BYTES = 6_144
PAGES = sorted(DOCS.glob("*.md"))
DOCUMENTS = sorted({*ROOT.glob("*.md"), *PAGES, *(ROOT / "samples").glob("*.md"), *(ROOT / "models").rglob("*.md")})
CODE = re.compile(r"^```.*?^```$|^ {4}[^\n]*$", re.MULTILINE | re.DOTALL)
SOURCE = "\n".join(file.read_text("utf-8") for file in sorted((ROOT / "scanner").rglob("*.py")))


def links(document: Path) -> list[str]:
    """Where the links of a document lead."""
    return re.findall(r"\]\(([^)\s]+)\)", document.read_text("utf-8"))


def anchors(document: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a document."""
    titles = re.findall(r"^#+ (.+)$", CODE.sub("", document.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def broken(document: Path) -> Iterator[str]:
    """The links that lead nowhere."""
    for link in links(document):
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        if not link.startswith("https:") and not (
            target.exists() and (not anchor or (target.suffix == ".md" and anchor in anchors(target)))
        ):
            yield link


def commands(group: typer.Typer, before: str) -> Iterator[str]:
    """The commands of a group and of those below it, as they are typed."""
    for command in group.registered_commands:
        assert command.callback
        yield f"{before} {command.name or command.callback.__name__}"
    for below in group.registered_groups:
        assert below.typer_instance
        yield from commands(below.typer_instance, f"{before} {below.name}")


def made(script: str) -> str:
    """The page that a script makes."""
    return str(runpy.run_path(str(ROOT / "scripts" / f"{script}.py"))["page"]())


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_bytes()) <= README_BYTES


def test_every_page_is_two_clicks_from_the_readme_at_most() -> None:
    near = {(ROOT / link.partition("#")[0]).resolve() for link in links(ROOT / "README.md")}
    pages = {page.resolve() for page in PAGES}
    far = {(page.parent / link.partition("#")[0]).resolve() for page in near & pages for link in links(page)}
    assert sorted(page.name for page in pages - near - far) == []


@pytest.mark.parametrize("page", ["configuration", "type"])
def test_pages_that_are_made_are_up_to_date(page: str) -> None:
    (file,) = [one for one in PAGES if one.stem in (page, f"{page}s")]
    assert file.read_text("utf-8") == made(f"{page}_table")


def test_every_type_is_listed() -> None:
    assert [re.findall(r"`(\w+)`", row[0]) for row in rows("types")] == [[name] for name in entities.load()]


def test_every_setting_is_listed_with_its_default() -> None:
    settings = Settings().model_dump(mode="json")
    for part in ("limits", "pages", "watch"):
        settings |= {f"{part}.{key}": value for key, value in settings.pop(part).items()}
    listed = [row for heading in ("Keys", "Limits", "Web pages", "Watching") for row in rows("configuration", heading)]
    assert {row[0].strip("`"): json.loads(row[2].strip("`")) for row in listed} == settings


def test_the_example_of_a_configuration_is_valid() -> None:
    settings = Settings.model_validate(tomllib.loads(block("configuration", "Example")))
    assert len(settings.allow) == 2


def test_every_exit_code_is_listed() -> None:
    codes = [int(row[0]) for row in rows("../README", "Exit codes")]
    errors = {error.exit_code for error in ScreenpiiError.__subclasses__()}
    assert set(codes) == {0, 1, 70, 130} | errors


def test_every_command_is_listed() -> None:
    assert sorted(row[0].strip("`") for row in rows("commands")) == sorted(commands(app, "screenpii"))


def test_every_dependency_is_listed_with_its_size() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[^\w-]", one)[0] for one in project["dependencies"]}
    assert {row[0].strip("`"): row[1].isdigit() for row in rows("install", "Size")} == dict.fromkeys(needed, True)
    assert all(f"| `{extra}` |" in section("install", "Size") for extra in project["optional-dependencies"])


def test_the_readme_has_the_figures_of_the_page_on_accuracy() -> None:
    assert rows("../README", "Accuracy") == rows("accuracy")


def test_messages_that_are_explained_are_those_of_the_code() -> None:
    """All that stands between the parts that differ."""
    said = re.sub(r'"\n\s+f?"', "", SOURCE)
    messages = re.findall(r"^\| `(.+?)` \|", section("troubleshooting"), re.MULTILINE)
    assert len(messages) > 30
    assert [m for m in messages for part in m.split("…") if part.strip() and part not in said] == []


def test_every_room_is_in_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    rooms = [p for p in (ROOT / "scanner" / "screenpii").iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()]
    missing = [
        p.name for p in rooms if p.name != "__init__.py" and not re.search(rf"^  {p.name}[/ ]", text, re.MULTILINE)
    ]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    assert list(broken(document)) == []
