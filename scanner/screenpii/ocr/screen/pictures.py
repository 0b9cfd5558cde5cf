"""Where a frame is no rendered screen, as a whole or in part: photographs, in which no pixel is like its neighbour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from screenpii.types import Box, Line

RUN = 8  # neighbouring pixels of one colour in a row
FLAT = 0.35  # share of such runs below which a frame is a photograph; those have under 0.15, JPEGs of screens over 0.5
TILE = 32  # pixels of the sides of the tiles that are judged by themselves; a multiple of RUN
ROUGH = 0.15  # share of such runs below which a tile is part of a picture; small dense text has more
LEAST, NARROWEST = 10, 3  # tiles of a picture, and of its shorter side: smaller ones are icons
SURE = 0.8  # mean confidence of a line that was read well without the neural detector
COVERED = 0.5  # share of a line's box that another one covers


def is_photo(pixels: NDArray[np.uint8]) -> bool:
    """Whether a picture has too few flat areas to be a rendered screen, even one saved as JPEG."""
    sample = pixels[:: max(1, pixels.shape[0] // 400), :, 1]
    if sample.shape[1] <= 8 * RUN or sample.shape[0] < 16:
        return False
    return float(_flat(sample[:, : (sample.shape[1] - 1) // RUN * RUN + 1]).mean()) < FLAT


def find_pictures(pixels: NDArray[np.uint8]) -> list[Box]:
    """The boxes of photographs and the like within a rendered screen."""
    height, width = (side // TILE for side in pixels.shape[:2])
    if min(height, width) < NARROWEST:
        return []
    flat = _flat(pixels[: height * TILE : 2, : width * TILE + 1, 1])
    share = flat.reshape(height, TILE // 2, width, TILE // RUN).mean(axis=(1, 3))
    found = cv2.connectedComponentsWithStats((share < ROUGH).astype(np.uint8), connectivity=4)[2][1:]
    large = (found[:, 4] >= LEAST) & (found[:, 2:4].min(axis=1) >= NARROWEST)
    return [Box(x, y, x + w, y + h) for x, y, w, h in (found[large][:, :4] * TILE).tolist()]


def _flat(green: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """For each row and each run of RUN pixels whether they, and the next one if there is one, have one value."""
    same = np.pad(green[:, 1:] == green[:, :-1], ((0, 0), (0, 1)), constant_values=True)
    runs = same.shape[1] // RUN
    return np.asarray(same[:, : runs * RUN].reshape(len(same), runs, RUN).all(axis=2))


def joined(rendered: Sequence[Line], seen: Sequence[Line]) -> Iterator[Line]:
    """The lines of a screen, with those that the neural detector has `seen` in its pictures where none is surer."""
    sure = [line.box for line in rendered if line.confidence >= SURE and len(line.chars) > 1]
    added = [line for line in seen if not _covered(line.box, sure)]
    yield from added
    boxes = [line.box for line in added]
    yield from (line for line in rendered if line.confidence >= SURE or not _covered(line.box, boxes))


def _covered(box: Box, others: Sequence[Box]) -> bool:
    return any(box.overlap(other) > COVERED * min(box.area, other.area) for other in others)
