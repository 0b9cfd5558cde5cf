"""A display of this machine → frames: a monitor, all of them, a window, a region. Captured by mss.

X11, Windows and macOS; on Wayland, mss sees what XWayland shows. Windows are found by title on X11 alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from screenpii.errors import MissingEngineError, UsageError
from screenpii.sources import Item, NamedSource, Sandbox, Unchanged, sources
from screenpii.sources.live import NotSeenError, looks, rgb
from screenpii.types import Box, Frame, Pixels, Skipped

if TYPE_CHECKING:
    from screenpii.config import Settings

INSTALL = "pip install 'screenpii[watch]'"
REGION = re.compile(r"(-?\d{1,6}),(-?\d{1,6}),([1-9]\d{0,5}),([1-9]\d{0,5})")
MAX_WINDOWS = 10_000  # that are looked through for a title


@dataclass(frozen=True, slots=True)
class Display:
    """A part of a display: one monitor, counted from 1, all of them, the window of a title, or a region in pixels.

    `interval_seconds` is the time between looks while nothing changes; 0 for a single look.
    """

    kind: Literal["monitor", "all", "window", "region"]
    number: int = 0
    title: str = ""
    region: Box | None = None
    interval_seconds: float = 0.0

    @property
    def name(self) -> str:
        """What it is called in reports; a title may hold somebody's name."""
        told = {"monitor": str(self.number), "all": "all", "window": "window", "region": "region"}
        return f"display {told[self.kind]}"


def display_of(text: str, interval_seconds: float = 0.0) -> Display:
    """What an option names: `2`, `all`, `window TITLE` or `region X,Y,W,H`; UsageError for anything else."""
    kind, _, rest = text.strip().partition(" ")
    if kind == "all" and not rest:
        return Display("all", interval_seconds=interval_seconds)
    if kind.isdecimal() and int(kind) and not rest:
        return Display("monitor", int(kind), interval_seconds=interval_seconds)
    if kind == "window" and rest.strip():
        return Display("window", title=rest.strip(), interval_seconds=interval_seconds)
    sides = REGION.fullmatch(rest.strip()) if kind == "region" else None
    if not sides:
        raise UsageError(f"--display {text!r}: name a monitor (1, 2 ...), all, window TITLE, or region X,Y,W,H")
    return Display("region", region=Box.from_xywh(*map(int, sides.groups())), interval_seconds=interval_seconds)


def displays_of(texts: Sequence[str]) -> list[Display]:
    """The displays that options name, for a single look. Raises as `display_of` and `check`."""
    check()
    return [display_of(text) for text in texts]


def check() -> None:
    """MissingEngineError without mss; UsageError where there is no display."""
    if not find_spec("mss"):
        raise MissingEngineError(f"displays need mss: {INSTALL}")
    if os.name == "posix" and os.uname().sysname == "Linux" and not os.environ.get("DISPLAY"):
        raise UsageError("no display: DISPLAY is not set")


class Camera:
    """Captures one display; opened anew after it was lost."""

    def __init__(self, display: Display) -> None:
        self.display = display
        self._grabber: Any = None

    def shoot(self) -> Pixels:
        """Height x width x 4: blue, green, red and a fourth byte. NotSeenError if it cannot be captured."""
        try:
            return self._shot()
        except NotSeenError:
            raise
        except Exception as error:  # mss raises what the system's libraries do
            self._close()
            raise NotSeenError(f"the display cannot be captured ({type(error).__name__})") from None

    def _shot(self) -> Pixels:
        import mss

        if self._grabber is None:
            self._grabber = mss.MSS()
        shot = self._grabber.grab(self._area(self._grabber.monitors))
        return np.frombuffer(shot.bgra, np.uint8).reshape(shot.height, shot.width, 4)

    def _area(self, monitors: list[dict[str, int]]) -> dict[str, int]:
        """What to grab; NotSeenError if it is not there."""
        whole = monitors[0]
        match self.display.kind:
            case "all":
                return whole
            case "monitor":
                if self.display.number >= len(monitors):
                    raise NotSeenError(f"there is no monitor {self.display.number}, only {len(monitors) - 1}")
                return monitors[self.display.number]
            case "window":
                box = window(self.display.title)
            case "region":
                box = self.display.region or Box(0, 0, 0, 0)
        within = Box(whole["left"], whole["top"], whole["left"] + whole["width"], whole["top"] + whole["height"])
        if not box.overlap(within):
            raise NotSeenError("no part of it is on the display")
        seen = box.grown(0, within)
        return {"left": seen.left, "top": seen.top, "width": seen.width, "height": seen.height}

    def _close(self) -> None:
        grabber, self._grabber = self._grabber, None
        with suppress(Exception):
            grabber.close()


def window(title: str) -> Box:
    """Where the window stands whose title holds a text, in pixels of the display; NotSeenError if none does.

    X11 alone. Of several it is the first one; one that is not shown counts as not there.
    """
    if not find_spec("Xlib"):
        raise NotSeenError(f"windows are found on X11 alone, and need python-xlib: {INSTALL}")
    from Xlib import X
    from Xlib.display import Display as Connection

    connection = Connection()
    try:
        left, waiting = MAX_WINDOWS, [connection.screen().root]
        while waiting and left:
            left -= 1
            node = waiting.pop(0)
            waiting += node.query_tree().children
            if title in _title(connection, node) and node.get_attributes().map_state == X.IsViewable:
                size, place = node.get_geometry(), node.translate_coords(connection.screen().root, 0, 0)
                return Box.from_xywh(-place.x, -place.y, size.width, size.height)
    finally:
        connection.close()
    raise NotSeenError("no window has that title")


def _title(connection: Any, node: Any) -> str:
    """A window's title: its name in UTF-8, or else the older one."""
    told = node.get_full_text_property(connection.intern_atom("_NET_WM_NAME")) or node.get_wm_name()
    return told.decode("utf-8", "replace") if isinstance(told, bytes) else told or ""


class Displays(NamedSource):
    """What this machine shows: one look, or looks without end."""

    locators = (Display,)
    sandbox = Sandbox(display=True)

    def frames(self, item: Item, settings: Settings) -> Iterator[Frame | Skipped | Unchanged]:
        """A frame for each change; a single one without an interval."""
        display = item.locator
        assert isinstance(display, Display)  # noqa: S101
        yield from looks(item, Camera(display).shoot, display.interval_seconds, rgb)


sources.register("display")(Displays())
