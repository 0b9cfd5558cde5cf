"""For other programs: `Scanner` reads one picture in this process, `scan` looks at files, folders and web pages.

`docs/library.md` has examples. Everything here is also at the top of the package: `from screenpii import Scanner`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from screenpii import pipeline
from screenpii.config import Settings
from screenpii.errors import UnreadableError, UsageError
from screenpii.keys import of_run
from screenpii.pixels import pixels_of
from screenpii.scanning import Sink, scanned
from screenpii.sources import Item, frames
from screenpii.types import Frame, Reading, Report

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Picture = str | Path | bytes | Image.Image | NDArray[np.uint8] | Frame


class Scanner:
    """Reads pictures one after the other, with engine and model loaded once, in the process that calls it.

    A file that was made to break its decoder can break this process: for pictures of strangers use `scan`, which reads
    in worker processes. Raises UsageError for settings that cannot be followed, MissingEngineError without the engine.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._read = pipeline.load(self.settings, of_run(self.settings.key)[0])

    def read(self, image: Picture, name: str = "") -> Reading:
        """What a picture shows: a path, the bytes of a file, a Pillow image, or height x width x 3 of RGB, 8 bits.

        `name` is its name in the result. Boxes are in its pixels, from the top left. UnreadableError if it cannot be
        decoded, UsageError if it has several frames, which `scan` reads.
        """
        return self._read(self._frame(image, name))

    def _frame(self, image: Picture, name: str) -> Frame:
        if isinstance(image, Frame):  # from `redacted`
            return image
        if isinstance(image, np.ndarray):
            image = Image.fromarray(image)
        if isinstance(image, Image.Image):
            return Frame(name or "image", pixels_of(image))
        data = image if isinstance(image, bytes) else None
        path = Path(name or "image") if isinstance(image, bytes) else Path(image)
        found = list(frames(Item(name or path.name, path, data), self.settings.limits))
        if len(found) != 1:
            raise UsageError(f"{name or path}: has {len(found)} frames; use screenpii.scan")
        if not isinstance(found[0], Frame):
            raise UnreadableError(f"{name or path}: {found[0].reason}")
        return found[0]


def scan(inputs: Sequence[str | Path], settings: Settings | None = None, sinks: Iterable[Sink] = ()) -> Report:
    """The report on files, folders and addresses of web pages, read in worker processes.

    Each sink is called with every `Reading` and `Skipped` as it comes. Raises UsageError for inputs and settings that
    cannot be followed, MissingEngineError without the engine; what cannot be read is in the report.
    """
    report, failure = scanned([str(one) for one in inputs], settings or Settings(), sinks)
    if failure:
        raise failure
    return report
