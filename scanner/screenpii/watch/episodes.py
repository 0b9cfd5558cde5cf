"""Readings of a target, one after the other → episodes: exposures that open, are hidden for a while, and close.

A pure fold: the time is handed in. One exposure is known from frame to frame by its type and fingerprint, wherever it
stands. A value that is read otherwise than before is another one: of two customers who follow one another in the same
place, none may be missed. An exposure that is not seen is hidden for as long as `linger_seconds`, so that a scroll, a
flicker or a dialog in front ends none.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from screenpii.types import Reading, Record
from screenpii.watch.events import Event, Exposure

LINGER_SECONDS = 10.0  # default; a dialog in front is read or closed by then


@dataclass(frozen=True, slots=True)
class Episode:
    """An exposure that is open. Times are POSIX seconds; a beginning or an end lies midway between two looks.

    `shown` are the seconds that it showed before `since`, from when on it shows now; None while it is hidden, from
    `last` on.
    """

    id: str
    finding: Record
    screen: str
    title: str
    channel: str
    first: float
    last: float
    since: float | None
    shown: float = 0.0
    times: int = 1

    def seconds(self, now: float) -> float:
        """For how long it has shown."""
        return self.shown + (max(0.0, now - self.since) if self.since is not None else 0.0)

    def exposure(self, now: float) -> Exposure:
        """What an event says of it."""
        found = self.finding
        return Exposure(
            self.id,
            *(found.type, found.severity, found.clause, found.rules, found.label, found.preview, found.fingerprint),
            *(self.screen, self.title, self.channel, self.first, self.last, self.seconds(now), self.times),
        )


@dataclass(slots=True)
class Episodes:
    """The open episodes of one target, and when it was looked at last."""

    target: str
    linger_seconds: float = LINGER_SECONDS
    open: dict[str, Episode] = field(default_factory=dict)
    looked: float | None = None

    def update(self, reading: Reading, now: float) -> list[Event]:
        """The events of a frame that was taken at a time."""
        edge = self._edge(now)
        left, events, seen = list(reading.exposures), list[Event](), set[str]()
        for episode, finding in self._known(left):
            seen.add(episode.id)
            events += self._shown(episode, finding, edge, now)
        for finding in left:
            episode = self._begun(finding, reading, edge, now)
            self.open[episode.id] = episode
            seen.add(episode.id)
            events.append(Event("opened", now, self.target, episode.exposure(now)))
        for episode in [one for one in self.open.values() if one.id not in seen and one.since is not None]:
            self.open[episode.id] = replace(episode, shown=episode.seconds(edge), since=None, last=edge)
        self.looked = now
        return events + self.tick(now)

    def tick(self, now: float) -> list[Event]:
        """Close what has been hidden for too long; nothing before the first look, after a restart."""
        if self.looked is None:
            return []
        gone = [e for e in self.open.values() if e.since is None and now - e.last >= self.linger_seconds]
        return [self._closed(episode, now, "") for episode in gone]

    def close(self, now: float, reason: str) -> list[Event]:
        """Close everything: the target is lost, or the watcher stops. What showed did so until the last look."""
        until = min(now, self.looked) if self.looked is not None else now
        for episode in [one for one in self.open.values() if one.since is not None]:
            self.open[episode.id] = replace(episode, shown=episode.seconds(until), since=None, last=until)
        return [self._closed(episode, now, reason) for episode in list(self.open.values())]

    def _closed(self, episode: Episode, now: float, reason: str) -> Event:
        del self.open[episode.id]
        return Event("closed", now, self.target, episode.exposure(now), reason)

    def _edge(self, now: float) -> float:
        """When something changed that is new at a look: midway between that and the look before."""
        return now if self.looked is None else (min(self.looked, now) + now) / 2

    def _known(self, left: list[Record]) -> Iterator[tuple[Episode, Record]]:
        """Open episodes with the findings that go on with them, which are taken out of `left`."""
        taken: set[str] = set()
        for finding in list(left):
            fitting = (e for e in self.open.values() if e.id not in taken and _is_same(e.finding, finding))
            episode = max(fitting, key=lambda e: (e.since is not None, e.last), default=None)
            if episode:
                taken.add(episode.id)
                left.remove(finding)
                yield episode, finding

    def _shown(self, episode: Episode, finding: Record, edge: float, now: float) -> Iterable[Event]:
        """Go on with an episode; an event if it was hidden."""
        again = episode.since is None
        since = edge if episode.since is None else episode.since
        episode = replace(episode, finding=finding, since=since, last=now, times=episode.times + again)
        self.open[episode.id] = episode
        return [Event("again", now, self.target, episode.exposure(now))] if again else []

    def _begun(self, finding: Record, reading: Reading, edge: float, now: float) -> Episode:
        told = reading.screen, reading.title, reading.channel
        return Episode(f"e1:{secrets.token_hex(8)}", finding, *told, first=edge, last=now, since=edge)


def _is_same(before: Record, now: Record) -> bool:
    """Whether two findings are of one value, wherever it stands."""
    return before.type == now.type and before.fingerprint == now.fingerprint
