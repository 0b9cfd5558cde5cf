"""The flow: a frame goes in, findings come out."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from screenpii.codes import read_codes
from screenpii.context import Context, context_of
from screenpii.contrast import with_faint
from screenpii.entities import Detector, entities
from screenpii.layout import arrange, name_fields, page_of
from screenpii.ocr import Reader
from screenpii.ocr.doubt import MAX_LINES_PER_FRAME, legible, unread_for
from screenpii.ocr.sequence import Changes
from screenpii.payloads import as_screen
from screenpii.policy import channel
from screenpii.policy.judge import Policy, judge
from screenpii.policy.record import record_of
from screenpii.scorer import resolve, score
from screenpii.screens import title_of, words_of
from screenpii.selectors import suggested
from screenpii.tagger import tagged
from screenpii.types import Code, Entity, Finding, Frame, Page, Reading, Record


@dataclass(slots=True)
class Pipeline:
    """Engine, detectors and policy, loaded once a process, and the key of this run's fingerprints.

    `annotate`, if given, is shown each page with its findings; it returns what went wrong, or an empty string.
    `picture` makes of the same the picture that reports show.
    """

    engine: Reader
    detectors: Sequence[Detector]
    min_score: float
    policy: Policy
    key: bytes
    annotate: Callable[[Page, Sequence[Record]], str] | None = None
    picture: Callable[[Page, Sequence[Record]], bytes] | None = None
    changes: Changes = field(init=False)

    def __post_init__(self) -> None:
        self.changes = Changes(self.engine.read)

    def __call__(self, frame: Frame) -> Reading:
        """Everything found on one frame."""
        began = time.perf_counter()
        page, reason = self.look(frame)
        context, policy = self.understand(page), self.policy_for(page)
        kept = resolve(self.weigh(context), self.min_score)
        page, found = context.page, tuple(map(record_of, self.judged(context, kept, policy)))
        took = round(time.perf_counter() - began, 3)
        return Reading(
            *(frame.source, frame.position, frame.width, frame.height, took, found, reason),
            note=self.annotate(page, found) if self.annotate else "",
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
        return page, unread_for(page, lines, self.engine.read)

    def understand(self, page: Page) -> Context:
        """The page in context, with its codes, and with what the tagger says of its words."""
        if any(detector.name == "CODE_PAYLOAD" for detector in self.detectors):
            page = replace(page, codes=tuple(map(self.opened, read_codes(page.frame.pixels))))
        return tagged(context_of(page))

    def weigh(self, context: Context) -> list[Entity]:
        """Everything that may be personal on a page with its score; overlaps are still in."""
        return score(context, [c for detector in self.detectors for c in detector.propose(context)])

    def recognise(self, page: Page) -> list[Entity]:
        """The entities of a page, whatever their verdict will be."""
        return resolve(self.weigh(self.understand(page)), self.min_score)

    def judged(self, context: Context, kept: Sequence[Entity], policy: Policy) -> list[Finding]:
        """The findings on a page, those of a web page with the selectors that hide them."""
        return suggested(judge(kept, context.page.frame, policy, self.key), context.page.frame)

    def policy_for(self, page: Page) -> Policy:
        """The policy with the page's channel: the one that was named, or a guess."""
        return self.policy if self.policy.channel else replace(self.policy, channel=channel.guess(page))

    def opened(self, code: Code) -> Code:
        """The code with the types that its payload shows; whose it is, so short a text does not tell."""
        inner = replace(self, detectors=list(entities.load().values()))
        context = tagged(context_of(name_fields(page_of(as_screen(code.text)))))
        found = self.judged(context, resolve(inner.weigh(context), self.min_score), self.policy)
        return replace(code, holds=tuple(sorted({f.entity.type for f in found if f.masking.state != "full"})))
