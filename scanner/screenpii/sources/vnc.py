"""A display over VNC → frames, by vncdotool: of tills and kiosks on which nothing of ours runs.

Nothing but pictures is asked for, nothing is typed or clicked. The connection is not encrypted: use it within a
machine, or through a tunnel.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from queue import Empty
from typing import TYPE_CHECKING, Any

import numpy as np

from screenpii.errors import MissingEngineError, UsageError
from screenpii.sources import Item, NamedSource, Sandbox, Unchanged, sources
from screenpii.sources.live import NotSeenError, looks
from screenpii.types import Frame, Pixels, Skipped

if TYPE_CHECKING:
    from screenpii.config import Settings

INSTALL = "pip install 'screenpii[vnc]'"
PASSWORD_VARIABLE = "SCREENPII_VNC_PASSWORD"  # noqa: S105 - the name of an environment variable
DEFAULT_PORT = 5900
MAX_CONNECTING_SECONDS = 10.0  # to connect, and to get the first picture
CHANGE_SECONDS = 0.15  # that a server is given to say what has changed: it says nothing if nothing has
ADDRESS = re.compile(r"(?P<host>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::(?P<port>\d{1,5}))?")


@dataclass(frozen=True, slots=True)
class VncDisplay:
    """The display of a VNC server; `interval_seconds` as in `Display`, 0 for a single look."""

    host: str
    port: int = DEFAULT_PORT
    interval_seconds: float = 0.0

    @property
    def name(self) -> str:
        """What it is called in reports."""
        return f"vnc {self.host}:{self.port}"


def vnc_of(text: str, interval_seconds: float = 0.0) -> VncDisplay:
    """What an option names, `HOST` or `HOST:PORT`.

    UsageError for anything else, MissingEngineError without vncdotool.
    """
    found = ADDRESS.fullmatch(text.strip())
    port = int((found and found["port"]) or DEFAULT_PORT)
    if not found or not 0 < port < 65_536:
        raise UsageError(f"--vnc {text!r}: name a host, or HOST:PORT")
    if not find_spec("vncdotool"):
        raise MissingEngineError(f"VNC needs vncdotool: {INSTALL}")
    return VncDisplay(found["host"].strip("[]"), port, interval_seconds)


class Viewer:
    """Connected to one server; connects anew after the connection was lost."""

    def __init__(self, display: VncDisplay) -> None:
        self.display = display
        self._client: Any = None
        self._asked = False

    def shoot(self) -> Pixels:
        """Height x width x 3, red first. NotSeenError if there is no connection."""
        try:
            if self._client is None:
                self._connect()
            else:
                self._refresh()
            return np.array(self._client.screen.convert("RGB"))
        except NotSeenError:
            raise
        except Exception as error:  # whatever Twisted and the protocol raise; messages may name things
            self.close()
            raise NotSeenError(f"no picture over VNC ({type(error).__name__})") from None

    def _connect(self) -> None:
        from vncdotool import api

        address = f"{self.display.host}::{self.display.port}"
        password = os.environ.get(PASSWORD_VARIABLE)
        self._client = api.connect(address, password=password, timeout=MAX_CONNECTING_SECONDS)
        self._client.refreshScreen(incremental=False)
        self._asked = False

    def _refresh(self) -> None:
        """Take in what has changed, if the server says so; one question at a time is open."""
        if not self._client.protocol.transport.connected:
            raise ConnectionError
        if self._asked:
            with suppress(Empty):
                self._client.queue.get(timeout=CHANGE_SECONDS)
                self._asked = False
            return
        self._client.timeout, self._asked = CHANGE_SECONDS, True
        with suppress(TimeoutError):
            self._client.refreshScreen(incremental=True)
            self._asked = False

    def close(self) -> None:
        """End the connection, if there is one."""
        client, self._client = self._client, None
        with suppress(Exception):
            client.timeout = 1.0
            client.disconnect()


class VncDisplays(NamedSource):
    """What VNC servers show: one look, or looks without end."""

    locators = (VncDisplay,)
    sandbox = Sandbox(network=True)

    def frames(self, item: Item, settings: Settings) -> Iterator[Frame | Skipped | Unchanged]:
        """A frame for each change; a single one without an interval."""
        display = item.locator
        assert isinstance(display, VncDisplay)  # noqa: S101
        with closing(Viewer(display)) as viewer:
            yield from looks(item, viewer.shoot, display.interval_seconds, np.ascontiguousarray)


sources.register("vnc")(VncDisplays())
