"""`screenpii watch` on a real display with a real browser's window, and on a folder into which files are dropped."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Playwright, sync_playwright

from tests.watch.screen import CLEAN, FORM, Display, display, ran, vnc_server, wait_until, watching

pytestmark = pytest.mark.slow
SAMPLE = Path(__file__).parents[2] / "samples" / "pos-checkout.png"


@pytest.fixture(scope="module")
def screen() -> Iterator[Display]:
    with display() as made:
        yield made


@pytest.fixture(scope="module")
def driver() -> Iterator[Playwright]:
    """What drives windows: one for all tests, for there may be but one in a process."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(screen: Display, driver: Playwright) -> Page:
    """A window on the display."""
    return shown(driver, screen, CLEAN)


@pytest.fixture
def page(browser: Page) -> Page:
    browser.set_content(CLEAN)
    return browser


def test_what_shows_is_told_goes_on_after_a_kill_and_is_closed(screen: Display, page: Page, tmp_path: Path) -> None:
    with watching(tmp_path, "--display", 1, "--linger", 60, on=screen.name) as watcher:
        watcher.await_event("started")
        page.set_content(FORM)
        card = watcher.await_event("opened", type="PAYMENT_CARD")["exposure"]
        assert (card["preview"], card["severity"], card["clause"]) == ("•••• 1111", "critical", "default/account-data")
        page.evaluate("document.body.style.marginTop = '120px'")  # a scroll: the same values elsewhere
        page.set_content(CLEAN)
        wait_until(lambda: hidden(tmp_path))
        page.set_content(FORM)
        again = watcher.await_event("again", type="PAYMENT_CARD")["exposure"]
        assert again["id"] == card["id"]
        assert ran(tmp_path, "watch", "status") == (0, "display 1: watched\n")
        code, told = ran(tmp_path, "watch", "--display", 1, on=screen.name)
        assert (code, "another watcher uses it" in told) == (2, True)
        watcher.end(signal.SIGKILL)
    assert ran(tmp_path, "watch", "status")[0] == 3
    with watching(tmp_path, "--display", 1, "--linger", 60, on=screen.name) as watcher:
        watcher.read = len(watcher.events())
        resumed = watcher.await_event("again", type="PAYMENT_CARD")["exposure"]
        assert (resumed["id"], resumed["times"]) == (card["id"], again["times"] + 1)
        watcher.end()
        closed = watcher.await_event("closed", type="PAYMENT_CARD")
        assert (closed["exposure"]["id"], closed["reason"]) == (card["id"], "the watcher stops")
        assert closed["exposure"]["seconds"] > 0
        watcher.await_event("stopped")
    kept = (tmp_path / "events.jsonl").read_text("utf-8")
    kept += (tmp_path / ".screenpii-watch" / "state.json").read_text("utf-8")
    assert [value for value in ("Okafor", "okafor@", "4111 1111", "41111111") if value in kept] == []
    assert sum(e["event"] == "opened" and e["exposure"]["type"] == "PAYMENT_CARD" for e in watcher.events()) == 1


def test_a_new_configuration_takes_up_what_is_open(screen: Display, page: Page, tmp_path: Path) -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "screenpii.toml").write_text(f"[watch.sinks.metrics]\nport = {port}\n")  # which one sink alone can have
    page.set_content(FORM)
    with watching(tmp_path, "--display", 1, "--config", "screenpii.toml", on=screen.name) as watcher:
        card = watcher.await_event("opened", type="PAYMENT_CARD")["exposure"]
        watcher.process.send_signal(signal.SIGHUP)
        watcher.await_event("started")
        assert watcher.await_event("again", type="PAYMENT_CARD")["exposure"]["id"] == card["id"]
        assert watcher.end() == 0
    assert [event["event"] for event in watcher.events()].count("stopped") == 1


def hidden(folder: Path) -> bool:
    """Whether what is open does not show at the moment, as far as the watcher has written."""
    state = json.loads((folder / ".screenpii-watch" / "state.json").read_text("utf-8"))
    open_ = [episode for target in state["targets"].values() for episode in target["episodes"]]
    return bool(open_) and all(episode["since"] is None for episode in open_)


def test_a_display_that_is_lost_is_told_and_taken_up_again(tmp_path: Path) -> None:
    with display() as own, watching(tmp_path, "--display", 1, on=own.name) as watcher:
        watcher.await_event("lost", reason="blank capture: every pixel has the same colour")
        own.stop()
        lost = watcher.await_event("lost")
        assert lost["reason"].startswith("the display cannot be captured (")
        own.start()
        watcher.await_event("lost", reason="blank capture: every pixel has the same colour")
        assert watcher.end() == 3


