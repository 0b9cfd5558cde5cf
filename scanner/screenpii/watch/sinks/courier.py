"""A thread that delivers messages in order and tries again, so that a slow receiver never holds up the watcher."""

from __future__ import annotations

import secrets
import ssl
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Protocol

from screenpii.errors import cause
from screenpii.reports.ranking import many

TIMEOUT_SECONDS = 10.0  # seconds that a receiver may take for each step: to connect, to take, to answer
CLOSE_SECONDS = 5.0  # seconds that the watcher waits at its end for what is still to be delivered
MAX_WAITING_MESSAGES = 1_000  # messages in memory that wait for a receiver; some 700 bytes each


class DeliveryError(Exception):
    """A message was not delivered, for the reason; `retry` says whether trying again can help."""

    def __init__(self, reason: str, retry: bool = True) -> None:
        super().__init__(reason)
        self.retry = retry


class Queue(Protocol):
    """Messages that wait, each with a name of its own; `lost` counts those that had to go."""

    lost: int

    def put(self, data: bytes) -> None:
        """Add a message; the oldest go if there are too many."""

    def first(self) -> tuple[str, bytes] | None:
        """Name and content of the oldest message."""

    def done(self, name: str) -> None:
        """Remove a message, if it is still there."""

    def close(self) -> int:
        """How many messages will never be delivered now."""


class MemoryQueue:
    """Messages that wait in memory, and go with the process."""

    def __init__(self) -> None:
        self.lost = 0
        self._waiting: OrderedDict[str, bytes] = OrderedDict()
        self._count = 0

    def put(self, data: bytes) -> None:
        """As `Queue`."""
        if len(self._waiting) >= MAX_WAITING_MESSAGES:
            self._waiting.popitem(last=False)
            self.lost += 1
        self._count += 1
        self._waiting[str(self._count)] = data

    def first(self) -> tuple[str, bytes] | None:
        """As `Queue`."""
        return next(iter(self._waiting.items()), None)

    def done(self, name: str) -> None:
        """As `Queue`."""
        self._waiting.pop(name, None)

    def close(self) -> int:
        """As `Queue`."""
        return len(self._waiting)


@dataclass(frozen=True, slots=True)
class Backoff:
    """Seconds between tries: twice as many after each failure up to a limit, less a random part of half of them."""

    first_seconds: float = 1.0
    most_seconds: float = 300.0

    def pause(self, failures: int) -> float:
        """The seconds to wait after so many failures in a row; the random part keeps watchers from coming together."""
        most = min(self.most_seconds, self.first_seconds * 2.0 ** min(failures - 1, 30))
        return secrets.SystemRandom().uniform(most / 2, most)


BACKOFF = Backoff()


class Courier:
    """Hands the messages of a queue one by one, in a thread, to `send(name, data)`, which raises DeliveryError.

    `name` says in complaints who is the receiver. `complain` hears once that nothing is delivered, and once that it is
    again.
    """

    def __init__(
        self,
        name: str,
        queue: Queue,
        send: Callable[[str, bytes], None],
        complain: Callable[[str], None],
        backoff: Backoff = BACKOFF,
    ) -> None:
        self._name, self._queue, self._send, self._hearer, self._backoff = name, queue, send, complain, backoff
        self._changed = Condition()
        self._closing = self._closed = False
        self._failures = 0
        self._thread = Thread(target=self._run, name=f"screenpii {name}", daemon=True)

    def start(self) -> None:
        """Begin to deliver, what waits from before too."""
        self._thread.start()

    def put(self, data: bytes) -> None:
        """Let a message be delivered."""
        with self._changed:
            self._queue.put(data)
            self._changed.notify()

    def close(self) -> None:
        """Deliver what can be delivered within `CLOSE_SECONDS`; what is lost is told."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join(CLOSE_SECONDS)
        with self._changed:
            self._closed = True
            if lost := self._queue.close():
                self._complain(f"{many(lost, 'event')} not delivered")

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closing or self._queue.first() is not None)
                message = self._queue.first()
            if message is None or self._closed:
                return
            if self._delivered(*message):
                continue
            with self._changed:
                if self._closing:
                    return
                self._changed.wait_for(lambda: self._closing, self._backoff.pause(self._failures))

    def _delivered(self, name: str, data: bytes) -> bool:
        """Whether the message is dealt with: delivered, or given up."""
        try:
            self._send(name, data)
        except DeliveryError as error:
            if error.retry:
                self._failed(f"{error}")
                return False
            self._complain(f"{error}; an event was given up")
        except Exception as error:  # a thread that ends tells nobody anything any more
            self._failed(type(error).__name__)
            return False
        self._succeeded(name)
        return True

    def _failed(self, reason: str) -> None:
        self._failures += 1
        if self._failures == 1:
            self._complain(f"{reason}; events wait and are sent again")

    def _complain(self, message: str) -> None:
        """Tell what goes wrong; the thread goes on if nobody can be told any more, on a closed stderr for instance."""
        with suppress(OSError, ValueError):
            self._hearer(f"{self._name}: {message}")

    def _succeeded(self, name: str) -> None:
        with self._changed:
            self._queue.done(name)
            lost, self._queue.lost = self._queue.lost, 0
        if self._failures or lost:
            self._complain("delivers again" + (f"; {many(lost, 'event')} lost" if lost else ""))
        self._failures = 0


def why(error: Exception) -> str:
    """Why a receiver cannot be reached, in few words and without its address."""
    match error:
        case ssl.SSLCertVerificationError():
            return f"its certificate is not valid: {error.verify_message}"
        case TimeoutError():
            return f"no answer within {TIMEOUT_SECONDS:.0f} s"
        case OSError():
            return cause(error)
    return type(error).__name__
