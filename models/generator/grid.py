"""Grids of cells in columns: tables and forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.generator.face import Face
from models.generator.flow import FAR, OFFSETS, Align, Block, Node

LEAST = 34.0  # pixels that a column keeps however narrow the table


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

    def fit(self, width: float, face: Face) -> Block:
        count = max((len(row) for row in self.rows if not isinstance(row, Span)), default=0)
        if not count:
            return Block(0.0, 0.0)
        free = width - self.gap * (count - 1)
        fitted, widths = self._columns(count, free, face)
        aligns = [*self.aligns, *["left"] * count][:count]
        placed = Block(sum(widths) + self.gap * (count - 1), 0.0)
        y = 0.0
        for row, cells in zip(self.rows, fitted, strict=True):
            if isinstance(row, Span):
                block = row.child.fit(width, face)
                placed.parts.append(((width - block.width) * OFFSETS[row.align], y, block))
                placed.width = max(placed.width, block.width)
                y += block.height + self.line_gap
                continue
            y += self._row(placed, row, cells, widths, aligns, y, face) + self.line_gap
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
        """Every cell at its natural width (at the column's, with shares), and the columns' widths."""
        if self.shares:
            total = sum(self.shares)
            widths = [max(LEAST, free * share / total) for share in self.shares]
            return [self._fitted(row, widths, face) for row in self.rows], widths
        far = [FAR] * count
        fitted = [self._fitted(row, far, face) for row in self.rows]
        widths = [max((row[k].width for row in fitted if k < len(row) and row[k]), default=0.0) for k in range(count)]  # type: ignore[union-attr]
        return fitted, _adjusted(widths, free, self.stretch)

    @staticmethod
    def _fitted(row: Sequence[Node | None] | Span, widths: Sequence[float], face: Face) -> list[Block | None]:
        if isinstance(row, Span):
            return []
        return [cell.fit(wide, face) if cell else None for cell, wide in zip(row, widths, strict=False)]


def _adjusted(widths: list[float], free: float, stretch: bool) -> list[float]:
    """Column widths that fit: the widest give way first, to a common height of water; or all get more."""
    spare = free - sum(widths)
    if spare >= 0:
        return [w + spare / len(widths) for w in widths] if stretch else widths
    level, left = free / len(widths), free
    for rank, wide in enumerate(sorted(widths)):
        level = left / (len(widths) - rank)
        if wide > level:
            break
        left -= wide
    return [min(w, max(LEAST, level)) for w in widths]
