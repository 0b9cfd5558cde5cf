"""The flow: a frame goes in, findings come out."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from scanner.config import Settings
from scanner.entities import Detector, entities
from scanner.errors import UsageError
from scanner.layout import arrange
from scanner.lexicon.labels import name_fields
from scanner.ocr import Engine, create, identify
from scanner.ocr.doubt import doubt, legible
from scanner.ocr.sequence import Changes
from scanner.policy.judge import judge
from scanner.scorer import resolve, score
from scanner.tagger import tagged
from scanner.trained import model_name
from scanner.types import Entity, Finding, Frame, Line, Page, Reading

MOST = 4_000  # lines of a frame that are looked at; a full spreadsheet has 400. The time grows with their square
Annotate = Callable[[Page, Sequence[Finding]], str]


class Pipeline:
    """Engine and detectors, loaded once a process, and the key of this run's fingerprints.

    `annotate`, if given, is shown each page with its findings; it returns what went wrong, or an empty string.
    """

    def __init__(
        self,
        engine: Engine,
        detectors: list[Detector],
        min_score: float,
        key: bytes,
        annotate: Annotate | None = None,
    ) -> None:
        self.engine = engine
        self.changes = Changes(engine.read)
        self.detectors = detectors
        self.min_score = min_score
        self.key = key
        self.annotate = annotate

    def __call__(self, frame: Frame) -> Reading:
        """Everything found on one frame."""
        began = time.perf_counter()
        lines = self.changes.read(frame)
        shown = legible(lines)
        page = name_fields(arrange(frame, shown[:MOST]))
        found = tuple(judge(entity, frame, self.key) for entity in self.recognise(page))
        reason = blank(frame, page) or crowded(shown) or doubt(frame, lines, self.engine.read)
        took = round(time.perf_counter() - began, 3)
        note = self.annotate(page, found) if self.annotate else ""
        return Reading(frame.source, frame.index, frame.width, frame.height, took, found, reason, note)

    def recognise(self, page: Page) -> list[Entity]:
        """The entities of a page, whatever their verdict will be."""
        page = tagged(page)
        candidates = [c for detector in self.detectors for c in detector.propose(page)]
        return resolve(score(page, candidates), self.min_score)


def blank(frame: Frame, page: Page) -> str:
    """Why a frame without any text is not clean but unread: a capture that shows a single colour."""
    if page.lines or int(frame.pixels.max()) != int(frame.pixels.min()):
        return ""
    return "blank capture: every pixel has the same colour"


def crowded(lines: list[Line]) -> str:
    """Why a frame with too many lines is not read fully."""
    return f"{MOST:,} lines is the limit; {len(lines) - MOST:,} more were not looked at" if len(lines) > MOST else ""


def load(settings: Settings, key: bytes, pictures: Path | None = None) -> Callable[[Frame], Reading]:
    """The pipeline for a worker process; `key` is the run's, the same in all of them.

    It writes annotated pictures into the folder `pictures` if there is one.
    Raises UsageError for unknown names, MissingEngineError without the engine.
    """
    draw = None
    if pictures:
        from scanner.annotate import annotate

        draw = partial(annotate, folder=pictures)
    return Pipeline(create(settings), choose(settings), settings.min_score, key, draw)


def new_key() -> bytes:
    """A key for one run's fingerprints."""
    return secrets.token_bytes(32)


def choose(settings: Settings) -> list[Detector]:
    """The detectors for the types that the settings ask for; all by default."""
    known = entities.load()
    unknown = [name for name in settings.types if name not in known]
    if unknown:
        raise UsageError(f"unknown type {unknown[0]!r}; known: {', '.join(known)}")
    return [detector for name, detector in known.items() if not settings.types or name in settings.types]


def describe(settings: Settings) -> tuple[str, str]:
    """Names of the engine and of the recognition model, for reports; loads neither."""
    return identify(settings), model_name()
