"""What a run has found, in numbers; and a report on it, whose results can be walked through more than once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from screenpii.types import Reading, Record, Result, Rule, Skipped


@dataclass(frozen=True, slots=True)
class Run:
    """How a run went: when it began (ISO 8601, UTC), how long it took, whether it came to its end, and by what it read.

    `key` names the key of its fingerprints; `others` counts files in scanned folders that are no images, which were
    not looked at.
    """

    started: str = ""
    seconds: float = 0.0
    complete: bool = True
    engine: str = ""
    model: str = ""
    policies: tuple[tuple[str, str], ...] = ()
    rules: tuple[Rule, ...] = ()
    role: str = ""
    key: str = ""
    notes: tuple[str, ...] = ()
    others: int = 0


@dataclass(slots=True)
class Counts:
    """The counts of results, which are added one by one, those of one source after another.

    `unread` counts what was not, or not fully, read; `sources` those with exposures; `types` and `severities` count
    exposures, `verdicts` all findings.
    """

    frames: int = 0
    skipped: int = 0
    unread: int = 0
    sources: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    _last: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, results: Iterable[Result]) -> Counts:
        """The counts of all these."""
        counts = cls()
        for result in results:
            counts.add(result)
        return counts

    def add(self, result: Result) -> None:
        """Count one more."""
        self.unread += bool(result.reason and not result.retried)
        if isinstance(result, Skipped):
            self.skipped += 1
            return
        self.frames += 1
        self.verdicts.update(finding.verdict for finding in result.findings)
        exposed = result.exposures
        self.types.update(finding.type for finding in exposed)
        self.severities.update(finding.severity for finding in exposed)
        if exposed and result.source != self._last:
            self.sources += 1
            self._last = result.source

    def merge(self, other: Counts) -> None:
        """Add the counts of other sources."""
        self.frames += other.frames
        self.skipped += other.skipped
        self.unread += other.unread
        self.sources += other.sources
        self.verdicts += other.verdicts
        self.types += other.types
        self.severities += other.severities


@dataclass(frozen=True, slots=True)
class Summary:
    """A run and its counts; as small for a million frames as for one."""

    run: Run
    counts: Counts

    @property
    def exposures(self) -> int:
        """How much shows that should not."""
        return self.counts.severities.total()

    @property
    def whole(self) -> bool:
        """Whether all that was asked for was read fully."""
        return self.run.complete and not self.counts.unread

    @property
    def exit_code(self) -> int:
        """0 clean, 1 exposures, 3 nothing found but something was not read fully."""
        return 1 if self.exposures else self.reading_code

    @property
    def reading_code(self) -> int:
        """The exit code whatever shows: 0 if all was read fully, else 3."""
        return 0 if self.whole and (self.counts.frames or self.counts.skipped) else 3


@dataclass(frozen=True, slots=True)
class Report:
    """A run and its results in the order of their sources; each walk reads them anew, from memory or from disk."""

    summary: Summary
    results: Iterable[Result]

    @classmethod
    def of(cls, run: Run, results: Iterable[Result]) -> Report:
        """The report on a run with these results, which can be walked through more than once."""
        return cls(Summary(run, Counts.of(results)), results)

    @property
    def run(self) -> Run:
        return self.summary.run

    @property
    def counts(self) -> Counts:
        return self.summary.counts

    def readings(self) -> Iterator[Reading]:
        """What was read, fully or not."""
        return (result for result in self.results if isinstance(result, Reading))

    def skipped(self) -> Iterator[Skipped]:
        """What could not be read at all."""
        return (result for result in self.results if isinstance(result, Skipped))

    def unread(self) -> Iterator[Result]:
        """What was not, or not fully, read, and counts: first what was not read at all."""
        for kind in (Skipped, Reading):
            yield from (r for r in self.results if isinstance(r, kind) and r.reason and not r.retried)

    def findings(self) -> Iterator[Record]:
        """All findings, whatever their verdict."""
        return (finding for reading in self.readings() for finding in reading.findings)

    def exposures(self) -> Iterator[Record]:
        """What shows and should not."""
        return (finding for reading in self.readings() for finding in reading.exposures)
