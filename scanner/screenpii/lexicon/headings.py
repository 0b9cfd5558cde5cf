"""The subject of a page, or of a part of it, by its headings, menu entries and column headers."""

from __future__ import annotations

from collections.abc import Sequence

from screenpii.lexicon.labels import MAX_LABEL_WORDS, lexicon, runs
from screenpii.types import Field, Page, Subject

MAX_HEADING_CHARS = 32  # characters of a heading; longer lines are sentences
MAX_LINES_PER_HEADING_ROW = 4  # lines in a heading's row: the heading and a few buttons on its right
MAX_MENU_ENTRY_CHARS = 24  # characters of an entry in the menu of a shop's pages for customers


def kinds_of(page: Page) -> list[tuple[int, Subject]]:
    """The subjects that the page's headings name, with their heights in pixels; menus and labels are left out."""
    known = lexicon()
    labels = {field.label for field in page.fields if not _heads(page, field)}
    return [
        (page.lines[i].box.height, known.kinds[phrase])
        for i in _headings(page)
        if page.spans[i] not in labels
        for phrase in _endings(known.canonical(page.lines[i].text))
        if phrase in known.kinds
    ]


def _headings(page: Page) -> list[int]:
    """Short lines that are first in their row; side menus, and rows of many lines (tabs, menus), are left out."""
    regions = page.regions or ("main",) * len(page.lines)
    found = []
    for row in page.rows or [(i,) for i in range(len(page.lines))]:
        cells = [i for i in row if regions[i] != "side"]
        if cells and len(cells) <= MAX_LINES_PER_HEADING_ROW and len(page.lines[cells[0]].chars) <= MAX_HEADING_CHARS:
            found.append(cells[0])
    return found


def _heads(page: Page, field: Field) -> bool:
    """Whether a label is a heading: above its value, in larger type."""
    if field.place == "title":
        return True
    return field.place == "above" and page.box(field.label).height > 1.2 * page.box(field.value).height


def about(text: str) -> Subject:
    """The subject of a heading, a menu entry or a column's header: that of the longest known phrase in it."""
    known = lexicon()
    words = known.canonical(text)[:MAX_LABEL_WORDS]
    phrases = (" ".join(words[start:end]) for start, end in runs(words))
    return next((s for phrase in phrases if (s := known.kinds.get(phrase) or known.subjects.get(phrase))), "unknown")


def kind_of(said: Sequence[tuple[int, Subject]]) -> Subject:
    """The subject of a page: that of its largest heading (`kinds_of`), else unknown."""
    if not said:
        return "unknown"
    tallest = max(height for height, _ in said)
    kinds = {kind for height, kind in said if height >= 0.93 * tallest}
    return kinds.pop() if len(kinds) == 1 else "unknown"


def is_portal(page: Page) -> bool:
    """Whether the page is a shop's page for its customers: at least two lines are entries of its menu."""
    known = lexicon()
    short = (line.text for line in page.lines if len(line.chars) <= MAX_MENU_ENTRY_CHARS)
    return len({phrase for text in short if (phrase := " ".join(known.canonical(text))) in known.portal}) >= 2


def _endings(words: tuple[str, ...]) -> list[str]:
    """A phrase, its beginnings and its ends."""
    return [" ".join(words[k:]) for k in range(len(words))] + [" ".join(words[:k]) for k in range(1, len(words))]
