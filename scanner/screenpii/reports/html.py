"""`html`: one page for people, with everything in it: screens worst first, what shows, which clause, what to do.

No data: values are masked, pictures are wireframes. No network: the page forbids itself to load anything.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from screenpii.reports import reports
from screenpii.reports.escape import visible
from screenpii.reports.ranking import WORST_FIRST, badness, main_rule, many, on_frame, rules_of
from screenpii.selectors import lines
from screenpii.types import Reading, Record, Report, Rule, Severity

PICTURES = True
MOST_SCREENS, MOST_PICTURES, MOST_FIELDS = 2_000, 200, 100  # more would make the page too large to read
MOST_SOURCES, MOST_UNREAD, MOST_BARS = 50, 500, 12
PICTURE_BYTES = 18_000_000  # of all pictures together, before they are written as text


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
    """One view of an application: its captures, what is exposed on them, and a picture."""

    id: str
    title: str
    captures: int
    fields: tuple[Field, ...]
    sources: tuple[str, ...]
    more: int
    picture: str
    masks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart; `share` is its length of 100."""

    name: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart that is a table."""

    title: str
    bars: tuple[Bar, ...]


@reports.register("html")
def render(report: Report) -> bytes:
    """The page as UTF-8."""
    exposed = report.exposures
    screens = _screens(report)
    unread = [(r.source, r.reason) for r in report.readings if r.reason] + [
        (s.source, s.reason) for s in report.skipped
    ]
    css, js = _part("report.css"), _part("report.js")
    page = _environment().from_string(_part("report.html"))
    text = page.render(
        report=report,
        screens=screens[:MOST_SCREENS],
        exposures=len(exposed),
        frames=len(report.readings),
        seconds=f"{report.seconds:.1f}",
        tone="bad" if exposed else "part" if report.exit_code == 3 else "",
        verdict=_verdict(report, exposed, screens),
        charts=_charts(exposed, screens),
        severities=[name for name, _ in _by_severity(exposed)],
        types=sorted({f.type for f in exposed}),
        unread=unread[:MOST_UNREAD],
        unread_more=max(0, len(unread) - MOST_UNREAD),
        css=Markup(css),  # noqa: S704 ours
        js=Markup(js),  # noqa: S704 ours
        css_hash=_hash(css),
        js_hash=_hash(js),
    )
    return text.encode("utf-8", "replace")


def _environment() -> Environment:
    """Escapes everything, what cannot be seen too; a name that is not there is an error."""
    return Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, finalize=_shown)


def _shown(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _part(name: str) -> str:
    return files("screenpii.reports").joinpath("page", name).read_text("utf-8")


def _hash(text: str) -> str:
    """What the page's policy names a style or script by."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _verdict(report: Report, exposed: Sequence[Record], screens: Sequence[Screen]) -> str:
    if exposed:
        text = f"{many(len(exposed), 'exposure')} on {many(len(screens), 'screen')}."
        if len(screens) > MOST_SCREENS:
            text += f" The worst {MOST_SCREENS:,} screens are shown."
    else:
        text = "Nothing is exposed." if report.exit_code == 0 else "Nothing was found."
    return text if report.exit_code != 3 and report.complete else f"{text} Not everything was read."


def _screens(report: Report) -> list[Screen]:
    """Screens with exposures, the worst first; pictures as far as there is room."""
    rules = rules_of(report)
    groups: dict[str, list[Reading]] = {}
    for reading in report.readings:
        groups.setdefault(reading.screen or reading.source, []).append(reading)
    found = [_screen(name, group, rules) for name, group in groups.items() if any(r.exposures for r in group)]
    found.sort(key=lambda s: (badness(field.severity for field in s.fields), -s.captures, s.title))
    return _illustrated(found, groups)


def _screen(name: str, group: Sequence[Reading], rules: dict[str, Rule]) -> Screen:
    kinds: dict[tuple[str, str], list[tuple[str, Record]]] = {}
    for reading in group:
        for f in reading.exposures:
            kinds.setdefault((f.type, f.label), []).append((f"{reading.source}#{reading.frame}", f))
    fields = sorted(
        (_field(found, rules) for found in kinds.values()), key=lambda f: (WORST_FIRST.index(f.severity), -f.captures)
    )
    titles = Counter(r.title for r in group if r.title)
    sources = [r.source + on_frame(r.frame) for r in group if r.exposures]
    title = titles.most_common(1)[0][0] if titles else f"A {group[0].channel or 'single'} screen"
    more = max(0, len(sources) - MOST_SOURCES)
    masks = lines(f for r in group for f in r.exposures)
    return Screen(name, title, len(group), tuple(fields[:MOST_FIELDS]), tuple(sources[:MOST_SOURCES]), more, "", masks)


def _field(found: Sequence[tuple[str, Record]], rules: dict[str, Rule]) -> Field:
    worst = min((f for _, f in found), key=lambda f: WORST_FIRST.index(f.severity))
    cited = {name: rules.get(name, Rule(name, "", "", "")) for name in worst.rules}
    return Field(
        worst.severity,
        worst.type,
        worst.label,
        worst.preview,
        len({source for source, _ in found}),
        tuple(cited.values()),
        cited[main_rule(worst)].fix if cited else "",
    )


def _illustrated(screens: Sequence[Screen], groups: dict[str, list[Reading]]) -> list[Screen]:
    """The screens with a picture of their capture with the most exposures, the worst screens first."""
    left, found = PICTURE_BYTES, []
    for number, screen in enumerate(screens):
        shown = [r for r in groups.get(screen.id, ()) if r.wireframe]
        best = max(shown, key=lambda r: len(r.exposures), default=None)
        if best and number < MOST_PICTURES and len(best.wireframe) <= left:
            left -= len(best.wireframe)
            screen = replace(screen, picture=base64.b64encode(best.wireframe).decode())
        found.append(screen)
    return found


def _charts(exposed: Sequence[Record], screens: Sequence[Screen]) -> list[Chart]:
    by_screen = {f"{s.title} ({s.id[:11]})": sum(f.captures for f in s.fields) for s in screens}
    counts = (
        ("Exposures by severity", _by_severity(exposed)),
        ("Exposures by type", Counter(f.type for f in exposed).most_common(MOST_BARS)),
        ("Exposures by clause", Counter(rule for f in exposed for rule in f.rules).most_common(MOST_BARS)),
        ("Exposed fields by screen", Counter(by_screen).most_common(MOST_BARS)),
    )
    return [Chart(title, tuple(_bars(pairs))) for title, pairs in counts]


def _by_severity(exposed: Iterable[Record]) -> list[tuple[str, int]]:
    counts = Counter(f.severity for f in exposed)
    return [(s, counts[s]) for s in WORST_FIRST if counts[s]]


def _bars(pairs: Iterable[tuple[str, int]]) -> list[Bar]:
    known = list(pairs)
    most = max((count for _, count in known), default=1)
    return [Bar(name, count, round(100 * count / most, 1)) for name, count in known]
