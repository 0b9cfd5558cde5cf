"""What a page shows, made of its lines and marks: visual lines of text, and the personal values in them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.applications.marks import Label, label_of

MIN_READABLE_CHARS = 3  # characters of a cut value by which it is still known
MAX_NAME_DISTANCE_CSS_PX = 170  # CSS pixels between the parts of a name
MAX_ADDRESS_DISTANCE_CSS_PX = 420  # CSS pixels between the parts of an address
# parts of an address that are not personal without the others
IMPERSONAL_PARTS = frozenset(("city", "region", "country"))
_LINK = re.compile(r"[\W_]{0,4}")

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a visual line that belong to one value."""

    line: int
    start: int
    end: int


@dataclass(slots=True)
class Value:
    """One occurrence of a marked value, or several that are one item."""

    label: Label
    stretches: list[Stretch] = field(default_factory=list)
    length: int = 0

    def shown(self) -> int:
        """How many of its characters show."""
        return sum(stretch.end - stretch.start for stretch in self.stretches)


class Sight:
    """The lines that show, as `lines.js` gives them; `known` are values that count without marks."""

    def __init__(self, texts: Sequence[dict[str, Any]], known: Iterable[Sequence[Any]] = ()) -> None:
        self.texts = texts
        found: dict[int, Value] = {}
        for number, line in enumerate(texts):
            for start, end, codes, occurrence, length in line["parts"]:
                value = found.setdefault(occurrence, Value(label_of(codes), length=length))
                value.stretches.append(Stretch(number, start, end))
        readable = [value for value in found.values() if value.shown() >= min(value.length, MIN_READABLE_CHARS)]
        self.values = [*readable, *self._unmarked(known)]

    def _unmarked(self, known: Iterable[Sequence[Any]]) -> Iterable[Value]:
        for text, form, subject, owner in known:
            for number, line in enumerate(self.texts):
                for start in _places(line["text"], text):
                    end = start + len(text)
                    if all(end <= part[0] or start >= part[1] for part in line["parts"]):
                        line["parts"].append((start, end, "", -1, end - start))
                        yield Value(Label(form, subject, owner), [Stretch(number, start, end)])

    def items(self) -> list[tuple[Label, list[Stretch]]]:
        """The values that count, with their visual lines; parts of one name or address together."""
        found = [value for value in self.values if not value.label.part or value.label.part == "masked"]
        found += self._names(
            [v for v in self.values if v.label.type == "PERSON_NAME" and v.label.part in ("given", "family")]
        )
        found += self._addresses([v for v in self.values if v.label.type == "POSTAL_ADDRESS" and v.label.part])
        found.sort(key=lambda v: (v.stretches[0].line, v.stretches[0].start))
        return [(value.label, self._joined(value.stretches)) for value in found]

    def _names(self, values: list[Value]) -> Iterable[Value]:
        """Each given name with the nearest family name of the same person."""
        used: set[int] = set()
        for value in values:
            if id(value) in used:
                continue
            fitting = [
                other for other in values
                if id(other) not in used and other.label.part != value.label.part
                and (other.label.owner, other.label.subject) == (value.label.owner, value.label.subject)
                and self._apart(value, other) < MAX_NAME_DISTANCE_CSS_PX
            ]  # fmt: skip
            used.add(id(value))
            if fitting:
                other = min(fitting, key=lambda o: self._apart(value, o))
                used.add(id(other))
                value = Value(value.label, value.stretches + other.stretches)
            yield value

    def _addresses(self, values: list[Value]) -> Iterable[Value]:
        """Runs of the parts of one address; what has neither street nor postcode is none."""
        groups: list[tuple[set[str], Value]] = []
        for value in values:
            label = value.label
            fitting = groups[-1:] if label.owner == 0 else [g for g in groups if g[1].label.owner == label.owner]
            group = fitting[-1] if fitting else None
            if group and label.part not in group[0] and self._apart(group[1], value) < MAX_ADDRESS_DISTANCE_CSS_PX:
                group[0].add(label.part)
                group[1].stretches += value.stretches
            else:
                groups.append(({label.part}, Value(label, list(value.stretches))))
        return [value for parts, value in groups if parts - IMPERSONAL_PARTS]

    def _apart(self, one: Value, other: Value) -> float:
        """The distance of the nearest two lines of the values; values in one row are near."""
        return min(_distance(self.box(a), self.box(b)) for a in one.stretches for b in other.stretches)

    def box(self, stretch: Stretch) -> Box:
        """Where the characters stand, in CSS pixels."""
        line = self.texts[stretch.line]
        spans = line["spans"][stretch.start : stretch.end]
        return (min(s[0] for s in spans), line["box"][1], max(s[1] for s in spans), line["box"][3])

    def said(self, stretch: Stretch) -> str:
        return str(self.texts[stretch.line]["text"][stretch.start : stretch.end])

    def _joined(self, stretches: list[Stretch]) -> list[Stretch]:
        """From top to bottom as written; neighbours in one line with nothing but a comma or so between as one."""
        joined: list[Stretch] = []
        for stretch in sorted(stretches, key=lambda s: (s.line, s.start)):
            last = joined[-1] if joined else None
            between = (
                self.texts[stretch.line]["text"][last.end : stretch.start]
                if last and last.line == stretch.line
                else "none"
            )
            if last and _LINK.fullmatch(between):
                joined[-1] = Stretch(last.line, last.start, stretch.end)
            else:
                joined.append(stretch)
        return joined


