"""A value typed into several boxes side by side (a card's number in four, an expiry date in two) becomes one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from screenpii.layout.rows import rows
from screenpii.layout.size import body
from screenpii.strips import Strips
from screenpii.types import Box, Char, Line

MAX_PIECES = 8  # pieces of a value; a code typed digit by digit has four to eight
MAX_PIECE_CHARS = 6  # characters of a piece
MAX_PIECE_GAP_LINE_HEIGHTS = 3.5  # line heights between two pieces: the edges of two input boxes and their padding
MAX_LABEL_ABOVE_GAP_LINE_HEIGHTS = 1.9  # line heights between the pieces and a label above them
MAX_LABEL_LEFT_GAP_LINE_HEIGHTS = 12.0  # line heights between the pieces and a label on their left
# line heights from the left edge of a label to that of the first piece, least and most
INDENT_RANGE_LINE_HEIGHTS = (-1.0, 1.8)


def joined(lines: Sequence[Line]) -> list[Line]:
    """The lines, with those of one row that are pieces of one value joined by spaces.

    Such pieces are short, mostly digits, and close together. A label is above or left of the first, no line is above
    or below the others, as it would be in a table.
    """
    boxes = [body(line) for line in lines]
    around = Strips(boxes, lambda box: box.top)
    taken: dict[int, Line | None] = {}
    for row in rows(boxes):
        for run in _runs(row, boxes, lines):
            if _is_labelled(run, row, boxes, lines, around):
                taken |= dict.fromkeys(run) | {run[0]: _one([lines[i] for i in run])}
    kept = (taken.get(i, line) for i, line in enumerate(lines))
    return [line for line in kept if line]


def _runs(row: Sequence[int], boxes: Sequence[Box], lines: Sequence[Line]) -> Iterator[list[int]]:
    """Runs of neighbours in a row that may be pieces of one value."""
    run: list[int] = []
    for i in row:
        if run and not (
            _is_piece(lines[i].text)
            and boxes[i].left - boxes[run[-1]].right <= MAX_PIECE_GAP_LINE_HEIGHTS * boxes[i].height
        ):
            yield from _whole(run)
            run = []
        if _is_piece(lines[i].text):
            run.append(i)
    yield from _whole(run)


def _whole(run: list[int]) -> Iterator[list[int]]:
    if 2 <= len(run) <= MAX_PIECES:
        yield run


def _is_piece(text: str) -> bool:
    return len(text) <= MAX_PIECE_CHARS and " " not in text and 2 * sum(c.isdigit() for c in text) >= len(text)


def _is_labelled(
    run: Sequence[int], row: Sequence[int], boxes: Sequence[Box], lines: Sequence[Line], around: Strips
) -> bool:
    first, height = boxes[run[0]], boxes[run[0]].height
    at = row.index(run[0])
    beside = row[at - 1] if at else None
    if beside is not None and (
        _is_piece(lines[beside].text) or first.left - boxes[beside].right > MAX_LABEL_LEFT_GAP_LINE_HEIGHTS * height
    ):
        beside = None
    reach = (MAX_LABEL_ABOVE_GAP_LINE_HEIGHTS + 1.0) * height
    near = around.near(first.left, boxes[run[-1]].right, first.top - reach, first.bottom + reach)
    labels = [i for i in near if _is_words(lines[i].text) and _begins_with(boxes[i], first)]  # also of the next field
    if any(_is_over(boxes[i], boxes[k]) for i in near if i not in labels and i not in run for k in run[1:]):
        return False
    named = any(first.middle >= boxes[i].bottom and _is_over(boxes[i], first) for i in labels)
    return named or (beside is not None and _is_words(lines[beside].text))


def _is_over(box: Box, piece: Box) -> bool:
    """Whether a line stands above or below a piece, close enough for a table's column."""
    gap = max(box.top - piece.bottom, piece.top - box.bottom)
    return box.overlap_x(piece) > 0 and gap <= MAX_LABEL_ABOVE_GAP_LINE_HEIGHTS * piece.height


def _begins_with(label: Box, first: Box) -> bool:
    return INDENT_RANGE_LINE_HEIGHTS[0] <= (first.left - label.left) / first.height <= INDENT_RANGE_LINE_HEIGHTS[1]


def _is_words(text: str) -> bool:
    return sum(c.isalpha() for c in text) > 2 * sum(c.isdigit() for c in text)


def _one(parts: Sequence[Line]) -> Line:
    chars: list[Char] = list(parts[0].chars)
    for part in parts[1:]:
        chars += [Char(" "), *part.chars]
    return Line(tuple(chars), min(part.confidence for part in parts), all(part.faint for part in parts))
