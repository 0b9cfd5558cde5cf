"""Signs that a frame was misread: it is rotated, or its text is in a script that the engine does not know.

Where an engine could not read, it puts UNREAD, one for each piece of ink. Text turned by 90 degrees gives lines of one
or two characters. Text upside down or in an unknown script gives look-alikes with low confidence, or digits and signs
alone, each as wide as a word.

The thresholds were measured on 159 upright screens in Latin script, some of them photographs, on 36 in nine other
scripts, and on part of the first set rotated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import compress

import numpy as np

from screenpii.types import Box, Char, Frame, Line, Page

UNREAD = "\ufffd"  # character for a piece of ink that could not be read
MAX_LINES_PER_FRAME = 4_000  # lines of a frame that is judged; a full spreadsheet has 400
MIN_WORD_CHARS = 3  # characters of a word; shorter lines may be icons
SURE_MEAN_CONFIDENCE = 0.9  # mean confidence of a line that counts as read well
WIDE_CHAR_HEIGHTS = 3  # width in line heights from which a character is a misread word
MAX_WIDE_CHAR_SHARE = 0.4  # share of a line's width in such characters; with more the line is strange
# share of strange text: upright Latin screens have at most 0.07, other scripts 0.7 or more, upside down 0.8
MAX_STRANGE_SHARE = 0.25
MIN_STRANGE_LINES = 3  # strange lines that make a frame doubtful; fewer may be logos
MAX_STACKED_SHARE = 0.5  # share of characters in lines too short for a word: upright at most 0.17, sideways 0.8 or more
MIN_STACKED_CHARS = 15  # characters by which that share is judged
SAMPLE_SIDE_PX = 800  # side of the part of a frame that is read again, rotated
WIDE_SIGNS = frozenset("—–…_-")  # signs that may be as wide as several letters
MASKS = frozenset("•*█▒")  # characters that stand for masks and covers

SIDEWAYS = "rotated by 90 degrees: little of it could be read"
UPSIDE_DOWN = "upside down: little of it could be read"
UNKNOWN = "unreadable text: blurred, or in a script that the engine does not know"

Read = Callable[[Frame], list[Line]]


def unread_for(page: Page, lines: Sequence[Line], read: Read) -> str:
    """Why a frame was read in part only, or an empty string; `page` has the legible lines, `lines` are all of them.

    `read` is the engine's: part of a doubtful frame is read again, rotated.
    """
    return _blank(page) or _crowded(len(legible(lines))) or doubt(page.frame, lines, read)


def _blank(page: Page) -> str:
    """The reason for a frame of a single colour, which is not clean but unread."""
    pixels = page.frame.pixels
    if page.lines or int(pixels.max()) != int(pixels.min()):
        return ""
    return "blank capture: every pixel has the same colour"


def _crowded(count: int) -> str:
    """The reason for a frame with too many lines."""
    if count <= MAX_LINES_PER_FRAME:
        return ""
    left = count - MAX_LINES_PER_FRAME
    return f"{MAX_LINES_PER_FRAME:,} lines is the limit; {left:,} more were ignored"


def unread(boxes: Iterable[Box]) -> tuple[Char, ...]:
    """UNREAD characters for pieces of ink that an engine could not read."""
    return tuple(Char(UNREAD, box) for box in boxes)


def told(chars: tuple[Char, ...], sure: float, least: float) -> Line:
    """The line that an engine read; UNREAD characters if its confidence is below `least`."""
    return Line(chars if sure >= least else unread(c.box for c in chars if c.box), sure)


def legible(lines: Iterable[Line]) -> list[Line]:
    """The lines that are not UNREAD throughout."""
    return [line for line in lines if not _is_unread(line)]


def doubt(frame: Frame, lines: Sequence[Line], read: Read) -> str:
    """Why a frame was misread, judged by all its lines, unread ones included; empty if it was not.

    `read` is the engine's: part of a doubtful frame is read again, rotated.
    """
    if _stacked(lines):
        turned = [read(_turned(frame, lines, turns)) for turns in (1, 3)]
        if any(map(_plain, turned)):
            return SIDEWAYS
        if any(_strange(again) >= MAX_STRANGE_SHARE for again in turned):
            return UNKNOWN
    if _strange(lines) < MAX_STRANGE_SHARE:
        return ""
    return UPSIDE_DOWN if _plain(read(_turned(frame, lines, 2))) else UNKNOWN


def _stacked(lines: Sequence[Line]) -> bool:
    """Whether most characters are in lines too short for a word; a word turned by 90 degrees may be read as one."""
    sizes = [(len(_signs(line)), line.box.height // line.box.width) for line in lines]
    short = sum(max(size, tall) for size, tall in sizes if size < MIN_WORD_CHARS)
    return short >= MIN_STACKED_CHARS and short > MAX_STACKED_SHARE * sum(max(size, tall) for size, tall in sizes)


def _plain(lines: Sequence[Line]) -> bool:
    """Whether most characters are in lines long enough for a word, with high confidence."""
    sizes = [(len(_signs(line)), line.confidence >= SURE_MEAN_CONFIDENCE) for line in lines if not _is_unread(line)]
    sure = sum(size for size, is_sure in sizes if is_sure and size >= MIN_WORD_CHARS)
    return sure >= MIN_STACKED_CHARS and sure > MAX_STACKED_SHARE * sum(size for size, _ in sizes)


def _strange(lines: Sequence[Line]) -> float:
    """The share, by length, of lines of words that were misread; 0 if they are few."""
    words = [line for line in lines if _is_word(line)]
    usual = float(np.median([line.box.height for line in words])) if words else 0.0
    words = [line for line in words if 0.5 * usual <= line.box.height <= 3 * usual and not _is_masked(line)]
    lengths = [line.box.width / max(line.box.height, usual) for line in words]
    strange = [_is_strange(line, usual) for line in words]
    known = [is_strange or _has_letters(line) for line, is_strange in zip(words, strange, strict=True)]
    share = sum(compress(lengths, strange)) / max(1.0, sum(compress(lengths, known)))
    return share if sum(strange) >= MIN_STRANGE_LINES else 0.0


def _is_word(line: Line) -> bool:
    """Whether a line is a word, not an icon; a word in an unknown script may be read as a single sign."""
    signs = len(_signs(line))
    return signs >= MIN_WORD_CHARS or (
        signs > 0 and not _is_unread(line) and line.box.width > WIDE_CHAR_HEIGHTS * line.box.height
    )


def _is_strange(line: Line, usual: float) -> bool:
    limit = WIDE_CHAR_HEIGHTS * max(line.box.height, usual)
    wide = sum(c.box.width for c in _signs(line) if c.box and c.box.width > limit and c.text not in WIDE_SIGNS)
    return (
        _is_unread(line)
        or wide > MAX_WIDE_CHAR_SHARE * line.box.width
        or (line.confidence < SURE_MEAN_CONFIDENCE and _has_letters(line))
    )


def _is_unread(line: Line) -> bool:
    return all(c.text == UNREAD for c in _signs(line))


def _is_masked(line: Line) -> bool:
    """Whether a line holds masks, which no network recognises: dots, stars, covers, or a row of x."""
    text = [c.text for c in _signs(line)]
    return not MASKS.isdisjoint(text) or sum(c in "xX" for c in text) > 0.4 * len(text)


def _has_letters(line: Line) -> bool:
    """Whether a line is of words; numbers and e-mail addresses look the same in every script."""
    text = [c.text for c in _signs(line)]
    return "@" not in text and sum(c.isalpha() or c == UNREAD for c in text) >= 0.6 * len(text)


def _signs(line: Line) -> list[Char]:
    return [c for c in line.chars if c.box]


def _turned(frame: Frame, lines: Sequence[Line], turns: int) -> Frame:
    """The part of a frame around its median line, rotated counterclockwise by `turns` times 90 degrees."""
    boxes = [line.box for line in lines]
    x = int(np.median([(box.left + box.right) / 2 for box in boxes]))
    y = int(np.median([box.middle for box in boxes]))
    left = max(0, min(x - SAMPLE_SIDE_PX // 2, frame.width - SAMPLE_SIDE_PX))
    top = max(0, min(y - SAMPLE_SIDE_PX // 2, frame.height - SAMPLE_SIDE_PX))
    part = np.rot90(frame.pixels[top : top + SAMPLE_SIDE_PX, left : left + SAMPLE_SIDE_PX], turns)
    return Frame(frame.source, np.ascontiguousarray(part), frame.position)
