"""What a report says of the screens of an application: which fields show what on how many captures, the worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from screenpii.reports.ranking import WORST_FIRST, badness, main_rule, on_frame, rules_of
from screenpii.selectors import lines
from screenpii.summary import Report
from screenpii.types import Reading, Record, Rule, Severity

MAX_SOURCES = 50  # captures of a screen that are listed; more would make a page too large to read
MAX_FIELDS = 100  # fields of a screen that are listed


@dataclass(frozen=True, slots=True)
class Field:
    """One kind of value on a screen: the same type under the same label, on how many captures."""

    severity: Severity
    type: str
    label: str
    preview: str
    captures: int
    rules: tuple[Rule, ...]
    fix: str


@dataclass(frozen=True, slots=True)
class Screen:
    """One view of an application: its captures, what is exposed on them, and a picture.

    `picture_of` is the source and frame of the capture with a picture on which most shows.
    """

    id: str
    title: str
    captures: int
    fields: tuple[Field, ...]
    sources: tuple[str, ...]
    more: int
    masks: tuple[tuple[str, str], ...] = ()
    picture_of: tuple[str, int] | None = None
    picture: str = ""


def screens_of(report: Report) -> tuple[list[Screen], Counter[str]]:
    """The screens with exposures, the worst first, and how many exposures break which clause.

    One walk through the results; what is kept of them is as large as the screens are many.
    """
    views: dict[str, _View] = {}
    clauses = Counter[str]()
    for reading in report.readings():
        name = reading.screen or reading.source
        views.setdefault(name, _View(reading.channel)).add(reading)
        clauses.update(rule for finding in reading.exposures for rule in finding.rules)
    rules = rules_of(report)
    found = [view.screen(name, rules) for name, view in views.items() if view.exposed]
    found.sort(key=lambda s: (badness(field.severity for field in s.fields), -s.captures, s.title))
    return found, clauses


@dataclass(slots=True)
class _View:
    """A screen as its captures come: of each field the worst finding, and on how many captures it shows."""

    channel: str
    titles: Counter[str] = field(default_factory=Counter)
    seen: int = 0
    worst: dict[tuple[str, str], Record] = field(default_factory=dict)
    captures: Counter[tuple[str, str]] = field(default_factory=Counter)
    selectors: dict[str, Record] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    exposed: int = 0
    best: tuple[int, tuple[str, int] | None] = 0, None

    def add(self, reading: Reading) -> None:
        self.seen += 1
        self.titles.update([reading.title] if reading.title else [])
        if not reading.exposures:
            return
        self.exposed += 1
        if len(self.sources) < MAX_SOURCES:
            self.sources.append(reading.source + on_frame(reading.position))
        for finding in reading.exposures:
            key = finding.type, finding.label
            if key not in self.worst or _order(finding) < _order(self.worst[key]):
                self.worst[key] = finding
            self.selectors.setdefault(finding.selector, finding)
        self.captures.update({(finding.type, finding.label) for finding in reading.exposures})
        if reading.wireframe and len(reading.exposures) > self.best[0]:
            self.best = len(reading.exposures), (reading.source, reading.frame)

    def screen(self, name: str, rules: Mapping[str, Rule]) -> Screen:
        fields = [_field(finding, self.captures[key], rules) for key, finding in self.worst.items()]
        fields.sort(key=lambda f: (WORST_FIRST.index(f.severity), -f.captures))
        titles = self.titles.most_common(1)
        return Screen(
            name,
            titles[0][0] if titles else f"A {self.channel or 'single'} screen",
            self.seen,
            tuple(fields[:MAX_FIELDS]),
            tuple(self.sources),
            self.exposed - len(self.sources),
            lines(self.selectors.values()),
            self.best[1],
        )


def _order(finding: Record) -> int:
    return WORST_FIRST.index(finding.severity)


def _field(worst: Record, captures: int, rules: Mapping[str, Rule]) -> Field:
    cited = {name: rules.get(name, Rule(name, "", "", "")) for name in worst.rules}
    fix = cited[main_rule(worst)].fix if cited else ""
    return Field(worst.severity, worst.type, worst.label, worst.preview, captures, tuple(cited.values()), fix)
