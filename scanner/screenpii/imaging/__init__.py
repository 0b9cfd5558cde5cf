"""Image analysis before any engine reads: ink, lines, masks, covers, photographs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from screenpii.types import Box

if TYPE_CHECKING:
    from screenpii.imaging.covers import Cover
    from screenpii.imaging.ink import Ink
    from screenpii.imaging.lines import TextLine
    from screenpii.imaging.masks import Run
    from screenpii.types import Pixels


@dataclass(frozen=True, eq=False)
class Analysis:
    """The image analysis of a frame, or of a part of one: `shown` is its pixels (height x width x 3, RGB, uint8).

    Each part is computed when it is first asked for, and kept. All boxes are in pixels of `shown`, origin at the top
    left. Covers, ink, lines and masks are meaningful only if `is_photo` is false.
    """

    shown: Pixels

    @cached_property
    def is_photo(self) -> bool:
        """Whether the whole frame is a photograph, and no rendered screen."""
        from screenpii.imaging.photographs import is_photo

        return is_photo(self.shown)

    @cached_property
    def photographs(self) -> tuple[Box, ...]:
        """The parts of a rendered screen that are photographs, in pixels."""
        from screenpii.imaging.photographs import find_photographs

        return tuple(find_photographs(self.shown))

    @cached_property
    def covers(self) -> tuple[Cover, ...]:
        """Where a value is painted over, blurred or pixelated."""
        from screenpii.imaging.covers import find_covers

        return tuple(find_covers(self.shown, self._ink_with_covers))

    @cached_property
    def pixels(self) -> Pixels:
        """The pixels to read: as shown, with covers filled in the colour of their ground."""
        from screenpii.imaging.covers import uncovered

        return uncovered(self.shown, self.covers) if self.covers else self.shown

    @cached_property
    def ink(self) -> Ink:
        """The pieces of ink of `pixels`, those of masks among them."""
        from screenpii.imaging.ink import find_ink

        return find_ink(self.pixels) if self.covers else self._ink_with_covers

    @cached_property
    def lines(self) -> tuple[TextLine, ...]:
        """The lines of text that the ink makes, in no order."""
        from screenpii.imaging.lines import find_lines

        return tuple(find_lines(self.ink))

    @cached_property
    def masks(self) -> tuple[tuple[Run, ...], ...]:
        """For each of `lines` its runs of dots and stars from left to right; some of stars may be letters."""
        from screenpii.imaging.masks import find_masks

        return tuple(map(tuple, find_masks(self.lines, self.ink)))

    @cached_property
    def _ink_with_covers(self) -> Ink:
        from screenpii.imaging.ink import find_ink

        return find_ink(self.shown)
