"""Who hears of a run: each result as it comes, and the report at its end."""

from __future__ import annotations

from dataclasses import replace

from screenpii.summary import Report
from screenpii.types import Reading, Record, Result


class Sink:
    """Hears of a run; a subclass has the methods that it needs."""

    pictures = False
    """Whether readings shall have pictures of their screens without data."""

    def begin(self, total: int) -> None:
        """The run begins; it has so many items."""

    def add(self, result: Result) -> None:
        """A result has come. The baseline, and frames that come later, have not had their say."""

    def finish(self, report: Report | None) -> None:
        """The run is over. The report's results are gone afterwards; there is none if nothing could be read."""


class Kept(Sink):
    """Keeps the report and all its results in memory, for runs that are small enough."""

    report: Report | None = None

    def finish(self, report: Report | None) -> None:
        """Keep it."""
        self.report = report and replace(report, results=tuple(report.results))

    @property
    def readings(self) -> list[Reading]:
        """What was read, in the order of the sources."""
        return list(self.report.readings()) if self.report else []

    @property
    def findings(self) -> list[Record]:
        """All findings, whatever their verdict."""
        return list(self.report.findings()) if self.report else []

    @property
    def exposures(self) -> list[Record]:
        """What shows and should not."""
        return list(self.report.exposures()) if self.report else []
