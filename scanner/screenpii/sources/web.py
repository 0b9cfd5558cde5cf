"""Web pages → frames, shot by Playwright with the system's Chromium.

What a page may reach is limited where names are resolved, so that redirects, scripts and plain addresses are, too.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from screenpii.addresses import LOCAL_HOSTS, SCHEMES, host_of, matches, named
from screenpii.elements import Elements, script
from screenpii.errors import MissingEngineError, UsageError
from screenpii.scratch import SHORT, folder
from screenpii.sources import Item, NamedSource, Picture, Sandbox, over, sources
from screenpii.sources.image import decoded
from screenpii.types import Frame, Skipped
from screenpii.userfiles import read_bytes

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from screenpii.config import Pages as PageSettings
    from screenpii.config import Settings

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
MAX_STATE_BYTES = 20_000_000
MAX_IDLE_WAIT_MS = 5_000  # milliseconds that a loaded page is given until its network is idle; some never are
INSTALL = "pip install 'screenpii[pages]'"
GRACE_SECONDS = 10.0  # seconds beyond the limit after which a browser that keeps to none is ended
FONTS = "() => document.fonts.ready.then(() => true)"
SIZE = "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"


class _NotShownError(Exception):
    """Why a page is no picture, in words for the report."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A page to shoot, and its name in reports: without what the address may say of somebody.

    `allowed` are the hosts that the browser may reach.
    """

    name: str
    url: str = field(repr=False)
    width: int
    height: int
    scheme: str
    allowed: tuple[str, ...] = ()


def shots(urls: Sequence[str], pages: PageSettings) -> list[Shot]:
    """Each page in every viewport and colour scheme.

    Raises UsageError for addresses of no page and of hosts that are not allowed, and for a storage state that cannot
    be read; MissingEngineError without Playwright or Chromium.
    """
    names, allowed = named(urls), reachable(urls, pages)
    for name, host in zip(names, map(host_of, urls), strict=True):
        if not matches(host, allowed):
            raise UsageError(f"{name}: {host} is not this machine; if it may be reached: --allow-host {host}")
    if urls and pages.storage_state:
        read_bytes(Path(pages.storage_state), MAX_STATE_BYTES)
    if urls:
        browser(pages.browser)
    several = len(pages.viewports) * len(pages.schemes) > 1
    found = []
    for (name, url), viewport, scheme in product(zip(names, urls, strict=True), pages.viewports, pages.schemes):
        width, height = map(int, viewport.split("x"))
        found.append(Shot(f"{name} {viewport} {scheme}" if several else name, url, width, height, scheme, allowed))
    return found


def reachable(urls: Sequence[str], pages: PageSettings) -> tuple[str, ...]:
    """The hosts that may be reached: those that are allowed, and this machine if a page of it is among the pages."""
    local = any(matches(host_of(url), LOCAL_HOSTS) for url in urls)
    return (*(LOCAL_HOSTS if local else ()), *pages.allow_hosts)


class Camera:
    """A running browser that shoots pages, each in a profile of its own; its files are in `folder`.

    Raises MissingEngineError without Playwright or Chromium. It hangs if a page does: it belongs into a worker.
    """

    def __init__(self, settings: Settings, allowed: tuple[str, ...], folder: Path) -> None:
        self.settings, self.pages, self.allowed = settings, settings.pages, allowed
        self.program = browser(self.pages.browser)
        os.environ["TMPDIR"] = str(folder)
        from playwright.sync_api import sync_playwright

        self.playwright = sync_playwright().start()
        self.running = self._launch()

    def picture(self, shot: Shot) -> Picture | Skipped:
        """The picture of one page, or why there is none."""
        from playwright.sync_api import Error

        if not self.running.is_connected():
            self.running = self._launch()
        try:
            context = self.running.new_context(
                viewport={"width": shot.width, "height": shot.height},
                color_scheme="dark" if shot.scheme == "dark" else "light",
                storage_state=self._state(),
                ignore_https_errors=matches(host_of(shot.url), LOCAL_HOSTS),
                accept_downloads=False,
                service_workers="block",
            )
        except (Error, ValueError, RecursionError) as error:
            return Skipped(shot.name, f"no profile can be made ({type(error).__name__}); is the storage state whole?")
        try:
            return self._shot(context, shot)
        finally:
            with suppress(Error):
                context.close()

    def _state(self) -> Any:
        """What the storage state's file holds; read by us, for Playwright would read a file of any kind and size."""
        if not self.pages.storage_state:
            return None
        state = json.loads(read_bytes(Path(self.pages.storage_state), MAX_STATE_BYTES))
        if not isinstance(state, dict):  # Playwright would take a text for a path
            raise ValueError("a storage state is a table")
        return state

    def _launch(self) -> Browser:
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
            return self.playwright.chromium.launch(
                executable_path=self.program, args=list(options), chromium_sandbox=sandbox, handle_sigint=False
            )
        except Error as error:
            reason = next((line for line in error.message.splitlines() if line.strip()), "no reason given")
            raise MissingEngineError(f"{self.program} does not start: {reason[:200]}") from None

    def _shot(self, context: BrowserContext, shot: Shot) -> Picture | Skipped:
        from playwright.sync_api import Error, TimeoutError

        try:
            page = context.new_page()
            page.set_default_timeout(self.settings.timeout * 1000)
            self._open(page, shot)
            return self._picture(page)
        except _NotShownError as error:
            return Skipped(shot.name, str(error))
        except TimeoutError:
            return Skipped(shot.name, f"took longer than {self.settings.timeout:g} s to load")
        except Error as error:
            return Skipped(shot.name, _why(error.message))

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
            page.wait_for_load_state("networkidle", timeout=MAX_IDLE_WAIT_MS)
        if self.pages.wait_for:
            self._wait(page)
        _await_fonts(page)
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

    def _picture(self, page: Page) -> Picture:
        from playwright.sync_api import Error

        whole = self.pages.full_page
        if whole:
            width, height = map(float, page.evaluate(SIZE))
            if width * height > self.settings.limits.pixels:
                raise _NotShownError(over(int(width * height), self.settings.limits.pixels, "megapixels"))
        data = page.screenshot(full_page=whole, animations="disabled", caret="hide")
        elements = None
        with suppress(Error, ValueError):  # only the suggestions are lost
            elements = Elements.of(page.evaluate(script(), whole))
        return Picture(data, elements)


