"""What a label means: which entity types it names, and whose."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from screenpii.lexicon.folding import folded as folded
from screenpii.lexicon.goods import AMOUNTS, COUNTS, GOODS
from screenpii.lexicon.languages import section
from screenpii.types import Field, Meaning, Page, Span, Subject, Table

MAX_WORDS = 6
MAX_LINE_WORDS = 200
MAX_HEADING = 32  # characters
MAX_IN_ROW = 4  # lines: a heading with a few buttons on its right
MAX_VALUE = 200  # characters of running text behind a label that it may name
MIN_HEADER, HEADER = 3, 0.6  # texts of a row that head columns, and their share of it, which make it a header for sure
MIN_LABEL_COLUMN_SHARE = 0.5  # of a column's cells are labels: the table is a form
_COMPOUND = re.compile(r"([a-z]{3,40})(?:nummer|nr)")
_WORDS = re.compile(r"\S+")
_SUBJECTS: tuple[Subject, ...] = ("customer", "associate", "business")  # of one phrase the last counts
_STARTS = frozenset("0123456789+(#*•ABCDEFGHIJKLMNOPQRSTUVWXYZ")
LINKS = frozenset(["is", "are", "was", "ist", "lautet", "est", "es", "é", "è", "is:", "="])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Label phrases by meaning; all phrases are canonical."""

    types: Mapping[str, frozenset[str]]
    subjects: Mapping[str, Subject]
    kinds: Mapping[str, Subject]
    portal: frozenset[str]
    numbers: frozenset[str]

    def canonical(self, text: str) -> tuple[str, ...]:
        """The folded words of a label; every word for "number" is #, also at the end of a German compound."""
        words: list[str] = []
        for word in folded(text).split():
            stem = _COMPOUND.fullmatch(word)
            words += ["#"] if word in self.numbers else [stem[1], "#"] if stem else [word]
        return tuple(words)

    def meanings(self, label: str) -> tuple[Meaning, ...]:
        """What a label may name: an exact phrase first, else its longest end or beginning that is known."""
        words = self.canonical(label)
        if not words or len(words) > MAX_WORDS or sum(c.isdigit() for c in label) > 1 or ":" in label.strip(" :"):
            return ()
        subject = self._subject(words)
        for phrase, exact in self._readings(words):
            if phrase in self.types:
                return tuple(Meaning(name, subject, exact, phrase) for name in sorted(self.types[phrase]))
        return ()

    def _readings(self, words: tuple[str, ...]) -> list[tuple[str, bool]]:
        bare = [w for w in words if w != "#"]
        without = self._without_subject(words)
        found = [(words, True), (bare, True), (without, True), ([w for w in without if w != "#"], True)]
        if len(words) <= 5:
            found += [(words[k:], False) for k in range(1, len(words))]
            found += [(words[:k], False) for k in range(len(words) - 1, max(0, len(words) - 4), -1)]
        phrases = ((" ".join(part), exact) for part, exact in found)
        return [(phrase, exact) for phrase, exact in phrases if phrase and (exact or phrase != "#")]

    def _without_subject(self, words: tuple[str, ...]) -> list[str]:
        """The words without those that say whose the value is: the longest such phrase, and all single words."""
        inner = ((start, end) for start, end in _runs(words) if 1 < end - start < len(words))
        start, end = next((run for run in inner if " ".join(words[slice(*run)]) in self.subjects), (0, 0))
        return [w for w in (*words[:start], *words[end:]) if w not in self.subjects]

    def _subject(self, words: tuple[str, ...]) -> Subject:
        phrases = (" ".join(words[start:end]) for start, end in _runs(words))
        return next((self.subjects[phrase] for phrase in phrases if phrase in self.subjects), "unknown")


