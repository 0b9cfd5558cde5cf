"""How well an engine read a frame whose truth is known: pure measures, no engine, no clock.

Characters are matched with the truth by place: what stands in a truth box is what was read there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from screenpii.types import Box, Line

if TYPE_CHECKING:
    from screenpii.types import Pixels

REGION_TYPES = {"PURCHASE_HISTORY", "FACE", "CODE_PAYLOAD"}  # types without text of their own
SLACK_CHAR_WIDTHS = (0.0, 0.25, 0.5, -0.25)  # character widths by which a value's box is widened to find its characters
MASK_CHARS = "•●∙·⋅◦○⬤■▪█*＊∗⁎xX×#"  # characters that count as a mask
# characters that look the same, by which two texts count as equal
LOOKALIKES = str.maketrans(
    {**dict.fromkeys("‐‑‒–—―−﹣", "-"), **dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟″«»", '"')}
)
TO_MASK = str.maketrans(dict.fromkeys(MASK_CHARS, "•"))
Place = tuple[float, float, float, float]


@dataclass
class Tally:
    """Counts over any number of frames; `+` adds them up, `figures` turns them into rates."""

    wrong: int = 0
    length: int = 0
    wrong_tight: int = 0
    length_tight: int = 0
    values: int = 0
    exact: int = 0
    exact_spaced: int = 0
    masked: int = 0
    masked_exact: int = 0
    masked_counted: int = 0
    parts: int = 0
    split: int = 0
    fused: int = 0
    unread: int = 0
    ink: list[float] = field(default_factory=list)
    over_ink: list[float] = field(default_factory=list)
    over_truth: list[float] = field(default_factory=list)
    misses: list[tuple[str, str]] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def figures(self) -> dict[str, float | int | None]:
        """Rates from 0 to 1 (boxes: ratios); None where nothing was there to measure."""
        alone = self.parts - self.split - self.fused - self.unread
        return {
            "cer": _rate(self.wrong, self.length),
            "cer_without_spaces": _rate(self.wrong_tight, self.length_tight),
            "values": self.values + self.masked,
            "exact": _rate(self.exact + self.masked_exact, self.values + self.masked),
            "exact_unmasked": _rate(self.exact, self.values),
            "exact_with_spaces": _rate(self.exact_spaced, self.values),
            "exact_masked": _rate(self.masked_exact, self.masked),
            "exact_masked_counted": _rate(self.masked_counted, self.masked),
            "alone": _rate(alone, self.parts),
            "split": _rate(self.split, self.parts),
            "fused": _rate(self.fused, self.parts),
            "ink_inside": float(np.mean(self.ink)) if self.ink else None,
            "ink_inside_p5": float(np.percentile(self.ink, 5)) if self.ink else None,
            "area_to_ink": float(np.mean(self.over_ink)) if self.over_ink else None,
            "area_to_truth": float(np.mean(self.over_truth)) if self.over_truth else None,
        }


@dataclass(frozen=True)
class Glyph:
    """A character that was read, with the numbers of its line and of its word in the frame."""

    text: str
    box: Box
    line: int
    word: int


class Reading:
    """What an engine read, to be asked by place."""

    def __init__(self, lines: Sequence[Line], texts: Sequence[dict[str, Any]]) -> None:
        self.glyphs = list(_glyphs(lines))
        self.texts = [Box.from_xywh(*entry["box"]) for entry in texts]
        self._xs = np.array([(g.box.left + g.box.right) / 2 for g in self.glyphs])
        self._ys = np.array([g.box.middle for g in self.glyphs])
        self._lines = np.array([g.line for g in self.glyphs])
        places = (_grown(entry["box"], entry["text"]) for entry in texts)
        self._owned = np.array([self._hit(place) for place in places]).reshape(len(texts), len(self.glyphs))

    def inside(self, place: Place) -> list[Glyph]:
        """The characters whose centre lies in left, top, right, bottom."""
        return [self.glyphs[k] for k in np.flatnonzero(self._hit(place))]

    def strays(self, line: int, own: int) -> bool:
        """Does this line hold a character of a truth text other than number `own`?"""
        mates = self._owned[:, (self._lines == line) & ~self._owned[own]]
        return bool(mates.any())

    def _hit(self, place: Place) -> np.ndarray[Any, np.dtype[np.bool_]]:
        left, top, right, bottom = place
        return (self._xs >= left) & (self._xs < right) & (self._ys >= top) & (self._ys < bottom)


def measure(truth: dict[str, Any], pixels: Pixels, lines: Sequence[Line]) -> Tally:
    """All measures of one frame against its truth."""
    texts = truth.get("texts", ())
    reading = Reading(lines, texts)
    tally = Tally()
    for entry in texts:
        want = _spaced(entry["text"])
        read = (text_of(reading.inside(_grown(entry["box"], want, slack))) for slack in SLACK_CHAR_WIDTHS)
        _count_characters(tally, want, min(read, key=lambda text: distance(alike(want), alike(text))))
    for item in truth["pii"]:
        if item["type"] not in REGION_TYPES and item["boxes"]:
            _count_value(tally, item, pixels, reading)
    return tally


def text_of(glyphs: Iterable[Glyph]) -> str:
    """Words from left to right with a space between; the order inside a word is the engine's."""
    words: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        words.setdefault(glyph.word, []).append(glyph)
    ordered = sorted(words.values(), key=lambda word: min(g.box.left for g in word))
    return _spaced(" ".join("".join(g.text for g in word) for word in ordered))


