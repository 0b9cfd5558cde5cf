"""What people see on the terminal: a line an event, or a table that lives."""

from __future__ import annotations

import io
import os
import pty
import re
import select
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from rich.console import Console, Group

from screenpii.watch.appearances import MAX_SHOWING
from screenpii.watch.events import Event
from screenpii.watch.sinks.board import Board
from screenpii.watch.sinks.terminal import Terminal, TerminalOptions, view
from tests.watch.sinks.receivers import WAIT_SECONDS
from tests.watch.telling import NOW, Listener, event, every_kind, exposure, hostile, unseen


def lines(listener: Listener, events: list[Event]) -> list[str]:
    out = io.StringIO()
    sink = Terminal(TerminalOptions(), listener.around, Console(file=out, width=80))
    for each in events:
        sink.tell(each)
    sink.tick(NOW)
    sink.close()
    return out.getvalue().splitlines()


def drawn(board: Board, after: float, height: int = 24, width: int = 110) -> list[str]:
    """The table so many seconds after `NOW`, as lines of text."""
    out = io.StringIO()
    Console(file=out, width=width, height=height).print(Group(*view(board, NOW + after, height)))
    return out.getvalue().splitlines()


def board(*events: Event) -> Board:
    made = Board()
    for each in events:
        made.tell(each)
    return made


def test_a_line_an_event(listener: Listener) -> None:
    assert lines(listener, every_kind()) == [
        "2026-02-02T02:40:00.000Z started till-1 is watched from now on",
        '2026-02-02T02:40:01.000Z opened critical: PAYMENT_CARD shows on till-1, "Card number", •••• 1111,'
        ' screen "Checkout"; 2 looks left out',
        '2026-02-02T02:40:08.000Z again critical: PAYMENT_CARD shows again on till-1, "Card number", •••• 1111,'
        ' screen "Checkout"',
        '2026-02-02T02:40:12.500Z closed critical: PAYMENT_CARD is gone after 4.2 s on till-1, "Card number",'
        ' •••• 1111, screen "Checkout"',
        "2026-02-02T02:40:20.000Z lost till-1 is not watched any more; the window is gone",
        "2026-02-02T02:40:30.000Z restored till-1 is watched again",
        "2026-02-02T02:40:40.000Z stopped till-1 is not watched from now on; no space left on device",
        "2026-02-02T02:40:41.000Z stopped every target is not watched from now on",
    ]


def test_hostile_texts_are_one_line_each(listener: Listener) -> None:
    told = lines(listener, hostile())
    assert len(told) == len(hostile())
    assert unseen("\n".join(told)) == set()
    assert all(re.match(r"\d{4}-\d\d-\d\dT", line) for line in told)


def test_a_pipe_that_nobody_reads_is_told_once_and_stops_nothing(listener: Listener) -> None:
    read, write = os.pipe()
    out = os.fdopen(write, "w")
    sink = Terminal(TerminalOptions(), listener.around, Console(file=out, width=80))
    os.close(read)
    assert sink.probe(event("started")) == "broken pipe"
    sink.tell(event("opened"))
    sink.close()
    os.dup2(os.open(os.devnull, os.O_WRONLY), write)  # what is still in its buffer must go somewhere
    out.close()
    assert listener.complaints == ["stdout: cannot be written (broken pipe); events are not shown any more"]


def test_a_stream_of_ascii_takes_every_text(listener: Listener) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, "ascii")
    Terminal(TerminalOptions(), listener.around, Console(file=out, width=80)).tell(event("opened"))
    assert b"\\u2022\\u2022\\u2022\\u2022 1111" in raw.getvalue()


