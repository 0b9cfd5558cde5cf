"""Files of events, rotated or not → events in the order in which they happened; what is damaged is told and skipped."""

from __future__ import annotations

import gzip
import json
import math
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from pydantic import TypeAdapter, ValidationError

from screenpii.errors import UsageError, cause
from screenpii.reports.ranking import many
from screenpii.userfiles import opened
from screenpii.watch.events import SCHEMA, Event

MAX_LINE_BYTES = 1_000_000  # bytes of one event; they have some 700, and more where a screen has long labels
GZIP = b"\x1f\x8b"  # what a file begins with that was packed when it was rotated (RFC 1952, 2.3.1)
EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def events(paths: Sequence[Path], complain: Callable[[str], None]) -> Iterator[Event]:
    """The events of all files, each file once, those of the file with the earliest first event first.

    `complain` hears of damaged lines, once a file. Raises UsageError for a file that cannot be read.
    """
    for path in sorted(dict.fromkeys(path.resolve() for path in paths), key=_begins):
        yield from _of_file(path, complain)


def parsed(line: bytes) -> Event | None:
    """The event of a line; None for what is none."""
    try:
        told = json.loads(line, parse_constant=_refused)
        if not isinstance(told, dict) or told.get("schema") != SCHEMA:
            return None
        return EVENT.validate_python(_plain(told), strict=False)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError, OverflowError, ValidationError):
        return None


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    """The fields of an event out of its document."""
    found = {"kind": told["event"], "at": _seconds(told["at"]), "target": told["target"]}
    found |= {key: told[key] for key in ("reason", "missed") if key in told}
    found |= {"since": _seconds(told["since"])} if "since" in told else {}
    shown = told.get("exposure")
    if (shown is None) is (told["event"] in ("opened", "again", "closed")):
        raise ValueError("an exposure belongs to events of exposures alone")
    if shown is not None:
        found["exposure"] = {**shown, "first": _seconds(shown["first"]), "last": _seconds(shown["last"])}
        if not math.isfinite(shown["seconds"]):
            raise ValueError("not a length of time")
    return found


def _seconds(text: str) -> float:
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError("a time without its zone")
    return time.timestamp()


def _refused(text: str) -> float:
    raise ValueError(f"{text} is no number of JSON")


def _begins(path: Path) -> float:
    """When the first event in a file happened; one without any comes first."""
    return next((event.at for event in _of_file(path, _unheard)), -math.inf)


def _unheard(message: str) -> None:
    """Nobody is told."""


def _of_file(path: Path, complain: Callable[[str], None]) -> Iterator[Event]:
    first, damaged = 0, 0
    try:
        with _unpacked(path) as file:
            for number, line in enumerate(_lines(file), 1):
                event = parsed(line) if line is not None else None
                if event:
                    yield event
                elif line is None or line.strip():
                    damaged += 1
                    first = first or number
    except (EOFError, zlib.error, gzip.BadGzipFile):
        complain(f"{path}: is damaged; what comes after the damage is not counted")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({cause(error)})") from None
    if damaged:
        complain(f"{path}: {many(damaged, 'line')} damaged and not counted, the first is line {first}")


@contextmanager
def _unpacked(path: Path) -> Iterator[BinaryIO]:
    with opened(path) as file:
        packed = file.read(len(GZIP)) == GZIP
        file.seek(0)
        yield cast(BinaryIO, gzip.GzipFile(fileobj=file)) if packed else file


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a file, None for one that is too long, of which no more is in memory than may be."""
    long = False
    while line := file.readline(MAX_LINE_BYTES):
        whole = line.endswith(b"\n") or len(line) < MAX_LINE_BYTES
        if not whole:
            long = True
        elif long:
            long = False
            yield None
        else:
            yield line
    if long:
        yield None
