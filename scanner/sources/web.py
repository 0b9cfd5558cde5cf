"""Web pages → pictures of them, shot by Playwright with the system's Chromium.

In the parent process, for no browser runs under the limits of a worker; Chromium's own sandbox stands in. What a page
may reach is limited where names are resolved, so that redirects, scripts and plain addresses are, too.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scanner.errors import MissingEngineError, UsageError
from scanner.masks import Elements, script, suggested
from scanner.sources import Item, over
from scanner.sources.addresses import LOCAL, SCHEMES, host_of, matches, named
from scanner.types import Reading, Skipped

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

    from scanner.config import Settings

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
QUIET = 5_000  # milliseconds that a loaded page is given until its network is idle; some never are
INSTALL = "pip install 'screenpii[pages]'"
SIZE = "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"


class _NotShownError(Exception):
    """Why a page is no picture, in words for the report."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A page to shoot, and its name in reports: without what the address may say of somebody."""

    name: str
    url: str = field(repr=False)
    width: int
    height: int
    scheme: str


class Pages:
    """Pages to shoot, each in every viewport and colour scheme; iterating shoots them.

    Raises UsageError for addresses of no page and of hosts that are not allowed, and for a storage state that is not
    there; MissingEngineError without Playwright or Chromium.
    """

    def __init__(self, urls: Sequence[str], settings: Settings) -> None:
        self.settings, self.pages = settings, settings.pages
        self.shots = _shots(urls, settings)
        hosts = [host_of(url) for url in urls]
        local = LOCAL if any(matches(host, LOCAL) for host in hosts) else ()
        self.allowed = (*local, *self.pages.allow_hosts)
        self.elements: dict[str, Elements] = {}
        for shot, host in zip(named(urls), hosts, strict=True):
            if not matches(host, self.allowed):
                raise UsageError(f"{shot}: {host} is not this machine; if it may be reached: --allow-host {host}")
        if urls:
            self.browser = browser(self.pages.browser)
            state = self.pages.storage_state
            if state and not Path(state).is_file():
                raise UsageError(f"{state}: no such file; the storage state is one that Playwright has saved")

    def __len__(self) -> int:
        return len(self.shots)

    def __iter__(self) -> Iterator[Item | Skipped]:
        if not self.shots:
            return
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            running = self._launch(playwright)
            for shot in self.shots:
                if not running.is_connected():
                    running = self._launch(playwright)
                yield self._taken(running, shot)

    def with_masks(self, results: Generator[Reading | Skipped, None, None]) -> Generator[Reading | Skipped, None, None]:
        """The results, those of pages with the selectors that would hide what was found on them."""
        with closing(results):
            for result in results:
                elements = self.elements.pop(result.source, None)
                yield suggested(result, elements) if elements and isinstance(result, Reading) else result

    def _launch(self, playwright: Playwright) -> Browser:
        from playwright.sync_api import Error

        rules = ", ".join(("MAP * ~NOTFOUND", *(f"EXCLUDE {host}" for host in self.allowed)))
        options = (
            f"--host-resolver-rules={rules}",
            "--no-proxy-server",  # which would resolve names itself
            "--disable-background-networking",
            "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        )
        sandbox = not hasattr(os, "geteuid") or os.geteuid() != 0  # Chromium has none for root
        try:
            return playwright.chromium.launch(
                executable_path=self.browser, args=list(options), chromium_sandbox=sandbox, handle_sigint=False
            )
        except Error as error:
            reason = next((line for line in error.message.splitlines() if line.strip()), "no reason given")
            raise MissingEngineError(f"{self.browser} does not start: {reason[:200]}") from None

    def _taken(self, running: Browser, shot: Shot) -> Item | Skipped:
        """The picture of one page, from a profile of its own; or why there is none."""
        from playwright.sync_api import Error, TimeoutError

        try:
            context = running.new_context(
                viewport={"width": shot.width, "height": shot.height},
                color_scheme="dark" if shot.scheme == "dark" else "light",
                storage_state=self.pages.storage_state or None,
                ignore_https_errors=matches(host_of(shot.url), LOCAL),
                accept_downloads=False,
                service_workers="block",
            )
        except (Error, ValueError) as error:
            return Skipped(shot.name, f"no profile can be made ({type(error).__name__}); is the storage state whole?")
        try:
            page = context.new_page()
            page.set_default_timeout(self.settings.timeout * 1000)
            self._open(page, shot)
            return self._picture(page, shot)
        except _NotShownError as error:
            return Skipped(shot.name, str(error))
        except TimeoutError:
            return Skipped(shot.name, f"took longer than {self.settings.timeout:g} s to load")
        except Error as error:
            return Skipped(shot.name, _why(error.message))
        finally:
            with suppress(Error):
                context.close()

    def _open(self, page: Page, shot: Shot) -> None:
        """Load the page and wait until it stands still; _NotShownError if what is shown is not what was asked for."""
        from playwright.sync_api import Error, TimeoutError

        failed: list[str] = []
        page.on("requestfailed", lambda request: failed.append(request.url) if _is_main(request) else None)
        try:
            answer = page.goto(shot.url)
        except Error:
            self._check_host(failed[-1] if failed else shot.url)
            raise
        if answer and answer.status >= 400:
            raise _NotShownError(f"the server answers {answer.status}")
        with suppress(TimeoutError):
            page.wait_for_load_state("networkidle", timeout=QUIET)
        if self.pages.wait_for:
            self._wait(page)
        page.evaluate("() => document.fonts.ready.then(() => true)")
        self._check_host(failed[-1] if failed and not page.url.startswith(SCHEMES) else page.url)
        moved = urlsplit(page.url).path != (urlsplit(shot.url).path or "/")
        if moved and page.locator("input[type=password]:visible").count():
            raise _NotShownError("asks to sign in; give it a profile that has: --storage-state FILE")

    def _wait(self, page: Page) -> None:
        from playwright.sync_api import TimeoutError

        try:
            page.wait_for_selector(self.pages.wait_for, state="visible")
        except TimeoutError:
            reason = f"nothing visible matches {self.pages.wait_for!r} within {self.settings.timeout:g} s"
            raise _NotShownError(reason) from None

    def _check_host(self, url: str) -> None:
        """_NotShownError for an address that may not be reached."""
        host = host_of(url)
        if host and not matches(host, self.allowed):
            raise _NotShownError(f"leads to {host}, which --allow-host does not name")

    def _picture(self, page: Page, shot: Shot) -> Item | Skipped:
        from playwright.sync_api import Error

        whole = self.pages.full_page
        if whole:
            width, height = map(float, page.evaluate(SIZE))
            if width * height > self.settings.limits.pixels:
                raise _NotShownError(over(int(width * height), self.settings.limits.pixels, "megapixels"))
        data = page.screenshot(full_page=whole, animations="disabled", caret="hide")
        with suppress(Error, ValueError):  # only the suggestions are lost
            self.elements[shot.name] = Elements.of(page.evaluate(script(), whole))
        return Item(shot.name, Path("page.png"), data)


def browser(wanted: str = "") -> str:
    """The path of the Chromium to run; MissingEngineError if it, or Playwright, is not there."""
    if not find_spec("playwright"):
        raise MissingEngineError(f"web pages need Playwright: {INSTALL}")
    found = shutil.which(wanted) if wanted else next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        what = wanted or "no Chromium or Chrome"
        raise MissingEngineError(f"{what}: not found; install one, or name it with `pages.browser` in the settings")
    return found


def _shots(urls: Sequence[str], settings: Settings) -> list[Shot]:
    pages = settings.pages
    several = len(pages.viewports) * len(pages.schemes) > 1
    shots = []
    for (name, url), viewport, scheme in product(zip(named(urls), urls, strict=True), pages.viewports, pages.schemes):
        width, height = map(int, viewport.split("x"))
        shots.append(Shot(f"{name} {viewport} {scheme}" if several else name, url, width, height, scheme))
    return shots


def _is_main(request: Any) -> bool:
    """Whether a request is for the page itself, not for what is in it."""
    return bool(request.is_navigation_request()) and request.frame.parent_frame is None


def _why(message: str) -> str:
    """Why a page could not be shot, without the address, which Playwright's messages hold."""
    if code := re.search(r"net::ERR_[A-Z_]+", message):
        return f"cannot be opened ({code[0]})"
    return "the page crashed" if "crash" in message.lower() else "the browser could not shoot it"
