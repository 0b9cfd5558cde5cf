"""The channel of a screen, guessed from its words and its shape; reported as a guess."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import yaml

from screenpii.lexicon.labels import folded
from screenpii.types import Page

MAX_LABEL_CHARS = 40  # characters of a label, a title or a button
MIN_GUESS_POINTS = 2.0  # points that a channel needs to be guessed
MIN_LEAD_POINTS = 0.5  # points that it needs ahead of the next one
MAX_UPRIGHT_RATIO = 0.8  # width over height of an upright frame of any other channel
MAX_NARROW_RATIO = 0.62  # width over height of a handheld's frame
UPRIGHT_POINTS = {"handheld": 2.5, "kiosk": 1.0, "receipt": 4.0}  # points of a channel for an upright frame


def guess(page: Page) -> str:
    """The channel whose words the page has most of, or an empty string if that is not clear.

    Web pages of an administration count as back office.
    """
    said = {
        phrase for line in page.lines if len(line.chars) <= MAX_LABEL_CHARS for phrase in _phrases(folded(line.text))
    }
    points = {name: float(len(words & said)) for name, words in _words().items()}
    shape = page.frame.width / max(1, page.frame.height)
    for name, bonus in UPRIGHT_POINTS.items():
        if shape < (MAX_NARROW_RATIO if name == "handheld" else MAX_UPRIGHT_RATIO) and (
            points[name] or name == "handheld"
        ):
            points[name] += bonus
    best, next_ = sorted(points, key=lambda name: -points[name])[:2]
    return best if points[best] >= max(MIN_GUESS_POINTS, points[next_] + MIN_LEAD_POINTS) else ""


def _phrases(text: str) -> Iterator[str]:
    """The runs of up to three words of a text."""
    words = text.split()
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + 3) + 1):
            yield " ".join(words[start:end])


@cache
def _words() -> Mapping[str, frozenset[str]]:
    table = yaml.safe_load(files("screenpii.policy").joinpath("channels.yaml").read_text("utf-8"))
    return {name: frozenset(folded(str(word)) for word in words) for name, words in table.items()}
