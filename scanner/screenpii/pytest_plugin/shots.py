"""Screenshots as bytes: of whatever a test hands over, and of what Playwright and Selenium shoot while a test runs."""

from __future__ import annotations

import inspect
import io
import os
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import wraps
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from screenpii.userfiles import opened

PLAYWRIGHT = ("playwright.sync_api", "playwright.async_api")
SELENIUM = "selenium.webdriver.remote"


@dataclass(frozen=True, slots=True)
class Shot:
    """One screenshot: its file's bytes, the path that it was written to, if any, and what its page told of itself."""

    data: bytes = field(repr=False)
    path: str = ""
    told: Any = field(default=None, repr=False)


Take = Callable[[Shot], None]


def shot_of(picture: Any, max_bytes: int) -> Shot:
    """The screenshot that a test hands over; TypeError for what is none, OSError for an unreadable file.

    Of a file, a byte more than the limit is read at most, so that it is found to be too large.
    """
    if isinstance(picture, bytes | bytearray | memoryview):
        return Shot(bytes(picture))
    if isinstance(picture, str | os.PathLike):
        with opened(Path(picture)) as file:
            return Shot(file.read(max_bytes + 1), os.fspath(picture))
    for method in ("screenshot", "get_screenshot_as_png"):  # Playwright's and Selenium's
        shoot = getattr(picture, method, None)
        if callable(shoot):
            return replace(_shot(shoot()), told=_told(picture, {}))
    if hasattr(picture, "__array_interface__") and not hasattr(picture, "save"):
        from PIL import Image

        picture = Image.fromarray(picture)
    if not hasattr(picture, "save"):
        raise TypeError(f"no picture and no page: {type(picture).__name__}")
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return Shot(out.getvalue())


def _shot(data: object) -> Shot:
    if inspect.iscoroutine(data):
        data.close()
        raise TypeError("of an asynchronous page, hand over the picture: assert_no_pii(await page.screenshot())")
    if not isinstance(data, bytes):
        raise TypeError(f"the screenshot is no bytes but {type(data).__name__}")
    return Shot(data)


def watch(take: Take) -> Callable[[], None]:
    """Tell `take` of each screenshot that is taken through Playwright or Selenium; the result ends that.

    The bytes come from the call itself, so a file that is deleted at once is seen, too.
    """
    undo = [(owner, name, _replaced(owner, name, take)) for owner, name in _cameras()]

    def end() -> None:
        for owner, name, original in undo:
            setattr(owner, name, original)

    return end


def _cameras() -> Iterator[tuple[type, str]]:
    """The methods that take screenshots, of the packages that are installed."""
    if find_spec("playwright"):
        for module in map(import_module, PLAYWRIGHT):
            for name in ("Page", "Locator", "ElementHandle"):
                yield getattr(module, name), "screenshot"
    if find_spec("selenium"):  # every other method of these calls the one that has the text of the picture
        yield import_module(f"{SELENIUM}.webdriver").WebDriver, "get_screenshot_as_base64"
        yield import_module(f"{SELENIUM}.webelement").WebElement, "screenshot_as_base64"


def _replaced(owner: Any, name: str, take: Take) -> object:
    """The original method (or property) of the class, which is replaced by one that also reports the picture."""
    original = owner.__dict__[name]
    if isinstance(original, property):
        setattr(owner, name, property(_telling(original.fget, take)))
    else:
        setattr(owner, name, _telling(original, take))
    return original


def _telling(method: Any, take: Take) -> Callable[..., Any]:
    def shot(data: Any, options: dict[str, Any], told: Any) -> Shot:
        return Shot(b64decode(data) if isinstance(data, str) else data, os.fspath(options.get("path") or ""), told)

    if inspect.iscoroutinefunction(method):

        @wraps(method)
        async def later(self: Any, *args: Any, **options: Any) -> Any:
            data, told = await method(self, *args, **options), None
            with suppress(Exception):
                told = await question if (question := _told(self, options)) else None
            take(shot(data, options, told))
            return data

        return later

    @wraps(method)
    def now(self: Any, *args: Any, **options: Any) -> Any:
        data = method(self, *args, **options)
        take(shot(data, options, _told(self, options)))
        return data

    return now


def _told(camera: Any, options: dict[str, Any]) -> Any:
    """What a page of Playwright's tells of its elements when it has been shot; an asynchronous one, when it is awaited.

    None of a part of a page, and of a page that does not tell: only suggestions are lost then.
    """
    from screenpii.elements import script

    if type(camera).__name__ == "Page" and not options.get("clip"):
        with suppress(Exception):
            return camera.evaluate(script(), bool(options.get("full_page")))
    return None


def written(folders: list[Path], since: float, but: Path | None) -> Iterator[Path]:
    """The pictures in folders that were written since then; none of those under `but`."""
    from screenpii.sources.walk import is_picture

    for path in sorted({found.resolve() for folder in folders for found in folder.rglob("*")}):
        if path.is_file() and not (but and path.is_relative_to(but)):
            status = path.stat()
            if max(status.st_mtime, status.st_ctime) >= since and is_picture(path):
                yield path
