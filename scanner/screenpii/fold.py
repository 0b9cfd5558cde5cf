"""What only all results of a run together tell, gathered as they come; the folds of parts of a run can be merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from screenpii.baseline import Baseline, Renaming
from screenpii.policy.pack import Pack
from screenpii.policy.recombine import Recombination
from screenpii.screens import Screens
from screenpii.types import Reading, Result


class Fold:
    """Which captures show one screen, which masked numbers add up, and what old names of a baseline mean.

    Its size is that of the different screens, masked numbers and accepted findings, not that of the run.
    """

    def __init__(self, packs: Iterable[Pack], known: Baseline | None = None) -> None:
        self.screens = Screens()
        self.numbers = Recombination(packs)
        self.names = Renaming(known) if known else None
        self._shown: dict[int, int] = defaultdict(int)

    def add(self, result: Result) -> Result:
        """Take in a result; it comes back as it is to be kept: with a picture only if its screen has no better one."""
        if not isinstance(result, Reading):
            return result
        self.numbers.add(result)
        if self.names:
            self.names.add(result)
        return self._illustrated(result, self.screens.add(result))

    def merge(self, other: Fold) -> None:
        """Take in the fold of another part of the run."""
        self.screens.merge(other.screens)
        self.numbers.merge(other.numbers)
        if self.names and other.names:
            self.names.merge(other.names)

    def settled(self) -> tuple[Callable[[Result], Result], Baseline | None]:
        """What each result comes to now that all are known, and the baseline with the names that its screens have."""
        completed = self.numbers.completed()
        known = self.names.renamed() if self.names else None

        def settle(result: Result) -> Result:
            if not isinstance(result, Reading):
                return result
            reading = replace(result, screen=self.screens.name(result))
            reading = self.numbers.exposed(reading, completed) if completed else reading
            return known.marked(reading) if known else reading

        return settle, known

    def _illustrated(self, reading: Reading, screen: int | None) -> Reading:
        """The reading without its picture if nothing shows, or if as much shows on an earlier one of its screen."""
        count = len(reading.exposures)
        if not reading.wireframe or count > (self._shown[screen] if screen is not None else 0):
            if screen is not None:
                self._shown[screen] = max(count, self._shown[screen])
            return reading
        return replace(reading, wireframe=b"")