def distance(one: str, other: str) -> int:
    """The Levenshtein distance."""
    if one == other:
        return 0
    row = list(range(len(other) + 1))
    for k, a in enumerate(one, 1):
        last, row[0] = row[0], k
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def percent(rate: float | None) -> str:
    """For a table: per cent with one decimal, two below 2."""
    return "" if rate is None else f"{100 * rate:.2f}" if rate < 0.02 else f"{100 * rate:.1f}"


def markdown(rows: list[list[str]]) -> str:
    """A table; the first row is its head."""
    head, *body = rows
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *body])


def ink_of(pixels: Pixels, place: Box) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Where the place's pixels differ from its background by more than a quarter of its contrast.

    The background is the most frequent colour of the place and a margin of two pixels.
    """
    whole = Box.whole(pixels.shape)
    wide = place.grown(2, whole)
    around = pixels[wide.slices].reshape(-1, 3)
    codes = (around >> 3).astype(np.int32) @ np.array([1024, 32, 1], np.int32)
    ground = np.median(around[codes == np.bincount(codes).argmax()], axis=0)
    inner = pixels[place.slices].astype(np.float32)
    differs = np.abs(inner - ground).max(axis=2)
    return np.asarray(differs > max(8.0, 0.25 * float(differs.max(initial=0))))


def _glyphs(lines: Sequence[Line]) -> Iterator[Glyph]:
    word = 0
    for number, line in enumerate(lines):
        word += 1
        for char in line.chars:
            if char.text.isspace():
                word += 1
            elif char.box:
                yield Glyph(char.text, char.box, number, word)


def _grown(box: Sequence[float], text: str, slack: float = 0.25) -> Place:
    """A truth box with a fifth of its height above and below and `slack` character widths at the sides.

    Flat ones (bullets, dashes) grow by half a character's width above and below.
    """
    x, y, width, height = box
    letter = width / max(1, len(text))
    pad = max(0.2 * height, min(0.5 * letter, 1.5 * height))
    return x - slack * letter, y - pad, x + width + slack * letter, y + height + pad


def _count_characters(tally: Tally, want: str, got: str) -> None:
    tally.wrong += distance(alike(want), alike(got))
    tally.length += len(want)
    tally.wrong_tight += distance(tight(alike(want)), tight(alike(got)))
    tally.length_tight += len(tight(want))


def _count_value(tally: Tally, item: dict[str, Any], pixels: Pixels, reading: Reading) -> None:
    found, exact = _find(item, reading)
    read = [text_of(glyphs) for glyphs in found]
    want, got = alike(_spaced(item["text"])), [alike(text) for text in read]
    if item["masked"]:
        tally.masked += 1
        tally.masked_counted += tight(want).translate(TO_MASK) == tight("".join(got)).translate(TO_MASK)
        tally.masked_exact += exact
    else:
        tally.values += 1
        tally.exact += exact
        # Where one visual line ends and the next begins a space may stand or not.
        tally.exact_spaced += bool(re.fullmatch(" ?".join(map(re.escape, got)), want))
    if not exact:
        tally.misses.append((item["text"], " ".join(read)))
    for box, glyphs in zip(item["boxes"], found, strict=True):
        _count_cell(tally, box, glyphs, reading)
        if exact and not item["masked"]:
            _count_fit(tally, box, glyphs, pixels)


def _find(item: dict[str, Any], reading: Reading) -> tuple[list[list[Glyph]], bool]:
    """The characters at each of a value's boxes, and whether they are the value, spaces ignored.

    Engines place characters half a width off at times; that is a fault of the box, which is measured by itself.
    """
    share = item["text"][: max(1, len(item["text"]) // len(item["boxes"]))]
    tries = [[reading.inside(_grown(box, share, slack)) for box in item["boxes"]] for slack in SLACK_CHAR_WIDTHS]
    for found in tries:
        want, got = tight(alike(item["text"])), tight(alike("".join(map(text_of, found))))
        if item["masked"]:
            want, got = _runs(want.translate(TO_MASK)), _runs(got.translate(TO_MASK))
        if want == got:
            return found, True
    return tries[0], False


def _count_cell(tally: Tally, box: Sequence[float], glyphs: list[Glyph], reading: Reading) -> None:
    """Is this visual line of a value in one line alone, with nothing but its own cell's text?"""
    if not reading.texts:
        return
    place = Box.from_xywh(*box)
    lines = {glyph.line for glyph in glyphs}
    own = max(range(len(reading.texts)), key=lambda n: reading.texts[n].overlap(place))
    tally.parts += 1
    tally.unread += not lines
    tally.split += len(lines) > 1
    tally.fused += len(lines) == 1 and reading.strays(lines.pop(), own)


