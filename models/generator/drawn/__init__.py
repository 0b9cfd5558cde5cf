"""Screens drawn by hand as pages of a browser, in endless variants.

`pages/` has the pages, `screens/` what a browser makes of them: lines with boxes, and whose data stands where
(`samples/README.md` tells how pages are marked, `samples/render.py` how the files are made anew).
"""

from zlib import crc32

from models.generator.drawn.sheet import Sheet, sheets
from models.generator.drawn.vary import vary

FOLDS = 4  # parts of the drawn screens, one of which can be left out of a training to measure on


def fold_of(name: str) -> int:
    """The part that a drawn screen belongs to, 1 to 4: its name's alone, whatever other screens there are."""
    return crc32(name.encode()) % FOLDS + 1


def fold(number: int) -> frozenset[str]:
    """The names of the drawn screens of one part."""
    return frozenset(name for name in sheets() if fold_of(name) == number)


__all__ = ["FOLDS", "Sheet", "fold", "fold_of", "sheets", "vary"]
