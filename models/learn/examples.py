"""Generated screens as examples: pages as the scanner sees them, and what is true of each word and candidate."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.language import Language

from models.generator.page import Screen, Truth
from screenpii.context import PLACES_BY_STRENGTH, context_of
from screenpii.layout import arrange, name_fields
from screenpii.scorer.evidence import Case
from screenpii.tagger.component import LABELS
from screenpii.tagger.features import Sight, Word, runs, words_of
from screenpii.tagger.words import Know, know
from screenpii.types import Box, Entity, Frame, Page, Span, Subject

LABEL_NAMES = {kind: name for name, kind in LABELS.items()}
MIN_INSIDE_SHARE = 0.6  # share of a candidate's area that is inside its item
MIN_COVERED_SHARE = 0.3  # share of an item's area that its candidate covers
MIN_BOX_SHARE = 0.7  # share of one of an item's boxes that its candidate covers
BLIND_SHARE = 0.15  # share of screens that are learned without a family of features, for each family
# families of features that a screen may be learned without: no screen shows all that it could
FAMILIES = (
    *(f"{what}:{place}" for what in ("label", "whose") for place in PLACES_BY_STRENGTH),
    *(
        "nearest",
        "left",
        "right",
        "before",
        "after",
        "region",
        "size",
        "kind",
        "about",
        "named",
        "opens",
        "row",
        "holds",
        "section",
        "table",
        "most",
    ),
    *("w", "end", "begin", "-1w", "1w", "-2w", "2w"),
)
# share of words that lose a class: no list holds every word
FORGET_SHARES = {"given": 0.12, "family": 0.12, "place": 0.2, "common": 0.3, "interface": 0.2, "ordinary": 0.3}


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are tagged together: their features and their labels (B-…, I-…, O)."""

    rows: list[list[str]]
    labels: list[str]


def page_of(screen: Screen) -> Page:
    """The page that the scanner's layout makes of a generated screen."""
    blank = np.broadcast_to(np.uint8(255), (screen.height, screen.width, 3))
    return name_fields(arrange(Frame("generated", blank), screen.lines))


def tag_runs(screen: Screen, nlp: Language, rng: random.Random) -> list[Run]:
    """The runs of a screen's words as the tagger is trained on them; `rng` decides what is forgotten of its words."""
    page = page_of(screen)
    context = context_of(page)
    words = words_of(nlp.make_doc(page.text), context)
    labels = labels_of(page, words, screen.truth)
    sight = Sight(context, forgetful(rng))
    blind = blinded(FAMILIES, rng)
    found = []
    for start, end in runs(context, words):
        rows = [[f for f in row if family_of(f) not in blind] for row in sight.features(words[start:end])]
        found.append(Run(rows, opened(labels[start:end])))
    return found


def blinded(families: Sequence[str], rng: random.Random) -> frozenset[str]:
    """Kinds of features or evidence that one example is learned without: no weight may lean on another being there."""
    return frozenset(f for f in families if rng.random() < BLIND_SHARE)


def family_of(feature: str) -> str:
    """The part of a feature's name before its value: what is left out together."""
    return feature.partition("=")[0]


def labels_of(page: Page, words: Sequence[Word], truth: Sequence[Truth]) -> list[tuple[str, int]]:
    """For each word the label of the truth's item that holds its middle, and which item; ("", -1) for none."""
    items = [
        (LABEL_NAMES[item.type, side(item)], number, box)
        for number, item in enumerate(truth)
        if item.type in ("PERSON_NAME", "POSTAL_ADDRESS")
        for box in item.boxes
    ]
    near: dict[int, list[tuple[str, int, Box]]] = {}
    for word in words:
        if word.line not in near:
            box = page.lines[word.line].box
            near[word.line] = [item for item in items if item[2].overlap(box)]
    return [_held(page, word, near[word.line]) for word in words]


def _held(page: Page, word: Word, items: Sequence[tuple[str, int, Box]]) -> tuple[str, int]:
    if not items:
        return "", -1
    box = page.box(Span(word.start, word.end))
    x = (box.left + box.right) / 2
    return next(((n, k) for n, k, b in items if b.left <= x <= b.right and b.top <= box.middle <= b.bottom), ("", -1))


def side(item: Truth) -> Subject:
    """Whose an item is as the tagger tells them apart: the customer's, or not."""
    if item.subject in ("customer", "unknown"):
        return "customer"
    return "associate" if item.type == "PERSON_NAME" else "business"


def opened(labels: Sequence[tuple[str, int]]) -> list[str]:
    """Labels with B- where an item begins and I- where it goes on."""
    found = []
    last = -1
    for name, item in labels:
        found.append(f"{'I' if item == last else 'B'}-{name}" if name else "O")
        last = item
    return found


def forgetful(rng: random.Random) -> Know:
    """`know` that forgets some classes of some words, as a word list never holds every name."""
    kept: dict[str, tuple[str, ...]] = {}

    def knowing(word: str) -> tuple[str, ...]:
        if word not in kept:
            kept[word] = tuple(c for c in know(word) if rng.random() >= FORGET_SHARES.get(c, 0))
        return kept[word]

    return knowing


def matched(case: Case | Entity, truth: Sequence[Truth]) -> Truth | None:
    """The item of its type that a candidate is: most of its area lies in the item, and it is a good part of it.

    A good part is a share of its area, or one of its boxes as a whole: a cell of an address that stands in several.
    """
    best: tuple[float, Truth] | None = None
    own = sum(b.area for b in case.boxes)
    for item in truth:
        if item.type != case.type or not own:
            continue
        shared = sum(a.overlap(b) for a in case.boxes for b in item.boxes)
        covered = any(sum(a.overlap(b) for a in case.boxes) >= MIN_BOX_SHARE * b.area for b in item.boxes)
        part = covered or shared >= MIN_COVERED_SHARE * sum(b.area for b in item.boxes)
        if part and shared >= MIN_INSIDE_SHARE * own and (best is None or shared > best[0]):
            best = (shared, item)
    return best[1] if best else None
