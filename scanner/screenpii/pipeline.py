"""The flow: a frame goes in, findings come out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from screenpii.codes import read_codes
from screenpii.config import Settings
from screenpii.contrast import with_faint
from screenpii.entities import Detector, entities
from screenpii.errors import MissingEngineError, UsageError
from screenpii.layout import arrange, page_of
from screenpii.lexicon.labels import name_fields
from screenpii.ocr import Reader, create, identify
from screenpii.ocr.doubt import doubt, legible
from screenpii.ocr.sequence import Changes
from screenpii.payloads import as_screen
from screenpii.policy import channel, pack
from screenpii.policy.judge import Policy, judge
from screenpii.policy.record import record_of
from screenpii.scorer import Explanation, contest, explain, resolve, score
from screenpii.screens import title_of, words_of
from screenpii.selectors import suggested
from screenpii.summary import Run
from screenpii.tagger import tagged
from screenpii.trained import model_name
from screenpii.types import Code, Entity, Finding, Frame, Line, Page, Reading, Record, Rule

MAX_LINES_PER_FRAME = 4_000  # lines of a frame that are looked at; a full spreadsheet has 400
Annotate = Callable[[Page, Sequence[Record]], str]
Picture = Callable[[Page, Sequence[Record]], bytes]


class Pipeline:
    """Engine, detectors and policy, loaded once a process, and the key of this run's fingerprints.

    `annotate`, if given, is shown each page with its findings; it returns what went wrong, or an empty string.
    `picture` makes of the same the picture that reports show.
    """

    def __init__(
        self,
        engine: Reader,
        detectors: list[Detector],
        min_score: float,
        policy: Policy,
        key: bytes,
        annotate: Annotate | None = None,
        picture: Picture | None = None,
    ) -> None:
        self.engine = engine
        self.changes = Changes(engine.read)
        self.detectors = detectors
        self.min_score = min_score
        self.policy = policy
        self.key = key
        self.annotate = annotate
        self.picture = picture

    def __call__(self, frame: Frame) -> Reading:
        """Everything found on one frame."""
        began = time.perf_counter()
        page, reason = self.look(frame)
        policy = self.policy_for(page)
        found = tuple(map(record_of, self.judged(page, self.recognise(page), policy)))
        took = round(time.perf_counter() - began, 3)
        note = self.annotate(page, found) if self.annotate else ""
        return Reading(
            *(frame.source, frame.position, frame.width, frame.height, took, found, reason, note),
            channel=policy.channel,
            words=words_of(page, self.key),
            title=title_of(page),
            wireframe=self.picture(page, found) if self.picture else b"",
        )

    def look(self, frame: Frame) -> tuple[Page, str]:
        """The page that a frame shows, and what was not read of it."""
        lines = self.changes.read(frame)
        shown = with_faint(legible(lines), frame.pixels)
        page = name_fields(arrange(frame, shown[:MAX_LINES_PER_FRAME]))
        return page, blank(frame, page) or crowded(shown) or doubt(frame, lines, self.engine.read)

    def judged(self, page: Page, entities: Sequence[Entity], policy: Policy) -> list[Finding]:
        """The findings on a page, those of a web page with the selectors that hide them."""
        found = judge(entities, page.frame, policy, self.key)
        elements = page.frame.elements
        return suggested(found, elements, page.frame.width) if elements else found

    def policy_for(self, page: Page) -> Policy:
        """The policy with the page's channel: the one that was named, or a guess."""
        return self.policy if self.policy.channel else replace(self.policy, channel=channel.guess(page))

    def recognise(self, page: Page) -> list[Entity]:
        """The entities of a page, whatever their verdict will be."""
        return resolve(self.weigh(page), self.min_score)

    def weigh(self, page: Page) -> list[Entity]:
        """Everything that may be personal on a page with its score; overlaps are still in."""
        codes = self.codes(page.frame) if any(d.name == "CODE_PAYLOAD" for d in self.detectors) else ()
        return weigh(replace(page, codes=tuple(codes)), self.detectors)

    def codes(self, frame: Frame) -> Iterator[Code]:
        """The codes on a frame with the types that their payloads show; whose it is, so short a text does not tell."""
        readers = list(entities.load().values())
        for code in read_codes(frame.pixels):
            inner = name_fields(page_of(as_screen(code.text)))
            found = judge(resolve(weigh(inner, readers), self.min_score), inner.frame, self.policy, self.key)
            holds = {f.entity.type for f in found if f.masking.state != "full"}
            yield replace(code, holds=tuple(sorted(holds)))


@dataclass(frozen=True, slots=True)
class Account:
    """What was decided about one candidate, and why.

    `reported`, or lost: overlapped by the finding `winner`, or for its low score alone.
    """

    finding: Record
    why: Explanation
    reported: bool
    winner: Record | None = None


@dataclass(frozen=True, slots=True)
class Explained(Reading):
    """A reading with an account of every finding, and of every near miss."""

    accounts: tuple[Account, ...] = ()


