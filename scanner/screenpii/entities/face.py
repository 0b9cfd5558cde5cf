"""FACE: a photograph of a person's face.

What it finds: portraits in circles and squares, coloured or grey, and faces in larger photographs, from four line
heights on: 48 pixels beside type of 14. Not users' small pictures in bars and lists; of a column of slightly larger
ones only the first. Not letters on colour, logos, icons, drawings and pictures of goods.
Why it matters: a face names a person to all who know them, and to machines; beside a name or an order it is a record.
Source: GDPR recital 51 and Art. 4(14); Cal. Civ. Code 1798.140(c). Found by MTCNN (Zhang et al., 2016).

`python -m benchmarks.faces` (screens of 1920 x 1080 with 15 portraits of 28 to 160 pixels and 15 other pictures each, or
30 others): all of 223 portraits of 64 pixels and more are found, none of the 77 smaller ones is reported, and nothing
else; 94 ms of CPU a screen with portraits, 29 ms with other pictures alone. All are of two people, so it says little of
others.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from screenpii.context import Context
from screenpii.entities import detects
from screenpii.faces import find_faces
from screenpii.faces.weights import ALL, PACKAGE
from screenpii.networks import missing
from screenpii.types import Box, Candidate, Page

MIN_STRONG_PROBABILITY = 0.97  # probability from which the network's false positives are rare


def check() -> str:
    """How to install the networks, if they are missing."""
    return missing(PACKAGE, ALL)


# median line heights; smaller faces are users' pictures in lists. Type of 14 CSS pixels has lines of 12 pixels
MIN_PORTRAIT_LINE_HEIGHTS = 3.8
MIN_PORTRAIT_PX = 44  # side of the smallest portrait by which somebody is recognised
DEFAULT_LINE_HEIGHT_PX = 12  # line height on a page without text
MAX_AVATAR_LINE_HEIGHTS = 4.9  # median line heights of an avatar; of a column of avatars the first alone counts
# share of its width by which left edge and width of a picture differ from others in its column
COLUMN_TOLERANCE_SHARE = 0.15


@detects(
    "FACE", __doc__, check=check, by_pixels=True, preview=lambda entity: "a face"
)  # its examples are pictures, in tests/entities
def propose(context: Context) -> Iterator[Candidate]:
    """One candidate for each face that is large enough, outside the top bar; of a list's column one."""
    page = context.page
    unit = median(line.box.height for line in page.lines) if page.lines else DEFAULT_LINE_HEIGHT_PX
    kept: list[Box] = []
    for box, probability in sorted(find_faces(page.frame.pixels), key=lambda found: found[0].top):
        listed = box.width < MAX_AVATAR_LINE_HEIGHTS * unit and any(_in_column(box, other) for other in kept)
        if box.width < max(MIN_PORTRAIT_PX, MIN_PORTRAIT_LINE_HEIGHTS * unit) or listed or _in_bar(page, box):
            continue
        kept.append(box)
        strength = "format:strong" if probability >= MIN_STRONG_PROBABILITY else "format:good"
        yield Candidate("FACE", 0, 0, (strength,), (box,), "face")


def _in_column(one: Box, other: Box) -> bool:
    slack = COLUMN_TOLERANCE_SHARE * one.width
    return abs(one.left - other.left) <= slack and abs(one.width - other.width) <= slack


def _in_bar(page: Page, box: Box) -> bool:
    """Whether a picture is in the top bar, between the frame's edge and the lowest text of the bar."""
    bar = [line.box.bottom for line, region in zip(page.lines, page.regions, strict=False) if region == "top"]
    return bool(bar) and box.middle <= max(bar)
