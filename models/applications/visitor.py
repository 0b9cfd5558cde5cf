"""Looks at pages in a browser: windows of many sizes, at the top or further down, light or dark."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page

from models.applications.application import Application, Visit, World
from models.applications.truth import record

HERE = Path(__file__).parent
PREPARE, READ = ((HERE / name).read_text("utf-8") for name in ("prepare.js", "lines.js"))
# sizes of windows on desktops
DESKTOP_SIZES_CSS_PX = (
    (1366, 768),
    (1440, 900),
    (1920, 1080),
    (1280, 720),
    (1024, 768),
    (1600, 900),
    (1280, 1024),
    (1536, 864),
    (1180, 820),
)
PHONE_SIZES_CSS_PX = ((390, 844), (412, 915), (360, 740), (768, 1024))  # sizes of windows on phones and tablets
DESKTOP_SCALES = (1.0, 1.0, 1.0, 1.25, 1.5, 2.0)  # device pixels of a CSS pixel on desktops
ON_PHONE, DARK, TALL, DOWN = (
    0.08,
    0.25,
    0.15,
    0.5,
)  # shares of the windows; DOWN, of long pages that are also seen further down
MIN_LINES_PER_PAGE = 4  # lines of a page that is worth keeping


@dataclass(frozen=True, slots=True)
class Window:
    """A browser window in CSS pixels, with the device pixels of one."""

    width: int
    height: int
    scale: float
    dark: bool


def window(rng: random.Random) -> Window:
    """A window as people have them; some are as tall as a page that is shot whole."""
    phone = rng.random() < ON_PHONE
    width, height = rng.choice(PHONE_SIZES_CSS_PX if phone else DESKTOP_SIZES_CSS_PX)
    if rng.random() < TALL:
        height = rng.choice([1400, 1800, 2200])
    return Window(width, height, rng.choice((2.0, 3.0) if phone else DESKTOP_SCALES), rng.random() < DARK)


class Visitor:
    """A browser at one application; `pictures` says whether records come with a picture."""

    def __init__(
        self, browser: Browser, application: Application, world: World, rng: random.Random, pictures: bool
    ) -> None:
        self.browser, self.application, self.world = browser, application, world
        self.rng, self.pictures = rng, pictures

    def look(self, base: str, visit: Visit) -> Iterator[tuple[dict[str, Any], bytes]]:
        """The records of a page, one or two, each with its picture or nothing."""
        seen = window(self.rng)
        context = self.browser.new_context(
            viewport={"width": seen.width, "height": seen.height},
            device_scale_factor=seen.scale if self.pictures else 1,
            color_scheme="dark" if seen.dark else "light",
            locale=self.world["language"],
            reduced_motion="reduce",
        )
        if visit.who:
            context.add_cookies([{"name": "who", "value": visit.who, "url": base}])
        try:
            page = context.new_page()
            page.set_default_timeout(6000)
            yield from self._records(page, base, visit, seen)
        except Error as error:
            print(f"  {self.application.name} {visit.view} {visit.path}: {str(error).splitlines()[0]}")
        finally:
            context.close()

    def _records(self, page: Page, base: str, visit: Visit, seen: Window) -> Iterator[tuple[dict[str, Any], bytes]]:
        answer = page.goto(base + visit.path, wait_until="load", timeout=15000)
        if answer is None or answer.status >= 400:
            print(f"  {self.application.name} {visit.view} {visit.path}: status {answer and answer.status}")
            return
        if visit.wait:
            page.wait_for_selector(visit.wait)
        for selector, text in visit.fields.items():
            page.locator(selector).first.fill(text)
        for selector in visit.clicks:
            page.locator(selector).first.click()
            page.wait_for_timeout(500)
        page.evaluate(PREPARE)
        yield from self._kept(page, visit, seen)
        long = page.evaluate("document.documentElement.scrollHeight") - seen.height
        if long > 150 and self.rng.random() < DOWN:
            page.evaluate(f"window.scrollTo(0, {self.rng.randint(100, max(150, long))})")
            page.wait_for_timeout(60)
            page.evaluate(PREPARE)
            yield from self._kept(page, visit, seen)

    def _kept(self, page: Page, visit: Visit, seen: Window) -> Iterator[tuple[dict[str, Any], bytes]]:
        found = page.evaluate(READ, list(visit.purchases))
        if len(found["texts"]) < MIN_LINES_PER_PAGE:
            return
        size = (round(seen.width * seen.scale), round(seen.height * seen.scale))
        entry = record(found, self.world["known"], seen.scale, size, visit.buyer)
        conditions = [f"lang-{self.world['language']}"]
        conditions += ["dark"] if seen.dark else []
        conditions += ["hidpi"] if seen.scale >= 2 else []
        conditions += ["phone"] if seen.width < 500 else []
        head = {"application": self.application.name, "view": visit.view, "channel": self.application.channel}
        yield head | {"conditions": conditions} | entry, page.screenshot() if self.pictures else b""
