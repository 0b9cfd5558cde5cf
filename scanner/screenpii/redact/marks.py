"""Findings → the boxes to paint over, and the style."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from screenpii.types import SECRET, Box, Record

Style = Literal["solid", "blur", "pixelate"]
STYLES: tuple[Style, ...] = get_args(Style)  # styles that may be chosen
WHOLE = frozenset({"PURCHASE_HISTORY"})
"""Types whose boxes are parts of one region."""
MIN_MARGIN_PX = 2  # pixels that are painted around a finding's box
# share of a box's height that is painted around it: accents, descenders and the halo of a lossy format
MARGIN_HEIGHT_SHARE = 0.15


class Mark(NamedTuple):
    """A place to paint over."""

    box: Box
    style: Style


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings are painted over: the exposed ones, or all of them with `everything`.

    `joined` names types whose masked values, put together from several screens, may show too much: they are painted
    over where they show more than their end.
    """

    style: Style = "solid"
    everything: bool = False
    joined: frozenset[str] = frozenset()

    def takes(self, finding: Record) -> bool:
        """Whether the finding is to be painted over."""
        shows = finding.masking.leading + finding.masking.middle > 0
        adds_up = finding.verdict == "masked" and finding.type in self.joined and shows
        return self.everything or finding.verdict == "exposed" or adds_up

    def remains(self, finding: Record) -> bool:
        """Whether a finding on a redacted picture means that something was left."""
        masking = finding.masking
        hidden = masking.state == "full" and not masking.leading + masking.middle + masking.trailing
        return self.takes(finding) and not hidden

    def marks(self, findings: Iterable[Record], within: Box) -> Iterator[Mark]:
        """The places of the findings that are taken, with a margin."""
        for finding in filter(self.takes, findings):
            kind, boxes = finding.type, finding.boxes
            style = "solid" if kind in SECRET else self.style
            for box in [Box.around(boxes)] if kind in WHOLE and boxes else boxes:
                yield Mark(box.grown(max(MIN_MARGIN_PX, round(MARGIN_HEIGHT_SHARE * box.height)), within), style)


def counted(findings: Iterable[Record]) -> tuple[tuple[str, int], ...]:
    """How many findings there are of each type."""
    return tuple(sorted(Counter(finding.type for finding in findings).items()))


def remains(findings: Iterable[Record]) -> tuple[str, ...]:
    """Types and masked previews of the findings, each once."""
    return tuple(dict.fromkeys(f"{finding.type} {finding.preview}".strip() for finding in findings))
