"""Photographs, as a whole frame or in a part of it: hardly any pixel equals its neighbour."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from screenpii.types import Box

RUN_PX = 8  # length of a flat run: neighbouring pixels of one colour in a row
MIN_SCREEN_RUN_SHARE = 0.35  # share of flat runs in a screen: photographs have under 0.15, JPEGs of screens over 0.5
TILE_PX = 32  # side of the tiles that are judged one by one; a multiple of RUN_PX
MAX_PICTURE_RUN_SHARE = 0.15  # share of flat runs in a tile of a picture; small dense text has more
MIN_PICTURE_TILES = 10  # tiles of a picture; smaller ones are icons
MIN_PICTURE_SIDE_TILES = 3  # tiles of a picture's shorter side
MAX_SAMPLED_ROWS = 400  # rows, about, by which a whole frame is judged


def is_photo(pixels: NDArray[np.uint8]) -> bool:
    """Whether a picture has too few flat areas to be a rendered screen, even one saved as JPEG."""
    sample = pixels[:: max(1, pixels.shape[0] // MAX_SAMPLED_ROWS), :, 1]
    if sample.shape[1] <= 8 * RUN_PX or sample.shape[0] < 16:
        return False
    return float(_flat(sample[:, : (sample.shape[1] - 1) // RUN_PX * RUN_PX + 1]).mean()) < MIN_SCREEN_RUN_SHARE


def find_photographs(pixels: NDArray[np.uint8]) -> list[Box]:
    """The boxes of photographs and the like within a rendered screen."""
    height, width = (side // TILE_PX for side in pixels.shape[:2])
    if min(height, width) < MIN_PICTURE_SIDE_TILES:
        return []
    flat = _flat(pixels[: height * TILE_PX : 2, : width * TILE_PX + 1, 1])
    share = flat.reshape(height, TILE_PX // 2, width, TILE_PX // RUN_PX).mean(axis=(1, 3))
    found = cv2.connectedComponentsWithStats((share < MAX_PICTURE_RUN_SHARE).astype(np.uint8), connectivity=4)[2][1:]
    large = (found[:, 4] >= MIN_PICTURE_TILES) & (found[:, 2:4].min(axis=1) >= MIN_PICTURE_SIDE_TILES)
    return [Box(x, y, x + w, y + h) for x, y, w, h in (found[large][:, :4] * TILE_PX).tolist()]


def _flat(green: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """For each row and each run of RUN_PX pixels whether they, and the next one if there is one, have one value."""
    same = np.pad(green[:, 1:] == green[:, :-1], ((0, 0), (0, 1)), constant_values=True)
    runs = same.shape[1] // RUN_PX
    return np.asarray(same[:, : runs * RUN_PX].reshape(len(same), runs, RUN_PX).all(axis=2))
