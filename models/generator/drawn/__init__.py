"""Screens drawn by hand as pages of a browser, in endless variants.

`pages/` has the pages, `screens/` what a browser makes of them: lines with boxes, and whose data stands where
(`samples/README.md` tells how pages are marked, `samples/render.py` how the files are made anew).
"""

from models.generator.drawn.sheet import Sheet, sheets
from models.generator.drawn.vary import vary

__all__ = ["Sheet", "sheets", "vary"]
