"""Reports that grow while the scan runs: `FILE.part` beside each, for what is left of a run that is killed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from screenpii.cli.messages import complain
from screenpii.errors import cause
from screenpii.reports.files import special

if TYPE_CHECKING:
    from screenpii.reports import Stream
    from screenpii.reports.files import Output
    from screenpii.types import Reading, Skipped


@contextmanager
def live(outputs: Sequence[Output]) -> Iterator[Callable[[Reading | Skipped], None]]:
    """A function to tell each result: formats that can be streamed write it to the part of their file at once."""
    from screenpii.reports import streams

    known = streams.load()
    parts = [
        _Part(part_of(one.path), known[one.format])
        for one in outputs
        if one.format in known and one.path and not special(one.path)
    ]

    def tell(result: Reading | Skipped) -> None:
        for part in parts:
            part.add(result)

    try:
        yield tell
    finally:
        for part in parts:
            part.close()


def part_of(path: Path) -> Path:
    """Where a report stands until it is finished."""
    return path.with_name(f"{path.name}.part")


class _Part:
    """The part of one report, opened at its first result; told once if it cannot be written, for the scan goes on."""

    def __init__(self, path: Path, stream: Stream) -> None:
        self.path, self.stream = path, stream
        self.file: BinaryIO | None = None
        self.failed = False

    def add(self, result: Reading | Skipped) -> None:
        if self.failed:
            return
        try:
            self.file = self.file or _fresh(self.path)
            self.file.write(self.stream(result))
        except OSError as error:
            self.failed = True
            complain(f"{self.path}: cannot be written ({cause(error)})")

    def close(self) -> None:
        if self.file:
            self.file.close()


def _fresh(path: Path) -> BinaryIO:
    """A new file in place of what an earlier run has left; never through a link that somebody has put there."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb", buffering=0)
