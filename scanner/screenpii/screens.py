"""Which captures show the same view of the same application, whatever data stands in it.

A view is known by its static words: labels, column headers and menu entries. Each is kept as a keyed hash alone, so
that nothing of the screen is in a report. Captures that share most of them are one screen, unless they are of web pages
whose addresses differ in more than numbers.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from screenpii.addresses import is_page
from screenpii.keys import keyed
from screenpii.lexicon.labels import folded, lexicon
from screenpii.lexicon.names import common_words
from screenpii.types import Page, Reading

MIN_SHARED_SHARE = 0.6  # of the words of the one that has fewer, and
MIN_SIZE_RATIO = 0.4  # how many words the smaller one has at least of the larger one's
MIN_CAPTURE_SHARE = 0.6  # of the captures that a word of the screen stands on
SKETCH_WORDS = 8  # words by which a screen is named
MAX_MENU_ENTRY_CHARS = 30  # characters of a menu's entry
HASH_HEX_DIGITS = 12  # hexadecimal digits of a word
MAX_TITLE_CHARS = 48  # characters


def words_of(page: Page, key: bytes) -> tuple[str, ...]:
    """The keyed hashes of a page's static words, sorted."""
    return tuple(sorted({_hash(words, key) for words in _static(page)}))


def _static(page: Page) -> Iterable[str]:
    """Labels that the lexicon knows, headers of columns, and entries of menus and bars that are ordinary words."""
    for field in page.fields:
        if any(m.exact for m in field.meanings):
            yield folded(page.text[slice(*field.label)])
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
    """The largest text in the upper half that consists of ordinary words alone; a heading, and nobody's data."""
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


def named(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, each with the name of the screen that it shows: `s1:` and a hash of the words that most share.

    Captures without any static words are a screen of their own each, named by their source.
    """
    groups: list[list[int]] = []
    cores: list[tuple[str, frozenset[str]]] = []
    for number, reading in enumerate(readings):
        at, words = _address(reading.source), frozenset(reading.words)
        group = next((k for k, core in enumerate(cores) if words and at == core[0] and _same(words, core[1])), None)
        if group is None:
            groups.append([number])
            cores.append((at, words))
        else:
            groups[group].append(number)
    names = {number: _name([readings[n] for n in group]) for group in groups for number in group}
    return [replace(reading, screen=names[number]) for number, reading in enumerate(readings)]


def _address(source: str) -> str:
    """Where a web page is, with # for each number; files have no such place."""
    return re.sub(r"\d+", "#", re.split(r"[? ]", source)[0]) if is_page(source) else ""


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    small, large = sorted((len(one), len(other)))
    return small >= MIN_SIZE_RATIO * large and len(one & other) >= MIN_SHARED_SHARE * small


def _name(captures: Sequence[Reading]) -> str:
    """The smallest of the words that most captures share: a few that are misread do not change them."""
    counts = Counter(word for reading in captures for word in reading.words)
    core = sorted(word for word, count in counts.items() if count >= MIN_CAPTURE_SHARE * len(captures))[:SKETCH_WORDS]
    at = _address(captures[0].source)
    place = hashlib.sha256(at.encode()).hexdigest()[:8] if at else ""
    return "s1:" + "".join(word[:4] for word in core) + place if core else f"s1:{captures[0].source}"
