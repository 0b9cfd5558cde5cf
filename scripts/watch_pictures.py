"""Draws `docs/watch.svg` and `docs/watch-report-*.webp`: `python -m scripts.watch_pictures`.

The samples are read by a real scan. Which of them shows when, on three screens over two days, is made up; the events,
the live table and the daily report are made of that as `screenpii watch` makes them.
"""

from __future__ import annotations

import io
import random
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from rich.console import Console, Group

from screenpii import Kept, Settings, scan
from screenpii.reports.escape import ascii_json
from screenpii.types import Reading
from screenpii.watch.episodes import Episodes
from screenpii.watch.events import Event
from screenpii.watch.report.making import report
from screenpii.watch.sinks.board import Board
from screenpii.watch.sinks.terminal import view
from scripts.terminal_picture import FORMAT

ROOT = Path(__file__).parent.parent
SAMPLES = {
    "till-3": ("pos-checkout", "pos-fuel", "stock-list", "receipt-member"),
    "helpdesk-1": ("helpdesk-ticket", "customer-record", "customer-masked", "order-detail"),
    "handheld-7": ("handheld-delivery", "handheld-collect", "handheld-stock"),
}
FIRST_DAY = datetime(2026, 11, 2)  # a Monday; in local time, as reports are
DAY_SECONDS = 86_400
OPENS_SECONDS, CLOSES_SECONDS = 8.5 * 3600, 20 * 3600  # of a day
DWELL_SECONDS = (5.0, 240.0)  # for which a screen shows: from, to
LOST_TARGET = "handheld-7"
LOST_SECONDS = (DAY_SECONDS + 13.2 * 3600, DAY_SECONDS + 13.9 * 3600)  # between which it is not watched
LOST_REASON = "no picture over VNC (ConnectionError)"
NOW_SECONDS = DAY_SECONDS + 15.4 * 3600  # at which the live table is drawn
SIZE_CSS_PX = {"width": 1180, "height": 1280}
TABLE_CHARS, TABLE_LINES = 118, 18


def day(target: str, readings: list[Reading], start: float, rng: random.Random) -> Iterator[Event]:
    """The events of one target on one day, with `start` as its midnight in POSIX seconds."""
    episodes = Episodes(target)
    lost, back = (FIRST_DAY.timestamp() + seconds for seconds in LOST_SECONDS)
    now = start + OPENS_SECONDS
    yield Event("started", now, target)
    while now < start + CLOSES_SECONDS:
        if target == LOST_TARGET and lost <= now < back:
            yield Event("lost", now, target, reason=LOST_REASON, since=now)
            yield Event("restored", back, target, reason=LOST_REASON, since=now)
            now = back
        shown, until = rng.choice(readings), now + rng.uniform(*DWELL_SECONDS)
        while now < until:
            yield from episodes.update(shown, now)
            now += 1.0
        yield from episodes.tick(now)
    yield from episodes.close(now, "the watcher stops")
    yield Event("stopped", now, target)


def events() -> list[Event]:
    """The events of all targets on both days, in order."""
    rng = random.Random(7)  # noqa: S311 - makes up a schedule
    told = []
    for target, names in SAMPLES.items():
        kept = Kept()
        scan([ROOT / "samples" / f"{name}.png" for name in names], Settings(jobs=1), [kept])
        for number in range(2):
            told += list(day(target, kept.readings, FIRST_DAY.timestamp() + number * DAY_SECONDS, rng))
    return sorted(told, key=lambda event: event.at)


def draw_table(told: list[Event]) -> None:
    """The live table as it stands in the afternoon of the second day."""
    board, now = Board(), FIRST_DAY.timestamp() + NOW_SECONDS
    for event in told:
        if event.at <= now:
            board.tell(event)
    console = Console(record=True, width=TABLE_CHARS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Group(*view(board, now, TABLE_LINES)))
    picture = console.export_svg(title="screenpii watch", code_format=FORMAT, unique_id="watch")
    (ROOT / "docs" / "watch.svg").write_text(picture, "utf-8")


def draw_report(told: list[Event]) -> None:
    """The report of the second day, light and dark."""
    second = datetime.fromtimestamp(FIRST_DAY.timestamp() + DAY_SECONDS)
    third = datetime.fromtimestamp(FIRST_DAY.timestamp() + 2 * DAY_SECONDS)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file, page_file = Path(folder) / "events.jsonl", Path(folder) / "report.html"
        file.write_bytes(b"".join(ascii_json(event.document()) + b"\n" for event in told))
        parts = report([file], second.isoformat(), third.isoformat(), now=third.timestamp())
        page_file.write_bytes(b"".join(parts))
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport=SIZE_CSS_PX, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(page_file.as_uri())
            picture = Image.open(io.BytesIO(page.screenshot()))
            picture.save(ROOT / "docs" / f"watch-report-{scheme}.webp", quality=70, method=6)
        browser.close()


if __name__ == "__main__":
    made = events()
    draw_table(made)
    draw_report(made)
