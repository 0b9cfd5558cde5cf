"""Reading order: lines that stand closely under one another form a block; blocks are read row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from screenpii.strips import Strips
from screenpii.types import Box

# line heights between two lines of a block; line spacing is 1.2 to 1.6 in forms, rows are 2 apart or more
MAX_LINE_GAP_LINE_HEIGHTS = 0.85
MAX_LINE_OVERLAP_LINE_HEIGHTS = 0.4  # line heights by which the boxes of two lines of a block may overlap
# line heights by which the left edges (or right edges, or middles) of a block may differ
MAX_EDGE_SHIFT_LINE_HEIGHTS = 0.5
MAX_LINE_HEIGHT_RATIO = 1.45  # the higher over the lower of two lines of a block


def blocks(boxes: Sequence[Box], cells: Mapping[int, int]) -> list[list[int]]:
    """Indices of the boxes, grouped into blocks in reading order, top to bottom within each block.

    `cells` numbers the table cell of each line that is in one: no block reaches from one cell into another.
    """
    below = _next_below(boxes, cells)
    starts = set(range(len(boxes))) - set(below.values())
    chains = []
    for start in starts:
        chain = [start]
        while chain[-1] in below:
            chain.append(below[chain[-1]])
        chains.append(chain)
    return _by_rows(chains, boxes)


def _next_below(boxes: Sequence[Box], cells: Mapping[int, int]) -> dict[int, int]:
    """For a line, the line that continues it underneath; each line continues at most one other."""
    strips = Strips(boxes, lambda box: box.top)
    pairs = []
    for i, upper in enumerate(boxes):
        reach = MAX_EDGE_SHIFT_LINE_HEIGHTS * upper.height
        lowest, highest = (
            upper.bottom - MAX_LINE_OVERLAP_LINE_HEIGHTS * upper.height,
            upper.bottom + MAX_LINE_GAP_LINE_HEIGHTS * upper.height,
        )
        for j in strips.near(upper.left - reach, upper.right + reach, lowest, highest):
            if cells.get(i) == cells.get(j) and _continues(upper, boxes[j]):
                pairs.append((boxes[j].top - upper.bottom, abs(upper.left - boxes[j].left), i, j))
    below: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(pairs):
        if i not in below and j not in taken:
            below[i] = j
            taken.add(j)
    return below


def _continues(upper: Box, lower: Box) -> bool:
    height = min(upper.height, lower.height)
    gap = lower.top - upper.bottom
    if (
        not -MAX_LINE_OVERLAP_LINE_HEIGHTS * height < gap <= MAX_LINE_GAP_LINE_HEIGHTS * height
        or max(upper.height, lower.height) > MAX_LINE_HEIGHT_RATIO * height
    ):
        return False
    shift = MAX_EDGE_SHIFT_LINE_HEIGHTS * height
    same_left = abs(upper.left - lower.left) <= shift
    same_right = abs(upper.right - lower.right) <= shift
    same_middle = abs((upper.left + upper.right) - (lower.left + lower.right)) <= shift
    return same_left or ((same_right or same_middle) and upper.overlap_x(lower) > 0)


def _by_rows(chains: list[list[int]], boxes: Sequence[Box]) -> list[list[int]]:
    """Chains sorted by rows: those whose first lines overlap in height are read from left to right."""
    rows: list[list[list[int]]] = []
    for chain in sorted(chains, key=lambda c: (boxes[c[0]].middle, boxes[c[0]].left)):
        first = boxes[chain[0]]
        if rows and abs(boxes[rows[-1][0][0]].middle - first.middle) < 0.5 * first.height:
            rows[-1].append(chain)
        else:
            rows.append([chain])
    return [chain for row in rows for chain in sorted(row, key=lambda c: boxes[c[0]].left)]
