"""Results on disk while a run lasts: they hold no values, and the file has no name that outlives the run."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from typing import Any

from screenpii.types import Result

MAX_BYTES_IN_MEMORY = 4_000_000  # of a small run; a result has about 5 kB
LENGTH_BYTES = 4  # before each result


class Spool:
    """A file of results, to which more can be added, and through which one can walk more than once."""

    def __init__(self) -> None:
        self._file: Any = tempfile.SpooledTemporaryFile(max_size=MAX_BYTES_IN_MEMORY, prefix="screenpii-")  # noqa: SIM115
        self._end = 0

    def add(self, result: Result) -> None:
        """Write one more at the end; OSError if there is no room."""
        data = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
        self._file.seek(self._end)
        self._file.write(len(data).to_bytes(LENGTH_BYTES, "little"))
        self._file.write(data)
        self._end += LENGTH_BYTES + len(data)

    def __iter__(self) -> Iterator[Result]:
        """The results in the order in which they were added; several walks may be under way at once."""
        offset = 0
        while offset < self._end:
            self._file.seek(offset)
            size = int.from_bytes(self._file.read(LENGTH_BYTES), "little")
            yield pickle.loads(self._file.read(size))  # noqa: S301 - what this process has written
            offset += LENGTH_BYTES + size

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
