"""The PP-OCRv6 text detector, for photographs of displays, in which ink and ground cannot be separated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from screenpii.networks import checked, session
from screenpii.ocr.screen.weights import DETECTOR, PACKAGE
from screenpii.types import Box

MAX_SIDE_PX = 1600  # longer side of the picture that the detector sees
MAX_TILE_PX = 704  # side of the tiles that it sees at once
TILE_OVERLAP_PX = 64  # pixels by which two tiles overlap
MIN_PIXEL_PROBABILITY = 0.3  # probability of a pixel of text
MIN_REGION_PROBABILITY = 0.5  # mean probability of a region of text
REGION_GROWTH_RATIO = 1.6  # a region's core grows by its area times this, over its circumference (Liao et al. 2020, DB)
# mean of each channel in ImageNet, by which the network's input is normalised
MEAN_RGB = np.array([0.485, 0.456, 0.406], np.float32) * 255
STD_RGB = np.array([0.229, 0.224, 0.225], np.float32) * 255  # standard deviation of each channel in ImageNet


@dataclass(frozen=True, slots=True)
class Quad:
    """Four corners of a text region, clockwise from its top left, in pixels of the frame."""

    corners: NDArray[np.float32]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the region, straightened."""
        a, b, c, d = self.corners
        width = max(np.linalg.norm(b - a), np.linalg.norm(c - d))
        height = max(np.linalg.norm(d - a), np.linalg.norm(c - b))
        return max(1, round(float(width))), max(1, round(float(height)))

    def crop(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The region, straightened."""
        width, height = self.size
        matrix = cv2.getPerspectiveTransform(self.corners, _corners(width, height))
        found: Any = cv2.warpPerspective(
            pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        )
        return np.asarray(found, np.uint8)

    def back(self, box: Box, within: Box) -> Box:
        """Where a part of the straightened region is on the frame."""
        matrix = cv2.getPerspectiveTransform(_corners(*self.size), self.corners)
        shape = _corners(box.width, box.height) + np.array([box.left, box.top], np.float32)
        return _around(cv2.perspectiveTransform(shape[None], matrix)[0], within)


def _corners(width: int, height: int) -> NDArray[np.float32]:
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)


def _around(points: Any, within: Box) -> Box:
    left, top = (max(0, int(v)) for v in points.min(axis=0))
    right, bottom = (int(np.ceil(v)) for v in points.max(axis=0))
    left, top = min(left, within.right - 1), min(top, within.bottom - 1)
    return Box(left, top, max(left + 1, min(right, within.right)), max(top + 1, min(bottom, within.bottom)))


class Detector:
    """The detection network; loaded when it is first needed."""

    def __init__(self) -> None:
        self._session: Any = None

    def find(self, pixels: NDArray[np.uint8]) -> list[Quad]:
        """The text regions of a picture (height x width x 3, RGB)."""
        if self._session is None:
            self._session = session(checked(PACKAGE, DETECTOR))
        scale = min(1.0, MAX_SIDE_PX / max(pixels.shape[:2]))
        height, width = (max(32, round(side * scale / 32) * 32) for side in pixels.shape[:2])
        resized = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        heat = self._heat(resized)
        back = np.array([pixels.shape[1] / width, pixels.shape[0] / height], np.float32)
        return [Quad(corners * back) for corners in _regions(heat)]

    def _heat(self, pixels: Any) -> NDArray[np.float32]:
        """The probability of text for each pixel, tile by tile: the network's memory grows with its input."""
        height, width = pixels.shape[:2]
        heat = np.zeros((height, width), np.float32)
        name = self._session.get_inputs()[0].name
        for top, bottom in _tiles(height):
            for left, right in _tiles(width):
                part = pixels[top:bottom, left:right, ::-1]
                inputs = ((part.astype(np.float32) - MEAN_RGB) / STD_RGB).transpose(2, 0, 1)[None]
                found = self._session.run(None, {name: np.ascontiguousarray(inputs)})[0][0, 0]
                y, x = (
                    0 if start == 0 else TILE_OVERLAP_PX // 2 for start in (top, left)
                )  # the network is weaker at the edges of a tile
                heat[top + y : bottom, left + x : right] = found[y:, x:]
        return heat


def _tiles(length: int) -> list[tuple[int, int]]:
    """Start and end of equal parts that overlap; multiples of 32, as is the length."""
    number = -(-(length - TILE_OVERLAP_PX) // (MAX_TILE_PX - TILE_OVERLAP_PX)) if length > MAX_TILE_PX else 1
    size = -(-(length + (number - 1) * TILE_OVERLAP_PX) // (32 * number)) * 32
    starts = [round(k * (length - size) / max(1, number - 1) / 32) * 32 for k in range(number)]
    return [(start, start + size) for start in starts]


def _regions(heat: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    mask = cv2.dilate((heat > MIN_PIXEL_PROBABILITY).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours:
        (x, y), (w, h), angle = cv2.minAreaRect(contour)
        if min(w, h) < 3 or _mean(heat, contour) < MIN_REGION_PROBABILITY:
            continue
        grow = 2 * w * h * REGION_GROWTH_RATIO / (2 * (w + h))
        found.append(_ordered(cv2.boxPoints(((x, y), (w + grow, h + grow), angle))))
    return found


def _mean(heat: NDArray[np.float32], contour: Any) -> float:
    x, y, w, h = cv2.boundingRect(contour)
    inside = np.zeros((h, w), np.uint8)
    cv2.fillPoly(inside, [contour - np.array([[x, y]])], 1)
    return float(cv2.mean(heat[y : y + h, x : x + w], inside)[0])


def _ordered(points: Any) -> NDArray[np.float32]:
    """The corners clockwise from the top left."""
    by_x = points[np.argsort(points[:, 0], kind="stable")]
    left, right = by_x[:2], by_x[2:]
    left, right = left[np.argsort(left[:, 1])], right[np.argsort(right[:, 1])]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)