def test_the_table_has_the_worst_first_and_its_times_go_on() -> None:
    seen = board(
        event("started"),
        event("opened", exposure=exposure("a", "low", label="Order")),
        event("opened", 1, exposure=exposure("b", "critical")),
        event("opened", 2, exposure=exposure("c", "critical", label="CVV", seconds=30.0)),
    )
    first, second = drawn(seen, 5), drawn(seen, 65)
    assert [line.split()[0] for line in first[1:4]] == ["critical", "critical", "low"]
    assert ["CVV" in line for line in first[1:4]] == [True, False, False]
    assert [line.strip().split("  ")[-1].strip() for line in first[1:4]] == ["33.0 s", "4.0 s", "5.0 s"]
    assert [line.strip().split("  ")[-1].strip() for line in second[1:4]] == ["1 min 33 s", "1 min 4 s", "1 min 5 s"]
    assert "3 open exposures; 1 of 1 target watched" in first[4]


def test_what_is_gone_leaves_the_table() -> None:
    seen = board(event("started"), event("opened"), event("closed", 3))
    assert drawn(seen, 5)[0] == "0 open exposures; 1 of 1 target watched"


def test_a_lost_target_is_named_and_its_times_stand_still() -> None:
    seen = board(event("started"), event("opened"), event("lost", 20, reason="no signal", since=NOW + 10))
    text = drawn(seen, 500)
    assert "10.0 s" in text[1]
    assert text[2] == "1 open exposure; 0 of 1 target watched"
    assert re.fullmatch(r"not watched since \d\d:\d\d:10: till-1: no signal", text[3])
    seen.tell(event("restored", 600))
    assert "1 of 1 target watched" in drawn(seen, 600)[2]


def test_a_stop_of_all_closes_all() -> None:
    seen = board(event("started"), event("started", target="till-2"), event("opened"), event("stopped", 9, target=""))
    assert drawn(seen, 9)[0] == "0 open exposures; 0 of 2 targets watched"


@pytest.mark.parametrize("height", [5, 10, 24, 60])
def test_it_fits_on_the_terminal(height: int) -> None:
    opened = [event("opened", target=f"till-{n}", exposure=exposure(f"e{n}")) for n in range(80)]
    lost = [event("lost", 1, target=f"till-{n}", reason="gone") for n in range(4)]
    text = drawn(board(*opened, *lost), 5, height)
    assert len(text) < max(height, 10)
    assert any(re.search(r"and \d+ more exposures", line) for line in text) == (height < 80)


def test_hostile_texts_cannot_draw() -> None:
    for each in hostile():
        text = "\n".join(drawn(board(each), 5, width=200))
        assert unseen(text) == set()
        assert len(text.splitlines()) <= 5


def test_memory_is_bounded() -> None:
    seen = board(*(event("opened", exposure=exposure(f"e{n}")) for n in range(MAX_SHOWING + 5)))
    assert len(seen.showing) == MAX_SHOWING
    assert "e0" not in seen.showing


@contextmanager
def terminal() -> Iterator[tuple[Console, int]]:
    """A console on a terminal, and the descriptor from which that is seen."""
    seen, drawn_on = pty.openpty()
    with os.fdopen(drawn_on, "w") as out:
        yield Console(file=out, width=100, height=20, force_terminal=None), seen
    os.close(seen)


def test_it_lives_on_a_terminal(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    with terminal() as (console, seen):
        sink = Terminal(TerminalOptions(), listener.around, console)
        sink.start()
        sink.tell(event("opened"))
        sink.tick(NOW + 7)
        sink.close()
        console.file.flush()
        text = ""
        while "7.0 s" not in text and select.select([seen], [], [], WAIT_SECONDS)[0]:
            text += os.read(seen, 65_536).decode("utf-8", "replace")
    assert "PAYMENT_CARD" in text
    assert "7.0 s" in text
    assert "\x1b[" in text


def test_lines_on_a_terminal_if_so_wanted(listener: Listener) -> None:
    with terminal() as (console, seen):
        sink = Terminal(TerminalOptions(live=False), listener.around, console)
        sink.tell(event("started"))
        console.file.flush()
        assert os.read(seen, 1_000).decode().strip() == "2026-02-02T02:40:00.000Z started till-1 is watched from now on"
        sink.close()
