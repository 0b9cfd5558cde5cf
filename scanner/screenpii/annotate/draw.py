"""A page and its findings → the picture with both drawn on it. Pure: nothing is read or written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PIL import Image

from screenpii.annotate.legend import Legend, keys
from screenpii.annotate.pen import FIELD_RGB, PAPER_RGB, TABLE_RGB, TEXT_RGB, Pen, Point, scale_of
from screenpii.annotate.tags import Tag, tags
from screenpii.types import Box, Field, Page, Record, Span, Table


def draw(page: Page, findings: Sequence[Record]) -> Image.Image:
    """The page's picture, annotated, at the top left, with a legend below (height x width x 3, RGB, uint8).

    The pixels of values stay unchanged; only outlines may touch them: their own at the picture's edge, and those of
    close neighbours. Only the type and the verdict of a finding are written.
    """
    frame, scale = page.frame, scale_of(page)
    marks = tags(page, findings, scale)
    legend = Legend(list(keys(page, findings, marks)), scale, frame.width)
    original = Image.fromarray(frame.pixels)
    image = Image.new("RGB", (legend.width, frame.height + legend.height), PAPER_RGB)
    image.paste(original)
    pen = Pen(image, frame.box, scale)
    _structure(pen, page)
    _join(pen, marks)
    for box in (box for mark in marks for box in mark.boxes if box.area):
        image.paste(original.crop((box.left, box.top, box.right, box.bottom)), (box.left, box.top))
    _mark(pen, marks)
    legend.draw(Pen(image, Box(0, 0, *image.size), legend.scale), frame.height)
    return image


def _structure(pen: Pen, page: Page) -> None:
    for line in page.lines:
        pen.outline(line.box, TEXT_RGB, pen.thin, 140)
    for table in page.tables:
        _table(pen, page, table)
    arrows = [(page.box(field.label), page.box(field.value)) for field in _fields(page)]
    for label in {label for label, _ in arrows}:
        pen.tint(label, FIELD_RGB)
    for label, value in arrows:
        pen.arrow(*_way(label, value, pen))


def _table(pen: Pen, page: Page, table: Table) -> None:
    header = Box.around(page.box(head) for head in table.header).grown(pen.scale // 4, page.frame.box)
    pen.tint(header, TABLE_RGB)
    pen.outline(header, TABLE_RGB, pen.thin)
    for line in (line for row in table.rows for cell in row for line in cell):
        for box in page.boxes(*line):
            pen.outline(box, TABLE_RGB, pen.thin)


def _fields(page: Page) -> Iterator[Field]:
    """Each value's strongest label, which is the first; cells are left out, their table shows them."""
    first: dict[Span, Field] = {}
    for field in page.fields:
        first.setdefault(field.value, field)
    return (field for field in first.values() if field.place != "header")


def _way(label: Box, value: Box, pen: Pen) -> list[Point]:
    """The points of an arrow from label to value that runs beside text: across, below the label, or down the left."""
    end = max(0, value.left - 1 - pen.thick)
    if label.overlap_y(value) and value.left >= label.right:
        wide = end - label.right >= 2 * pen.head
        y = round(label.middle) if wide else label.bottom + pen.thin
        return [(label.right if wide else label.left, y), (end, y)]
    x, upper, lower = max(0, min(label.left, end) - 2 * pen.head), round(label.middle), round(value.middle)
    return [(label.left, upper), (x, upper), (x, lower), (end, lower)]


def _join(pen: Pen, marks: Sequence[Tag]) -> None:
    """Join the boxes that share a tag by a line down their left."""
    for tag in marks:
        for upper, lower in pairwise(tag.boxes):
            x = max(upper.left, lower.left) - pen.thick
            if lower.top > upper.bottom:
                pen.draw.rectangle((x, upper.bottom, x + pen.thick - 1, lower.top), fill=tag.colour)


def _mark(pen: Pen, marks: Sequence[Tag]) -> None:
    """Outlines first, tags last, so that no tag is cut."""
    for tag in marks:
        for box in tag.boxes:
            pen.outline(box, tag.colour, pen.thick)
    for tag in marks:
        if tag.place:
            pen.sign(tag.place, tag.text, tag.colour)