def _count_fit(tally: Tally, box: Sequence[float], glyphs: list[Glyph], pixels: Pixels) -> None:
    """How the box around the value's characters, which redaction paints over, fits the ink and the truth."""
    x, y, width, height = box
    place = Box(max(0, int(x)), max(0, int(y)), int(-(-(x + width) // 1)), int(-(-(y + height) // 1)))
    if not glyphs or place.left >= pixels.shape[1] or place.top >= pixels.shape[0]:
        return
    ink = ink_of(pixels, place)
    if not ink.any():
        return
    painted = np.zeros_like(ink)
    area = 0
    for line in {g.line for g in glyphs}:
        around = Box.around(g.box for g in glyphs if g.line == line)
        area += around.area
        top, left = max(0, around.top - place.top), max(0, around.left - place.left)
        painted[top : max(0, around.bottom - place.top), left : max(0, around.right - place.left)] = True
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    tally.ink.append(float((ink & painted).sum() / ink.sum()))
    tally.over_ink.append(area / ((rows[-1] - rows[0] + 1) * (columns[-1] - columns[0] + 1)))
    tally.over_truth.append(area / max(1.0, width * height))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def tight(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def alike(text: str) -> str:
    """The text with one form for all that look alike: dashes, quotation marks, ligatures and wide letters."""
    return unicodedata.normalize("NFKC", text.translate(LOOKALIKES))


def _runs(text: str) -> str:
    """The text with every run of mask characters as one."""
    return text[:1] + "".join(b for a, b in pairwise(text) if not a == b == "•")


def _rate(part: int, whole: int) -> float | None:
    return part / whole if whole else None
