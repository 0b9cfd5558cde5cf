"""What a reader does to lines: errors of recognition, of spaces, of finding lines. Rates are guesses, rather high."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from screenpii.types import Box, Char, Line

# characters, and what an engine reads them as
LOOKALIKES = {
    "l": "I1|",
    "I": "l1|",
    "1": "lI",
    "O": "0",
    "0": "Oo",
    "o": "0",
    "S": "5",
    "5": "S",
    "B": "8",
    "8": "B",
    "Z": "2",
    "2": "Z",
    "g": "9q",
    "é": "e",
    "è": "e",
    "ü": "u",
    "ö": "o",
    "ä": "a",
    "ß": "B",
    "ç": "c",
    ".": ",",
    ",": ".",
    "•": "·*.●",
    "*": "•×",
    "'": "’",
    "’": "'",
    "-": "–",
    "–": "-",
    "c": "e",
    "e": "c",
    "i": "l",
    "t": "f",
    "V": "v",
    "W": "w",
    ":": ".",
    "Q": "O",
    "D": "O",
    "ł": "l",
    "ş": "s",
    "ğ": "g",
    "ı": "i",
    "ñ": "n",
    "ã": "a",
    "ó": "o",
}
ICON_READINGS = "@—CVlà8926?>+:oO°•i=QRTvxÉ-#*&"  # what an engine reads icons as
DOTS = frozenset("•*●×·")  # mask characters that an engine miscounts
PALE_SHARES = (0.0,) * 12 + (0.05, 0.2)  # shares of pale lines on a screen, one of which is picked
ICON_SHARE = 0.012  # share of lines with an icon before them that is read as a letter
CLEAN_SHARE = 0.4  # share of screens that are read without errors but for trembling boxes


@dataclass(frozen=True, slots=True)
class Rates:
    """Probabilities: a character, a space, a line, a run of dots."""

    alike: float
    space: float
    doubled: float
    missing: float
    split: float
    fused: float
    dots: float
    tremble: float


def pick_rates(rng: random.Random) -> Rates:
    """How badly this screen is read."""
    bad = 0.0 if rng.random() < CLEAN_SHARE else rng.choice((0.3, 0.6, 1.0, 1.0, 2.5))
    return Rates(
        0.006 * bad,
        0.012 * bad,
        0.003 * bad,
        0.004 * bad,
        0.004 * bad,
        0.006 * bad,
        0.3 * min(1.0, bad),
        rng.random() * 0.5,
    )


def disturb(rng: random.Random, lines: Sequence[Line], width: int, height: int) -> list[Line]:
    """The lines as a reader gives them."""
    rates = pick_rates(rng)
    read = [_read(rng, rates, line) for line in lines if rng.random() >= rates.missing]
    found = [part for line in _fused(rng, rates, read) for part in _split(rng, rates, line)]
    seen = [
        _trembling(rng, line, width, height) if rng.random() < rates.tremble else line for line in found if line.chars
    ]
    pale = rng.choice(PALE_SHARES)
    seen = [replace(line, faint=True) if rng.random() < pale else line for line in seen]
    return [*(_with_icon(rng, line) for line in seen), *_icons(rng, seen)]


def _with_icon(rng: random.Random, line: Line) -> Line:
    """Now and then a line with an icon before it that is read as its first letter: a radio button, a check mark."""
    box = line.box
    side = max(4, round(0.8 * box.height))
    if rng.random() >= ICON_SHARE or box.left < 2 * side:
        return line
    place = Box(box.left - side - side // 2, box.top, box.left - side // 2, box.bottom)
    return replace(line, chars=(Char(rng.choice("OCQVX©0"), place), Char(" "), *line.chars))


def _icons(rng: random.Random, lines: Sequence[Line]) -> Iterator[Line]:
    """Icons before lines, on screens that have some, as a reader takes them for letters."""
    share = rng.choice((0.0, 0.0, 0.0, 0.1, 0.3))
    for line in lines:
        if rng.random() >= share:
            continue
        box = line.box
        side = max(4, round(box.height * rng.uniform(0.7, 1.4)))
        left, top = box.left - side - round(box.height * rng.uniform(0.4, 1.5)), round(box.middle - side / 2)
        place = Box(left, top, left + side, top + side)
        if left >= 0 and top >= 0 and not any(place.overlap(other.box) for other in lines):
            yield Line((Char(rng.choice(ICON_READINGS), place),), round(rng.uniform(0.3, 0.95), 3))


def _read(rng: random.Random, rates: Rates, line: Line) -> Line:
    """One line with characters misread; its confidence falls with the number of them."""
    if not rates.alike:
        return replace(line, confidence=round(rng.uniform(0.93, 1.0), 3))
    chars: list[Char] = []
    wrong = 0
    for char in line.chars:
        roll = rng.random()
        if char.box is None:
            wrong += roll < rates.space
            chars += [] if roll < rates.space else [char, char] if roll < rates.space + rates.doubled else [char]
        elif roll < rates.alike and char.text in LOOKALIKES:
            chars.append(Char(rng.choice(LOOKALIKES[char.text]), char.box))
            wrong += 1
        else:
            chars.append(char)
    if rng.random() < 10 * rates.alike:
        chars = _merged(chars)
    if any(c.text in DOTS for c in chars) and rng.random() < rates.dots:
        chars = _dots(rng, chars)
    return replace(line, chars=tuple(chars), confidence=round(max(0.3, rng.uniform(0.88, 1.0) - 0.06 * wrong), 3))


def _merged(chars: list[Char]) -> list[Char]:
    """The first "rn" read as an m, or an m as "rn"."""
    for k, (one, two) in enumerate(pairwise(chars)):
        if one.text == "r" and two.text == "n" and one.box and two.box:
            return [*chars[:k], Char("m", Box.around((one.box, two.box))), *chars[k + 2 :]]
        if one.text == "m" and one.box and one.box.width > 3:
            left, right = one.box.parts(2)
            return [*chars[:k], Char("r", left), Char("n", right), *chars[k + 1 :]]
    return chars


def _dots(rng: random.Random, chars: list[Char]) -> list[Char]:
    """Dots of a mask read as other dots, or fewer of them."""
    other = rng.choice("•*·.●")
    fewer = rng.choice((0.0, 0.1, 0.4))
    shown = [Char(other, c.box) if c.text in DOTS else c for c in chars]
    kept = [c for c in shown if c.text != other or rng.random() >= fewer]
    return kept if any(c.box for c in kept) else shown


def _split(rng: random.Random, rates: Rates, line: Line) -> Iterator[Line]:
    """The line in two, at a space, now and then."""
    spaces = [k for k, c in enumerate(line.chars) if c.box is None and 0 < k < len(line.chars) - 1]
    if not spaces or rng.random() >= rates.split:
        yield line
        return
    at = rng.choice(spaces)
    for part in (line.chars[:at], line.chars[at:]):
        kept = _stripped(part)
        if kept:
            yield replace(line, chars=kept)


def _stripped(chars: Sequence[Char]) -> tuple[Char, ...]:
    inked = [k for k, c in enumerate(chars) if c.box]
    return tuple(chars[inked[0] : inked[-1] + 1]) if inked else ()


def _fused(rng: random.Random, rates: Rates, lines: Sequence[Line]) -> Iterator[Line]:
    """Lines side by side, not far from one another, read as one."""
    pending: Line | None = None
    for line in lines:
        if not any(c.box for c in line.chars):
            continue
        if pending and _beside(pending.box, line.box) and rng.random() < 8 * rates.fused:
            pending = Line((*pending.chars, Char(" "), *line.chars), min(pending.confidence, line.confidence))
            continue
        if pending:
            yield pending
        pending = line
    if pending:
        yield pending


def _beside(one: Box, other: Box) -> bool:
    height = min(one.height, other.height)
    return abs(one.bottom - other.bottom) < 0.3 * height and 0 <= other.left - one.right < 1.6 * height


def _trembling(rng: random.Random, line: Line, width: int, height: int) -> Line:
    """The boxes a pixel higher, lower, wider or narrower."""
    up, down, left, right = (rng.choice((-1, 0, 0, 0, 1)) for _ in range(4))

    def moved(box: Box | None) -> Box | None:
        if box is None:
            return None
        top, bottom = max(0, box.top + up), min(height, box.bottom + down)
        x = max(0, box.left + left)
        return Box(x, min(top, bottom - 2), min(width, max(x + 1, box.right + right)), bottom)

    return replace(line, chars=tuple(Char(c.text, moved(c.box)) for c in line.chars))
