"""Reports as files: checked before the run, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from screenpii import files
from screenpii.errors import UsageError, cause, unknown
from screenpii.files import writing
from screenpii.reports import Format, formats
from screenpii.sinks import Sink
from screenpii.summary import Report
from screenpii.types import Result


@dataclass(frozen=True, slots=True)
class Output:
    """One report in one format; to stdout without a path."""

    format: str
    path: Path | None = None


def wanted(pair: str) -> Output:
    """The output that a `FORMAT=FILE` asks for; UsageError if it is none."""
    name, equals, path = pair.partition("=")
    if not (name and equals and path):
        raise UsageError(f"--report {pair}: write it as FORMAT=FILE")
    return Output(name, Path(path))


def check(output: Output) -> None:
    """Raise UsageError for a format that there is not, and for a place that cannot be written."""
    known = formats.load()
    if output.format not in known:
        raise unknown("report format", output.format, known)
    if output.path is None:
        return
    if output.path.is_dir():
        raise UsageError(f"{output.path}: is a folder")
    with writing(output.path):
        tempfile.TemporaryFile(dir=output.path.parent).close()


def _silent(message: str) -> None:
    """Ignores the message."""


class ReportFile(Sink):
    """Writes a report into a file at the end of a run.

    A format that can be written while the run lasts grows in `FILE.part` meanwhile, for what is left of a run that is
    killed; `complain` is called once if that cannot be written; the run goes on. Raises UsageError for a format that
    there is not, and for a place that cannot be written; `finish` does, if the file cannot be written after all.
    """

    def __init__(self, form: str, path: Path | str, complain: Callable[[str], None] = _silent) -> None:
        self.path = Path(path)
        check(Output(form, self.path))
        self.format: Format = formats.load()[form]
        self.pictures = self.format.pictures
        growing = self.format.line is not None and not special(self.path)
        self._part = _Part(part_of(self.path), complain) if growing else None

    def add(self, result: Result) -> None:
        """Let the part of the file grow."""
        if self._part and self.format.line:
            self._part.add(self.format.line(result))

    def finish(self, report: Report | None) -> None:
        """Write the file; the part is removed once it stands."""
        if self._part:
            self._part.close()
        if report is None:
            return
        write_whole(self.path, self.format.render(report))
        if self._part:
            with suppress(OSError):
                self._part.path.unlink()


def part_of(path: Path) -> Path:
    """Where a report stands until it is finished."""
    return path.with_name(f"{path.name}.part")


@dataclass(slots=True)
class _Part:
    """The part of a report, opened at its first result."""

    path: Path
    complain: Callable[[str], None]
    file: BinaryIO | None = None
    failed: bool = field(default=False)

    def add(self, line: bytes) -> None:
        if self.failed:
            return
        try:
            self.file = self.file or _fresh(self.path)
            self.file.write(line)
        except OSError as error:
            self.failed = True
            self.complain(f"{self.path}: cannot be written ({cause(error)})")

    def close(self) -> None:
        if self.file:
            self.file.close()


def _fresh(path: Path) -> BinaryIO:
    """A new file in place of what an earlier run has left; never through a link that somebody has put there."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb", buffering=0)


def special(path: Path) -> bool:
    """Whether a path is a device or a pipe, which must stay what it is."""
    return path.exists() and not path.is_file()


def write_whole(path: Path, parts: Iterable[bytes]) -> None:
    """Put the parts in place of the file at once, so that no reader sees half of it; UsageError if that fails."""
    with writing(path):
        if not special(path):
            files.write_whole(path, parts, mode=None)
            return
        with path.open("wb") as file:
            file.writelines(parts)
