"""An example for the encoder: the words of a page as the scanner sees it, and what is true of each."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.generator.page import Screen, Truth
from models.learn.examples import forgetful, page_of
from models.learn.tagger import blank
from screenpii.context import context_of
from screenpii.tagger.encoder.classes import SUBJECTS, TYPES
from screenpii.tagger.encoder.inputs import Inputs, Pieces, inputs
from screenpii.tagger.features import Sight, runs, words_of
from screenpii.types import Page

IGNORED = -100  # class of a word that the loss leaves out
BLANK = blank()
Bytes = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Example:
    """A page with what is true of its N words: the type, whether an item begins there, whose it is or `IGNORED`."""

    inputs: Inputs
    type: Bytes
    begins: Bytes
    subject: Bytes
    families: tuple[str, ...]


def example(screen: Screen, pieces: Pieces, rng: random.Random) -> Example | None:
    """The example that a generated screen makes; `rng` decides which classes of words are forgotten."""
    return of_page(page_of(screen), screen.truth, pieces, rng, tuple(sorted(screen.families)))


def of_page(
    page: Page, truth: Sequence[Truth], pieces: Pieces, rng: random.Random, families: tuple[str, ...] = ()
) -> Example | None:
    """The example that a page makes; None without any word."""
    context = context_of(page)
    words = words_of(BLANK.make_doc(page.text), context)
    sight = Sight(context, forgetful(rng))
    rows = [row for start, end in runs(context, words) for row in sight.features(words[start:end])]
    found = inputs(page, words, rows, pieces)
    return Example(found, *_labels(found, truth), families) if found.words else None


def _labels(it: Inputs, truth: Sequence[Truth]) -> tuple[Bytes, Bytes, Bytes]:
    """For each word what the smallest item says that holds its middle."""
    count = len(it.words)
    kinds, subjects = np.zeros(count, np.int8), np.full(count, IGNORED, np.int8)
    items, areas = np.full(count, -1), np.full(count, np.inf)
    x, y = (it.edges[:, 0] + it.edges[:, 2]) / 2, (it.edges[:, 1] + it.edges[:, 3]) / 2
    for number, item in enumerate(truth):
        if item.type not in TYPES:
            continue
        for box in item.boxes:
            inside = (x >= box.left - 1) & (x <= box.right + 1) & (y >= box.top - 1) & (y <= box.bottom + 1)
            mine = inside & (box.area < areas)
            kinds[mine], subjects[mine] = TYPES.index(item.type), _subject(item)
            items[mine], areas[mine] = number, box.area
    begins = ((items >= 0) & (items != np.concatenate([[-1], items[:-1]]))).astype(np.int8)
    return kinds, begins, subjects


def _subject(item: Truth) -> int:
    return SUBJECTS.index(item.subject) if item.subject in SUBJECTS else SUBJECTS.index("customer")
