"""Where names of screenshots begin: below the configuration's folder or the repository, as for `screenpii scan`."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from screenpii.sources.names import Names, text_of
from screenpii.types import Location


class Home:
    """The folder of the configuration, or else the repository of pytest's root, or that root."""

    def __init__(self, root: Path, project: Path | None) -> None:
        names, self.root = Names(), root.resolve()
        self.folder = Path(project or names.repository(str(self.root)) or self.root).resolve()
        repository = Path(names.repository(str(self.folder)) or self.folder)
        self.within = PurePosixPath(self.folder.relative_to(repository).as_posix())

    def name(self, path: str) -> str:
        """A file's path below the folder as valid Unicode; empty if it lies elsewhere, or nowhere."""
        real = Path(os.path.realpath(path))
        return text_of(str(real.relative_to(self.folder))) if path and real.is_relative_to(self.folder) else ""

    def location(self, source: str) -> Location:
        """Where the file of a name lies; `below` is its path below pytest's root, where names began before."""
        path = self.folder / source
        below = path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else source
        return Location((self.within / source).as_posix(), below=below)
