"""Reports out of files of events: sums that are known, hostile texts, damage, and a page in a real browser."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import re
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from screenpii.errors import UsageError
from screenpii.reports.escape import FORMULA_STARTS, ascii_json
from screenpii.watch.events import Event
from screenpii.watch.report import forms
from screenpii.watch.report.durations import Durations
from screenpii.watch.report.fold import MAX_SCREENS, fold
from screenpii.watch.report.making import report
from screenpii.watch.report.period import Period, period
from screenpii.watch.report.reading import events, parsed
from screenpii.watch.sinks.setup import harmless_event
from tests.reports.test_html import WCAG
from tests.watch.telling import NOW, event, every_kind, exposure, hostile, unseen

HOUR, DAY = 3_600.0, 86_400.0
SCHEMA = json.loads(files("screenpii.watch").joinpath("schema/watch-report-1.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Local time is UTC, in which `NOW` is 02:40."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def written(path: Path, told: list[Event]) -> Path:
    path.write_bytes(b"".join(ascii_json(each.document()) for each in told))
    return path


def shown(start: float, seconds: float, name: str, target: str = "till-1", **about: Any) -> list[Event]:
    """An exposure that shows for so long, `start` seconds after `NOW`."""
    about = {"first": NOW + start, **about}
    opened = event("opened", start, target, exposure=exposure(name, **about))
    last = NOW + start + seconds
    return [
        opened,
        event("closed", start + seconds, target, exposure=exposure(name, **about, last=last, seconds=seconds)),
    ]


def two_days() -> list[Event]:
    """The day before `NOW` two exposures; the day after it four, while one target was lost for an hour."""
    return [
        *(event("started", -DAY), event("started", -DAY, "till-2")),
        *shown(-20 * HOUR, 30, "a"),
        *shown(-10 * HOUR, 10, "b", type="EMAIL", severity="medium"),
        *shown(1 * HOUR, 10, "c"),
        *shown(1.5 * HOUR, 20, "d", target="till-2", screen="s1:other", title="Orders"),
        event("lost", 3 * HOUR, reason="no signal", since=NOW + 3 * HOUR),
        event("restored", 4 * HOUR),
        *shown(5 * HOUR, 600, "e"),
        event("again", 6 * HOUR, exposure=exposure("e", seconds=600.0, times=2)),
        event("closed", 6 * HOUR + 30, exposure=exposure("e", seconds=630.0, times=2)),
        event("stopped", 20 * HOUR, "till-2"),
        event("opened", 23.5 * HOUR, exposure=exposure("f", "low", type="PHONE")),
    ]


def made(paths: list[Path], form: str = "json", since: str = "24h", now: float = NOW + DAY) -> bytes:
    return b"".join(report(paths, since, form=form, now=now))


def told(path: Path, **options: Any) -> Any:
    document = json.loads(made([path], **options))
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    return document


def named(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in rows}


def test_the_sums_of_a_day(tmp_path: Path) -> None:
    found = told(written(tmp_path / "events.jsonl", two_days()))
    total = found["total"]
    assert (total["opened"], total["again"], total["before_times"]) == (4, 1, 2)
    assert (total["critical"], total["low"]) == (4, 1)
    assert total["seconds"] == 10 + 20 + 600 + 30 + 1800
    assert total["before_seconds"] == 40
    assert total["median_seconds"] == pytest.approx(30, rel=0.02)
    assert total["p95_seconds"] == pytest.approx(1800, rel=0.02)
    assert (total["open"], total["before_open"]) == (1, 0)
    types = named(found["types"])
    assert list(types) == ["PAYMENT_CARD", "PHONE"]
    assert (types["PAYMENT_CARD"]["opened"], types["PAYMENT_CARD"]["again"]) == (3, 1)
    assert types["PAYMENT_CARD"]["before_times"] == 1
    screens = named(found["screens"])
    assert screens["s1:other"]["title"] == "Orders"
    assert screens["s1:other"]["seconds"] == 20
    assert {row["name"]: row["opened"] + row["again"] for row in found["hours"] if row["opened"] + row["again"]} == {
        "02": 1,
        "03": 1,
        "04": 1,
        "07": 1,
        "08": 1,
    }
    assert [(row["name"], row["opened"]) for row in found["days"]] == [("2026-02-02", 3), ("2026-02-03", 1)]
    assert found["notes"] == []


def test_the_time_that_nobody_watched(tmp_path: Path) -> None:
    targets = named(told(written(tmp_path / "events.jsonl", two_days()))["targets"])
    assert targets["till-1"]["not_watched_seconds"] == HOUR
    assert targets["till-1"]["watched_seconds"] == 23 * HOUR
    assert targets["till-1"]["reasons"] == {"no signal": HOUR}
    assert targets["till-2"]["reasons"] == {"the watcher was stopped": 4 * HOUR}


def test_a_watcher_that_ended_without_saying_so(tmp_path: Path) -> None:
    path = written(
        tmp_path / "events.jsonl", [event("started", HOUR), *shown(2 * HOUR, 60, "a"), event("started", 5 * HOUR)]
    )
    (target,) = told(path)["targets"]
    last = 2 * HOUR + 60
    assert target["reasons"] == {
        "the watcher ended without saying so": 5 * HOUR - last,
        "no events tell of it": HOUR,
    }
    assert target["watched_seconds"] == DAY - (5 * HOUR - last) - HOUR


def test_a_target_that_is_lost_for_days_is_told_and_one_that_was_given_up_is_not(tmp_path: Path) -> None:
    path = written(
        tmp_path / "events.jsonl",
        [
            *(event("started", -9 * DAY), event("started", -9 * DAY, "old")),
            *(event("stopped", -8 * DAY, "old"), event("lost", -8 * DAY, reason="no signal")),
        ],
    )
    (target,) = told(path)["targets"]
    assert (target["name"], target["reasons"]) == ("till-1", {"no signal": DAY})


def test_an_exposure_over_the_border_counts_in_both(tmp_path: Path) -> None:
    total = told(written(tmp_path / "events.jsonl", [event("started", -DAY), *shown(-100, 300, "a")]))["total"]
    assert (total["seconds"], total["before_seconds"]) == (200, 100)
    assert (total["opened"], total["before_times"], total["before_open"]) == (0, 1, 1)


def test_a_test_of_the_alerts_is_no_exposure_and_no_target(tmp_path: Path) -> None:
    found = told(written(tmp_path / "events.jsonl", [harmless_event(NOW + HOUR)]))
    assert (found["targets"], found["total"]["opened"]) == ([], 0)


def test_rotated_files_in_any_order(tmp_path: Path) -> None:
    every = two_days()
    whole = made([written(tmp_path / "whole.jsonl", every)])
    old = tmp_path / "events.jsonl.2.gz"
    old.write_bytes(gzip.compress(written(tmp_path / "old", every[:5]).read_bytes()))
    parts = [
        written(tmp_path / "events.jsonl", every[12:]),
        old,
        written(tmp_path / "events.jsonl.1", every[5:12]),
    ]
    for order in (parts, parts[::-1], [*parts, parts[0]]):
        assert made(order) == whole


@pytest.mark.parametrize(
    "damage",
    [
        b"\xff\xfe\n",
        b'{"schema": "screenpii/ev\n',
        b"[" * 100_000 + b"\n",
        b"null\n",
        b'{"schema": "screenpii/event/2"}\n',
        b"x" * 3_000_000 + b"\n",
        b'{"schema": "screenpii/event/1", "event": "opened", "at": "2026-02-02T02:40:00.000Z", "target": "t"}\n',
        b'{"schema": "screenpii/event/1", "event": "lost", "at": "2026-02-02T02:40:00", "target": "t"}\n',
        b'{"schema": "screenpii/event/1", "event": "seen", "at": "2026-02-02T02:40:00Z", "target": "t"}\n',
        b'{"schema": "screenpii/event/1", "event": "lost", "at": 5, "target": "t"}\n',
        b'{"schema": "screenpii/event/1", "event": "lost", "at": "2026-02-02T02:40:00Z", "target": "", "x": NaN}\n',
        b'{"schema": "screenpii/event/1", "event": "lost", "at": "2026-02-02T02:40:00Z", "target": null}\n',
    ],
    ids=lambda damage: damage[:60].decode("ascii", "replace"),
)
def test_a_damaged_line_is_told_and_skipped(damage: bytes, tmp_path: Path) -> None:
    path = written(tmp_path / "events.jsonl", two_days())
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:3], damage, b"\n", *lines[3:], lines[0][:40]]))
    heard: list[str] = []
    document = json.loads(b"".join(report([path], "24h", form="json", complain=heard.append, now=NOW + DAY)))
    assert heard == [f"{path}: 2 lines damaged and not counted, the first is line 4"]
    assert document["notes"] == heard
    assert document["total"]["opened"] == 4


def test_a_packed_file_that_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl.gz"
    path.write_bytes(gzip.compress(written(tmp_path / "whole", two_days() * 50).read_bytes())[:-200])
    heard: list[str] = []
    assert list(events([path], heard.append))
    assert heard == [f"{path}: is damaged; what comes after the damage is not counted"]


def test_events_come_back_as_they_were(tmp_path: Path) -> None:
    for each in [*every_kind(), *hostile()]:
        again = parsed(ascii_json(each.document()))
        assert again
        assert again.document() == each.document()


@pytest.mark.parametrize("form", ["json", "csv", "html"])
def test_hostile_texts(form: str, tmp_path: Path) -> None:
    path = written(tmp_path / "events.jsonl", [*hostile(), *two_days()])
    text = made([path], form).decode()
    assert unseen(text) == set()
    assert not any(line.lstrip().startswith(("::", "##[")) for line in text.splitlines())
    if form == "html":
        assert "<script" not in text
        assert "<img" not in text
        assert "&lt;script&gt;" in text
    if form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        assert [cell for cell in cells if cell.startswith(FORMULA_STARTS)] == []
        assert any(cell.startswith("'=") for cell in cells)


@pytest.mark.parametrize("form", ["json", "csv", "html"])
@pytest.mark.parametrize("number", [0, 1, 3])
def test_short_and_empty_files(form: str, number: int, tmp_path: Path) -> None:
    path = written(tmp_path / "events.jsonl", two_days()[:number])
    assert made([path], form)
    assert made([path], form) == made([path], form)


def test_every_form_is_there() -> None:
    assert set(forms.load()) == {"json", "csv", "html"}


def test_csv_has_a_row_a_group(tmp_path: Path) -> None:
    text = made([written(tmp_path / "events.jsonl", two_days())], "csv").decode()
    table = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["group"] for row in table if row["group"] != "hour"] == [
        *("all", "screen", "screen", "type", "type", "target", "target", "day", "day"),
    ]
    assert table[0]["opened"] == "4"
    assert table[0]["watched_seconds"] == ""


def test_what_cannot_be_reported(tmp_path: Path) -> None:
    path = written(tmp_path / "events.jsonl", two_days())
    with pytest.raises(UsageError, match="unknown form of report 'pdf'"):
        report([path], "24h", form="pdf")
    with pytest.raises(UsageError, match="cannot be read"):
        report([tmp_path / "missing.jsonl"], "24h")
    with pytest.raises(UsageError, match=r"not a regular file|is a directory"):
        report([tmp_path], "24h")


@pytest.mark.parametrize("since", ["", "yesterday", "24", "0h", "-1d", "24H", "99999w", "2026-02-30", "9999999d"])
def test_times_that_are_none(since: str) -> None:
    with pytest.raises(UsageError, match=re.escape(f"--since {since}:")):
        period(since, "", NOW)


def test_times(monkeypatch: pytest.MonkeyPatch) -> None:
    assert period("90m", "", NOW) == Period(NOW - 5_400, NOW)
    assert period("2w", "1w", NOW) == Period(NOW - 14 * DAY, NOW - 7 * DAY)
    assert period("2026-02-01", "2026-02-02", NOW).seconds == DAY
    assert period("2026-02-01T00:00:00+01:00", "2026-02-01", NOW).seconds == HOUR
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    assert period("2026-03-29", "2026-03-30", NOW + 100 * DAY).seconds == 23 * HOUR  # clocks go forward
    with pytest.raises(UsageError, match="longer than nothing"):
        period("2026-02-02", "2026-02-01", NOW)


def test_a_time_in_the_future_is_not_time_that_nobody_watched(tmp_path: Path) -> None:
    path = written(tmp_path / "events.jsonl", [event("started", 0)])
    parts = report([path], "2026-02-02T02:40", "2026-02-09", "json", now=NOW + HOUR)
    (target,) = json.loads(b"".join(parts))["targets"]
    assert (target["watched_seconds"], target["not_watched_seconds"]) == (HOUR, 0)


def test_quantiles_are_within_two_per_cent() -> None:
    rng = random.Random(7)
    values = sorted(rng.lognormvariate(2, 2) + 0.1 for _ in range(5_000))
    durations = Durations()
    for value in values:
        durations.add(value)
    for share in (0.01, 0.5, 0.95, 1.0):
        exact = values[max(0, round(share * len(values)) - 1)]
        assert durations.quantile(share) == pytest.approx(exact, rel=0.0201)
    assert (Durations().quantile(0.5), durations.count) == (0.0, 5_000)
    durations = Durations()
    durations.add(0.0)
    assert durations.quantile(0.5) == 0.0


def test_memory_is_bounded_by_rows_and_days() -> None:
    """Of many events of few days, no more stays than a row for each screen, up to a limit."""

    def many(count: int) -> Iterator[Event]:
        for number in range(count):
            yield from shown(number * 0.1, 0.05, f"e{number}", screen=f"s1:{number}", title="x")

    sums = fold(many(MAX_SCREENS + 500), Period(NOW, NOW + DAY), NOW + DAY).now
    assert len(sums.screens) == MAX_SCREENS + 1
    assert sums.all.opened == MAX_SCREENS + 500
    assert sums.screens["(others)"].opened == 500
    assert sums.screens["(others)"].title == ""
    assert len(sums.days) == 1


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield one
        one.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_in_a_browser(browser: Browser, scheme: Any, tmp_path: Path) -> None:
    """It shows its figures, loads nothing, runs nothing, and nobody is shut out (axe-core)."""
    path = written(tmp_path / "events.jsonl", [*hostile(), *two_days()])
    page = tmp_path / "report.html"
    page.write_bytes(made([path], "html"))
    complaints: list[str] = []
    tab = browser.new_context(color_scheme=scheme, bypass_csp=True).new_page()
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("dialog", lambda dialog: complaints.append(dialog.message))
    tab.on("request", lambda request: complaints.append(request.url) if request.url[:5] != "file:" else None)
    tab.goto(page.as_uri())
    assert "Exposures that began to show" in tab.locator("main").inner_text()
    assert tab.locator("svg.bar").count() > 24
    found = Axe().run(tab, options=WCAG)
    assert [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []
    tab.emulate_media(media="print")
    assert tab.pdf(format="A4").startswith(b"%PDF")
    assert complaints == []


def test_the_page_forbids_everything(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_bytes(made([written(tmp_path / "events.jsonl", two_days())], "html"))
    complaints: list[str] = []
    tab = browser.new_context().new_page()
    tab.on("console", lambda message: complaints.append(message.text))
    tab.goto(page.as_uri())
    assert complaints == []
    assert tab.evaluate("getComputedStyle(document.querySelector('.watch')).borderCollapse") == "collapse"
    tab.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://example.com/x.png'}))")
    with tab.expect_console_message(lambda message: True, timeout=30_000):
        tab.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'alert(1)'}))")
    assert any("Content Security Policy" in text for text in complaints)
