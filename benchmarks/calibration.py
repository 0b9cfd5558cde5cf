"""What the confidence of engines is worth: `python -m benchmarks.calibration samples`.

The folder holds images with same-stem truth JSON. Each is read as it is, and made worse in ways that screenshots are:
smaller, and as a JPEG. An engine's own confidence in a line is compared with the share of its characters that are
right. A table from the one to the other is fitted on every second screen and measured on the others, and the other way
round; the last table is fitted on all. The expected calibration error is the mean distance between what is said and
what is right, over ten groups of equally many characters (Naeini et al. 2015, "Obtaining well calibrated
probabilities").
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.reading import choose, load
from benchmarks.reading_measures import MASK_CHARS, alike, distance, markdown, percent, tight
from screenpii.config import Settings
from screenpii.imaging import Analysis
from screenpii.ocr import EngineReader, create, engines
from screenpii.ocr.calibration import IDENTITY, Calibration
from screenpii.ocr.doubt import legible
from screenpii.types import Box, Frame, Line

if TYPE_CHECKING:
    from screenpii.types import Pixels

GROUP_ENDS = tuple(k / 10 for k in range(1, 11))  # shares of all characters at which groups end whose error is measured
# shares of all characters, by rising confidence, at which a table has its points: most characters are sure
KNOT_SHARES = (0.01, 0.03, 0.1, 0.2, 0.4, 0.7, 1.0)
MIN_COVERED_SHARE = 0.5  # share of a truth's box that a line covers which is a reading of it
MAX_TOUCHED_SHARE = 0.1  # share of a truth's box that a line may cover without being a reading of it
# size ratio and JPEG quality (0: none) of what is read: as it is, small, and as pictures in mails and tickets
CONDITIONS = ((1.0, 0), (0.6, 0), (0.75, 30))


@dataclass(frozen=True)
class Sample:
    """A line that was read: its screen's number, the engine's own confidence, its length, the share that is right."""

    screen: int
    confidence: float
    length: int
    right: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engines", default=",".join(engines.load()), help="comma-separated")
    options = parser.parse_args(arguments)
    rows = [["engine", "lines", "characters right", "ECE of its own", "as declared", "fitted, held out"]]
    tables = []
    for name in options.engines.split(","):
        samples = list(read(name, choose(options.folder)))
        rows.append(row(name, samples))
        tables.append(f"{name}: {fitted(samples).points}")
    print(markdown(rows), *tables, sep="\n\n")


def read(name: str, stems: Sequence[Path]) -> Iterator[Sample]:
    """The lines that an engine reads on the screens of these truth files, but for those that hold masks."""
    reader = create(Settings(engine=name))
    assert isinstance(reader, EngineReader)
    for number, path in enumerate(stems):
        truth, pixels = load(path)
        for scale, quality in CONDITIONS:
            frame = Frame(path.stem, worse(pixels, scale, quality))
            lines = legible(reader.engine.read(frame, Analysis(frame.pixels)))
            yield from compared(lines, truth["texts"], scale, number)


def worse(pixels: Pixels, scale: float, quality: int) -> Pixels:
    """The picture made smaller, and saved as a JPEG of that quality if it is not 0."""
    image = Image.fromarray(pixels)
    if scale < 1:
        image = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
    if quality:
        file = io.BytesIO()
        image.save(file, "JPEG", quality=quality)
        image = Image.open(file)
    return np.array(image.convert("RGB"))


def compared(lines: Sequence[Line], texts: Sequence[Any], scale: float, number: int) -> Iterator[Sample]:
    """What is right of each line; lines that hold masks, or only a part of a text, are left out."""
    truths = [(Box.from_xywh(*(scale * side for side in text["box"])), text["text"]) for text in texts]
    for line in lines:
        shares = [line.box.overlap(box) / max(1, box.area) for box, _ in truths]
        if any(MAX_TOUCHED_SHARE < share <= MIN_COVERED_SHARE for share in shares):
            continue
        own = sorted((t for t, share in zip(truths, shares, strict=True) if share > MIN_COVERED_SHARE), key=left)
        want, got = tight(alike("".join(text for _, text in own))), tight(alike(line.text))
        if got and set(want + got).isdisjoint(set(MASK_CHARS) - set("xX#")):
            right = max(0.0, 1 - distance(want, got) / len(got))
            yield Sample(number, line.confidence, len(got), right)


def left(truth: tuple[Box, str]) -> int:
    """Where a text begins."""
    return truth[0].left


def row(name: str, samples: Sequence[Sample]) -> list[str]:
    """A row of the table: how far from the truth an engine's confidence is, its own, declared and fitted."""
    halves = [[s for s in samples if s.screen % 2 == half] for half in (0, 1)]
    held_out = [error(halves[1 - half], fitted(halves[half])) for half in (0, 1)]
    own, declared = error(samples, IDENTITY), error(samples, engines.load()[name].calibration)
    right = sum(s.right * s.length for s in samples) / sum(s.length for s in samples)
    return [name, str(len(samples)), *map(percent, (right, own, declared, sum(held_out) / 2))]


def error(samples: Sequence[Sample], calibration: Calibration) -> float:
    """The expected calibration error, 0 to 1."""
    told = [Sample(s.screen, calibration(s.confidence), s.length, s.right) for s in samples]
    groups = [(weight, abs(said - right)) for weight, said, right in grouped(told, GROUP_ENDS)]
    return sum(weight * apart for weight, apart in groups) / sum(weight for weight, _ in groups)


def fitted(samples: Sequence[Sample]) -> Calibration:
    """The table that gives each confidence the share of right characters of lines like that, never falling."""
    pools: list[tuple[int, float, float]] = []
    for pool in grouped(samples, KNOT_SHARES):
        pools.append(pool)
        while len(pools) > 1 and pools[-2][2] >= pools[-1][2]:  # pool adjacent violators (Ayer et al. 1955)
            (weight, said, right), (other, saying, being) = pools[-2:]
            both = weight + other
            pools[-2:] = [(both, (weight * said + other * saying) / both, (weight * right + other * being) / both)]
    return Calibration(tuple((round(said, 3), round(right, 3)) for _, said, right in pools))


def grouped(samples: Sequence[Sample], ends: Sequence[float]) -> Iterator[tuple[int, float, float]]:
    """Groups of characters by rising confidence: their number, mean confidence and share of right ones.

    `ends` are the shares of all characters at which the groups end; a line is in one group.
    """
    ordered = sorted(samples, key=lambda s: s.confidence)
    lengths = np.array([s.length for s in ordered])
    group = np.searchsorted(ends, (np.cumsum(lengths) - lengths) / lengths.sum(), side="right")
    said, right = (np.array([getattr(s, key) for s in ordered]) for key in ("confidence", "right"))
    for own in (group == k for k in range(len(ends))):
        if own.any():
            weights = lengths[own]
            means = (float(np.average(values[own], weights=weights)) for values in (said, right))
            yield int(weights.sum()), next(means), next(means)


if __name__ == "__main__":
    main()
