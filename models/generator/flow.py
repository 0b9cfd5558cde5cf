"""A small box-flow engine: nodes are fitted into a width and become blocks, which are then put in place.

All measures are pixels of a screen at scale 1. Nodes are used once: a node stands in one place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

from models.generator.face import Face
from models.generator.run import Piece, Run

Align = Literal["left", "center", "right"]
Key: TypeAlias = tuple[int, int]
OFFSETS = {"left": 0.0, "center": 0.5, "right": 1.0, "top": 0.0, "middle": 0.5, "bottom": 1.0}
UNLIMITED_PX = 100_000.0  # pixels that no text is wide
MIN_CHILD_PX = 84.0  # width of a child that shares a row; narrower ones are left out
MIN_WRAPPED_PX = 110.0  # width left in a row in which a text that will wrap is begun


@dataclass(frozen=True, slots=True)
class Ink:
    """One visual line: pieces of text with the value that each belongs to."""

    parts: tuple[tuple[str, Piece, Key], ...]
    size: float
    bold: bool
    height: float


@dataclass(slots=True)
class Block:
    """A fitted node: its size, and what stands in it, at offsets from its top left."""

    width: float
    height: float
    parts: list[tuple[float, float, Block | Ink]] = field(default_factory=list)
    region: Piece | None = None


class Node(Protocol):
    def fit(self, width: float, face: Face) -> Block: ...


@dataclass(slots=True)
class Text:
    """A run in one size; it wraps to the width, or is cut with an ellipsis, or runs on."""

    run: Run
    size: float
    bold: bool = False
    align: Align = "left"
    overflow: Literal["wrap", "cut", "run"] = "wrap"
    leading: float = 1.35

    def fit(self, width: float, face: Face) -> Block:
        lines = [tuple((p.text, p, self._key(k)) for k, p in enumerate(self.run) if p.text)]
        lengths = [self._length(lines[0], face)]
        if lengths[0] > width and self.overflow != "run":
            wrap = self.overflow == "wrap"
            lines = list(self._wrapped(face, width)) if wrap else [self._cut(lines[0], face, width)]
            lengths = [self._length(line, face) for line in lines]
        wide, pitch = max(lengths, default=0.0), self.leading * self.size
        block = Block(wide, pitch * len(lines))
        for k, (line, length) in enumerate(zip(lines, lengths, strict=True)):
            if line:
                ink = Ink(line, self.size, self.bold, pitch)
                block.parts.append(((wide - length) * OFFSETS[self.align], k * pitch, ink))
        return block

    def _key(self, at: int) -> Key:
        group = self.run[at].group
        return (0, group) if group else (id(self), at)

    def _length(self, line: Sequence[tuple[str, Piece, Key]], face: Face) -> float:
        return sum(face.length(text, self.size, self.bold) for text, _, _ in line)

    def _wrapped(self, face: Face, width: float) -> Iterator[tuple[tuple[str, Piece, Key], ...]]:
        """Lines broken at spaces, or within a word that is wider than a line."""
        line: list[tuple[str, Piece, Key]] = []
        used = 0.0
        for at, word in self._words(face, width):
            length = sum(face.length(text, self.size, self.bold) for text, _ in word)
            if line and used + length > width and not word[0][0].isspace():
                yield _joined(line)
                line, used = [], 0.0
            if line or not word[0][0].isspace():
                line += [(text, piece, self._key(at + k)) for k, (text, piece) in enumerate(word)]
                used += length
        if line:
            yield _joined(line)

    def _words(self, face: Face, width: float) -> Iterator[tuple[int, list[tuple[str, Piece]]]]:
        for at, piece in enumerate(self.run):
            words = [w for part in piece.text.split(" ") for w in (part, " ")][:-1]
            for word in words:
                while face.length(word, self.size, self.bold) > width and len(word) > 4:
                    most = max(3, int(len(word) * width / face.length(word, self.size, self.bold)) - 1)
                    yield at, [(word[:most], piece)]
                    word = word[most:]
                if word:
                    yield at, [(word, piece)]

    def _cut(
        self, line: Sequence[tuple[str, Piece, Key]], face: Face, width: float
    ) -> tuple[tuple[str, Piece, Key], ...]:
        left = width - face.length("…", self.size, self.bold)
        kept: list[tuple[str, Piece, Key]] = []
        for text, piece, key in line:
            short = text
            while short and face.length(short, self.size, self.bold) > left:
                short = short[:-1]
            left -= face.length(short, self.size, self.bold)
            if short.strip():
                kept.append((short, piece, key))
            if short != text:
                break
        return (*kept, ("…", Piece("…"), (id(self), -1))) if kept else ()


def _joined(line: list[tuple[str, Piece, Key]]) -> tuple[tuple[str, Piece, Key], ...]:
    """Words of the same piece put together; no space at the end."""
    while line and line[-1][0].isspace():
        line.pop()
    found: list[tuple[str, Piece, Key]] = []
    for text, piece, key in line:
        if found and found[-1][1] is piece:
            found[-1] = (found[-1][0] + text, piece, key)
        else:
            found.append((text, piece, key))
    return tuple(found)


@dataclass(slots=True)
class Spacer:
    """Room without text: a gap, an icon, a picture."""

    width: float = 0.0
    height: float = 0.0

    def fit(self, width: float, face: Face) -> Block:
        return Block(min(self.width, width), self.height)


@dataclass(slots=True)
class Column:
    """Nodes under one another. `fill` takes the whole width, so that `align` is within it."""

    children: Sequence[Node]
    gap: float = 0.0
    align: Align = "left"
    fill: bool = False

    def fit(self, width: float, face: Face) -> Block:
        blocks = [child.fit(width, face) for child in self.children]
        block = Block(width if self.fill else max((b.width for b in blocks), default=0.0), 0.0)
        y = 0.0
        for child in blocks:
            block.parts.append(((block.width - child.width) * OFFSETS[self.align], y, child))
            y += child.height + self.gap
        block.height = max(0.0, y - self.gap)
        return block


@dataclass(slots=True)
class Row:
    """Nodes side by side: natural widths, or `shares` of the width (0: natural). `spread` puts room between them."""

    children: Sequence[Node]
    gap: float = 8.0
    shares: Sequence[float] = ()
    valign: Literal["top", "middle", "bottom"] = "top"
    spread: bool = False

    def fit(self, width: float, face: Face) -> Block:
        shares = list(self.shares) or [0.0] * len(self.children)
        free = width - self.gap * (len(shares) - 1)
        blocks: dict[int, Block] = {}
        for k, child in enumerate(self.children):
            if not shares[k] and free > 24:
                block = child.fit(free, face)
                if not (blocks and isinstance(child, Text) and free < MIN_WRAPPED_PX and len(block.parts) > 1):
                    blocks[k] = block
                    free -= block.width
        shared = self._shared(shares, free)
        free += self.gap * (sum(1 for share in shares if share) - len(shared))
        shares = [share if k in shared else 0.0 for k, share in enumerate(shares)]
        for k in shared:
            blocks[k] = self.children[k].fit(free * shares[k] / sum(shares), face)
        return self._placed(blocks, shares, free, width)

    def _shared(self, shares: list[float], free: float) -> list[int]:
        """The children that share the width: of those that would be too narrow, empty ones give way, then the last."""
        shared = [k for k, share in enumerate(shares) if share]
        solid = [k for k in shared if not isinstance(self.children[k], (Spacer, Text))]
        while len(solid) > 1 and free * min(shares[k] for k in solid) < MIN_CHILD_PX * sum(shares[k] for k in shared):
            empty = [k for k in shared if isinstance(self.children[k], Spacer)]
            shared.remove(empty[0] if empty else solid.pop())
        return shared

    def _placed(self, blocks: dict[int, Block], shares: list[float], free: float, width: float) -> Block:
        total = sum(shares)
        height = max((b.height for b in blocks.values()), default=0.0)
        between = max(0.0, free) / max(1, len(blocks) - 1) if self.spread and not total else 0.0
        placed = Block(width if self.spread or total else 0.0, height)
        x = 0.0
        for k in sorted(blocks):
            block = blocks[k]
            placed.parts.append((x, (height - block.height) * OFFSETS[self.valign], block))
            x += (free * shares[k] / total if shares[k] else block.width) + self.gap + between
        placed.width = max(placed.width, x - self.gap - between)
        return placed


@dataclass(slots=True)
class Flow:
    """Nodes side by side that go on in the next row: chips, buttons, tiles."""

    children: Sequence[Node]
    gap: float = 8.0
    line_gap: float = 6.0

    def fit(self, width: float, face: Face) -> Block:
        placed = Block(0.0, 0.0)
        x = y = tall = 0.0
        for child in self.children:
            block = child.fit(width, face)
            if x and x + block.width > width:
                x, y, tall = 0.0, y + tall + self.line_gap, 0.0
            placed.parts.append((x, y, block))
            x += block.width + self.gap
            tall = max(tall, block.height)
            placed.width, placed.height = max(placed.width, x - self.gap), y + tall
        return placed


@dataclass(slots=True)
class Card:
    """A node with room around it; `fill` makes it as wide as it may be."""

    child: Node
    x: float = 12.0
    y: float = 10.0
    fill: bool = True
    least: float = 0.0
    region: Piece | None = None

    def fit(self, width: float, face: Face) -> Block:
        inner = self.child.fit(max(30.0, width - 2 * self.x), face)
        height = max(self.least, inner.height + 2 * self.y)
        return Block(width if self.fill else inner.width + 2 * self.x, height, [(self.x, self.y, inner)], self.region)
