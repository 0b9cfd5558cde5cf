"""The errors of the package, each with its exit code; messages say what to do.

ScreenpiiError
├── UsageError            2  the command line or the configuration is wrong
├── RemainsError          1  findings are left on a redacted picture
├── UnreadableError       3  an input cannot be read (inside a batch it becomes `Skipped`)
└── MissingEngineError    4  an engine or a model is not installed
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class ScreenpiiError(Exception):
    """Base of all errors that a user can fix; the message is one line and holds no value from a screen."""

    exit_code = 2


class UsageError(ScreenpiiError):
    """The command line or the configuration is wrong."""

    exit_code = 2


class RemainsError(ScreenpiiError):
    """Findings are left on a redacted picture; `remains` names them, masked."""

    exit_code = 1

    def __init__(self, remains: tuple[str, ...]) -> None:
        super().__init__(f"still found after painting over: {', '.join(remains)}")
        self.remains = remains


class UnreadableError(ScreenpiiError):
    """A source cannot be read."""

    exit_code = 3


class MissingEngineError(ScreenpiiError):
    """An OCR engine or a model is missing; the message names the command that installs it."""

    exit_code = 4


def cause(error: OSError) -> str:
    """The operating system's message for an error, in lower case and without a path."""
    return (error.strerror or type(error).__name__).lower()


def unknown(kind: str, name: str, known: Iterable[str]) -> UsageError:
    """The error for an unknown name; the message suggests the most similar known one."""
    names = list(known)
    near = difflib.get_close_matches(name.lower(), [n.lower() for n in names], n=1, cutoff=0)
    hint = next((f"; did you mean {n!r}?" for n in names if [n.lower()] == near), "")
    return UsageError(f"unknown {kind} {name!r}{hint}")
