"""For other programs: `Scanner` reads one picture in this process, `scan` looks at files, folders and web pages.

`docs/library.md` has examples. Everything here is also at the top of the package: `from screenpii import Scanner`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from screenpii import assembly
from screenpii.config import Settings
from screenpii.errors import UnreadableError, UsageError
from screenpii.keys import of_run
from screenpii.pixels import pixels_of
from screenpii.scanning import scan as scan
from screenpii.sources import Item, Picture, frames
from screenpii.types import Frame, Reading, Skipped

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Readable = str | Path | bytes | Image.Image | NDArray[np.uint8] | Frame


class Scanner:
    """Reads pictures one after the other, with engine and model loaded once, in the process that calls it.

    A file that was made to break its decoder can break this process: for pictures of strangers use `scan`, which reads
    in worker processes. Raises UsageError for settings that cannot be followed, MissingEngineError without the engine.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._read = assembly.load(self.settings, of_run(self.settings.key)[0])

    def read(self, image: Readable, name: str = "") -> Reading:
        """What a picture shows: a path, the bytes of a file, a Pillow image, or height x width x 3 of RGB, 8 bits.

        `name` is its name in the result. Boxes are in its pixels, from the top left. UnreadableError if it cannot be
        decoded, UsageError if it has several frames, which `scan` reads.
        """
        return self._read(self._frame(image, name))

    def _frame(self, image: Readable, name: str) -> Frame:
        if isinstance(image, Frame):  # from `redacted`
            return image
        if isinstance(image, np.ndarray):
            image = Image.fromarray(image)
        if isinstance(image, Image.Image):
            return Frame(name or "image", pixels_of(image))
        locator = Picture(image) if isinstance(image, bytes) else Path(image)
        called = name or (locator.name if isinstance(locator, Path) else "image")
        found = list(frames(Item(called, locator), self.settings))
        told = locator if isinstance(locator, Path) and not name else called
        if len(found) != 1:
            raise UsageError(f"{told}: has {len(found)} frames; use screenpii.scan")
        match found[0]:
            case Frame() as frame:
                return frame
            case Skipped(_, reason):
                raise UnreadableError(f"{told}: {reason}")
        raise UsageError(f"{told}: holds other files; use screenpii.scan")
