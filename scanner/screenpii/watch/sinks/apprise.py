"""`apprise`: events in plain words to all that Apprise knows: chats, pagers, mail, messages; needs `screenpii[alerts]`.

What is told goes through services of others: no value, no preview, and nothing that a chat would take for a link, a
mention or a command.
"""

from __future__ import annotations

import json
import logging
import re
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field as Setting
from pydantic import model_validator

from screenpii.errors import UsageError
from screenpii.reports.escape import visible
from screenpii.userfiles import read_private
from screenpii.watch.events import Event
from screenpii.watch.sinks import Around, Sink, sinks
from screenpii.watch.sinks.courier import BACKOFF, Backoff, Courier, DeliveryError, MemoryQueue
from screenpii.watch.sinks.gate import Gated, badness
from screenpii.watch.sinks.words import sentence

if TYPE_CHECKING:
    from apprise import Apprise as Service

MAX_FILE_BYTES = 100_000  # bytes of a file with addresses
MAX_TEXT_CHARS = 200  # characters of one text of a screen in a message
MARKUP = re.compile(r"[^\w .,:;/+%=()'…•–-]")  # what may be markup, a mention or a command in some chat
MIN_FAILURE_BADNESS = 3  # that of high exposures; what is less bad is a warning to Apprise
LINKS = re.compile(r"(?<=\w)\.(?=\w)|:(?=/)")  # what makes a link of a text: `evil.example`, `http://`


class AppriseOptions(Gated):
    """Whom to tell. The addresses hold passwords and tokens: better in a file than in the configuration."""

    urls: tuple[str, ...] = Setting((), repr=False, description="addresses as Apprise writes them")
    file: str = Setting("", description="a file with addresses, one a line, which only its owner may read")

    @model_validator(mode="after")
    def _names_somebody(self) -> AppriseOptions:
        if bool(self.urls) == bool(self.file):
            raise ValueError("name either urls or a file with them")
        return self


@sinks.register("apprise")
class Apprise(Sink):
    """Tells each address in a thread of its own, so that one which cannot be reached holds up no other."""

    options = AppriseOptions

    def __init__(self, options: AppriseOptions, around: Around, backoff: Backoff = BACKOFF) -> None:
        from apprise import Apprise as Service

        quiet = logging.getLogger("apprise")  # what it logs has parts of addresses, and would stand amid a live table
        quiet.addHandler(logging.NullHandler())
        quiet.propagate = False
        urls = options.urls or _listed(around.folder / options.file)
        self._services = []
        for number, url in enumerate(urls, 1):
            service = Service()
            if not service.add(url):
                raise UsageError(f"{around.origin}: address {number} of the sink apprise is none that Apprise knows")
            self._services.append(service)
        self._couriers = [
            Courier(f"apprise address {number}", MemoryQueue(), partial(_send, service), around.complain, backoff)
            for number, service in enumerate(self._services, 1)
        ]

    @classmethod
    def check(cls) -> str:
        """Whether the extra is there."""
        return "" if find_spec("apprise") else "pip install 'screenpii[alerts]'"

    def start(self) -> None:
        """Begin to tell."""
        for courier in self._couriers:
            courier.start()

    def tell(self, event: Event) -> None:
        """Let everybody be told."""
        for courier in self._couriers:
            courier.put(_packed(event))

    def probe(self, event: Event) -> str:
        """Tell everybody at once."""
        failed = [n for n, service in enumerate(self._services, 1) if not _notify(service, _packed(event))]
        return f"not told: address {', '.join(map(str, failed))}" if failed else ""

    def close(self) -> None:
        """Tell what can be told soon."""
        for courier in self._couriers:
            courier.close()


def plain(text: str) -> str:
    """A text of others for a chat: cut, and with nothing in it that is more than letters, digits and points."""
    short = visible(text)[:MAX_TEXT_CHARS]
    return LINKS.sub(r"[\g<0>]", MARKUP.sub("?", short))


def message(event: Event) -> str:
    """An event in plain words, without any part of a value."""
    return sentence(event, plain, preview=False)


def _packed(event: Event) -> bytes:
    """Message and kind of an event, as they wait."""
    kind = "failure" if badness(event) >= MIN_FAILURE_BADNESS else "warning" if badness(event) else "info"
    return json.dumps([message(event), kind]).encode()


def _send(service: Service, name: str, data: bytes) -> None:
    if not _notify(service, data):
        raise DeliveryError("not told")


def _notify(service: Service, data: bytes) -> bool:
    from apprise import NotifyFormat, NotifyType

    body, kind = json.loads(data)
    return bool(service.notify(body, "screenpii", NotifyType(kind), NotifyFormat.TEXT))


def _listed(file: Path) -> list[str]:
    """The addresses in a file; empty lines and those that begin with `#` count for nothing."""
    lines = [
        line.strip() for line in read_private(file, MAX_FILE_BYTES, "file").decode("utf-8", "replace").splitlines()
    ]
    found = [line for line in lines if line and not line.startswith("#")]
    if not found:
        raise UsageError(f"{file}: holds no address")
    return found
