"""What the tagger sees of each word: the word, its line's labels and neighbours, its column, its place on the page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from screenpii.context import Context
from screenpii.lexicon.labels import folded
from screenpii.tagger.words import Know, know, shape, spelling
from screenpii.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

WINDOW_WORDS = 2  # words on either side whose features a word has
MAX_COLUMN_CELLS = 60  # cells of a column that are looked at
MAX_LABEL_CHARS = 80  # characters of a neighbour that are looked at
MAX_UNKNOWN_LABEL_WORDS = 3  # words of a neighbour that may be a label unknown to the lexicon
# what a line may hold, with its pattern; the first that matches counts
LINE_CONTENTS = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("mail", r"\S@\S+\.\w"),
        ("web", r"https?:|www\.|\.(?:com|net|org|de|fr|es|it|nl|br)\b"),
        ("money", r"[$€£¥]|\b(?:eur|usd|gbp|chf)\b|\d[.,]\d\d(?!\d)"),
        ("clock", r"\b\d{1,2}:\d\d"),
        ("date", r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b\d{1,2}\.? [a-z]{3,9}\.? \d{2,4}\b"),
        ("masked", r"[•*●█▒]{2}"),
        ("phone", r"(?:\+|\(|\b0)\d[\d ()./-]{6,}\d"),
        ("long", r"\d{6}"),
        ("house", r"^\d{1,5}[a-z]? [^\W\d]|[^\W\d]{3} \d{1,4} ?[a-z]?$"),
        ("code", r"\b\d{4,5}\b|\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b|\b[a-z]\d[a-z] ?\d[a-z]\d\b"),
        ("digits", r"\d"),
        ("words", r"[^\W\d_]{2}"),
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page, with its offsets in the page's text and its line."""

    text: str
    start: int
    end: int
    line: int


def words_of(doc: Doc, context: Context) -> list[Word]:
    """The tokens of a page's text that are no white space, each with its line.

    A label that touches its value ("Address:12") is a word of its own.
    """
    values = sorted({f.value.start for f in context.page.fields if f.place == "inline"})
    text = doc.text
    found = []
    for token in (t for t in doc if not t.is_space):
        start, end = token.idx, token.idx + len(token)
        cuts = [start, *values[bisect_right(values, start) : bisect_left(values, end)], end]
        found += [Word(text[a:b], a, b, context.line_at(a)) for a, b in pairwise(cuts)]
    return found


class Sight:
    """What the tagger sees on one page; `knowing` may forget, as training makes it."""

    def __init__(self, context: Context, knowing: Know = know) -> None:
        self._context = context
        self._knowing = knowing
        self._columns: dict[tuple[int, int], tuple[str, ...]] = {}

    def features(self, words: Sequence[Word]) -> list[list[str]]:
        """The features of each word of one run of text (a block), in order."""
        own = [_own(word, self._knowing(word.text)) for word in words]
        openings: dict[int, str] = {}
        for word in words:
            openings.setdefault(word.line, folded(word.text))
        lines = {line: self._line(line) for line in openings}
        return [
            [*own[k], *_around(own, k), *_place(words, k, openings), *_named(self._context, word), *lines[word.line]]
            for k, word in enumerate(words)
        ]

    def _line(self, line: int) -> list[str]:
        """What all words of a line share."""
        context = self._context
        around = context.lines[line]
        found = [
            f"region={around.region}",
            f"corner={context.corner(line)}{'!' if context.portal else ''}",
            f"size={around.type_size}",
            f"kind={context.kind}",
            f"holds={holds(context, line)}",
            f"about={context.about}",
            f"rank={context.rank(line)}",
            *(f"says={subject}" for subject in context.said),
        ]
        if not any(m.subject != "unknown" for f in around.fields for m in f.meanings):  # no label has a subject
            found.append(f"section={context.section(line)}")
            found += [f"table={subject}" for subject in context.table_says(line)]
            found.append(f"most={max(context.says, key=lambda s: context.says[s])}")
        if context.next_says(line):
            found.append(f"next={context.next_says(line)}")
        if context.under_house(line):
            found.append("house")
        if context.in_house(line):
            found.append("house=self")
        for name in ("left", "right", "before", "after"):
            other = getattr(around, name)
            found.append(f"{name}={holds(context, other) if other is not None else ''}")
            if other is not None and name != "right":
                found += [f"{name}:{word}" for word in self._label_words(context.page.spans[other], MAX_LABEL_CHARS)]
        if around.column:
            found += self._column(line, around.column)
        return found

    def _label_words(self, span: Span, most: int | None = None) -> list[str]:
        """The first words of a possible label, without names."""
        words = self._context.page.text[slice(*span)][:most].split()[:MAX_UNKNOWN_LABEL_WORDS]
        return [spelling(word, self._knowing(word)) for word in words]

    def _column(self, line: int, column: tuple[int, int]) -> tuple[str, ...]:
        """The header of a cell's column, and how many of the column's cells look like names."""
        if column not in self._columns:
            header = self._context.header(line)
            words = self._label_words(header) if header else []
            cells = self._context.columns[column][:MAX_COLUMN_CELLS]
            named = f"named={round(4 * sum(map(self._is_named, cells)) / len(cells))}/{min(len(cells), 3)}"
            self._columns[column] = (*(f"header:{word}" for word in words), named)
        return self._columns[column]

    def _is_named(self, line: int) -> bool:
        """Whether a cell is two to four words, one of them a given or family name."""
        words = self._context.page.text[slice(*self._context.page.spans[line])][:60].split()
        return 2 <= len(words) <= 4 and any({"given", "family"} & set(self._knowing(word)) for word in words)


