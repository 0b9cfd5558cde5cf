"""A script works at a till of the demo shop, in a real window that is moved, covered, minimised and closed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server
from Xlib import X
from Xlib.display import Display as Connection

from samples.shop import make_app
from tests.watch.screen import CLEAN, FORM, Display, Watching, display, wait_until, watching
from tests.watch.test_watch import hidden, shown

pytestmark = pytest.mark.slow
MAX_LATE_SECONDS = 2.0  # from when something shows to the event
DWELL_SECONDS = 1.0  # by which the time may be off for which it showed
VISITS = (("/orders", 1.5), ("/till", 3.0), ("/stock", 3.0), ("/till", 2.0), ("/orders/7300", 3.0))
AT_THE_TILL = {"PAYMENT_CARD", "POSTAL_ADDRESS"}  # what its bug shows; the other pages show numbers of orders alone


class Quiet(WSGIRequestHandler):
    """Logs nothing."""

    def log(self, type: str, message: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def shop() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, make_app(bug=True), threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"  # an address in numbers is a finding of its own, in the bar above
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture
def screen() -> Iterator[Display]:
    with display() as made:
        yield made


def posix(time_of_event: str) -> float:
    return datetime.fromisoformat(time_of_event).timestamp()


def work(page: Page, shop: str) -> list[tuple[float, float]]:
    """Go through the shop; when the till began to show, and until when it did."""
    came = []
    for path, seconds in VISITS:
        page.goto(f"{shop}{path}")
        came.append(time.time())
        page.wait_for_timeout(1000 * seconds)
    return [(came[n], came[n + 1]) for n, (path, _) in enumerate(VISITS) if path == "/till"]


def test_a_shift_at_the_till(driver: Playwright, screen: Display, shop: str, tmp_path: Path) -> None:
    page = shown(driver, screen, CLEAN)
    with watching(tmp_path, "--display", 1, "--linger", 1, on=screen.name) as watcher:
        page.goto(f"{shop}/orders")
        watcher.await_event("opened", type="ORDER_ID")
        visits = work(page, shop)
        wait_until(lambda: len(told(watcher, "closed")) == 4)
        watcher.end()
    opened, closed = told(watcher, "opened"), told(watcher, "closed")
    assert [event["exposure"]["type"] for event in opened].count("PAYMENT_CARD") == len(visits)
    assert len(opened) == len(closed) == 2 * len(visits)
    for event in opened:
        late = min((posix(event["at"]) - began for began, _ in visits), key=abs)
        assert late <= MAX_LATE_SECONDS
    for event, (began, ended) in zip(closed, [visit for visit in visits for _ in AT_THE_TILL], strict=True):
        assert event["exposure"]["seconds"] == pytest.approx(ended - began, abs=DWELL_SECONDS)
    others = {e["exposure"]["type"] for e in watcher.events() if "exposure" in e} - AT_THE_TILL
    assert others <= {"ORDER_ID"}
    assert not any(event["event"] == "lost" for event in watcher.events())
    page.context.browser.close()  # type: ignore[union-attr]


def told(watcher: Watching, kind: str) -> list[dict[str, Any]]:
    """The events of a kind about what shows at the till alone."""
    return [e for e in watcher.events() if e["event"] == kind and e["exposure"]["type"] in AT_THE_TILL]


class Window:
    """A window on a display, by its title: no window manager runs there, so that the script is one."""

    def __init__(self, screen: Display, title: str) -> None:
        self.connection = Connection(screen.name)
        wait_until(lambda: bool(self._called(title)))  # a browser names its window a little later
        self.window = self._called(title)[0]

    def _called(self, title: str) -> list[Any]:
        name = self.connection.intern_atom("_NET_WM_NAME")
        windows = self.connection.screen().root.query_tree().children
        return [window for window in windows if title in (window.get_full_text_property(name) or "")]

    def close(self) -> None:
        """End the connection to the display; the window stays."""
        self.connection.close()

    def tell(self, is_shown: bool = True, **changes: int) -> None:
        """Change where it stands, or whether it shows."""
        if changes:
            self.window.configure(**changes)
        elif is_shown:
            self.window.map()
        else:
            self.window.unmap()
        self.connection.sync()


def test_a_window_that_is_moved_covered_minimised_and_closed(
    driver: Playwright, screen: Display, tmp_path: Path
) -> None:
    shown(driver, screen, CLEAN.replace("Till 7", "Notes"))
    page = shown(driver, screen, FORM)
    connected = closing(Window(screen, "Till 7")), closing(Window(screen, "Notes"))
    with (
        connected[0] as till,
        connected[1] as notes,
        watching(tmp_path, "--display", 1, "--linger", 60, on=screen.name) as watcher,
    ):
        card = watcher.await_event("opened", type="PAYMENT_CARD")["exposure"]
        till.tell(x=60, y=15)  # moved: the same values elsewhere
        notes.tell(stack_mode=X.Above)  # covered
        wait_until(lambda: hidden(tmp_path))
        till.tell(stack_mode=X.Above)
        assert watcher.await_event("again", type="PAYMENT_CARD")["exposure"]["id"] == card["id"]
        till.tell(is_shown=False)  # minimised
        wait_until(lambda: hidden(tmp_path))
        till.tell(is_shown=True)
        assert watcher.await_event("again", type="PAYMENT_CARD")["exposure"]["id"] == card["id"]
        page.context.browser.close()  # type: ignore[union-attr]
        wait_until(lambda: hidden(tmp_path))
        watcher.end()
        closed = watcher.await_event("closed", type="PAYMENT_CARD")["exposure"]
    assert (closed["id"], closed["times"]) == (card["id"], 3)
    assert sum(e["event"] == "opened" and e["exposure"]["type"] == "PAYMENT_CARD" for e in watcher.events()) == 1
