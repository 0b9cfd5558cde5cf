"""How wide letters are: advances in ems by class of character, averaged over common sans-serif faces."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

CLASSES = (
    ("ijlI.,:;'|!’·", 0.25),
    ("ftr()[]/-*•‑ ", 0.33),
    ("mwMW@%…—", 0.86),
    ("sczJ", 0.49),
)
CAPITAL_EMS = 0.68  # advance width of a capital
DIGIT_EMS = 0.556  # advance width of a digit
OTHER_EMS = 0.55  # advance width of any other character
SPACE_EMS = 0.28  # advance width of a space
IDEOGRAPH_EMS = 1.0  # advance width of an ideograph
BOLD_RATIO = 1.06  # advance width of bold type over that of regular type
DESCENDING_CHARS = frozenset("gjpqyQ,;()[]{}|/@$_çşğ")  # characters that reach below the baseline
ASCENDING_CHARS = frozenset("bdfhijklt()[]{}|/@$%&#!?'\"’•")  # characters as high as capitals


@dataclass(slots=True)
class Face:
    """One type face: a width factor, or one advance for all characters; `advances` fills as it is asked."""

    width: float = 1.0
    mono: float = 0.0
    spread: float = 0.0
    salt: int = 0
    advances: dict[str, float] = field(default_factory=dict)

    def advance(self, char: str) -> float:
        known = self.advances.get(char)
        if known is None:
            known = self.advances[char] = self._advance(char)
        return known

    def length(self, text: str, size: float, bold: bool = False) -> float:
        """The width of a text in pixels."""
        advance = self.advance
        return sum([advance(c) for c in text]) * size * (BOLD_RATIO if bold and not self.mono else 1.0)

    def _advance(self, char: str) -> float:
        if self.mono:
            return self.mono * (2 if ord(char) > 0x2E80 else 1)
        jitter = random.Random(self.salt * 131071 + ord(char)).uniform(-self.spread, self.spread)
        return _class_advance(char) * self.width * (1 + jitter)


def _class_advance(char: str) -> float:
    if char.isspace():
        return SPACE_EMS
    for chars, advance in CLASSES:
        if char in chars:
            return advance
    if ord(char) > 0x2E80:
        return IDEOGRAPH_EMS
    return DIGIT_EMS if char.isdigit() else CAPITAL_EMS if char.isupper() else OTHER_EMS


def extent(text: str) -> tuple[float, float]:
    """How far the ink of a line reaches over and under its baseline, in ems."""
    tall = any(c in ASCENDING_CHARS or c.isupper() or c.isdigit() or (c.isalpha() and not c.isascii()) for c in text)
    return (0.72 if tall else 0.53), (0.2 if any(c in DESCENDING_CHARS for c in text) else 0.0)
