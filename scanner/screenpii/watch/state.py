"""What is open, in a file that survives a crash: one watcher at a time, no values, written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from screenpii.errors import UsageError
from screenpii.files import write_whole, writing
from screenpii.userfiles import read_bytes
from screenpii.watch.episodes import Episode

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

SCHEMA = "screenpii/watch-state/1"
MAX_FILE_BYTES = 50_000_000


class Target(BaseModel):
    """How a target stands: open episodes, last good look (POSIX seconds), why it is not watched, since when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    episodes: tuple[Episode, ...] = ()
    good: float | None = None
    reason: str = ""
    since: float | None = None
    interval_seconds: float = 0.0
    live: bool = True


class State(BaseModel):
    """How the watcher stood when it last wrote, in POSIX seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_: str = SCHEMA
    saved: float = 0.0
    targets: Mapping[str, Target] = {}


def load(path: Path) -> State:
    """The state in a file; an empty one if there is none. UsageError for a file that is damaged or something else."""
    if not path.exists():
        return State()
    try:
        state = State.model_validate_json(read_bytes(path, MAX_FILE_BYTES))
    except ValidationError:
        raise UsageError(f"{path}: no state of a watcher, or damaged; remove it to begin anew") from None
    if state.schema_ != SCHEMA:
        raise UsageError(f"{path}: of another version of the program; remove it to begin anew")
    return state


def save(path: Path, state: State) -> None:
    """Put the state in place of the file at once, for its owner only. UsageError if that fails."""
    with writing(path):
        write_whole(path, [state.model_dump_json().encode()])


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other watchers away from a state file; UsageError if one has it already. A crash frees it."""
    lock = _lock_of(path)
    with writing(lock):
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        if not _taken(handle):
            raise UsageError(f"{path}: another watcher uses it; give this one a --state of its own")
        yield
    finally:
        os.close(handle)


def is_locked(path: Path) -> bool:
    """Whether a watcher that is alive uses a state file."""
    try:
        handle = os.open(_lock_of(path), os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return not _taken(handle)
    finally:
        os.close(handle)


def _lock_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def _taken(handle: int) -> bool:
    """Whether the lock is ours now; always where there are none."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