class Explaining(Pipeline):
    """The pipeline that also tells why; near misses are candidates with a score of at least `least`."""

    def __init__(
        self, engine: Reader, detectors: list[Detector], min_score: float, policy: Policy, key: bytes, least: float
    ) -> None:
        super().__init__(engine, detectors, min_score, policy, key)
        self.least = least

    def __call__(self, frame: Frame) -> Explained:
        """Everything found on one frame, and nearly found, with the reasons."""
        began = time.perf_counter()
        page, reason = self.look(frame)
        kept, lost = contest(self.weigh(page), self.min_score, min(self.least, self.min_score))
        policy = self.policy_for(page)
        judged = dict(zip(map(id, kept), map(record_of, self.judged(page, kept, policy)), strict=True))
        # A near miss as it would be if it were reported too: clauses may be about types that show together.
        judged |= {id(entity): record_of(self.judged(page, (*kept, entity), policy)[-1]) for entity, _ in lost}
        accounts = (
            *(Account(judged[id(entity)], explain(entity), True) for entity in kept),
            *(Account(judged[id(e)], explain(e), False, judged[id(winner)] if winner else None) for e, winner in lost),
        )
        took = round(time.perf_counter() - began, 3)
        found = tuple(account.finding for account in accounts if account.reported)
        size = frame.width, frame.height
        return Explained(
            frame.source, frame.position, *size, took, found, reason, channel=policy.channel, accounts=accounts
        )


def weigh(page: Page, detectors: Sequence[Detector]) -> list[Entity]:
    """What detectors propose on a page, with its score."""
    page = tagged(page)
    return score(page, [c for detector in detectors for c in detector.propose(page)])


def blank(frame: Frame, page: Page) -> str:
    """Why a frame without any text is not clean but unread: a capture that shows a single colour."""
    if page.lines or int(frame.pixels.max()) != int(frame.pixels.min()):
        return ""
    return "blank capture: every pixel has the same colour"


def crowded(lines: list[Line]) -> str:
    """Why a frame with too many lines is not read fully."""
    return (
        f"{MAX_LINES_PER_FRAME:,} lines is the limit; {len(lines) - MAX_LINES_PER_FRAME:,} more were not looked at"
        if len(lines) > MAX_LINES_PER_FRAME
        else ""
    )


def load(
    settings: Settings, key: bytes, pictures: Path | None = None, illustrated: bool = False
) -> Callable[[Frame], Reading]:
    """The pipeline for a worker process; `key` is the run's, the same in all of them.

    It writes annotated pictures into the folder `pictures` if there is one; `illustrated` readings have pictures that
    reports may show.
    Raises UsageError for unknown names, MissingEngineError without the engine.
    """
    draw = None
    if pictures:
        from screenpii.annotate import annotate

        draw = partial(annotate, folder=pictures)
    picture: Picture | None = None
    if illustrated:
        from screenpii.wireframe import wireframe

        picture = wireframe
    return Pipeline(create(settings), choose(settings), settings.min_score, policy_of(settings), key, draw, picture)


def load_explaining(settings: Settings, key: bytes, least: float) -> Callable[[Frame], Explained]:
    """As `load`, with reasons; near misses have a score of at least `least`."""
    return Explaining(create(settings), choose(settings), settings.min_score, policy_of(settings), key, least)


def policy_of(settings: Settings) -> Policy:
    """The policy that the settings ask for; UsageError for packs that there are not, or that are wrong."""
    types = frozenset(entities.load())
    return Policy(
        tuple(pack.load(name, types) for name in settings.policy),
        settings.role,
        settings.channel,
        settings.allow,
        settings.tags,
        settings.test_cards,
    )


def choose(settings: Settings) -> list[Detector]:
    """The detectors for the types that the settings ask for; all by default.

    Raises UsageError for unknown types, MissingEngineError for detectors without their networks.
    """
    known = entities.load()
    unknown = [name for name in settings.types if name not in known]
    if unknown:
        raise UsageError(f"unknown type {unknown[0]!r}; known: {', '.join(known)}")
    chosen = [detector for name, detector in known.items() if not settings.types or name in settings.types]
    for detector in chosen:
        fault = detector.check() if detector.check else ""
        if fault:
            raise MissingEngineError(f"{detector.name} needs more: {fault}")
    return chosen


def rules_of(settings: Settings) -> tuple[Rule, ...]:
    """The clauses of the settings' packs, as reports cite them."""
    return tuple(
        Rule(book.rule(clause), clause.title, clause.fix, clause.source, clause.severity)
        for book in policy_of(settings).packs
        for clause in book.clauses
    )


def describe(settings: Settings) -> Run:
    """What a run under these settings is read and judged by; loads no model."""
    packs = tuple((one.id, one.version) for one in policy_of(settings).packs)
    return Run(
        engine=identify(settings), model=model_name(), policies=packs, rules=rules_of(settings), role=settings.role
    )
