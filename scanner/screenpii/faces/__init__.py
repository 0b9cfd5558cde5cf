"""Photographs of faces on a screen: pictures are looked for first, and only in those the networks look for faces."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from screenpii.types import Box, Pixels

if TYPE_CHECKING:
    from screenpii.faces.mtcnn import Mtcnn

FACE_HEIGHT_SHARES = (0.25, 1.0)  # of a picture's shorter side: how high its faces are at least and at most
MIN_FACE_PX = 10  # pixels: a lower face cannot be told
MARGIN_DIVISOR = 4  # a picture's shorter side over the margin around it: faces may reach its edges
MIN_PORTRAIT_FACE_SHARE = 0.35  # of a picture's height: a higher face makes it a portrait
# The height of a face that fills no picture, over what its box is grown by on each side: a half in all
GROWTH_DIVISOR = 4


@cache
def _networks() -> Mtcnn:
    from screenpii.faces.mtcnn import Mtcnn

    return Mtcnn()


def find_faces(pixels: Pixels) -> Iterator[tuple[Box, float]]:
    """The boxes of portraits, and of faces in other pictures, with the probability (0 to 1) of each."""
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
