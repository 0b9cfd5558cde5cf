"""Grids of cells in columns: tables and forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.generator.face import Face
from models.generator.flow import OFFSETS, UNLIMITED_PX, Align, Block, Card, Column, Node, Text

MIN_COLUMN_PX = 34.0  # width of a column, however narrow the table
# widths of a word that a column makes room for; the next one if the table would not fit
LONG_WORD_PX = (170.0, 110.0, 70.0)


@dataclass(slots=True)
class Span:
    """A node that takes a whole row of a grid: a group's head, a note."""

    child: Node
    align: Align = "left"


@dataclass(slots=True)
class Grid:
    """Rows of cells; columns as wide as they need, shrunk or (`stretch`) widened to the width, or `shares` of it."""

    rows: Sequence[Sequence[Node | None] | Span]
    gap: float = 16.0
    line_gap: float = 8.0
    aligns: Sequence[Align] = ()
    valign: str = "top"
    stretch: bool = True
    shares: Sequence[float] = ()
    head: Align | None = None  # how the first row is aligned, if not as its columns are

    def fit(self, width: float, face: Face) -> Block:
        count = max((len(row) for row in self.rows if not isinstance(row, Span)), default=0)
        if not count:
            return Block(0.0, 0.0)
        free = width - self.gap * (count - 1)
        fitted, widths = self._columns(count, free, face)
        aligns = [*self.aligns, *["left"] * count][:count]
        placed = Block(sum(widths) + self.gap * (len(widths) - 1), 0.0)
        y = 0.0
        for row, cells in zip(self.rows, fitted, strict=True):
            if isinstance(row, Span):
                block = row.child.fit(width, face)
                placed.parts.append(((width - block.width) * OFFSETS[row.align], y, block))
                placed.width = max(placed.width, block.width)
                y += block.height + self.line_gap
                continue
            own = [self.head] * count if self.head and not placed.parts else aligns
            y += self._row(placed, row, cells, widths, own, y, face) + self.line_gap
        placed.height = max(0.0, y - self.line_gap)
        return placed

    def _row(
        self,
        placed: Block,
        row: Sequence[Node | None],
        natural: list[Block | None],
        widths: list[float],
        aligns: Sequence[str],
        y: float,
        face: Face,
    ) -> float:
        """Puts the cells of one row; returns its height."""
        blocks = [
            block if block is None or block.width <= wide or cell is None else cell.fit(wide, face)
            for cell, block, wide in zip(row, natural, widths, strict=False)
        ]
        height = max((b.height for b in blocks if b), default=0.0)
        x = 0.0
        for block, wide, align in zip(blocks, widths, aligns, strict=False):
            if block:
                left = x + max(0.0, wide - block.width) * OFFSETS[align]
                placed.parts.append((left, y + (height - block.height) * OFFSETS[self.valign], block))
            x += wide + self.gap
        return height

    def _columns(self, count: int, free: float, face: Face) -> tuple[list[list[Block | None]], list[float]]:
        """Every cell at its natural width (at the column's, with shares), and the columns' widths; some may not fit."""
        total = sum(self.shares)
        if total:
            widths = [max(MIN_COLUMN_PX, free * share / total) for share in self.shares]
        else:
            far = [UNLIMITED_PX] * count
            natural = [self._fitted(row, far, face) for row in self.rows]
            widths = [_widest(natural, k) for k in range(count)]
            if sum(widths) <= free:
                spare = (free - sum(widths)) / count if self.stretch else 0.0
                return natural, [w + spare for w in widths]
        least: list[float] = []
        for longest in LONG_WORD_PX:
            least = [self._least(k, longest, face) for k in range(count)]
            if sum(least) <= free:
                break
        while len(least) > 1 and sum(least) + self.gap * (len(least) - count) > free:
            least.pop()
        free += self.gap * (count - len(least))
        widths = _adjusted(widths[: len(least)], least, free)
        return [self._fitted(row, widths, face) for row in self.rows], widths

    def _least(self, column: int, longest: float, face: Face) -> float:
        cells = [row[column] for row in self.rows if not isinstance(row, Span) and column < len(row)]
        return max((_least(cell, longest, face) for cell in cells), default=0.0)

    @staticmethod
    def _fitted(row: Sequence[Node | None] | Span, widths: Sequence[float], face: Face) -> list[Block | None]:
        if isinstance(row, Span):
            return []
        return [cell.fit(wide, face) if cell else None for cell, wide in zip(row, widths, strict=False)]


def _widest(rows: list[list[Block | None]], column: int) -> float:
    return max((block.width for row in rows if len(row) > column and (block := row[column])), default=0.0)


def _least(cell: Node | None, most: float, face: Face) -> float:
    """The width under which a cell's words would break; long words may."""
    if isinstance(cell, Column):
        return max((_least(child, most, face) for child in cell.children), default=0.0)
    if isinstance(cell, Card):
        return _least(cell.child, most, face) + 2 * cell.x
    if not isinstance(cell, Text):
        return MIN_COLUMN_PX if cell else 0.0
    words = "".join(piece.text for piece in cell.run).split()
    longest = max((face.length(word, cell.size, cell.bold) for word in words), default=0.0)
    return min(longest + 1.0, most * (0.5 if cell.overflow == "cut" else 1.0))


def _adjusted(widths: list[float], least: list[float], free: float) -> list[float]:
    """Column widths that fill the room: the widest give way first, to one level, none below its least."""
    low, high = 0.0, max(widths)
    for _ in range(16):
        level = (low + high) / 2
        if sum(max(m, min(w, level)) for w, m in zip(widths, least, strict=True)) > free:
            high = level
        else:
            low = level
    return [max(m, min(w, low)) for w, m in zip(widths, least, strict=True)]
