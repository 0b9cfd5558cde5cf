"""Pictures → files that mirror the names of their sources, for their owner's eyes only."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath

from PIL.Image import Image

from screenpii.errors import UsageError
from screenpii.files import safe_path, write_below, writing


def save(image: Image, folder: Path, source: str, frame: int) -> None:
    """Write a PNG below the folder, whole or not at all, with mode 0600 in folders of mode 0700.

    Raises OSError if that fails, also where a link in the folder leads out of it.
    """
    data = BytesIO()
    image.save(data, "PNG", compress_level=3)  # twice as fast as the default, and hardly larger
    write_below(folder, name_of(source, frame), data.getvalue())


def name_of(source: str, frame: int) -> PurePosixPath:
    """The relative path of a frame's picture: a different one for each source and frame, and never out of its folder.

    The source's own path with `.png` behind it; frames after the first have their number before that.
    """
    path = safe_path(source)
    name = re.sub(r"\.(?=\d{4,}\Z)", "%2e", path.name)  # no frame of another source, though it looks like one
    number = f".{frame:04}" if frame else ""
    return path.with_name(f"{name}{number}.png")


def open_folder(folder: Path, scanned: Sequence[Path]) -> Path:
    """The folder for annotated pictures with its real path, made if it is not there, for its owner only.

    UsageError if it cannot be written, or if its pictures would be scanned themselves the next time.
    """
    real = Path(os.path.realpath(folder))
    for path in scanned:
        other = Path(os.path.realpath(path))
        if other.is_dir() and (real.is_relative_to(other) or other.is_relative_to(real)):
            raise UsageError(f"{folder}: is in, or holds, the scanned folder {path}; choose one apart for the pictures")
    if real.exists() and not real.is_dir():
        raise UsageError(f"{folder}: is not a folder")
    with writing(folder):
        real.mkdir(0o700, exist_ok=True)
        tempfile.TemporaryFile(dir=real).close()
    return real
