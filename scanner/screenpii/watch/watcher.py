"""Targets are read all the time, each by a worker of its own; what changes is told at once to sinks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Empty, SimpleQueue

from screenpii.baseline import Baseline
from screenpii.errors import ScreenpiiError
from screenpii.runners.frames import FrameJob
from screenpii.runners.local import run
from screenpii.screens import Screens
from screenpii.sources import Item
from screenpii.types import Reading, Result, Skipped
from screenpii.watch.episodes import Episodes
from screenpii.watch.events import Event, EventSink
from screenpii.watch.health import Health
from screenpii.watch.notify import notify
from screenpii.watch.state import State, load, save
from screenpii.watch.state import Target as Standing
from screenpii.watch.targets import Target

TICK_SECONDS = 0.5  # between two looks at what has been silent for too long
SAVE_SECONDS = 3.0  # between two writings of the state, if nothing opens or closes
RETRY_SECONDS = 2.0  # before a target is tried again whose reading has ended


class Clock:
    """POSIX seconds that go on evenly, also if the system's clock is set."""

    def __init__(self) -> None:
        self._offset = time.time() - time.monotonic()

    def now(self) -> float:
        """The time, in seconds since 1970."""
        return time.monotonic() + self._offset


@dataclass(slots=True)
class Watched:
    """What is known of a target; `began` is when it was first looked at, `over` whether it has ended."""

    target: Target
    episodes: Episodes
    health: Health
    screens: Screens = field(default_factory=Screens)
    began: float | None = None
    over: bool = False

    def taken(self, result: Reading, now: float) -> float:
        """When the frame of a result showed: of a recording, as if it were played from when it was begun."""
        if not self.target.ends:
            return now - result.seconds
        self.began = now if self.began is None else self.began
        return self.began + (result.position.seconds or 0.0)


