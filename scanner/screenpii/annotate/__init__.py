"""Findings, lines, fields and tables drawn on copies of the pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from screenpii.annotate.draw import draw
from screenpii.annotate.store import save
from screenpii.types import Page, Record


def annotate(page: Page, findings: Sequence[Record], folder: Path) -> str:
    """Why the page's picture could not be drawn or written into the folder, or an empty string; never raises."""
    try:
        save(draw(page, findings), folder, page.frame.source, page.frame.index)
    except Exception as error:  # no error here may cost the findings; its message may hold a value
        return f"not annotated ({getattr(error, 'strerror', None) or type(error).__name__})"
    return ""
