"""What both halves of the generator pass to one another: a line of text as runs of one meaning each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one style; `type` "" = not personal data.

    Pieces with the same non-zero `group` are parts of one value (street line and city line, first name and last name).
    `faint` ones are set in a paler ink, as placeholders are.
    """

    text: str
    type: str = ""
    subject: str = "customer"
    masked: bool = False
    group: int = 0
    faint: bool = False


Run: TypeAlias = tuple[Piece, ...]