def _runs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Start and end of all runs of words, the longest first."""
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            yield start, start + length


@cache
def lexicon() -> Lexicon:
    """The lexicon of the files of all languages."""
    bare = Lexicon({}, {}, {}, frozenset(), frozenset(section("numbers")[""]))

    def phrases(said: Iterable[str]) -> list[str]:
        return [" ".join(bare.canonical(phrase)) for phrase in said]

    types: dict[str, set[str]] = {}
    for name, said in section("types").items():
        for phrase in phrases(said):
            types.setdefault(phrase, set()).add(name)
    subjects = {phrase: whose for whose in _SUBJECTS for phrase in phrases(section("subjects")[whose])}
    kinds = {phrase: whose for whose in _SUBJECTS for phrase in phrases(section("kinds")[whose])}
    return Lexicon(
        {p: frozenset(n) for p, n in types.items()},
        subjects,
        kinds,
        frozenset(phrases(section("portal")[""])),
        bare.numbers,
    )


def kinds_of(page: Page) -> list[tuple[int, Subject]]:
    """What the headings say of whom the page is about, with their heights; menus and labels say nothing."""
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
    """Short lines that stand first in their row, side menus aside, and not in a row of many, as tabs and menus do."""
    regions = page.regions or ("main",) * len(page.lines)
    found = []
    for row in page.rows or [(i,) for i in range(len(page.lines))]:
        cells = [i for i in row if regions[i] != "side"]
        if cells and len(cells) <= MAX_IN_ROW and len(page.lines[cells[0]].chars) <= MAX_HEADING:
            found.append(cells[0])
    return found


def _heads(page: Page, field: Field) -> bool:
    """Whether a label is a heading: above its value, in larger type."""
    if field.place == "title":
        return True
    return field.place == "above" and page.box(field.label).height > 1.2 * page.box(field.value).height


def about(text: str) -> Subject:
    """Of whom a heading, a menu entry or a column's header speaks: the longest known phrase in it decides."""
    known = lexicon()
    words = known.canonical(text)[:MAX_WORDS]
    phrases = (" ".join(words[start:end]) for start, end in _runs(words))
    return next((s for phrase in phrases if (s := known.kinds.get(phrase) or known.subjects.get(phrase))), "unknown")


def kind_of(said: Sequence[tuple[int, Subject]]) -> Subject:
    """Whom a page is about: what the largest of its headings (`kinds_of`) says, else unknown."""
    if not said:
        return "unknown"
    tallest = max(height for height, _ in said)
    kinds = {kind for height, kind in said if height >= 0.93 * tallest}
    return kinds.pop() if len(kinds) == 1 else "unknown"


def is_portal(page: Page) -> bool:
    """Whether the page is a shop's own for its customers: at least two lines are entries of its menu."""
    known = lexicon()
    short = (line.text for line in page.lines if len(line.chars) <= 24)
    return len({phrase for text in short if (phrase := " ".join(known.canonical(text))) in known.portal}) >= 2


def _endings(words: tuple[str, ...]) -> list[str]:
    """A phrase, its beginnings and its ends."""
    return [" ".join(words[k:]) for k in range(len(words))] + [" ".join(words[:k]) for k in range(1, len(words))]


def name_fields(page: Page) -> Page:
    """The page with its fields reduced to those whose label is a known word, each with its meanings.

    Adds fields for labels that stand before their value without a colon ("Order 4711", "call Tel +49 30 901820").
    Of a table only a reading is kept whose header holds several known words.
    """
    known = lexicon()
    asked: dict[Span, tuple[Meaning, ...]] = {}

    def meanings(label: Span) -> tuple[Meaning, ...]:
        if label not in asked:
            asked[label] = known.meanings(page.text[slice(*label)])
        return asked[label]

    def is_label(span: Span) -> bool:
        return any(m.exact for m in meanings(span))

    tables = _best_readings(page.tables, is_label, page.text)
    heads = {head for table in tables for head in table.header}
    nearer = {f.value for f in page.fields if f.place == "above" and f.label not in heads and is_label(f.label)}
    fields = [*page.fields, *(f for span in page.spans for f in _in_text(page.text, span, known))]
    named = (
        replace(f, meanings=meanings(f.label))
        for f in fields
        if f.place != "header" or (f.label in heads and f.value not in nearer)
    )
    return replace(page, fields=tuple(f for f in named if f.meanings and not is_label(f.value)), tables=tables)