class Watcher:
    """Watches targets until it is stopped; `load` makes what reads the frames of a target, in its worker.

    `state` is the file of what is open. `incomplete` says whether a target was not watched for a while.
    """

    def __init__(
        self,
        targets: Sequence[Target],
        sinks: Sequence[EventSink],
        load: Callable[[Target], FrameJob],
        state: Path,
        known: Baseline | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.sinks, self.load, self.state, self.known = sinks, load, state, known
        self.clock = clock or Clock()
        self.stopping = threading.Event()
        self.heard: SimpleQueue[tuple[str, Result | ScreenpiiError | None]] = SimpleQueue()  # None: it is over
        linger = targets[0].settings.watch.linger
        self.watched = {
            t.name: Watched(t, Episodes(t.name, linger), Health(t.name, t.interval_seconds)) for t in targets
        }
        self.saved, self.again = 0.0, False

    @property
    def incomplete(self) -> bool:
        """Whether a target was not watched, or not read fully, at any time."""
        return any(one.health.incomplete for one in self.watched.values())

    def stop(self, again: bool = False) -> None:
        """Let `run` end soon; with `again`, for a watcher that takes up what is open. For signal handlers, too."""
        self.again = again
        self.stopping.set()

    def run(self) -> None:
        """Watch until it is stopped, or until all that there is are recordings, and they are over.

        Raises MissingEngineError if a target can never be read.
        """
        self._resume()
        targets = [one.target for one in self.watched.values()]
        begun = [(target, target.items(self.stopping)) for target in targets]
        readers = [threading.Thread(target=self._read, args=both, daemon=True) for both in begun]
        for reader in readers:
            reader.start()
        self._tell([Event("started", self.clock.now(), name) for name in self.watched])
        notify("READY=1")
        reason = "the watcher failed"
        try:
            while not self.stopping.is_set():
                self._step()
            reason = ""
        finally:
            self.stopping.set()
            if self.again:
                self._save(self.clock.now())
            else:
                self._end(reason)
            for sink in self.sinks:
                sink.close()
            for reader in readers:
                reader.join(timeout=10)

    def _step(self) -> None:
        """Take in what has been heard, or let time pass."""
        try:
            name, result = self.heard.get(timeout=TICK_SECONDS)
        except Empty:
            pass
        else:
            if isinstance(result, ScreenpiiError):
                raise result
            self._take(self.watched[name], result)
        now = self.clock.now()
        for one in self.watched.values():
            if one.target.live:
                self._tell([*one.episodes.tick(now), *one.health.tick(now)])
        for sink in self.sinks:
            sink.tick(now)
        notify("WATCHDOG=1")
        if now - self.saved >= SAVE_SECONDS:
            self._save(now)

    def _take(self, one: Watched, result: Result | None) -> None:
        """The events of a result; a frame was taken before it was read."""
        now = self.clock.now()
        if result is None:
            self._over(one, now)
            return
        if not isinstance(result, Reading):
            self._tell(one.health.look(now, result.reason))
            return
        taken, shown = one.taken(result, now), self._settled(one, result)
        events = one.health.look(taken, result.reason)
        if one.target.folder is None:
            missed = int(result.seconds / one.target.interval_seconds) if one.target.live else 0
            events += [replace(event, missed=missed) for event in one.episodes.update(shown, taken)]
        else:
            files = Episodes(one.target.name)
            events += files.update(replace(shown, title=shown.source), taken)
        self._tell(events)
        if events:
            self._save(now)

    def _over(self, one: Watched, now: float) -> None:
        """A recording has ended: nothing more comes of it, and without anything else the watcher ends."""
        one.over = True
        until = one.episodes.looked if one.episodes.looked is not None else now
        self._tell([*one.episodes.close(until, "the recording is over"), Event("stopped", now, one.target.name)])
        self._save(now)
        if all(other.over for other in self.watched.values()):
            self.stopping.set()

    def _settled(self, one: Watched, reading: Reading) -> Reading:
        """The reading with the name of its screen, and with what the baseline accepts."""
        one.screens.add(reading)
        reading = replace(reading, screen=one.screens.name(reading))
        return self.known.marked(reading) if self.known else reading

    def _read(self, target: Target, items: Iterable[Item | Skipped | None]) -> None:
        """In a thread: read what a target has; it is begun anew if its reading ends."""
        while not self.stopping.is_set():
            try:
                with closing(run(items, self.load(target))) as results:
                    for result in results:
                        self.heard.put((target.name, result))
                        if self.stopping.is_set():
                            return
            except ScreenpiiError as error:
                self.heard.put((target.name, error))
                return
            if target.ends:
                self.heard.put((target.name, None))
                return
            self.stopping.wait(RETRY_SECONDS)
            items = target.items(self.stopping)

    def _tell(self, events: Sequence[Event]) -> None:
        """Tell of events, each at the time at which it is told: what they say of exposures is as of their frames."""
        now = self.clock.now()
        for event in events:
            for sink in self.sinks:
                sink.tell(replace(event, at=now))

    def _end(self, reason: str) -> None:
        """Close what is open, and say that nothing is watched any more."""
        now = self.clock.now()
        for one in [one for one in self.watched.values() if not one.over]:
            self._tell(one.episodes.close(now, reason or "the watcher stops"))
            self._tell([Event("stopped", now, one.target.name, reason=reason)])
        self._save(now)

    def _resume(self) -> None:
        """Take up the episodes that were open when the last watcher ended without closing them."""
        for name, standing in load(self.state).targets.items():
            if name in self.watched and not self.watched[name].target.ends:
                episodes = self.watched[name].episodes
                for episode in standing.episodes:
                    until = episode.last
                    episodes.open[episode.id] = replace(episode, shown=episode.seconds(until), since=None)

    def _save(self, now: float) -> None:
        self.saved = now
        save(self.state, State(saved=now, targets={name: _standing(one) for name, one in self.watched.items()}))


def _standing(one: Watched) -> Standing:
    health = one.health
    told = {"good": health.good, "reason": health.reason, "since": health.since}
    return Standing(
        episodes=tuple(one.episodes.open.values()),
        interval_seconds=one.target.interval_seconds,
        live=one.target.live,
        **told,
    )