def test_a_window_is_followed_by_its_title(screen: Display, page: Page, tmp_path: Path) -> None:
    page.set_content(FORM)
    with watching(tmp_path, "--display", "window Till 7", on=screen.name) as watcher:
        watcher.await_event("opened", type="PAYMENT_CARD")
    with watching(tmp_path, "--display", "window Nowhere", "--state", "other", on=screen.name) as watcher:
        assert watcher.await_event("lost", target="display window")["reason"] == "no window has that title"


def test_one_look_at_a_display(screen: Display, page: Page, tmp_path: Path) -> None:
    page.set_content(FORM)
    page.wait_for_timeout(300)
    code, told = ran(tmp_path, "scan", "--display", "1", on=screen.name)
    assert (code, "PAYMENT_CARD" in told, "display 1" in told) == (1, True, True)
    code, told = ran(tmp_path, "scan", "--display", "7", on=screen.name)
    assert (code, "there is no monitor 7, only 1" in told) == (3, True)
    code, told = ran(tmp_path, "scan", "--display", "region 600,600,40,40", on=screen.name)
    assert code == 3


def test_a_display_over_vnc_that_is_lost_and_comes_back(driver: Playwright, tmp_path: Path) -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with vnc_server(port) as first:
        shown(driver, first, FORM)
        wait_until(lambda: ran(tmp_path, "scan", "--vnc", f"127.0.0.1:{port}")[0] == 1)
        with watching(tmp_path, "--vnc", f"127.0.0.1:{port}", "--linger", 1) as watcher:
            watcher.await_event("opened", type="PAYMENT_CARD")
            first.stop()
            assert watcher.await_event("lost")["reason"].startswith("no picture over VNC (")
            with vnc_server(port) as second:
                page = shown(driver, second, CLEAN)
                watcher.await_event("restored")
                page.set_content(FORM)
                watcher.await_event("opened", type="PAYMENT_CARD")
                watcher.end()


def shown(playwright: Playwright, screen: Display, content: str) -> Page:
    """A window with this content on a display."""
    options = ["--no-sandbox", "--window-position=0,0", "--window-size=1200,700"]
    chromium = playwright.chromium.launch(
        executable_path="/usr/bin/chromium", headless=False, args=options, env={**os.environ, "DISPLAY": screen.name}
    )
    page = chromium.new_page(viewport={"width": 1180, "height": 560})
    page.set_content(content)
    return page


def test_files_that_are_dropped_are_read_once_they_are_whole(tmp_path: Path) -> None:
    drop = tmp_path / "drop"
    drop.mkdir()
    shutil.copy(SAMPLE, drop / "before.png")
    with watching(tmp_path, drop) as watcher:
        watcher.await_event("started")
        (drop / "notes.txt").write_text("text")
        data = SAMPLE.read_bytes()
        with (drop / "shot.png").open("wb") as file:  # in two parts, as a slow copy does
            file.write(data[:1000])
            file.flush()
            watcher.process.poll()
            file.write(data[1000:])
        opened = watcher.await_event("opened", type="PERSON_NAME")
        assert (opened["target"], opened["exposure"]["title"]) == ("drop", "drop/shot.png")
        shutil.move(drop, tmp_path / "gone")
        assert watcher.await_event("lost")["reason"] == "the folder is gone"
        drop.mkdir()
        wait_until(lambda: _seen_again(drop, watcher.events))
        watcher.end()
    assert not any("before.png" in str(event) for event in watcher.events())


def _seen_again(drop: Path, events: object) -> bool:
    """Whether files in the folder that came back are read: drop one under a new name until it is."""
    count = len(list(drop.iterdir()))
    Image.open(SAMPLE).save(drop / f"new{count}.png")
    return any("/new" in str(event) for event in events())  # type: ignore[operator]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "nothing to watch"),
        (("--display", "nope"), "name a monitor (1, 2 ...), all, window TITLE, or region X,Y,W,H"),
        (("--display", "1"), "DISPLAY is not set"),
        (("nowhere",), "nowhere: no such folder"),
        ((".", "."), "two targets are called"),
    ],
)
def test_wrong_targets_are_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    code, told = ran(tmp_path, "watch", *arguments)
    assert (code, told.count("\n"), words in told) == (2, 1, True), told
