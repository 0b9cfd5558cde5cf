"""FACE: a photograph of a person's face.

What it finds: portraits in circles and squares from about 28 pixels wide, coloured or grey, and faces in larger
photographs. Not letters on colour, logos, icons, drawings and pictures of goods.
Why it matters: a face names a person to all who know them, and to machines; beside a name or an order it is a record.
Source: GDPR recital 51 and Art. 4(14); Cal. Civ. Code 1798.140(c). Found by MTCNN (Zhang et al., 2016).
"""

from __future__ import annotations

from collections.abc import Iterator

from scanner.entities import detects
from scanner.faces import find_faces
from scanner.types import Candidate, Page

FOUND: list[tuple[str, str]] = []  # pictures of faces are tested in tests/entities
NOT_FOUND = ["JS  Jane Smith", "Profile picture", ":-)"]
STRONG = 0.97  # probability above which the network is hardly ever wrong


@detects("FACE")
def propose(page: Page) -> Iterator[Candidate]:
    """One candidate for each face on the frame."""
    for box, probability in find_faces(page.frame.pixels):
        strength = "format:strong" if probability >= STRONG else "format:good"
        yield Candidate("FACE", 0, 0, (strength,), (box,), "face")
