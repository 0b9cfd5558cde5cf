"""The legend below the picture: the colours that occur on it, the findings with their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from screenpii.annotate.pen import FIELD_RGB, INK_RGB, PAPER_RGB, TABLE_RGB, TEXT_RGB, Colour, Pen, size
from screenpii.annotate.tags import SEVERITY_RGB, VERDICT_RGB, Tag
from screenpii.types import Box, Page, Record

MIN_LEGEND_TEXT_PX = 15  # height of the legend's text


@dataclass(frozen=True, slots=True)
class Key:
    """One entry: a text, and what it looks like on the picture."""

    text: str
    look: Literal["words", "finding", "line", "header", "arrow", "tag"] = "words"
    colour: Colour = INK_RGB


def keys(page: Page, findings: Sequence[Record], tags: Sequence[Tag]) -> Iterator[Key]:
    """The entries for a page; tags without a place on the picture are among them, each once."""
    exposed = Counter(f.severity for f in findings if f.verdict == "exposed")
    verdicts = Counter(f.verdict for f in findings)
    if not findings:
        yield Key("nothing found")
    for severity, colour in SEVERITY_RGB.items():
        if exposed[severity]:
            yield Key(f"{severity}: {exposed[severity]} exposed", "finding", colour)
    for verdict, colour in VERDICT_RGB.items():
        if verdicts[verdict]:
            yield Key(f"{verdicts[verdict]} {verdict}", "finding", colour)
    if page.fields:
        yield Key("label to value", "arrow", FIELD_RGB)
    if page.tables:
        yield Key("table", "header", TABLE_RGB)
    if page.lines:
        yield Key("text", "line", TEXT_RGB)
    homeless = dict.fromkeys((tag.text, tag.colour) for tag in tags if not tag.place)
    if homeless:
        yield Key("no room for:")
    yield from (Key(text, "tag", colour) for text, colour in homeless)


class Legend:
    """The entries set in rows that are `width` pixels wide, or as wide as the widest entry if that is more."""

    def __init__(self, entries: Sequence[Key], scale: int, width: int) -> None:
        self.scale = max(MIN_LEGEND_TEXT_PX, scale)
        self.row = 2 * size("", self.scale)[1]
        self.places: list[tuple[Key, Box]] = []
        margin = self.scale * 2 // 3
        left, top = margin, margin // 2
        for entry in entries:
            wide = size(entry.text, self.scale)[0] + (0 if entry.look in ("words", "tag") else 2 * self.scale)
            if left > margin and left + wide + margin > width:
                left, top = margin, top + self.row
            self.places.append((entry, Box(left, top, left + wide, top + self.row)))
            left += wide + margin
        self.width = max([width, *(box.right + margin for _, box in self.places)])
        self.height = top + self.row + margin // 2

    def draw(self, pen: Pen, top: int) -> None:
        """Draw it with its upper edge at `top`, on paper of its own."""
        pen.draw.rectangle((-1, top, self.width, top + self.height), fill=PAPER_RGB, outline=TEXT_RGB)
        inset = self.row // 4
        for entry, place in self.places:
            box = Box(place.left, top + place.top + inset, place.right, top + place.bottom - inset)
            if entry.look == "tag":
                pen.sign(box, entry.text, entry.colour)
            elif entry.look == "words":
                pen.write(box, entry.text, INK_RGB)
            else:
                swatch = Box(box.left, box.top, box.left + 2 * self.scale, box.bottom)
                _swatch(pen, swatch, entry)
                pen.write(Box(swatch.right, box.top, box.right, box.bottom), entry.text, INK_RGB)


def _swatch(pen: Pen, box: Box, entry: Key) -> None:
    inner = Box(box.left + pen.thick, box.top + pen.thick, box.right - pen.thick, box.bottom - pen.thick)
    match entry.look:
        case "finding":
            pen.outline(inner, entry.colour, pen.thick)
        case "line":
            pen.outline(inner, entry.colour, pen.thin)
        case "header":
            pen.outline(inner, entry.colour, pen.thin)
            pen.tint(inner, entry.colour)
        case "arrow":
            pen.arrow((inner.left, round(inner.middle)), (inner.right, round(inner.middle)))
