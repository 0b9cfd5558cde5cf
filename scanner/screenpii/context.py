"""The context of each line of a page: labels, neighbours, column; made once per page, for tagger and scorer."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property

from screenpii.lexicon.goods import is_of_goods
from screenpii.lexicon.headings import MAX_HEADING_CHARS, about, is_portal, kind_of, kinds_of
from screenpii.lexicon.labels import folded, lexicon
from screenpii.surroundings import PLACES_BY_STRENGTH as PLACES_BY_STRENGTH
from screenpii.surroundings import Around, Column, announced, columns, surroundings
from screenpii.types import Box, Field, Opinion, Page, Region, Span, Subject, Tag

# subjects that evidence can name, "unknown" left out
SUBJECTS: tuple[Subject, ...] = ("customer", "associate", "business")
HEADING_REACH_HEIGHTS = 40.0  # heights of a heading from its left edge to the end of what it stands over
MAX_HEADINGS_ABOVE = 12  # headings above a line that are tried as its own
MIN_SCREEN_LINES = 8  # lines between the bars of a whole screen; with fewer the picture may show a single element
MIN_BAR_LINES = 3  # lines of a bar whose names count as entries of a menu
# types that the header of a column of customers may name
CUSTOMER_HEADER_TYPES = frozenset(["EMAIL", "PHONE", "POSTAL_ADDRESS", "DATE_OF_BIRTH", "LOYALTY_ID"])
MAX_LETTERHEAD_ROWS = 6  # rows of a letterhead: a name, an address, contact data


@dataclass(frozen=True)
class Context:
    """A page with the surroundings of its lines, made once for tagger, detectors and scorer."""

    page: Page
    lines: tuple[Around, ...]
    columns: Mapping[Column, tuple[int, ...]] = field(default_factory=dict)

    def marked(self, tags: tuple[Tag, ...], opinions: tuple[Opinion, ...]) -> Context:
        """The same context with the tagger's results; everything cached stays cached."""
        new = copy(self)
        object.__setattr__(new, "page", replace(self.page, tags=tags, opinions=opinions))
        for name in ("_tags", "_opinion_ends"):
            new.__dict__.pop(name, None)
        return new

    @cached_property
    def naming(self) -> Mapping[str, Sequence[Field]]:
        """The fields whose label may name a type, by that type."""
        found: dict[str, list[Field]] = defaultdict(list)
        for each in self.page.fields:
            for kind in dict.fromkeys(meaning.type for meaning in each.meanings):
                found[kind].append(each)
        return found

    @cached_property
    def _kinds(self) -> list[tuple[int, Subject]]:
        return kinds_of(self.page)

    @cached_property
    def kind(self) -> Subject:
        """The subject of the page, by its headings."""
        return kind_of(self._kinds)

    @cached_property
    def said(self) -> tuple[Subject, ...]:
        """The subjects that headings name, whatever their size."""
        return tuple(sorted({subject for _, subject in self._kinds}))

    @cached_property
    def portal(self) -> bool:
        """Whether the page is a shop's page for its customers."""
        return is_portal(self.page)

    @cached_property
    def _house(self) -> frozenset[int]:
        """The folded texts in the bars at top, side and foot; the business's name is often among them."""
        texts = [folded(line.text) for line in self.page.lines]
        bars = {text for text, around in zip(texts, self.lines, strict=True) if around.region != "main"}
        return frozenset(i for i, text in enumerate(texts) if len(text) >= 5 and text in bars)

    def under_house(self, line: int) -> bool:
        """Whether one of the three lines above in the block is also in a bar, as the business's name may be."""
        above = self.lines[line].before
        for _ in range(3):
            if above is None or self.lines[line].region != "main":
                return False
            if above in self._house:
                return True
            above = self.lines[above].before
        return False

    def in_house(self, line: int) -> bool:
        """Whether a line between the bars repeats a text of a bar: the business, or the user."""
        return self.lines[line].region == "main" and line in self._house

    def in_bar(self, line: int) -> bool:
        """Whether a line is in a bar of a whole screen, with other texts, and in no table."""
        region = self.lines[line].region
        return region in self._bars and not self.lines[line].column

    @cached_property
    def _bars(self) -> frozenset[Region]:
        """The bars with several texts, of a frame that shows more than a bar."""
        counts = Counter(around.region for around in self.lines)
        if counts["main"] < MIN_SCREEN_LINES:
            return frozenset()
        return frozenset(r for r, count in counts.items() if r != "main" and count >= MIN_BAR_LINES)

    def letterhead(self, line: int) -> bool:
        """Whether a line is at the head of a page, under a name that is not a person's, as on a receipt."""
        if self.row_of(line) >= MAX_LETTERHEAD_ROWS or len(self.page.rows) < MAX_LETTERHEAD_ROWS + MIN_SCREEN_LINES:
            return False
        top = line
        while (above := self.lines[top].before) is not None:
            top = above
        named = self.tags_over("PERSON_NAME", *self.page.spans[top])
        return top != line and all(tag.probability < 0.5 for tag in named)

    def corner(self, line: int) -> str:
        """The region of a line and its third of the frame's width: "top:2" is where users are named."""
        return self._corners[line]

    def next_says(self, line: int) -> str:
        """The subject of the label at the start of the block below; empty if it has none."""
        return self._announced[self.block_of(line)] if self.page.blocks else ""

    @cached_property
    def _announced(self) -> list[str]:
        return announced(self.page)

    @cached_property
    def _corners(self) -> list[str]:
        wide = 2 * max(1, self.page.frame.width)
        boxes = (line.box for line in self.page.lines)
        thirds = (min(2, 3 * (box.left + box.right) // wide) for box in boxes)
        return [f"{around.region}:{third}" for around, third in zip(self.lines, thirds, strict=True)]

    @cached_property
    def subjects(self) -> Mapping[Subject, int]:
        """The number of lines whose label has a subject, by subject."""
        found: dict[Subject, int] = defaultdict(int)
        for around in self.lines:
            for subject in sorted({m.subject for f in around.fields for m in f.meanings}):
                found[subject] += 1
        return found

    @cached_property
    def about(self) -> str:
        """The subject of most labels on the page; empty if no label has one."""
        named = {s: n for s, n in self.subjects.items() if s != "unknown"}
        return max(named, key=lambda s: named[s]) if named else ""

    @cached_property
    def says(self) -> Mapping[Subject, float]:
        """The share of each subject among the words for people in the page's short texts."""
        texts = {folded(line.text) for line in self.page.lines if len(line.chars) <= MAX_HEADING_CHARS}
        found: Counter[Subject] = Counter(subject for text in texts if (subject := about(text)) != "unknown")
        return {subject: found[subject] / max(1, found.total()) for subject in SUBJECTS}

    @cached_property
    def _of_tables(self) -> list[tuple[Subject, ...]]:
        """For each table the subject of its headers."""
        return [
            tuple(sorted({about(self.page.text[slice(*head)]) for head in table.header} - {"unknown"}))
            for table in self.page.tables
        ]

    def table_says(self, line: int) -> tuple[Subject, ...]:
        """The subject of the headers of the table that a line is in."""
        column = self.lines[line].column
        return self._of_tables[column[0]] if column else ()

    def table_shows(self, line: int) -> str:
        """What the headers of a line's table are about: goods, people, both, or empty."""
        column = self.lines[line].column
        return self._shown_by_tables[column[0]] if column else ""

    @cached_property
    def _shown_by_tables(self) -> list[str]:
        heads = [[self.page.text[slice(*head)] for head in table.header] for table in self.page.tables]
        goods, people = ([any(map(holds, texts)) for texts in heads] for holds in (is_of_goods, is_of_people))
        return [("both" if g else "people") if p else "goods" if g else "" for g, p in zip(goods, people, strict=True)]

    def section(self, line: int) -> Subject:
        """The subject of the nearest heading above a line that has one."""
        return self._sections[line]

    @cached_property
    def _sections(self) -> list[Subject]:
        boxes = [line.box for line in self.page.lines]
        found: list[Subject] = ["unknown"] * len(boxes)
        heads: list[tuple[Box, Subject]] = []
        for i in sorted(range(len(boxes)), key=lambda i: boxes[i].top):
            near = (h for h in reversed(heads) if h[0].bottom <= boxes[i].top and _over(h[0], boxes[i]))
            found[i] = next((subject for _, subject in near), "unknown")
            if self._may_head(i) and (subject := about(self.page.lines[i].text)) != "unknown":
                heads = [*heads[1 - MAX_HEADINGS_ABOVE :], (boxes[i], subject)]
        return found

    def _may_head(self, line: int) -> bool:
        """Whether a line may be a heading: short, no value, no cell, no digits."""
        around, text = self.lines[line], self.page.lines[line].text
        free = not around.column and not any(f.place in ("left", "inline", "header") for f in around.fields)
        return free and len(text) <= MAX_HEADING_CHARS and not any(c.isdigit() for c in text)

    @property
    def form(self) -> str:
        """Whether the frame is upright, as letters and receipts are."""
        return "portrait" if self.page.frame.height > self.page.frame.width else "landscape"

    @cached_property
    def _rows(self) -> Mapping[int, int]:
        return {line: number for number, row in enumerate(self.page.rows) for line in row}

    def rank(self, line: int) -> str:
        """How many rows stand above a line, seven at most, and whether the frame is upright, as letters are."""
        return f"{self.form}:{min(7, max(0, self.row_of(line)))}"

    def row_of(self, line: int) -> int:
        """The number of a line's visual row; -1 if rows are not known."""
        return self._rows.get(line, -1)

    @cached_property
    def _blocks(self) -> list[int]:
        return [block.start for block in self.page.blocks]

    def block_of(self, line: int) -> int:
        """The number of a line's block; -1 if blocks are not known."""
        return self.block_at(self.page.spans[line].start)

    def block_at(self, offset: int) -> int:
        """The number of the block that holds an offset into the page's text; -1 if blocks are not known."""
        return bisect_right(self._blocks, offset) - 1

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.page.spans]

    def line_at(self, offset: int) -> int:
        """The index of the line that holds an offset into the page's text."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def fields_at(self, offset: int) -> list[Field]:
        """The fields whose value holds an offset, the nearest label first."""
        if not self.lines:
            return []
        return [f for f in self.lines[self.line_at(offset)].fields if f.value.start <= offset < f.value.end]

    @cached_property
    def _tags(self) -> Mapping[str, tuple[list[Tag], list[int]]]:
        """The tags of each type, and where they end; tags of one type do not overlap."""
        found: dict[str, tuple[list[Tag], list[int]]] = defaultdict(lambda: ([], []))
        for tag in self.page.tags:
            found[tag.type][0].append(tag)
            found[tag.type][1].append(tag.end)
        return found

    def tags_over(self, kind: str, start: int, end: int) -> Iterator[Tag]:
        """The tags of a type that overlap a span."""
        tags, ends = self._tags.get(kind, ([], []))
        for k in range(bisect_right(ends, start), len(tags)):
            if tags[k].start >= end:
                return
            yield tags[k]

    @cached_property
    def _opinion_ends(self) -> list[int]:
        return [opinion.end for opinion in self.page.opinions]

    def opinions_over(self, start: int, end: int) -> Sequence[Opinion]:
        """The encoder's opinions of the words that overlap a span."""
        first = bisect_right(self._opinion_ends, start)
        last = first
        while last < len(self.page.opinions) and self.page.opinions[last].start < end:
            last += 1
        return self.page.opinions[first:last]

    def header(self, line: int) -> Span | None:
        """The header of a line's column."""
        column = self.lines[line].column
        return self.page.tables[column[0]].header[column[1]] if column else None


def is_of_people(header: str) -> bool:
    """Whether a column's header is for people rather than for goods."""
    return any(
        m.exact and (m.type in CUSTOMER_HEADER_TYPES or m.subject == "customer") for m in lexicon().meanings(header)
    )


def _over(head: Box, box: Box) -> bool:
    """Whether a heading stands over a line: it begins no farther right, or over a part of it."""
    return head.left <= box.left + box.height and (
        head.overlap_x(box) > 0 or box.left - head.left < HEADING_REACH_HEIGHTS * head.height
    )


def context_of(page: Page) -> Context:
    """The surroundings of every line; one pass over lines, fields, rows, blocks and cells each."""
    return Context(page, surroundings(page), columns(page))