def _own(word: Word, classes: tuple[str, ...]) -> tuple[str, ...]:
    """Spelling, shape, classes and ending of one word; the first three stand for it among its neighbours."""
    plain = folded(word.text)
    ending = (f"end={plain[-3:]}", f"begin={plain[:2]}") if len(plain) > 3 and plain.isalpha() else ()
    return (f"w={spelling(word.text, classes)}", f"s={shape(word.text)}", f"k={'+'.join(classes)}", *classes, *ending)


def _around(own: Sequence[tuple[str, ...]], k: int) -> Iterator[str]:
    for step in range(-WINDOW_WORDS, WINDOW_WORDS + 1):
        if step and 0 <= k + step < len(own):
            for feature in own[k + step][:3]:
                yield f"{step}{feature}"
    before = own[k - 1] if k else ("", "", "")
    after = own[k + 1] if k + 1 < len(own) else ("", "", "")
    yield f"ks={before[2]}|{own[k][2]}"
    yield f"sk={own[k][2]}|{after[2]}"
    yield f"sss={before[1]}|{own[k][1]}|{after[1]}"


def _place(words: Sequence[Word], k: int, openings: Mapping[int, str]) -> Iterator[str]:
    """Where in its line and run a word stands; `openings` has the first word of each line."""
    line = words[k].line
    first = k == 0 or words[k - 1].line != line
    last = k + 1 == len(words) or words[k + 1].line != line
    yield "alone" if first and last else "first" if first else "last" if last else "inner"
    if not first:
        yield f"opens={openings[line]}"
    yield f"row={min(3, line - words[0].line)}/{min(4, words[-1].line - words[0].line)}"


def _named(context: Context, word: Word) -> Iterator[str]:
    """What the labels of this very word say: of each place, and the nearest of all."""
    nearest = ""
    for field in context.fields_at(word.start):
        for meaning in field.meanings:
            sure = "" if meaning.exact else "~"
            yield f"label:{field.place}={meaning.type}{sure}"
            yield f"whose:{field.place}={meaning.subject}"
            nearest = nearest or f"{meaning.type}{sure}/{meaning.subject}"
    yield f"nearest={nearest}"


def holds(context: Context, line: int) -> str:
    """What a line holds, as one word."""
    text = context.page.text[slice(*context.page.spans[line])][:200]
    return next((name for name, pattern in LINE_CONTENTS if pattern.search(text)), "signs")


def runs(context: Context, words: Sequence[Word], most: int = 200) -> Iterator[Span]:
    """Ranges of words that are tagged together: those of a block, at most so many."""
    ends = [block.end for block in context.page.blocks]
    start = block = 0
    for k, word in enumerate(words):
        while block < len(ends) and word.start >= ends[block]:
            block += 1
            if k > start:
                yield Span(start, k)
                start = k
        if k - start >= most:
            yield Span(start, k)
            start = k
    if start < len(words):
        yield Span(start, len(words))
