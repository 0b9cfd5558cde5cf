"""Files and folders → items to scan. Of a file whose ending tells nothing, the first bytes are looked at; no more."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pathspec import GitIgnoreSpec

from screenpii.errors import UsageError
from screenpii.sources import HEAD_BYTES, Item, sources, why
from screenpii.sources.names import Entry, Names, text_of
from screenpii.sources.signatures import READ, kind_of
from screenpii.types import Location, Skipped
from screenpii.userfiles import opened

STORE = ".git"  # a repository's own: old versions of files, some of them pictures without an ending


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to scan, and how many other files in scanned folders are no images."""

    items: list[Item | Skipped]
    others: int


@dataclass(frozen=True)
class _Globs:
    """Which files of a folder are taken, by patterns as in a .gitignore there or in the project's folder."""

    names: Names
    include: Sequence[str]
    exclude: Sequence[str]

    def take(self, entry: Entry) -> bool:
        return not self.include or self._match(entry, self._included)

    def leave_out(self, entry: Entry, is_folder: bool) -> bool:
        return bool(self.exclude) and self._match(entry, self._excluded, "/" if is_folder else "")

    @cached_property
    def _included(self) -> GitIgnoreSpec:
        return _patterns(self.include)

    @cached_property
    def _excluded(self) -> GitIgnoreSpec:
        return _patterns(self.exclude)

    def _match(self, entry: Entry, patterns: GitIgnoreSpec, ending: str = "") -> bool:
        paths = (entry.relative.as_posix(), self.names.anchored(entry))
        return any(patterns.match_file(path + ending) for path in paths if path)


def find(
    paths: Iterable[Path], include: Sequence[str] = (), exclude: Sequence[str] = (), project: Path | None = None
) -> Found:
    """Every image at or under `paths`, each once, in the order of the paths and sorted within a folder.

    Names are those of `Names` for the project's folder. Patterns are those of .gitignore, and hold within folders only.
    Raises UsageError for a path that does not exist and for a folder without images.
    """
    names = Names(project)
    globs = _Globs(names, include, exclude)
    entries: dict[str, Entry] = {}
    others: set[str] = set()
    for root in paths:
        beside: set[str] = set()
        found = sorted(_entries(root, globs, beside), key=lambda entry: entry.path.parts)
        if not found:
            raise UsageError(_nothing(root, bool(include or exclude), len(beside)))
        for entry in found:
            entries.setdefault(entry.real, entry)
        others |= beside
    named = names.named(list(entries.values()))
    items = [_item(entry, *name) for entry, name in zip(entries.values(), named, strict=True)]
    return Found(items, len(others - entries.keys()))


def _item(entry: Entry, name: str, location: Location) -> Item | Skipped:
    reason = entry.reason or _fault(entry.path)
    return Skipped(name, reason, file=location) if reason else Item(name, entry.path, file=location)


def _entries(root: Path, globs: _Globs, others: set[str]) -> Iterator[Entry]:
    """The images at or under a root; `others` takes the real paths of the other files."""
    folder = os.path.realpath(root.parent)
    entry = Entry(root, root, os.path.join(folder, root.name), folder)
    try:
        kind = root.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        page = root.parts[:1] in {("http:",), ("https:",)}
        hint = "; web pages are for `scan` and `baseline`" if page else ""
        raise UsageError(f"{text_of(str(root))}: no such file or folder{hint}") from None
    except OSError as error:
        yield replace(entry, reason=why(error))
        return
    if not stat.S_ISDIR(kind):
        yield entry
        return
    folder = os.path.realpath(root)
    suffixes = frozenset().union(*(source.suffixes for source in sources.load().values()))
    for entry in _walk(Entry(root, root, folder, folder), globs):
        if not (entry.reason or globs.take(entry)):
            continue
        taken = entry if entry.reason else _looked_at(entry, suffixes)
        if taken:
            yield taken
        else:
            others.add(entry.real)


def _walk(root: Entry, globs: _Globs) -> Iterator[Entry]:
    """Everything below a folder that is not left out: an entry a file, and one with a reason a folder that fails.

    Each real directory is entered once, by its own path before any link to it, so that loops end.
    """
    folders, links, seen = [root], list[Entry](), set[tuple[int, int]]()
    while folders or links:
        folder = (folders or links).pop()
        try:
            status = folder.path.stat()
            new = (status.st_dev, status.st_ino) not in seen
            seen.add((status.st_dev, status.st_ino))
            names = os.listdir(folder.path) if new else []
        except OSError as error:
            yield replace(folder, reason=why(error))
            continue
        for name in names:
            child = replace(folder, path=folder.path / name, real=os.path.join(folder.real, name))
            is_folder = os.path.isdir(child.path)
            if name == STORE or globs.leave_out(child, is_folder):
                continue
            if not is_folder:
                yield child
            elif child.path.is_symlink():
                links.append(replace(child, real=os.path.realpath(child.path)))
            else:
                folders.append(child)


def _looked_at(entry: Entry, suffixes: frozenset[str]) -> Entry | None:
    """The entry if it is an image by its ending or its first bytes, with the reason if that kind is not read."""
    if entry.path.suffix.lower() in suffixes:
        return entry
    try:
        if not stat.S_ISREG(entry.path.stat().st_mode):  # before it is opened, which means something to a device
            return None
        with opened(entry.path) as file:
            kind = kind_of(os.read(file.fileno(), HEAD_BYTES))
    except PermissionError as error:
        return replace(entry, reason=why(error))
    except OSError:  # a broken link, or gone
        return None
    if kind and kind not in READ:
        return replace(entry, reason=f"an image of a kind that is not read ({kind})")
    return entry if kind else None


def is_picture(path: Path) -> bool:
    """Whether a file is taken for an image, by its ending or its first bytes."""
    suffixes = frozenset().union(*(source.suffixes for source in sources.load().values()))
    return _looked_at(Entry(path, path, str(path), str(path.parent)), suffixes) is not None


def _fault(path: Path) -> str:
    """Why this is no file that can be read without blocking, or an empty string."""
    try:
        return "" if stat.S_ISREG(path.stat().st_mode) else "not a regular file"
    except FileNotFoundError:
        return "a broken link" if path.is_symlink() else why(FileNotFoundError())
    except OSError as error:
        return why(error)


def _patterns(lines: Sequence[str]) -> GitIgnoreSpec:
    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError as error:  # such as a lone "!"
        raise UsageError(f"--include or --exclude: {error}") from None


def _nothing(root: Path, filtered: bool, others: int) -> str:
    filters = " that --include and --exclude let through" if filtered else ""
    beside = f"; {others:,} other file{'s' * (others != 1)} not looked at" if others else ""
    return f"no images in {text_of(str(root))}{filters} (looked for {', '.join(sorted(READ))}{beside})"
