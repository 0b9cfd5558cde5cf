"""`terminal`: one line an event on stdout; on a terminal a live table of what shows now, and of what is not watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from itertools import islice

from pydantic import Field as Setting
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from screenpii.errors import cause
from screenpii.reports.escape import visible
from screenpii.reports.ranking import many
from screenpii.reports.rows import NO_LABEL, SEVERITY_STYLES
from screenpii.watch.appearances import Appearance
from screenpii.watch.events import Event, iso
from screenpii.watch.sinks import Around, Options, Sink, sinks
from screenpii.watch.sinks.board import Board
from screenpii.watch.sinks.words import duration, named, sentence

MAX_UNWATCHED_ROWS = 5  # targets that are not watched, named at once
LINES_AROUND_ROWS = 6  # header, "and more", a blank line, targets, last event, and the line of the cursor
MIN_EXPOSURE_ROWS = 1  # exposures shown, however small the terminal
FIXED_CHARS = {"severity": 8, "for": 11}  # characters of a column: "critical", "23 h 59 min"
COLUMNS = ("severity", "type", "field", "shows", "target", "screen", "for")  # the others share the rest of the width


class TerminalOptions(Options):
    """How to show events."""

    live: bool = Setting(True, description="a live table, if stdout is a terminal")


@sinks.register("terminal")
class Terminal(Sink):
    """Prints on the console, which is that of stdout unless one is given."""

    options = TerminalOptions

    def __init__(self, options: TerminalOptions, around: Around, console: Console | None = None) -> None:
        self._console = console or Console()
        self._complain = around.complain
        self._board = Board()
        self._failure = ""
        able = self._console.is_terminal and not self._console.is_dumb_terminal and not self._console.options.ascii_only
        live = options.live and able
        self._live = Live(console=self._console, auto_refresh=False) if live else None

    def start(self) -> None:
        """Take the terminal for the table."""
        if self._live:
            self._live.start()

    def tell(self, event: Event) -> None:
        """Print its line, or draw the table anew."""
        self.probe(event)

    def probe(self, event: Event) -> str:
        """Print its line, or draw the table anew."""
        if not self._live:
            line = f"{iso(event.at)} {event.kind} {sentence(event)}"
            return self._done(partial(_print, line, self._console))
        self._board.tell(event)
        return self._drawn(event.at)

    def tick(self, now: float) -> None:
        """Let the times in the table go on."""
        if self._live:
            self._drawn(now)

    def close(self) -> None:
        """Leave the table as it is."""
        if self._live and not self._failure:
            self._live.stop()

    def _drawn(self, now: float) -> str:
        made = Group(*view(self._board, now, self._console.height))
        return self._done(partial(self._live.update, made, refresh=True)) if self._live else ""

    def _done(self, draw: Callable[[], object]) -> str:
        """Why drawing failed, or nothing. After the first time nothing is drawn: nobody reads a pipe that is closed."""
        if not self._failure:
            try:
                draw()
            except OSError as error:
                self._failure = cause(error)
                self._complain(f"stdout: cannot be written ({self._failure}); events are not shown any more")
        return self._failure


def _print(line: str, console: Console) -> None:
    """Write a line at once; not by the console, which ends the process when it writes into a pipe that is closed."""
    console.file.write(line.encode(console.encoding, "backslashreplace").decode(console.encoding) + "\n")
    console.file.flush()


def view(board: Board, now: float, lines: int) -> Iterator[RenderableType]:
    """The table, on so many lines of the terminal; `now` in POSIX seconds."""
    lost = [(name, target) for name, target in board.targets.items() if not target.watched]
    room = max(MIN_EXPOSURE_ROWS, lines - LINES_AROUND_ROWS - min(len(lost), MAX_UNWATCHED_ROWS + 1))
    found = board.worst(now)
    if found:
        yield _table(found[:room])
    if len(found) > room:
        yield Text(f"and {many(len(found) - room, 'more exposure')}", style="bold")
    yield Text(f"{many(len(found), 'open exposure')}; {_watched(board)}", style="bold" if found else "bold green")
    for name, target in islice(lost, MAX_UNWATCHED_ROWS):
        why = f": {visible(target.reason)}" if target.reason else ""
        yield _line(f"not watched since {_clock(target.since)}: {named(name)}{why}", "bold yellow")
    if len(lost) > MAX_UNWATCHED_ROWS:
        yield _line(f"and {many(len(lost) - MAX_UNWATCHED_ROWS, 'more target')} not watched", "bold yellow")
    if board.last:
        yield _line(f"last event {_clock(board.last.at)}: {sentence(board.last)}", "dim")


def _watched(board: Board) -> str:
    watched = sum(target.watched for target in board.targets.values())
    return f"{watched} of {many(len(board.targets), 'target')} watched"


def _table(found: list[tuple[Appearance, float]]) -> Table:
    made = Table(box=None, pad_edge=False, expand=True, header_style="bold")
    for title in COLUMNS:
        width = FIXED_CHARS.get(title)
        made.add_column(title, width=width, ratio=None if width else 1, no_wrap=True, overflow="ellipsis")
    for shown, seconds in found:
        exposure = shown.exposure
        made.add_row(
            Text(exposure.severity, style=SEVERITY_STYLES[exposure.severity]),
            *map(Text, (visible(exposure.type), visible(exposure.label) or NO_LABEL, visible(exposure.preview))),
            *map(Text, (named(shown.target), visible(exposure.title or exposure.screen), duration(seconds))),
        )
    return made


def _line(text: str, style: str) -> Text:
    return Text(text, style=style, no_wrap=True, overflow="ellipsis")


def _clock(at: float) -> str:
    return f"{datetime.fromtimestamp(at):%H:%M:%S}"  # local time, as on the clock beside the terminal
