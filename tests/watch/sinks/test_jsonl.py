"""The file of events: whole lines, whatever happens to file and disk."""

from __future__ import annotations

import json
import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from screenpii.errors import UsageError
from screenpii.watch.sinks import linefile
from screenpii.watch.sinks.jsonl import FileOptions, Lines
from tests.watch.telling import Listener, event, every_kind, hostile, unseen


def told(path: Path) -> list[str]:
    """The kinds of the events in a file."""
    return [json.loads(line)["event"] for line in path.read_bytes().splitlines()]


@contextmanager
def room(size: int) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_one_line_an_event_at_once_for_its_owner_alone(listener: Listener) -> None:
    path = listener.folder / "events.jsonl"
    sink = Lines(FileOptions(path="events.jsonl"), listener.around)
    for number, each in enumerate(every_kind(), 1):
        sink.tell(each)
        lines = path.read_bytes().splitlines(keepends=True)
        assert len(lines) == number
        assert json.loads(lines[-1]) == json.loads(json.dumps(each.document()))
        assert lines[-1].endswith(b"\n")
    sink.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert listener.complaints == []


def test_hostile_texts_stay_on_their_line(listener: Listener) -> None:
    path = listener.folder / "events.jsonl"
    sink = Lines(FileOptions(path=str(path)), listener.around)
    for each in hostile():
        sink.tell(each)
    sink.close()
    text = path.read_bytes().decode("ascii")
    assert unseen(text) == set()
    assert "\r" not in text
    assert text.count("\n") == len(hostile())


def test_a_file_that_was_moved_is_made_again(listener: Listener) -> None:
    path, moved = listener.folder / "events.jsonl", listener.folder / "events.jsonl.1"
    sink = Lines(FileOptions(path=str(path)), listener.around)
    sink.tell(event("started"))
    path.rename(moved)
    sink.tell(event("opened"))
    path.unlink()
    sink.tell(event("closed"))
    sink.close()
    assert told(moved) == ["started"]
    assert told(path) == ["closed"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_full_disk_is_told_once_and_nothing_is_lost(listener: Listener) -> None:
    path, real = listener.folder / "events.jsonl", listener.folder / "real.jsonl"
    path.symlink_to("/dev/full")
    sink = Lines(FileOptions(path=str(path)), listener.around)
    assert "no space left" in sink.probe(event("started"))
    sink.tell(event("opened"))
    sink.tick(0.0)
    assert [text for text in listener.complaints if "no space left on device" in text] == listener.complaints
    assert len(listener.complaints) == 1
    path.unlink()
    path.symlink_to(real)
    sink.tell(event("closed"))
    assert told(real) == ["started", "opened", "closed"]
    assert listener.complaints[1].endswith("is written again")
    sink.close()
    assert len(listener.complaints) == 2


@pytest.mark.parametrize("into", [1, 30])
def test_half_a_line_becomes_a_whole_one(listener: Listener, into: int) -> None:
    path = listener.folder / "events.jsonl"
    sink = Lines(FileOptions(path=str(path)), listener.around)
    sink.tell(event("started"))
    with room(path.stat().st_size + into):
        sink.tell(event("opened"))
        sink.tell(event("again"))
        assert len(path.read_bytes().splitlines()[-1]) == into
    sink.tick(0.0)
    assert told(path) == ["started", "opened", "again"]
    sink.close()


def test_memory_is_bounded_and_what_is_lost_is_counted(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linefile, "MAX_WAITING_LINES", 3)
    path = listener.folder / "events.jsonl"
    sink = Lines(FileOptions(path=str(path)), listener.around)
    with room(5):
        for each in (event("started"), event("opened"), event("again"), event("closed"), event("lost")):
            sink.tell(each)
    sink.tick(0.0)
    assert told(path) == ["started", "closed", "lost"]  # of the first one half was written
    assert listener.complaints[-1].endswith("is written again; 2 events lost")
    sink.close()


def test_what_is_still_unwritten_at_the_end_is_counted(listener: Listener) -> None:
    path = listener.folder / "events.jsonl"
    path.symlink_to("/dev/full")
    sink = Lines(FileOptions(path=str(path)), listener.around)
    sink.tell(event("started"))
    sink.close()
    assert listener.complaints[-1].endswith("1 event lost")


def test_what_a_killed_process_has_left_of_a_line_is_ended(listener: Listener) -> None:
    path = listener.folder / "events.jsonl"
    path.write_bytes(b'{"schema": "screenpii/ev')
    sink = Lines(FileOptions(path=str(path)), listener.around)
    sink.tell(event("started"))
    sink.close()
    assert len(path.read_bytes().splitlines()) == 2


def test_a_place_that_cannot_be_written_is_told_at_the_start(listener: Listener) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        Lines(FileOptions(path="missing/events.jsonl"), listener.around)
    with pytest.raises(UsageError, match="cannot be written"):
        Lines(FileOptions(path="."), listener.around)


def test_a_pipe_without_a_reader_does_not_block(listener: Listener) -> None:
    path = listener.folder / "pipe"
    os.mkfifo(path)
    with pytest.raises(UsageError, match="cannot be written"):
        Lines(FileOptions(path=str(path)), listener.around)
