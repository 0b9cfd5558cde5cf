"""Words for the terminal."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from scanner.errors import UsageError


def complain(message: str) -> None:
    """Write one line to stderr, whatever the message holds."""
    print(f"screenpii: {plain(message)}", file=sys.stderr)


def plain(text: str) -> str:
    """The text on one line, with control, bidi and other invisible characters escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def unknown(kind: str, name: str, known: Iterable[str]) -> UsageError:
    """The error for a name that is not there, with the nearest one that is."""
    names = list(known)
    near = difflib.get_close_matches(name.lower(), [n.lower() for n in names], n=1, cutoff=0)
    hint = next((f"; did you mean {n!r}?" for n in names if [n.lower()] == near), "")
    return UsageError(f"unknown {kind} {name!r}{hint}")


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
