"""Redaction of one picture in memory; `runners/redacting.py` does files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np
from PIL import Image

from screenpii.errors import RemainsError, UnreadableError
from screenpii.pixels import pixels_of
from screenpii.redact.encode import TIMED as TIMED
from screenpii.redact.encode import encoded as encoded
from screenpii.redact.marks import STYLES as STYLES
from screenpii.redact.marks import Choice as Choice
from screenpii.redact.marks import Mark as Mark
from screenpii.redact.marks import Style as Style
from screenpii.redact.marks import counted as counted
from screenpii.redact.marks import remains as remains
from screenpii.redact.paint import paint as paint
from screenpii.types import Box, Frame, Reading, Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

Read = Callable[[Frame], Reading]
Picture = TypeVar("Picture", Image.Image, "NDArray[np.uint8]")
MAX_PASSES = 3
"""How often a picture is painted before it is given up."""


@dataclass(frozen=True, slots=True)
class Redaction(Generic[Picture]):
    """A picture of the kind that was given, RGB of 8 bits, and the findings that were painted over on it."""

    picture: Picture
    painted: tuple[Record, ...]


def redacted(
    picture: Picture, by: Sequence[Record] | Read, style: Style = "solid", everything: bool = False
) -> Redaction[Picture]:
    """A copy of the picture with the exposed findings painted over, or all of them with `everything`.

    `by` are findings, and nothing is checked; or a pipeline (`assembly.load` gives it), and the result is read again:
    UnreadableError if it is not fully read, RemainsError if findings are left.
    """
    choice = Choice(style, everything)
    image = Image.fromarray(pixels_of(picture if isinstance(picture, Image.Image) else Image.fromarray(picture)))
    painted = _painted(image, by, choice) if callable(by) else _covered(image, by, choice)
    return Redaction(image if isinstance(picture, Image.Image) else np.array(image), painted)


def _covered(image: Image.Image, findings: Sequence[Record], choice: Choice) -> tuple[Record, ...]:
    paint(image, list(choice.marks(findings, Box(0, 0, *image.size))))
    return tuple(filter(choice.takes, findings))


def _painted(image: Image.Image, read: Read, choice: Choice) -> tuple[Record, ...]:
    found = _covered(image, _found(image, read), choice)
    for left in range(MAX_PASSES - 1, -1, -1):
        remaining = [finding for finding in _found(image, read) if choice.remains(finding)]
        if not remaining:
            return found
        if left:
            found = _covered(image, [*found, *remaining], Choice("solid", True))
    raise RemainsError(remains(remaining))


def _found(image: Image.Image, read: Read) -> tuple[Record, ...]:
    pixels = np.array(image)
    if empty(pixels):
        return ()
    reading = read(Frame("picture", pixels))
    if reading.reason:
        raise UnreadableError(f"not redacted: {reading.reason}")
    return reading.findings


def empty(pixels: NDArray[np.uint8]) -> bool:
    """Whether all pixels are equal, so that there is nothing to read."""
    return bool((pixels == pixels[0, 0]).all())
