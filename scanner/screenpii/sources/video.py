"""Recordings and streams → frames of their changes, by OpenCV: its wheels carry FFmpeg under LGPL 2.1.

A recording is read from its beginning to its end, a stream as it comes: of it, the newest picture wins.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event as Flag
from threading import Thread
from typing import TYPE_CHECKING

import cv2
import numpy as np

from screenpii.addresses import named
from screenpii.errors import UsageError
from screenpii.sources import Item, NamedSource, Sandbox, Unchanged, sources
from screenpii.sources.live import FASTEST_SECONDS, NotSeenError, is_same, looks, rgb
from screenpii.sources.names import text_of
from screenpii.types import Frame, Pixels, Position, Skipped

if TYPE_CHECKING:
    from screenpii.config import Settings

STREAM_SCHEMES = ("rtsp://", "rtsps://", "http://", "https://")  # what addresses of streams begin with
MAX_OPENING_MS = 10_000
MAX_SILENT_MS = 3_000  # that a stream may send nothing; less than what counts as lost without a reason
MAX_NOISE_LEVELS = 8  # levels by which an unchanged pixel of a compressed picture may differ, as where parts are read
MAX_LACKING_SECONDS = 2.0  # by which a recording may end before its length: lengths of containers are rounded


@dataclass(frozen=True, slots=True)
class Recording:
    """A file with moving pictures."""

    path: Path

    @property
    def name(self) -> str:
        """What it is called in reports."""
        return text_of(str(self.path))


@dataclass(frozen=True, slots=True)
class Stream:
    """Moving pictures from an address; `interval_seconds` as in `Display`."""

    url: str
    interval_seconds: float

    @property
    def name(self) -> str:
        """What it is called in reports: the address without user, password and query values."""
        return named([self.url])[0]


def video_of(text: str, interval_seconds: float) -> Recording | Stream:
    """What an option names: a file, or the address of a stream. UsageError for what cannot be either."""
    if "://" not in text:
        path = Path(text)
        if not path.is_file():
            raise UsageError(f"{text_of(text)}: no such file")
        return Recording(path)
    stream = Stream(text, interval_seconds)
    if not text.lower().startswith(STREAM_SCHEMES):
        raise UsageError(f"--video {stream.name}: streams begin with {', '.join(STREAM_SCHEMES)}")
    return stream


def _opened(what: str) -> cv2.VideoCapture:
    os.environ["OPENCV_FFMPEG_LOGLEVEL"] = "-8"  # nothing: its messages hold addresses with passwords
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, MAX_OPENING_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, MAX_SILENT_MS]
    return cv2.VideoCapture(what, cv2.CAP_FFMPEG, [*limits, cv2.CAP_PROP_N_THREADS, 1])


class Recordings(NamedSource):
    """The changes of a recording, each with the seconds at which it shows."""

    locators = (Recording,)
    sandbox = Sandbox()

    def frames(self, item: Item, settings: Settings) -> Iterator[Frame | Skipped | Unchanged]:
        """A look every 0.2 s of the recording, and one at its end."""
        recording = item.locator
        assert isinstance(recording, Recording)  # noqa: S101
        capture = _opened(str(recording.path.absolute()))
        try:
            if not capture.isOpened():
                yield Skipped(item.source, "cannot be read as a video")
            elif (size := _size(capture)) > settings.limits.pixels:
                yield Skipped(item.source, f"{size:,} pixels a frame; {settings.limits.pixels:,} is the limit")
            else:
                yield from _changes(item, capture)
        finally:
            capture.release()


def _picture(capture: cv2.VideoCapture) -> Pixels | None:
    """What was grabbed last: height x width x 3, blue first; None if it is damaged."""
    read, pixels = capture.retrieve()
    return np.asarray(pixels, np.uint8) if read else None


def _size(capture: cv2.VideoCapture) -> int:
    return int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)) * int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT))


def _length_seconds(capture: cv2.VideoCapture) -> float:
    """As the container says it; 0 if it does not."""
    rate, count = capture.get(cv2.CAP_PROP_FPS), capture.get(cv2.CAP_PROP_FRAME_COUNT)
    return float(count / rate) if rate > 0 and count > 0 else 0.0


def _changes(item: Item, capture: cv2.VideoCapture) -> Iterator[Frame | Skipped | Unchanged]:
    last: Pixels | None = None
    index, seconds, due = 0, 0.0, 0.0
    length = _length_seconds(capture)
    while capture.grab():
        seconds = max(seconds, capture.get(cv2.CAP_PROP_POS_MSEC) / 1000)
        if seconds < due:
            continue
        due = seconds + FASTEST_SECONDS
        pixels = _picture(capture)
        if pixels is None:
            yield Skipped(item.source, "a damaged frame", Position(index, seconds=seconds))
            index += 1
        elif last is not None and is_same(last, pixels, MAX_NOISE_LEVELS):
            yield Unchanged(Position(index, seconds=seconds))
        else:
            yield Frame(item.source, rgb(pixels), Position(index, seconds=seconds))
            index, last = index + 1, pixels
    if length - seconds > MAX_LACKING_SECONDS:
        reason = f"it breaks off after {seconds:.1f} s of {length:.1f} s; the rest was not read"
        yield Skipped(item.source, reason, Position(index, seconds=seconds))
    elif index:
        yield Unchanged(Position(index, seconds=seconds))


class Receiver:
    """Takes in a stream in a thread of its own, so that its newest picture is there when it is asked for."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._thread: Thread | None = None
        self._closed, self._wanted, self._ready = Flag(), Flag(), Flag()
        self._pixels: Pixels | None = None

    def shoot(self) -> Pixels:
        """Height x width x 3, blue first. NotSeenError if nothing comes; the next call connects anew."""
        self._pixels = None
        self._ready.clear()
        self._wanted.set()
        opening = self._thread is None or not self._thread.is_alive()
        if opening:
            self._thread = Thread(target=self._receive, daemon=True)
            self._thread.start()
        self._ready.wait((MAX_SILENT_MS + (MAX_OPENING_MS if opening else 0)) / 1000)
        if self._pixels is None:
            raise NotSeenError("the stream sends nothing")
        return self._pixels

    def _receive(self) -> None:
        capture = _opened(self._stream.url)
        while not self._closed.is_set() and capture.grab():
            if self._wanted.is_set():
                self._pixels = _picture(capture)
                self._wanted.clear()
                self._ready.set()
        capture.release()
        self._ready.set()

    def close(self) -> None:
        """Receive no more."""
        self._closed.set()


class Streams(NamedSource):
    """Looks at a stream without end."""

    locators = (Stream,)
    sandbox = Sandbox(network=True)

    def frames(self, item: Item, settings: Settings) -> Iterator[Frame | Skipped | Unchanged]:
        """A frame for each change."""
        stream = item.locator
        assert isinstance(stream, Stream)  # noqa: S101
        with closing(Receiver(stream)) as receiver:
            yield from looks(item, receiver.shoot, stream.interval_seconds, rgb, MAX_NOISE_LEVELS)


sources.register("recording")(Recordings())
sources.register("stream")(Streams())
