"""Face detection on screens: pictures are located first, and the networks run on those alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from screenpii.types import Box, Pixels

if TYPE_CHECKING:
    from screenpii.faces.mtcnn import Mtcnn

FACE_HEIGHT_SHARES = (0.25, 1.0)  # height of a face as shares of a picture's shorter side, least and most
MIN_FACE_PX = 10  # height of a face that can be found
MARGIN_DIVISOR = 4  # a picture's shorter side over the margin around it: faces may reach its edges
MIN_PORTRAIT_FACE_SHARE = 0.35  # height of a face in a portrait as a share of the picture's height
GROWTH_DIVISOR = 4  # height of a face over what its box grows by on each side, where it fills no picture


@cache
def _networks() -> Mtcnn:
    from screenpii.faces.mtcnn import Mtcnn

    return Mtcnn()


def find_faces(pixels: Pixels) -> Iterator[tuple[Box, float]]:
    """The boxes of portraits and of faces in other pictures, in pixels, each with its probability (0 to 1)."""
    from screenpii.faces.pictures import find_pictures

    screen = Box.whole(pixels.shape)
    for picture in find_pictures(pixels):
        side = min(picture.width, picture.height)
        crop = picture.grown(side // MARGIN_DIVISOR, screen)
        for face in _networks().faces(
            pixels[crop.slices], max(MIN_FACE_PX, FACE_HEIGHT_SHARES[0] * side), FACE_HEIGHT_SHARES[1] * side
        ):
            found = face.box.moved(crop.left, crop.top)
            portrait = found.height >= MIN_PORTRAIT_FACE_SHARE * picture.height and picture.width < 2 * picture.height
            yield picture if portrait else found.grown(found.height // GROWTH_DIVISOR, screen), face.probability
