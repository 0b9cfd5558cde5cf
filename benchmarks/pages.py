"""Our reading of web pages held against the text in their source: `python -m benchmarks.pages [URL ...]`.

Each page (the sample pages, if none is named) is shot at 1366 x 768 and read twice: from the picture, as `screenpii
scan` does, and from the visible lines of its source, as if each had been read without a fault. So it shows, on pages
without any truth, how much of the text is read right, and what reading costs in findings. The source is a check only:
it does not hold what stands in fields and pictures, and holds some of what is covered. Prints counts, no text.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import sync_playwright

from benchmarks.reading import even
from benchmarks.reading_measures import Tally, markdown, measure, percent
from screenpii.assembly import choose, policy_of
from screenpii.config import Settings
from screenpii.ocr import create
from screenpii.pipeline import Pipeline
from screenpii.sources.web import browser
from screenpii.types import Frame, Line, Record

SAMPLES = Path(__file__).parent.parent / "samples"
READ_PAGE = (SAMPLES / "lines.js").read_text("utf-8")
WIDTH_CSS_PX = 1366  # width of the window
HEIGHT_CSS_PX = 768  # height of the window


class Told:
    """An engine that has been told the lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def read(self, frame: Frame) -> list[Line]:
        """The lines that were told, whatever the frame."""
        return self.lines


@dataclass
class Count:
    """One page, or many: its lines, what was read of them, and the exposures of either reading."""

    lines: int = 0
    exact: int = 0
    wrong: int = 0
    characters: int = 0
    by_source: int = 0
    by_picture: int = 0
    both: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def row(self, name: str) -> list[str]:
        """Of a table."""
        error = self.wrong / self.characters if self.characters else 0.0
        exact = self.exact / self.lines if self.lines else 1.0
        read = [str(self.lines), percent(exact), percent(error)]
        return [name, *read, str(self.by_source), str(self.by_picture), str(self.both)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Shoot, read twice, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("urls", nargs="*", metavar="URL")
    urls = parser.parse_args(arguments).urls or [file.as_uri() for file in sorted((SAMPLES / "pages").glob("*.html"))]
    counts = {url.rsplit("/", 1)[-1]: count for url, count in counted(urls)}
    heads = ["page", "lines", "read exactly", "CER", "exposures by source", "by picture", "in both"]
    total = sum(counts.values(), Count()).row("all")
    print(markdown([heads, *(count.row(name) for name, count in counts.items()), total]))


def counted(urls: Iterable[str]) -> Iterator[tuple[str, Count]]:
    """The count of each page."""
    settings, told = Settings(), Told()
    engine = create(settings)
    flow = Pipeline(told, choose(settings), settings.min_score, policy_of(settings), b"benchmark")
    for url, pixels, texts in shown(urls):
        frame = Frame(url, pixels)
        read = engine.read(frame)
        readings = []
        for lines in ([Line(tuple(even(t["text"], *t["box"]))) for t in texts], read):
            told.lines = lines
            readings.append(flow(frame).exposures)
        each = [measure({"texts": [text], "pii": []}, pixels, read) for text in texts]
        yield url, _count(each, *readings)


def shown(urls: Iterable[str]) -> Iterator[tuple[str, np.ndarray[Any, np.dtype[np.uint8]], list[dict[str, Any]]]]:
    """Each page's pixels, and the lines of its source that lie on them, with boxes [left, top, width, height]."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser())
        page = running.new_page(viewport={"width": WIDTH_CSS_PX, "height": HEIGHT_CSS_PX})
        for url in urls:
            page.goto(url)
            picture = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
            yield url, np.asarray(picture), list(_visible(page.evaluate(READ_PAGE)["texts"]))
        running.close()


def _visible(texts: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for text in texts:
        left, top, right, bottom = (round(side) for side in text["box"])
        if left >= 0 and top >= 0 and right <= WIDTH_CSS_PX and bottom <= HEIGHT_CSS_PX and text["text"].strip():
            yield {"text": text["text"], "box": [left, top, right - left, bottom - top]}


def _count(lines: Sequence[Tally], by_source: Sequence[Record], by_picture: Sequence[Record]) -> Count:
    both = sum(any(_same(one, other) for other in by_picture) for one in by_source)
    exact = sum(not tally.wrong_tight for tally in lines)
    wrong, length = sum(t.wrong_tight for t in lines), sum(t.length_tight for t in lines)
    return Count(len(lines), exact, wrong, length, len(by_source), len(by_picture), both)


def _same(one: Record, other: Record) -> bool:
    """Whether two findings are of one type and in one place."""
    return one.type == other.type and any(
        a.overlap(b) * 2 > min(a.area, b.area) for a in one.boxes for b in other.boxes
    )


if __name__ == "__main__":
    main()
