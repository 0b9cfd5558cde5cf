"""VEHICLE_PLATE: a registration plate, as curbside pick-up desks note it.

What it finds: 4 to 9 letters and digits under a label such as Plate, Kennzeichen or Targa.
Why it matters: a plate leads to its keeper, and shows who is at the store now.
Source: national plate formats are too many and too short to be recognised without a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from screenpii.context import Context
from screenpii.entities import detects, within
from screenpii.lexicon.masks import MASKS
from screenpii.types import Candidate

FOUND = [
    ("License plate  7ABC123", "7ABC123"),
    ("Kennzeichen:  B-MW 1234", "B-MW 1234"),
    ("Plate no.\nKX21 ABC", "KX21 ABC"),
]
NOT_FOUND = [
    "Vehicle  Toyota Corolla",
    "Dinner plate  10 inch",
    "Plate  White 27cm",
    "Registration  closed",
]
_PLATE = re.compile(
    rf"(?<!\w)(?=[A-ZÄÖÜ0-9{MASKS} \-]{{0,13}}\d)(?=[A-ZÄÖÜ0-9{MASKS} \-]{{0,13}}[A-ZÄÖÜ])[A-ZÄÖÜ0-9{MASKS}]{{1,4}}(?:[ \-]?[A-ZÄÖÜ0-9{MASKS}]{{1,4}}){{1,2}}(?![\w])"
)


@detects("VEHICLE_PLATE", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """Letters together with digits under a plate's label."""
    for match in within(context, "VEHICLE_PLATE", _PLATE):
        if 4 <= sum(c.isalnum() for c in match.group()) <= 9:
            yield Candidate("VEHICLE_PLATE", *match.span(), ("format:weak",))