def _best_readings(tables: Sequence[Table], is_label: Callable[[Span], bool], text: str) -> tuple[Table, ...]:
    """Of tables that share cells, the one with the most labels in its header (the upper one of equals).

    A table ends above the header of another one, which would make cells of it.
    """

    def heads(span: Span) -> bool:
        return is_label(span) or is_heading(text[slice(*span)])

    counts = {table.header: sum(map(heads, table.header)) for table in tables}
    sure = {
        head for header, count in counts.items() if count >= max(MIN_HEADER, HEADER * len(header)) for head in header
    }
    kept: list[Table] = []
    taken: set[Span] = set()
    cut = [_above(table, sure) for table in tables]
    for table in sorted(cut, key=lambda table: -counts[table.header]):
        cells = {line for row in table.rows for cell in row for line in cell}
        enough = table.rows and counts[table.header] >= max(2, len(table.header) / 3)
        if enough and not cells & taken and not _is_form(table, is_label, text):
            kept.append(table)
            taken |= cells
    return tuple(table for table in dict.fromkeys(cut) if table in kept)


def _above(table: Table, heads: Container[Span]) -> Table:
    """The table without the row that holds one of `heads`, and what is under it."""
    for k, row in enumerate(table.rows):
        if any(line in heads for cell in row for line in cell):
            return replace(table, rows=table.rows[:k])
    return table


def is_heading(text: str) -> bool:
    """Whether a text heads a column of goods, counts or amounts."""
    return bool(set(folded(text).split()) & (GOODS | COUNTS | AMOUNTS))


def _is_form(table: Table, is_label: Callable[[Span], bool], text: str) -> bool:
    """Whether a column is one of labels, each another: a form whose fields stand in columns."""
    for column in zip(*table.rows, strict=True):
        filled = [cell[0] for cell in column if cell]
        labels = {text[slice(*line)] for line in filled if is_label(line) or text[line.end - 1] == ":"}
        if labels and len(labels) >= MIN_LABEL_COLUMN_SHARE * len(filled):
            return True
    return False


def _in_text(text: str, span: Span, known: Lexicon) -> list[Field]:
    """Labels in running text: at the start of a line, or anywhere (also at the end of the line before) before digits."""
    words = _words_around(text, span)
    found = []
    for k in range(1, len(words)):
        value = words[k].group().lstrip(":#-")
        code = _has_digits(text, words[k].start(), span.end)
        opens = words[0].start() == span.start and k <= 4
        if words[k].start() < span.start or not value or not (code or (opens and _may_begin(value))):
            continue
        label = _label_before(text, words, k, known, whole=not code)
        if label:
            start = words[k].end() - len(value)
            found.append(Field(label, Span(start, min(span.end, start + MAX_VALUE)), "inline"))
    return found


def _words_around(text: str, span: Span) -> list[re.Match[str]]:
    """The words of a line, behind the last two of the line above it where that breaks off without a full stop."""
    words = list(_WORDS.finditer(text, *span))[:MAX_LINE_WORDS]
    if len(words) > 5 and span.start and text[span.start - 1] == "\n" and text[span.start - 2] not in ".:!?":
        words = list(_WORDS.finditer(text, text.rfind("\n", 0, span.start - 1) + 1, span.start))[-2:] + words
    return words


def _has_digits(text: str, start: int, end: int) -> bool:
    """Whether a word begins a value of at least three digits."""
    return text[start] in _STARTS and sum(c.isdigit() for c in text[start : min(end, start + 14)]) >= 3


def _may_begin(value: str) -> bool:
    return value[0].isdigit() or value[0].isupper() or value[0] in "+(*•"


def _label_before(text: str, words: list[re.Match[str]], k: int, known: Lexicon, whole: bool) -> Span | None:
    """The longest known phrase that ends before word `k`, one linking verb aside; `whole`: it must begin the line."""
    last = k - 1 if words[k - 1].group().casefold() in LINKS and k > 1 else k
    for length in range(min(4, last), 0, -1):
        label = Span(words[last - length].start(), words[last - 1].end())
        if (length == last or not whole) and any(m.exact for m in known.meanings(text[slice(*label)])):
            return label
    return None
