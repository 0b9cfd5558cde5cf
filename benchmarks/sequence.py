"""What reading only the changed parts of a sequence saves and costs: `python benchmarks/sequence.py FOLDER`.

Each image of FOLDER becomes the start of short sequences: it stays the same, a cursor blinks, a value changes, a window
pops up and goes, a part of it scrolls. Each frame is read whole and by its changes, by two engines of one kind that
have read the frames before. `same` is the share of the whole reading's lines that come out of the changes alike, with
the same box for each character; `text` asks for the same text only. The first frames, read whole by both, do not count.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.reading_measures import markdown, percent
from screenpii import ocr
from screenpii.config import Settings
from screenpii.ocr.doubt import legible
from screenpii.ocr.sequence import Changes
from screenpii.sources.image import Images
from screenpii.types import Frame, Line, Pixels

Draw = Callable[[Image.Image, list[Line]], Image.Image]


@dataclass
class Sums:
    """Over the frames of one kind: seconds both ways; lines read whole, and those that were the same."""

    whole: float = 0.0
    changed: float = 0.0
    lines: int = 0
    same: int = 0
    text: int = 0


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", default=Settings().engine)
    options = parser.parse_args(arguments)
    images = [path for path in sorted(options.folder.iterdir()) if path.suffix in Images.suffixes]
    if not images:
        parser.error(f"{options.folder} holds no images")
    settings = Settings(engine=options.engine)
    engine, other = ocr.create(settings), ocr.create(settings)
    sums = {kind: Sums() for kind in KINDS}
    for path in images:
        with Image.open(path) as image:
            first = image.convert("RGB")
        lines = legible(engine.read(_frame(path.stem, first)))
        for kind, draw in KINDS.items():
            measure([first, draw(first, lines), first], engine, other, sums[kind])
    print(table(sums))


def measure(images: list[Image.Image], engine: ocr.Reader, other: ocr.Reader, sums: Sums) -> None:
    """Add up what the frames after the first take and give, whole and by their changes."""
    following = Changes(other.read)
    for number, image in enumerate(images):
        frame = _frame("sequence", image)
        began = time.perf_counter()
        whole = engine.read(frame)
        middle = time.perf_counter()
        changed = following.read(frame)
        if number:
            sums.whole += middle - began
            sums.changed += time.perf_counter() - middle
            sums.lines += len(legible(whole))
            sums.same += common(legible(whole), legible(changed), lambda line: line.chars)
            sums.text += common(legible(whole), legible(changed), lambda line: line.text)


def common(one: Iterable[Line], other: Iterable[Line], key: Callable[[Line], Hashable]) -> int:
    """How many lines of one reading are in the other, each counted once."""
    return (Counter(map(key, one)) & Counter(map(key, other))).total()


def table(sums: dict[str, Sums]) -> str:
    """Markdown: a row a kind of change."""
    rows = [["change", "whole s", "changed s", "changed / whole", "same", "text"]]
    for kind, s in sums.items():
        times = [f"{s.whole:.2f}", f"{s.changed:.2f}", percent(s.changed / s.whole)]
        rows.append([kind, *times, percent(s.same / max(1, s.lines)), percent(s.text / max(1, s.lines))])
    return markdown(rows)


def nothing(image: Image.Image, lines: list[Line]) -> Image.Image:
    return image


def cursor(image: Image.Image, lines: list[Line]) -> Image.Image:
    """A bar behind some line."""
    shown = image.copy()
    for line in _middle(lines):
        box = line.box
        ImageDraw.Draw(shown).rectangle((box.right + 3, box.top - 2, box.right + 4, box.bottom + 2), "gray")
    return shown


def value(image: Image.Image, lines: list[Line]) -> Image.Image:
    """Another value in place of some line, in the colours that stand there."""
    shown = image.copy()
    for line in _middle(lines):
        box = line.box
        found = np.asarray(image.crop((box.left, box.top, box.right, box.bottom))).reshape(-1, 3)
        ground = np.median(found, axis=0)
        ink = found[np.abs(found - ground).sum(axis=1).argmax()]
        draw = ImageDraw.Draw(shown)
        draw.rectangle((box.left, box.top, box.right, box.bottom), _colour(ground))
        draw.text((box.left, box.top), "4711 Ab", _colour(ink), ImageFont.load_default(box.height))
    return shown


def window(image: Image.Image, lines: list[Line]) -> Image.Image:
    """A window of a third of the width amid the image."""
    shown = image.copy()
    left, top, width = image.width // 3, image.height // 3, image.width // 3
    draw = ImageDraw.Draw(shown)
    draw.rectangle((left, top, left + width, top + 130), "white", "gray")
    for k, text in enumerate(("Save the changes?", "Order 5521 for Ada Example", "ada@example.com")):
        draw.text((left + 20, top + 20 + 35 * k), text, "black", ImageFont.load_default(18))
    return shown


def scrolled(image: Image.Image, lines: list[Line]) -> Image.Image:
    """The lower third, moved up by 40 pixels."""
    shown = np.asarray(image).copy()
    start = 2 * image.height // 3
    shown[start:] = np.roll(shown[start:], -40, axis=0)
    return Image.fromarray(shown)


KINDS: dict[str, Draw] = {
    "none": nothing,
    "cursor": cursor,
    "value": value,
    "window": window,
    "scrolled": scrolled,
}


def _middle(lines: list[Line]) -> Iterator[Line]:
    yield from sorted(lines, key=lambda line: line.box.top)[len(lines) // 2 :][:1]


def _colour(levels: Pixels) -> tuple[int, int, int]:
    red, green, blue = (int(level) for level in levels)
    return red, green, blue


def _frame(name: str, image: Image.Image) -> Frame:
    return Frame(name, np.array(image, dtype=np.uint8))


if __name__ == "__main__":
    main()
