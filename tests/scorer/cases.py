"""Candidates on tiny pages, with the evidence that they get; pages are text, as `page_of` draws it."""

from __future__ import annotations

from dataclasses import replace

from screenpii.context import Context, context_of
from screenpii.scorer.evidence import Case, case
from screenpii.types import Candidate, Opinion, Page, Subject, Tag
from tests.pages import labelled_page


def candidate(page: Page, kind: str, value: str, *evidence: str, nth: int = 0) -> Candidate:
    """A candidate of a type for the `nth` place, from 0, at which the page's text holds a value."""
    start = -1
    for _ in range(nth + 1):
        start = page.text.index(value, start + 1)
    return Candidate(kind, start, start + len(value), evidence)


def case_in(context: Context, kind: str, value: str, *evidence: str, nth: int = 0) -> Case:
    """The case of a value on a page."""
    return case(context, candidate(context.page, kind, value, *evidence, nth=nth))


def case_on(screen: str, kind: str, value: str, *evidence: str) -> Case:
    """The case of a value on a screen."""
    return case_in(context_of(labelled_page(screen)), kind, value, *evidence)


def with_tag(page: Page, kind: str, value: str, probability: float, customer: float) -> Page:
    """The page with a tag on a value, as the tagger would set it."""
    start = page.text.index(value)
    tag = Tag(kind, start, start + len(value), probability, customer)
    return replace(page, tags=tuple(sorted((*page.tags, tag), key=lambda tag: tag.start)))


def with_opinion(page: Page, word: str, types: dict[str, float], subjects: dict[Subject, float]) -> Page:
    """The page with the encoder's opinion of a word."""
    start = page.text.index(word)
    opinion = Opinion(start, start + len(word), types, 1.0, subjects)
    return replace(page, opinions=tuple(sorted((*page.opinions, opinion), key=lambda one: one.start)))