def _places(text: str, part: str) -> list[int]:
    """Where the part stands in the text as whole words."""
    if part not in text:
        return []
    return [m.start() for m in re.finditer(rf"(?<![\w@.]){re.escape(part)}(?![\w@])", text)]


def _distance(one: Box, other: Box) -> float:
    across = max(0.0, max(one[0], other[0]) - min(one[2], other[2]))
    down = max(0.0, max(one[1], other[1]) - min(one[3], other[3]))
    return down * 1.6 + across * 0.35


def pixels(box: Box | Sequence[float], scale: float, width: int, height: int) -> list[int]:
    """The box [x, y, width, height] in device pixels, inside the picture."""
    left, top = max(0, math.floor(box[0] * scale)), max(0, math.floor(box[1] * scale))
    right, bottom = min(width, math.ceil(box[2] * scale)), min(height, math.ceil(box[3] * scale))
    return [left, top, max(1, right - left), max(1, bottom - top)]


def record(
    found: dict[str, Any], known: Iterable[Sequence[Any]], scale: float, size: tuple[int, int], buyer: str
) -> dict[str, Any]:
    """Texts and personal values of a page, as a truth file has them; `size` is of the picture."""
    sight = Sight(found["texts"], known)
    pii = []
    for label, stretches in sight.items():
        pii.append(
            {
                "type": label.type,
                "text": "\n".join(sight.said(s) for s in stretches),
                "boxes": [pixels(sight.box(s), scale, *size) for s in stretches],
                "subject": label.subject,
                "masked": label.part == "masked",
            }
        )
    areas = [pixels(box, scale, *size) for box in found["areas"]]
    pii += [_bought(box, buyer) for box in areas if _is_bought(box, pii)]
    texts = [{"text": line["text"], "box": pixels(line["box"], scale, *size)} for line in found["texts"]]
    return {"width": size[0], "height": size[1], "texts": texts, "pii": pii}


def _bought(box: list[int], buyer: str) -> dict[str, Any]:
    entry = {"type": "PURCHASE_HISTORY", "text": "what was bought", "boxes": [box]}
    return {**entry, "subject": buyer, "masked": False}


def _is_bought(box: list[int], pii: Sequence[dict[str, Any]]) -> bool:
    """Whether the region is a purchase of somebody whom the page tells; one with an address in it is none."""
    inside = [item for item in pii if item["type"] == "POSTAL_ADDRESS" and _meet(box, item["boxes"][0])]
    return not inside and any(item["subject"] in ("customer", "business") for item in pii)


def _meet(one: Sequence[int], other: Sequence[int]) -> bool:
    across = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    return across and one[1] < other[1] + other[3] and other[1] < one[1] + one[3]