class WebPages(NamedSource):
    """Pages of the web, shot by one browser a worker, which lives as long as that does."""

    locators = (Shot,)
    sandbox = Sandbox(limited=False, network=True, grace_seconds=GRACE_SECONDS)

    def __init__(self) -> None:
        self._camera: Camera | None = None
        self._files = ExitStack()

    def frames(self, item: Item, settings: Settings) -> Iterator[Frame | Skipped]:
        """The picture of the page as the item's only frame, with what lies where on it."""
        shot = item.locator
        assert isinstance(shot, Shot)  # noqa: S101
        if item.range.start:
            return
        picture = self._opened(settings, shot.allowed).picture(shot)
        if isinstance(picture, Skipped):
            yield picture
        else:
            yield from decoded(item, picture, settings.limits)

    def _opened(self, settings: Settings, allowed: tuple[str, ...]) -> Camera:
        """The worker's browser; what may be reached is the same for all pages of a run.

        Its folder is not removed here: it is swept away once the worker is gone.
        """
        if self._camera is None or self._camera.allowed != allowed:
            self._camera = Camera(settings, allowed, self._files.enter_context(folder(SHORT)))
        return self._camera


sources.register("web")(WebPages())


def browser(wanted: str = "") -> str:
    """The path of the Chromium to run; MissingEngineError if it, or Playwright, is not there."""
    if not find_spec("playwright"):
        raise MissingEngineError(f"web pages need Playwright: {INSTALL}")
    found = shutil.which(wanted) if wanted else next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        what = wanted or "no Chromium or Chrome"
        raise MissingEngineError(f"{what}: not found; install one, or name it with `pages.browser` in the settings")
    return found


def _is_main(request: Any) -> bool:
    """Whether a request is for the page itself, not for what is in it."""
    return bool(request.is_navigation_request()) and request.frame.parent_frame is None


def _await_fonts(page: Page) -> None:
    """Wait until the page has its fonts; once more, if a script has led elsewhere meanwhile."""
    from playwright.sync_api import Error

    with suppress(Error):
        page.evaluate(FONTS)
        return
    page.wait_for_load_state()
    page.evaluate(FONTS)


def _why(message: str) -> str:
    """Why a page could not be shot, without the address, which Playwright's messages hold."""
    if code := re.search(r"net::ERR_[A-Z_]+", message):
        return f"cannot be opened ({code[0]})"
    return "the page crashed" if "crash" in message.lower() else "the browser could not shoot it"
