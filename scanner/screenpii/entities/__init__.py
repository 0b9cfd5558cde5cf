"""Entity types: one file each. Its docstring is the type's documentation page, `propose` finds candidates.

A file holds `FOUND`, pairs of a screen as text and the value to find on it, and `NOT_FOUND`, screens on which nothing
of this type shows; a test runs them. In such screens two or more spaces separate cells.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypedDict, Unpack

from screenpii.context import Context
from screenpii.errors import unknown
from screenpii.lexicon.masks import parted
from screenpii.lexicon.shapes import CERTAIN_SHAPES, shape_at, shapes_in
from screenpii.registry import Registry
from screenpii.types import Candidate, Entity, Field, Opinion, Severity, Span

MIN_OPINION_PROBABILITY = 0.25  # probability in the encoder's opinion from which a word is proposed
MIN_BEGIN_PROBABILITY = 0.5  # probability from which a word begins a new value
MAX_GAP_CHARS = 3  # signs and spaces between two words of one value

Propose = Callable[[Context], Iterable[Candidate]]
Preview = Callable[[Entity], str]


class Declared(TypedDict, total=False):
    """What a detector may declare besides; see `Detector`."""

    check: Callable[[], str] | None
    by_pixels: bool
    severity: Severity
    preview: Preview | None


@dataclass(frozen=True, slots=True)
class Detector:
    """One entity type as its file gives it.

    `page` is its documentation, whose first line says what the type is; `found` and `not_found` are its examples.
    `check`, of detectors that need more than the package itself, says what to install, nothing if all is there.
    `by_pixels`: it looks at pixels, not at text. `severity` is that of an exposure that no clause names but the one for
    all types. `preview` says in words what a region or a picture holds; texts are masked.
    """

    name: str
    propose: Propose
    page: str = ""
    found: Sequence[tuple[str, str]] = ()
    not_found: Sequence[str] = ()
    check: Callable[[], str] | None = None
    by_pixels: bool = False
    severity: Severity = "medium"
    preview: Preview | None = None


entities: Registry[Detector] = Registry("screenpii.entities")


def check_types(names: Sequence[str]) -> None:
    """Raise UsageError for an entity type that there is not: a misspelt one would find nothing, silently."""
    known = entities.load() if names else {}
    for name in names:
        if name not in known:
            raise unknown("entity type", name, known)


def detects(
    name: str,
    page: str | None,
    found: Sequence[tuple[str, str]] = (),
    not_found: Sequence[str] = (),
    **declared: Unpack[Declared],
) -> Callable[[Propose], Propose]:
    """Return a decorator that registers a `propose` for the entity type `name`; the rest is as in `Detector`."""

    def file(propose: Propose) -> Propose:
        about = inspect.cleandoc(page or "")
        entities.register(name)(Detector(name, propose, about, found, not_found, **declared))
        return propose

    return file


def matches(context: Context, pattern: re.Pattern[str], over: Iterable[Span] | None = None) -> Iterator[re.Match[str]]:
    """Matches of a pattern within single lines, or within the given spans; never over a dot that separates two texts."""
    text = context.page.text
    for span in context.page.spans if over is None else over:
        for start, end in parted(text, *span):
            yield from pattern.finditer(text, start, end)


def tagged_as(context: Context, kind: str) -> Iterator[Span]:
    """What the tagger tags as a type, then what the encoder takes for it."""
    for tag in context.page.tags:
        if tag.type == kind:
            yield Span(tag.start, tag.end)
    yield from believed(context, kind)


def believed(context: Context, kind: str) -> Iterator[Span]:
    """Runs of words of a block that the encoder takes for one value of a type."""
    run: list[Opinion] = []
    for word in context.page.opinions:
        if run and not _goes_on(context, run[-1], word, kind):
            yield Span(run[0].start, run[-1].end)
            run = []
        if run or word.types.get(kind, 0.0) >= MIN_OPINION_PROBABILITY:
            run.append(word)
    if run:
        yield Span(run[0].start, run[-1].end)


def _goes_on(context: Context, last: Opinion, word: Opinion, kind: str) -> bool:
    near = word.start - last.end <= MAX_GAP_CHARS and context.block_at(last.start) == context.block_at(word.start)
    return near and word.types.get(kind, 0.0) >= MIN_OPINION_PROBABILITY and word.begins < MIN_BEGIN_PROBABILITY


def unshaped(context: Context) -> Iterator[Span]:
    """The parts of lines that are not surely something else by their form, such as a date with its time."""
    for start, end in context.page.spans:
        at = start
        for shape in shapes_in(context.page.text[start:end]):
            if shape.name in CERTAIN_SHAPES:
                yield Span(at, start + shape.start)
                at = start + shape.end
        yield Span(at, end)


def labelled(context: Context, name: str) -> Iterator[tuple[Field, str]]:
    """Each field whose label may name `name`, with its value's text; nearer labels come first."""
    for field in context.naming.get(name, ()):
        yield field, context.page.text[slice(*field.value)]


def within(context: Context, name: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches of a pattern in the values that a label names `name`; never over a dot that separates two texts."""
    yield from matches(context, pattern, (field.value for field, _ in labelled(context, name)))


def is_shaped(context: Context, start: int, end: int) -> bool:
    """Whether a part of a line is, holds, or is cut out of what is surely something else by its form."""
    text = context.page.text
    line = text.rfind("\n", 0, start) + 1
    shape = shape_at(text[line : (text.find("\n", start) + 1 or len(text) + 1) - 1], start - line, end - line)
    return shape is not None and shape.name in CERTAIN_SHAPES


def digits(text: str) -> str:
    """The ASCII digits of a text."""
    return "".join(c for c in text if c in "0123456789")
