"""Input that was made to break the scanner, and ways to measure what it costs without a clock on the wall."""

from __future__ import annotations

import random
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import numpy as np

from screenpii.layout import arrange, name_fields
from screenpii.types import Box, Char, Entity, Frame, Line
from tests.pages import text_pipeline

REPEATED = {
    "digits": "1234567890",
    "hyphens": "a-",
    "streets": "St ",
    "spaces": " ",
    "ones": "1 ",
    "ats": "@",
    "mails": "jane.doe@example.com ",
    "mails joined": "jane.doe@example.com,",
    "bidi": "a\u202eb\u200b",
    "marks": "e\u0301",
    "dots": "•",
    "groups of dots": "• ",
    "underscores": "_",
    "hashes": "#",
    "letters": "x",
    "capitals": "A'",
    "full stops": "A.",
    "names": "Anna Smith ",
    "labels": "Order 12345 ",
    "phones": "Tel 030 901820 ",
    "colons": "a: ",
    "addresses": "12 rue a ",
    "cards": "4242-",
    "amounts": "1.",
    "accounts": "DE89 ",
    "ideographs": "漢",
}
FORM = (
    *("Customer: Anna Smith", "E-mail: a.b@example.com", "12 Oak Street", "Reno, NV 89501", "Order 12345"),
    *("Tel 030 901820", "Paid 4.50", "Ref DE89 3704 0044 0532 0130 00"),
)


def line(text: str, top: int = 0, left: int = 0) -> Line:
    """A line of characters, each 8 by 16 pixels."""
    return Line(tuple(Char(c, Box(left + 8 * k, top, left + 8 * k + 8, top + 16)) for k, c in enumerate(text)))


def repeated(text: str, length: int) -> list[Line]:
    """One line of so many characters."""
    return [line(f"ab {(text * length)[:length]} cd")]


def form(count: int) -> list[Line]:
    """So many lines under one another."""
    return [line(FORM[k % len(FORM)], 24 * k) for k in range(count)]


def table(count: int) -> list[Line]:
    """So many lines in three columns, with a gap before every second row."""
    heads = [line(text, 0, 300 * k) for k, text in enumerate(("Name", "E-mail", "Order"))]
    cells = ("Anna Smith", "anna@example.com", "Oak Street")
    return heads + [line(cells[k % 3], 24 * (k // 3) + 12 * (k // 6) + 36, 300 * (k % 3)) for k in range(count - 3)]


def rows(count: int) -> list[Line]:
    """So many lines in two rows, side by side."""
    return [line("Anna Smith", 24 * (k % 2), 120 * (k // 2)) for k in range(count)]


def heap(count: int) -> list[Line]:
    """Garbage at random places, half of it over one another, as from a picture that is no screen."""
    rng = random.Random(count)
    side = int(60 * count**0.5)
    signs = "aAlI1|.,:;'-–•*@#°é 0O8B"
    return [
        line("x" + "".join(rng.choices(signs, k=rng.randint(1, 12))), rng.randrange(side), rng.randrange(side))
        for _ in range(count)
    ]


def understand(lines: list[Line]) -> list[Entity]:
    """All entities of lines, by layout, tagger, detectors and scorer."""
    right, bottom = (max(getattr(each.box, side) for each in lines) for side in ("right", "bottom"))
    frame = Frame("hostile", np.broadcast_to(np.uint8(255), (bottom, right, 3)))
    return text_pipeline().recognise(name_fields(arrange(frame, lines)))


def steps(work: Callable[[], Any]) -> int:
    """How many lines of Python run, each turn of a loop or comprehension counted."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


class TooSlowError(Exception):
    """The processor's time is used up."""


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlowError after so many seconds on the processor, also within a regular expression."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
