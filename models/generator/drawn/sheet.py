"""A screen that was drawn by hand, as its file holds it: lines of text, and which parts of them are whose data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models.generator.page import Truth
from screenpii.types import Box

FOLDER = Path(__file__).parent / "screens"


@dataclass(frozen=True, slots=True)
class Part:
    """Characters of a line that are one line of an item: which line of which item."""

    start: int
    end: int
    item: int
    line: int


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A visual line with the parts of it that are personal, from left to right."""

    text: str
    box: Box
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawn screen; `areas` are the items that are regions, not text."""

    name: str
    language: str
    width: int
    height: int
    lines: tuple[SheetLine, ...]
    items: tuple[Truth, ...]
    areas: tuple[Truth, ...]


@cache
def sheets() -> Mapping[str, Sheet]:
    """All drawn screens by name."""
    return {path.stem: read(path) for path in sorted(FOLDER.glob("*.json"))}


def read(path: Path) -> Sheet:
    """The screen of a truth file with texts (`samples/README.md`)."""
    return parsed(path.stem, json.loads(path.read_text("utf-8")))


def parsed(name: str, data: Mapping[str, Any]) -> Sheet:
    """The screen of what such a file holds."""
    languages = [c.removeprefix("lang-") for c in data["conditions"] if c.startswith("lang-")]
    found = [_item(entry) for entry in data["pii"]]
    items = tuple(item for item in found if item.type != "PURCHASE_HISTORY")
    lines = [(entry["text"], Box.from_xywh(*entry["box"])) for entry in data["texts"]]
    return Sheet(
        name,
        languages[0] if languages else "en",
        data["width"],
        data["height"],
        tuple(SheetLine(text, box, tuple(sorted(_parts(text, box, items), key=_start))) for text, box in lines if text),
        items,
        tuple(item for item in found if item.type == "PURCHASE_HISTORY"),
    )


def _item(entry: Mapping[str, Any]) -> Truth:
    boxes = tuple(Box.from_xywh(*box) for box in entry["boxes"])
    return Truth(entry["type"], entry["subject"], entry["masked"], entry["text"], boxes)


def _start(part: Part) -> int:
    return part.start


def _parts(text: str, box: Box, items: tuple[Truth, ...]) -> Iterator[Part]:
    """The lines of items that stand in a line, each at the occurrence of its text that is nearest to its box."""
    for number, item in enumerate(items):
        for line, (said, place) in enumerate(zip(item.text.split("\n"), item.boxes, strict=False)):
            if box.overlap(place) < 0.6 * place.area:
                continue
            expected = len(text) * (place.left - box.left) / max(1, box.width)
            starts = [k for k in range(len(text)) if text.startswith(said, k)]
            if starts:
                start = min(starts, key=lambda k: abs(k - expected))
                yield Part(start, start + len(said), number, line)
