"""FACE: a photograph of a person's face.

What it finds: portraits in circles and squares from about 28 pixels wide, coloured or grey, and faces in larger
photographs. Not letters on colour, logos, icons, drawings and pictures of goods.
Why it matters: a face names a person to all who know them, and to machines; beside a name or an order it is a record.
Source: GDPR recital 51 and Art. 4(14); Cal. Civ. Code 1798.140(c). Found by MTCNN (Zhang et al., 2016).

`python -m benchmarks.faces` (screens of 1920 x 1080 with 15 portraits of 28 to 160 pixels and 15 other pictures each, or
30 others): all of 300 portraits are found, and a cat's head of 28 pixels twice; 58 ms of CPU a screen with portraits, 19 ms
with other pictures alone, 5 ms without any. All 300 are of two people, so it says little of others.
"""

from __future__ import annotations

from collections.abc import Iterator

from scanner.entities import detects
from scanner.faces import find_faces
from scanner.faces.weights import ALL, PACKAGE
from scanner.networks import missing
from scanner.types import Candidate, Page

FOUND: list[tuple[str, str]] = []  # pictures of faces are tested in tests/entities
NOT_FOUND = ["JS  Jane Smith", "Profile picture", ":-)"]
STRONG = 0.97  # probability above which the network is hardly ever wrong


def check() -> str:
    """How to install the networks, if they are missing."""
    return missing(PACKAGE, ALL)


@detects("FACE")
def propose(page: Page) -> Iterator[Candidate]:
    """One candidate for each face on the frame."""
    for box, probability in find_faces(page.frame.pixels):
        strength = "format:strong" if probability >= STRONG else "format:good"
        yield Candidate("FACE", 0, 0, (strength,), (box,), "face")
