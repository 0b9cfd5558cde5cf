"""Values that a narrow cell or box breaks at any character: blocks read as if their lines were one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from screenpii.types import Page, Span

MAX_BLOCK_LINES = 6  # lines of a block that may hold one broken value


@dataclass(frozen=True, slots=True)
class Broken:
    """A match that runs over the end of a line: its place in the page's text, and its text on each line."""

    span: Span
    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The value without its line breaks."""
        return "".join(self.parts)


def across(page: Page, pattern: re.Pattern[str]) -> Iterator[Broken]:
    """Matches of a pattern in blocks of two to six lines, read without line breaks, that run over the end of a line.

    Labels within a block part it.
    """
    labels = {field.label for field in page.fields if any(m.exact for m in field.meanings)}
    for block in page.blocks:
        lines = (page.spans[i] for i in page.lines_in(block))
        for is_label, run in groupby(lines, key=labels.__contains__):
            values = [] if is_label else list(run)
            if 2 <= len(values) <= MAX_BLOCK_LINES:
                yield from _in_block(page.text, values, pattern)


def _in_block(text: str, lines: list[Span], pattern: re.Pattern[str]) -> Iterator[Broken]:
    joined = "".join(text[slice(*line)] for line in lines)
    starts = list(accumulate((line.end - line.start for line in lines[:-1]), initial=0))
    for match in pattern.finditer(joined):
        cuts = [k for k, start in enumerate(starts) if match.start() < start < match.end()]
        if cuts:
            edges = [match.start(), *(starts[k] for k in cuts), match.end()]
            parts = tuple(joined[a:b] for a, b in pairwise(edges))
            first, last = cuts[0] - 1, cuts[-1]
            start, end = lines[first].start - starts[first], lines[last].start - starts[last]
            yield Broken(Span(start + match.start(), end + match.end()), parts)
