"""What a reader does to lines: the errors of character recognition, and of finding lines."""

from __future__ import annotations

import random
from collections.abc import Sequence

from scanner.types import Line


def disturb(rng: random.Random, lines: Sequence[Line], width: int, height: int) -> list[Line]:
    """The lines as a reader gives them."""
    return list(lines)
