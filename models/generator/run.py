"""What one line of a screen says, in pieces; the common language of content and layout."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one style; `type` is "" where it is not personal data.

    Pieces with the same non-zero `group` are parts of one value: street line and city line, first and last name.
    """

    text: str
    type: str = ""
    subject: str = "customer"
    masked: bool = False
    group: int = 0


Run = tuple[Piece, ...]
