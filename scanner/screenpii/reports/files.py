"""Files of reports: which are asked for, checked before the run; written whole or not at all."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from screenpii import files
from screenpii.errors import UsageError, unknown
from screenpii.files import writing
from screenpii.reports import reports


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
    known = reports.load()
    if output.format not in known:
        raise unknown("report format", output.format, known)
    if output.path is None:
        return
    if output.path.is_dir():
        raise UsageError(f"{output.path}: is a folder")
    with writing(output.path):
        tempfile.TemporaryFile(dir=output.path.parent).close()


def special(path: Path) -> bool:
    """Whether a path is a device or a pipe, which must stay what it is."""
    return path.exists() and not path.is_file()


def write_whole(path: Path, data: bytes) -> None:
    """As `write`; UsageError that names the path if it fails."""
    with writing(path):
        write(path, data)


def write(path: Path, data: bytes) -> None:
    """Put `data` in place of the file at once, so that no reader sees half of it; OSError if that fails."""
    if special(path):
        path.write_bytes(data)
        return
    files.write_whole(path, data, mode=None)
