"""`jsonl`: each event as one line of JSON in a file, as `schema/event-1.json` describes it; reports are made of it."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field as Setting

from screenpii.reports.escape import ascii_json
from screenpii.watch.events import Event
from screenpii.watch.sinks import Around, Options, Sink, sinks
from screenpii.watch.sinks.linefile import LineFile


class FileOptions(Options):
    """A file that grows."""

    path: str = Setting(min_length=1, description="the file; relative to the configuration")


@sinks.register("jsonl")
class Lines(Sink):
    """All events, whatever they are."""

    options = FileOptions

    def __init__(self, options: FileOptions, around: Around) -> None:
        self._file = LineFile(Path(around.folder, options.path), around.complain)

    def tell(self, event: Event) -> None:
        """Add its line."""
        self.probe(event)

    def probe(self, event: Event) -> str:
        """Add its line."""
        return self._file.add(ascii_json(event.document()))

    def tick(self, now: float) -> None:
        """Try again what could not be written."""
        self._file.retry()

    def close(self) -> None:
        """Write what waits."""
        self._file.close()
