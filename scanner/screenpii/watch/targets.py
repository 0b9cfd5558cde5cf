"""What is watched: displays, here and over VNC, videos and drop folders, each with settings of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event as Flag

from screenpii.config import Settings, WatchTarget
from screenpii.errors import UsageError
from screenpii.sources import Item
from screenpii.sources.display import Display, check, display_of
from screenpii.sources.video import Recording, Stream, video_of
from screenpii.sources.vnc import VncDisplay, vnc_of
from screenpii.types import Skipped


@dataclass(frozen=True, slots=True)
class Target:
    """Something to watch, under a name of its own: something that shows, or a folder into which files are dropped."""

    name: str
    settings: Settings
    interval_seconds: float
    shows: Display | VncDisplay | Stream | Recording | None = None
    folder: Path | None = None

    @property
    def live(self) -> bool:
        """Whether it shows something now, all the time; into a folder, files come now and then."""
        return not self.ends and self.folder is None

    @property
    def ends(self) -> bool:
        """Whether it is watched from its beginning to its end, in its own time: a recording."""
        return isinstance(self.shows, Recording)

    def items(self, stop: Flag) -> Iterable[Item | Skipped | None]:
        """What there is to read, until the flag is set."""
        if self.folder:
            return dropped(self.folder, stop)
        return [Item(self.name, self.shows)]


def targets_of(settings: Settings) -> list[Target]:
    """The targets of the settings.

    UsageError for two of one name, for none, and for what is not there; MissingEngineError for what is not installed.
    """
    made = [_target(one, settings, number) for number, one in enumerate(settings.watch.targets, 1)]
    if not made:
        raise UsageError(
            "nothing to watch: --display, --vnc, --video, a folder, or [[watch.targets]] in the configuration"
        )
    names = [target.name for target in made]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise UsageError(f"two targets are called {twice!r}")
    return made


def _target(one: WatchTarget, settings: Settings, number: int) -> Target:
    if sum(map(bool, (one.display, one.vnc, one.video, one.folder))) != 1:
        raise UsageError(f"watch target {one.name or number}: name a display, a VNC server, a video or a folder")
    told = {"role": one.role, "channel": one.channel, "policy": one.policy}
    own = settings.model_copy(update={key: value for key, value in told.items() if value})
    interval = one.interval or settings.watch.interval
    if one.folder:
        folder = Path(one.folder)
        if not folder.is_dir():
            raise UsageError(f"{folder}: no such folder")
        return Target(one.name or folder.name or "folder", own, interval, folder=folder)
    shows = _shown(one, interval)
    return Target(one.name or shows.name, own, interval, shows)


def _shown(one: WatchTarget, interval_seconds: float) -> Display | VncDisplay | Stream | Recording:
    if one.vnc:
        return vnc_of(one.vnc, interval_seconds)
    if one.video:
        return video_of(one.video, interval_seconds)
    display = display_of(one.display, interval_seconds)
    check()
    return display


def dropped(folder: Path, stop: Flag) -> Iterator[Item | Skipped | None]:
    """The files that come into a folder from this call on, each once it is written, until the flag is set.

    None as long as there is none.
    """
    from screenpii.watch.folder import Arrivals

    arrived: SimpleQueue[Item | Skipped] = SimpleQueue()
    arrivals = Arrivals(folder, arrived.put)
    arrivals.start()

    def items() -> Iterator[Item | Skipped | None]:
        try:
            while not stop.is_set():
                try:
                    yield arrived.get_nowait()
                except Empty:
                    yield None
        finally:
            arrivals.close()

    return items()
