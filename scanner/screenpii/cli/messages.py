"""Words for the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from screenpii.errors import unknown as unknown


def complain(message: str) -> None:
    """Write one line to stderr, whatever the message holds."""
    print(f"screenpii: {plain(message)}", file=sys.stderr)


def plain(text: str) -> str:
    """The text on one line, with control, bidi and other invisible characters escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


@contextmanager
def bearing_a_closed_stdout() -> Iterator[None]:
    """Go on quietly if the reader of stdout has gone (`screenpii … | head`): the exit code still tells the result.

    Any other OSError is raised.
    """
    try:
        yield
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the flush at exit must not fail again
        if not isinstance(error, BrokenPipeError):
            raise
