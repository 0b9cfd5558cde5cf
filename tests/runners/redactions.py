"""Redacts one file, and reads the frames of a file, for the tests."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageSequence

from screenpii.config import Settings
from screenpii.redact import Choice
from screenpii.runners.frames import Read
from screenpii.runners.messages import Alive, Done
from screenpii.runners.redacting import Place, Redacted, Redactor
from screenpii.sources import Item
from screenpii.types import Box
from tests.redact.reds import VALUE, read, screen

OTHER = Box(70, 30, 110, 40)


def redact(
    path: Path, out: Path | None, by: Read = read, source: str = "", force: bool = False, choice: Choice | None = None
) -> Redacted:
    redactor = Redactor(by, choice or Choice(), Place(out, force), Settings())
    *beats, done = redactor(Item(source or path.name, path))
    assert set(beats) <= {Alive()}
    assert isinstance(done, Done)
    assert isinstance(done.result, Redacted)
    return done.result


def frames(path: Path) -> list[np.ndarray]:
    with Image.open(path) as image:
        return [np.asarray(frame.convert("RGB")) for frame in ImageSequence.Iterator(image)]


def film(path: Path, kind: str) -> Path:
    many = [screen(*boxes) for boxes in ((VALUE,), (OTHER,), (VALUE, OTHER), ())]
    extra = {} if kind == "TIFF" else {"duration": [100, 200, 300, 400], "loop": 2}
    many[0].save(path, kind, save_all=True, append_images=many[1:], **extra)
    return path
