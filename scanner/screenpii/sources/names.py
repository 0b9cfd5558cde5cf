"""Files → names of screens: one for each file, whatever was named on the command line, and none for two.

A name is the path below the folder of the configuration; of a file elsewhere, below its repository; of one in no
repository, below what was named.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal

from screenpii.types import Location

Home = Literal["project", "repository", "elsewhere"]
HOMES: tuple[Home, ...] = (
    "project",
    "repository",
    "elsewhere",
)  # those before keep their names if two would be the same


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder at or under `root`, or the `reason` why it cannot be scanned.

    `path` is how it was reached, `real` the same without links among its folders, and `folder` such a path of the
    folder that was named, or that holds the file that was.
    """

    root: Path
    path: Path
    real: str
    folder: str
    reason: str = ""

    @property
    def relative(self) -> PurePath:
        """The path below the root; a root that is a file has its name."""
        return PurePath(self.root.name) if self.path == self.root else self.path.relative_to(self.root)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a file is at home: the folder that its name begins below, and the path from there."""

    home: Home
    folder: str
    path: str


class Names:
    """Gives names; `project` is the folder of the configuration, if there is one."""

    def __init__(self, project: Path | None = None) -> None:
        self.project = os.path.abspath(project) if project else ""
        self.repositories: dict[str, str] = {}
        self.real_folders: dict[str, str] = {}

    def anchored(self, entry: Entry) -> str:
        """The path below the configuration's folder or the repository; empty for what lies in neither."""
        place = self._place(entry)
        return place.path if place.home != "elsewhere" else ""

    def named(self, entries: Sequence[Entry]) -> list[tuple[str, Location]]:
        """The names of all files of a run and where they lie, in the order of the entries."""
        relative = [str(entry.relative) for entry in entries]
        prefixed = [os.path.join(os.path.basename(e.folder), path) for e, path in zip(entries, relative, strict=True)]
        below = _apart([relative, prefixed, [str(entry.path) for entry in entries]], set())
        places = [self._place(entry) for entry in entries]
        root = self._root(places)
        return [
            (name, Location(*self._found(entry, place, root), text_of(old)))
            for entry, place, name, old in zip(entries, places, _names(entries, places, below), below, strict=True)
        ]

    def repository(self, folder: str) -> str:
        """The nearest folder at or above an absolute one that has `.git`; empty if there is none."""
        above: list[str] = []
        while folder not in self.repositories:
            above.append(folder)
            parent = os.path.dirname(folder)
            if os.path.lexists(os.path.join(folder, ".git")):
                self.repositories[folder] = folder
            elif parent == folder:
                self.repositories[folder] = ""
            else:
                folder = parent
        self.repositories.update(dict.fromkeys(above, self.repositories[folder]))
        return self.repositories[folder]

    def _place(self, entry: Entry) -> _Place:
        if self.project and (path := self._below(entry, self.project)):
            return _Place("project", self.project, path)
        for reached in (os.path.abspath(entry.path), entry.real):
            folder = self.repository(os.path.dirname(reached))
            if folder and (path := self._below(entry, folder)):
                return _Place("repository", folder, path)
        return _Place("elsewhere", entry.folder, str(entry.relative))

    def _below(self, entry: Entry, folder: str) -> str:
        """The path below a folder, rather without links; empty if it does not lie there."""
        if folder not in self.real_folders:
            self.real_folders[folder] = os.path.realpath(folder)
        return _cut(entry.real, self.real_folders[folder]) or _cut(os.path.abspath(entry.path), folder)

    def _root(self, places: Sequence[_Place]) -> str:
        """The folder that paths in reports begin below, as far as files lie there.

        The repository of the configuration, or else the outermost one of the files; the configuration's folder if there
        is none.
        """
        if self.project:
            return self.repository(self.project) or self.project
        return min((place.folder for place in places if place.home == "repository"), key=len, default="")

    def _found(self, entry: Entry, place: _Place, root: str) -> tuple[str, str]:
        """The path of a file and the folder that it is below, empty if that is the root."""
        path = self._below(entry, root) if root else ""
        return (_slashed(path), "") if path else (_slashed(place.path), place.folder)


def _names(entries: Sequence[Entry], places: Sequence[_Place], below: Sequence[str]) -> list[str]:
    names, taken = dict[int, str](), set[str]()
    for home in HOMES:
        numbers = [number for number, place in enumerate(places) if place.home == home]
        paths = [below[n] if home == "elsewhere" else places[n].path for n in numbers]
        prefixed = [os.path.join(os.path.basename(places[n].folder), places[n].path) for n in numbers]
        chosen = _apart([paths, prefixed, [entries[n].real for n in numbers]], taken)
        names |= {number: text_of(path) for number, path in zip(numbers, chosen, strict=True)}
        taken |= set(names.values())
    return [names[number] for number in range(len(entries))]


def _apart(kinds: Sequence[Sequence[str]], taken: set[str]) -> Sequence[str]:
    """The paths of the first kind that gives each a name of its own, or else of the last."""
    for kind in kinds[:-1]:
        names = {text_of(path) for path in kind}
        if len(names) == len(kind) and taken.isdisjoint(names):
            return kind
    return kinds[-1]


def _cut(path: str, folder: str) -> str:
    """The path without the folder; empty if it does not lie in there."""
    start = folder.rstrip(os.sep) + os.sep
    return path[len(start) :] if path.startswith(start) else ""


def text_of(path: str) -> str:
    r"""The path as valid Unicode with slashes, a different one for each.

    Bytes that are not UTF-8 become \xNN, and a backslash that would look like one \x5c.
    """
    plain = re.sub(r"\\(?=x[0-9a-f]{2})", r"\\x5c", _slashed(path))
    return os.fsencode(plain).decode("utf-8", "backslashreplace")


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")
