"""What speaks against a reading: a frame that is turned, or text in a script that the engine does not know.

An engine says where something stands that it could not read: it puts UNREAD there, one for each piece of ink. Sideways
letters make lines of one or two characters. What is upside down or in an unknown script comes out as look-alikes that
the networks are less sure of, or as the digits and signs of a line alone, each then as wide as the word beside it.

The figures are those of 159 upright screens in Latin script, some of them photographs, of 36 in nine other scripts, and
of a part of the first ones turned.
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
SAMPLE_SIDE_PX = 800  # side of the part of a frame that is read once more, turned
WIDE_SIGNS = frozenset("—–…_-")  # signs that may be as wide as several letters
MASKS = frozenset("•*█▒")  # characters that stand for masks and covers

SIDEWAYS = "turned sideways: little of it could be read"
UPSIDE_DOWN = "turned upside down: little of it could be read"
UNKNOWN = "text that could not be read: a script that the engine does not know, or blurred"

Read = Callable[[Frame], list[Line]]


def unread_for(page: Page, lines: Sequence[Line], read: Read) -> str:
    """Why not all of a frame was read, if so: of its page, made of its legible lines, and of all its lines.

    `read` is the engine's: a part of a suspicious frame is read once more, turned.
    """
    return _blank(page) or _crowded(len(legible(lines))) or doubt(page.frame, lines, read)


def _blank(page: Page) -> str:
    """Why a frame without any text is not clean but unread: a capture that shows a single colour."""
    pixels = page.frame.pixels
    if page.lines or int(pixels.max()) != int(pixels.min()):
        return ""
    return "blank capture: every pixel has the same colour"


def _crowded(count: int) -> str:
    """Why a frame with too many lines is not read fully."""
    if count <= MAX_LINES_PER_FRAME:
        return ""
    left = count - MAX_LINES_PER_FRAME
    return f"{MAX_LINES_PER_FRAME:,} lines is the limit; {left:,} more were not looked at"


def unread(boxes: Iterable[Box]) -> tuple[Char, ...]:
    """The characters that stand for pieces of ink which an engine could not read."""
    return tuple(Char(UNREAD, box) for box in boxes)


def told(chars: tuple[Char, ...], sure: float, least: float) -> Line:
    """The line of what an engine read; of UNREAD where it is less sure than `least`."""
    return Line(chars if sure >= least else unread(c.box for c in chars if c.box), sure)


def legible(lines: Iterable[Line]) -> list[Line]:
    """The lines of which something was read."""
    return [line for line in lines if not _is_unread(line)]


def doubt(frame: Frame, lines: Sequence[Line], read: Read) -> str:
    """Why the lines of a frame, unread ones included, do not tell what stands there; empty if nothing speaks for that.

    `read` is the engine's: a part of a suspicious frame is read once more, turned.
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
    """Whether most characters stand in lines too short for a word; a word that stands on end may be read as one."""
    sizes = [(len(_signs(line)), line.box.height // line.box.width) for line in lines]
    short = sum(max(size, tall) for size, tall in sizes if size < MIN_WORD_CHARS)
    return short >= MIN_STACKED_CHARS and short > MAX_STACKED_SHARE * sum(max(size, tall) for size, tall in sizes)


def _plain(lines: Sequence[Line]) -> bool:
    """Whether most characters stand in lines that are long enough for a word, and sure."""
    sizes = [(len(_signs(line)), line.confidence >= SURE_MEAN_CONFIDENCE) for line in lines if not _is_unread(line)]
    sure = sum(size for size, is_sure in sizes if is_sure and size >= MIN_WORD_CHARS)
    return sure >= MIN_STACKED_CHARS and sure > MAX_STACKED_SHARE * sum(size for size, _ in sizes)


def _strange(lines: Sequence[Line]) -> float:
    """The share of lines of words, measured by their length, that hardly say what stands there; 0 if they are few."""
    words = [line for line in lines if _is_word(line)]
    usual = float(np.median([line.box.height for line in words])) if words else 0.0
    words = [line for line in words if 0.5 * usual <= line.box.height <= 3 * usual and not _is_masked(line)]
    lengths = [line.box.width / max(line.box.height, usual) for line in words]
    strange = [_is_strange(line, usual) for line in words]
    known = [is_strange or _has_letters(line) for line, is_strange in zip(words, strange, strict=True)]
    share = sum(compress(lengths, strange)) / max(1.0, sum(compress(lengths, known)))
    return share if sum(strange) >= MIN_STRANGE_LINES else 0.0


def _is_word(line: Line) -> bool:
    """Whether a line is no icon: of a word in an unknown script a single sign may be read."""
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
    """Whether a line holds masks, which no network knows: dots, stars, covers, or a row of x."""
    text = [c.text for c in _signs(line)]
    return not MASKS.isdisjoint(text) or sum(c in "xX" for c in text) > 0.4 * len(text)


def _has_letters(line: Line) -> bool:
    """Whether a line is of words: numbers and addresses look the same in every script."""
    text = [c.text for c in _signs(line)]
    return "@" not in text and sum(c.isalpha() or c == UNREAD for c in text) >= 0.6 * len(text)


def _signs(line: Line) -> list[Char]:
    return [c for c in line.chars if c.box]


def _turned(frame: Frame, lines: Sequence[Line], turns: int) -> Frame:
    """The part of a frame amid its lines, turned counterclockwise by so many quarters."""
    boxes = [line.box for line in lines]
    x = int(np.median([(box.left + box.right) / 2 for box in boxes]))
    y = int(np.median([box.middle for box in boxes]))
    left = max(0, min(x - SAMPLE_SIDE_PX // 2, frame.width - SAMPLE_SIDE_PX))
    top = max(0, min(y - SAMPLE_SIDE_PX // 2, frame.height - SAMPLE_SIDE_PX))
    part = np.rot90(frame.pixels[top : top + SAMPLE_SIDE_PX, left : left + SAMPLE_SIDE_PX], turns)
    return Frame(frame.source, np.ascontiguousarray(part), frame.position)
