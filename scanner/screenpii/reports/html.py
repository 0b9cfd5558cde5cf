"""`html`: one page for people, with everything in it: screens worst first, what shows, which clause, what to do.

No data: values are masked, pictures are wireframes. No network: the page forbids itself to load anything.
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from markupsafe import Markup

from screenpii.reports import renders
from screenpii.reports.pages import Chart, chart, environment, fingerprint, part
from screenpii.reports.ranking import WORST_FIRST, many
from screenpii.reports.views import Screen, screens_of
from screenpii.summary import Report

MAX_SCREENS = 2_000  # screens of a page; more would make it too large to read
MAX_PICTURES = 200  # pictures of a page
MAX_UNREAD_NAMED = 500  # frames that were not read and are named
MAX_BARS = 12  # bars of the chart
MAX_PICTURE_BYTES = 18_000_000  # bytes of all pictures before they are written as base64


@renders("html", pictures=True)
def render(report: Report) -> Iterator[bytes]:
    """The page as UTF-8."""
    screens, clauses = screens_of(report)
    css, js = part("report.css"), part("report.js")
    exposures, counts = report.summary.exposures, report.counts
    page = environment().from_string(part("report.html"))
    parts = page.generate(
        report=report.run,
        screens=_illustrated(screens[:MAX_SCREENS], report),
        all_screens=len(screens),
        exposures=exposures,
        frames=counts.frames,
        seconds=f"{report.run.seconds:.1f}",
        tone="bad" if exposures else "part" if report.summary.exit_code == 3 else "",
        verdict=_verdict(report, len(screens)),
        charts=_charts(report, screens, clauses),
        severities=[name for name, _ in _by_severity(counts.severities)],
        types=sorted(counts.types),
        unread=[(one.source, one.reason) for one in islice(report.unread(), MAX_UNREAD_NAMED)],
        unread_more=max(0, counts.unread - MAX_UNREAD_NAMED),
        css=Markup(css),  # noqa: S704 ours
        js=Markup(js),  # noqa: S704 ours
        css_hash=fingerprint(css),
        js_hash=fingerprint(js),
    )
    return (piece.encode("utf-8", "replace") for piece in parts)


def _verdict(report: Report, screens: int) -> str:
    code = report.summary.exit_code
    if report.summary.exposures:
        text = f"{many(report.summary.exposures, 'exposure')} on {many(screens, 'screen')}."
        if screens > MAX_SCREENS:
            text += f" The worst {MAX_SCREENS:,} screens are shown."
    else:
        text = "Nothing is exposed." if code == 0 else "Nothing was found."
    return text if code != 3 and report.run.complete else f"{text} Not everything was read."


def _illustrated(screens: Sequence[Screen], report: Report) -> list[Screen]:
    """The screens with a picture of their capture with the most exposures, the worst screens first."""
    wanted = {screen.picture_of: screen.id for screen in screens[:MAX_PICTURES] if screen.picture_of}
    pictures: dict[str, bytes] = {}
    for reading in report.readings() if wanted else ():
        if (name := wanted.get((reading.source, reading.frame))) and reading.wireframe:
            pictures[name] = reading.wireframe
    left, found = MAX_PICTURE_BYTES, []
    for screen in screens:
        data = pictures.get(screen.id, b"")
        if data and len(data) <= left:
            left -= len(data)
            screen = replace(screen, picture=base64.b64encode(data).decode())
        found.append(screen)
    return found


def _charts(report: Report, screens: Sequence[Screen], clauses: Counter[str]) -> list[Chart]:
    by_screen = {f"{s.title} ({s.id[:11]})": sum(f.captures for f in s.fields) for s in screens}
    counts = (
        ("Exposures by severity", _by_severity(report.counts.severities)),
        ("Exposures by type", report.counts.types.most_common(MAX_BARS)),
        ("Exposures by clause", clauses.most_common(MAX_BARS)),
        ("Exposed fields by screen", Counter(by_screen).most_common(MAX_BARS)),
    )
    return [chart(title, pairs) for title, pairs in counts]


def _by_severity(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(s, counts[s]) for s in WORST_FIRST if counts.get(s)]
