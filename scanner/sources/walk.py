"""Files and folders → items to scan. Only names and kinds are looked at; nothing is opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from scanner.errors import UsageError
from scanner.sources import Item, sources, why
from scanner.types import Skipped


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file at or under `root`, or the `reason` why it cannot be scanned."""

    root: Path
    path: Path
    reason: str = ""

    @property
    def relative(self) -> PurePath:
        """The path below the root; a root that is a file has its name."""
        return PurePath(self.root.name) if self.path == self.root else self.path.relative_to(self.root)

    @property
    def prefixed(self) -> PurePath:
        """The same below the name of the folder that was given."""
        folder = self.root.parent if self.path == self.root else self.root
        return PurePath(folder.resolve().name) / self.relative


def find(paths: Iterable[Path], include: Sequence[str] = (), exclude: Sequence[str] = ()) -> list[Item | Skipped]:
    """Every image at or under `paths`, each once, in the order of the paths and sorted within a folder.

    Globs hold within folders only, for the path below the folder or for any name in it.
    Raises UsageError for a path that does not exist and for a folder without images.
    """
    entries: dict[str, _Entry] = {}
    for root in paths:
        found = sorted(_entries(root, include, exclude), key=lambda entry: entry.path.parts)
        if not found:
            raise UsageError(_nothing(root, bool(include or exclude)))
        for entry in found:
            entries.setdefault(os.path.abspath(entry.path), entry)
    return _named(list(entries.values()))


def _entries(root: Path, include: Sequence[str], exclude: Sequence[str]) -> Iterator[_Entry]:
    try:
        kind = root.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        page = root.parts[:1] in {("http:",), ("https:",)}
        hint = "; web pages are for `scan` and `baseline`" if page else ""
        raise UsageError(f"{_text(root)}: no such file or folder{hint}") from None
    except OSError as error:
        yield _Entry(root, root, why(error))
        return
    if not stat.S_ISDIR(kind):
        yield _Entry(root, root)
        return
    suffixes = frozenset().union(*(source.suffixes for source in sources.load().values()))
    for entry in _walk(root, exclude):
        name = entry.relative
        if entry.reason or (name.suffix.lower() in suffixes and (not include or _matches(name, include))):
            yield entry


def _walk(root: Path, exclude: Sequence[str]) -> Iterator[_Entry]:
    """Everything below a folder that is not excluded: an entry a file, and one with a reason a folder that fails.

    Each real directory is entered once, by its own path before any link to it, so that loops end.
    """
    folders, links, seen = [root], list[Path](), set[tuple[int, int]]()
    while folders or links:
        folder = (folders or links).pop()
        try:
            status = folder.stat()
            new = (status.st_dev, status.st_ino) not in seen
            seen.add((status.st_dev, status.st_ino))
            children = [folder / name for name in os.listdir(folder)] if new else []
        except OSError as error:
            yield _Entry(root, folder, why(error))
            continue
        for child in children:
            if _matches(child.relative_to(root), exclude):
                continue
            if not os.path.isdir(child):
                yield _Entry(root, child)
            else:
                (links if child.is_symlink() else folders).append(child)


def _fault(path: Path) -> str:
    """Why this is no file that can be read without blocking, or an empty string."""
    try:
        return "" if stat.S_ISREG(path.stat().st_mode) else "not a regular file"
    except FileNotFoundError:
        return "a broken link" if path.is_symlink() else why(FileNotFoundError())
    except OSError as error:
        return why(error)


def _matches(path: PurePath, globs: Iterable[str]) -> bool:
    name, whole = path.name, path.as_posix()
    for glob in (glob.rstrip("/") for glob in globs):
        if fnmatchcase(name, glob) or fnmatchcase(whole, glob) or fnmatchcase(whole, glob.removeprefix("**/")):
            return True
    return False


def _named(entries: list[_Entry]) -> list[Item | Skipped]:
    """Items with the shortest kind of name that tells them all apart."""
    kinds: tuple[Callable[[_Entry], PurePath], ...] = (
        lambda entry: entry.relative,
        lambda entry: entry.prefixed,
        lambda entry: entry.path,
    )
    for kind in kinds:
        names = [_text(kind(entry)) for entry in entries]
        if len(set(names)) == len(names):
            break
    return [
        Skipped(name, reason) if (reason := entry.reason or _fault(entry.path)) else Item(name, entry.path)
        for name, entry in zip(names, entries, strict=True)
    ]


def _text(path: PurePath) -> str:
    """The path as valid Unicode with slashes; bytes that are not UTF-8 become \\xNN."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _nothing(root: Path, filtered: bool) -> str:
    suffixes = sorted({suffix for source in sources.load().values() for suffix in source.suffixes})
    filters = " that --include and --exclude let through" if filtered else ""
    return f"no images in {_text(root)}{filters} (looked for {', '.join(suffixes)})"
