"""Screens: captures of the same view of the same application, whatever its data.

A view is identified by its static words: labels, column headers and menu entries. Only keyed hashes of them are kept,
so that no text of the screen is in a report. Captures that share most of them are one screen, unless they are of web
pages whose addresses differ in more than numbers.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from screenpii.addresses import is_page
from screenpii.keys import keyed
from screenpii.lexicon.labels import folded, lexicon
from screenpii.lexicon.names import common_words
from screenpii.types import Page, Reading

MIN_SHARED_SHARE = 0.6  # share of the smaller capture's words that two captures of one screen share
MIN_SIZE_RATIO = 0.4  # words of the smaller of two captures of one screen over those of the larger
MIN_CAPTURE_SHARE = 0.6  # share of a screen's captures on which a word stands that names the screen
NAME_WORDS = 8  # words in the name of a screen
MAX_MENU_ENTRY_CHARS = 30  # characters of a menu entry
HASH_HEX_DIGITS = 12  # hexadecimal digits of a word's hash
MAX_TITLE_CHARS = 48  # characters of a title


def words_of(page: Page, key: bytes) -> tuple[str, ...]:
    """The keyed hashes of a page's static words, sorted."""
    return tuple(sorted({_hash(words, key) for words in _static(page)}))


def _static(page: Page) -> Iterable[str]:
    """Labels that the lexicon knows, headers of columns, and entries of menus and bars that are ordinary words."""
    for named in page.fields:
        if any(m.exact for m in named.meanings):
            yield folded(page.text[slice(*named.label)])
    for table in page.tables:
        yield from (folded(page.text[slice(*head)]) for head in table.header)
    for line, region in zip(page.lines, page.regions, strict=False):
        if region != "main" and len(line.text) <= MAX_MENU_ENTRY_CHARS and is_static(line.text):
            yield folded(line.text)


def is_static(text: str) -> bool:
    """Whether a text consists of ordinary words and labels alone: no name, no number."""
    words = folded(text).split()
    known = common_words()
    return bool(words) and all(word in known or word in lexicon().types for word in words)


def title_of(page: Page) -> str:
    """The largest text in the upper half that consists of ordinary words alone; a heading without personal data."""
    half = page.frame.height / 2
    labels = {field.label for field in page.fields} | {head for table in page.tables for head in table.header}
    heads = [
        line
        for line, span in zip(page.lines, page.spans, strict=True)
        if span not in labels and line.box.top < half and len(line.text) <= MAX_TITLE_CHARS and is_static(line.text)
    ]
    best = max(heads, key=lambda line: (line.box.height, -line.box.top), default=None)
    return best.text if best else ""


def _hash(words: str, key: bytes) -> str:
    return keyed("w1", key, "screen", words).partition(":")[2][:HASH_HEX_DIGITS]


class Screens:
    """The views of a run, added capture by capture; those of several runs can be merged. Grows with the views only."""

    def __init__(self) -> None:
        self._views: list[_View] = []

    def add(self, reading: Reading) -> int | None:
        """Take in a capture; the number of its view, None without any static words."""
        number = self._number(reading)
        if number is None and reading.words:
            number = len(self._views)
            self._views.append(_View(_address(reading.source), frozenset(reading.words), reading.source))
        if number is not None:
            self._views[number].count(Counter(reading.words), 1)
        return number

    def merge(self, other: Screens) -> None:
        """Take in the views of another part of the run."""
        for view in other._views:
            known = next((mine for mine in self._views if mine.shows(view.address, view.core)), None)
            if known is None:
                self._views.append(known := _View(view.address, view.core, view.source))
            known.count(view.words, view.captures)

    def name(self, reading: Reading) -> str:
        """The screen that a capture shows: `s1:` and a hash of the words that most captures of the view share.

        A capture without any static words is a separate screen, named by its source.
        """
        number = self._number(reading)
        return f"s1:{reading.source}" if number is None else self._views[number].name()

    def _number(self, reading: Reading) -> int | None:
        address, words = _address(reading.source), frozenset(reading.words)
        if not words:
            return None
        return next((k for k, view in enumerate(self._views) if view.shows(address, words)), None)


@dataclass(slots=True)
class _View:
    """A view: the words of its first capture, to which others are compared, and how many captures have each word."""

    address: str
    core: frozenset[str]
    source: str
    words: Counter[str] = field(default_factory=Counter)
    captures: int = 0

    def shows(self, address: str, words: frozenset[str]) -> bool:
        return address == self.address and _same(words, self.core)

    def count(self, words: Counter[str], captures: int) -> None:
        self.words += words
        self.captures += captures

    def name(self) -> str:
        """A hash of the smallest words that most captures share, so that a few misread ones do not change it."""
        least = MIN_CAPTURE_SHARE * self.captures
        shared = sorted(word for word, count in self.words.items() if count >= least)[:NAME_WORDS]
        place = hashlib.sha256(self.address.encode()).hexdigest()[:8] if self.address else ""
        return "s1:" + "".join(word[:4] for word in shared) + place if shared else f"s1:{self.source}"


def _address(source: str) -> str:
    """The address of a web page with # for each number; empty for files."""
    return re.sub(r"\d+", "#", re.split(r"[? ]", source)[0]) if is_page(source) else ""


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    small, large = sorted((len(one), len(other)))
    return small >= MIN_SIZE_RATIO * large and len(one & other) >= MIN_SHARED_SHARE * small
