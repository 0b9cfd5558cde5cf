"""What events say of now: which exposures are open, and which targets are watched."""

from __future__ import annotations

from dataclasses import dataclass

from screenpii.types import SEVERITIES
from screenpii.watch.events import Event, Exposure

MAX_OPEN_EXPOSURES = 10_000  # exposures that are followed at once; the oldest are forgotten
MAX_TARGETS = 1_000  # targets that are told apart; further ones are not followed


@dataclass(frozen=True, slots=True)
class Open:
    """An exposure that shows on a target, as it was told at a time in POSIX seconds."""

    exposure: Exposure
    target: str
    at: float


@dataclass(frozen=True, slots=True)
class Target:
    """Whether a target is watched, since when (POSIX seconds), and why not; `number` counts targets from 1."""

    number: int
    watched: bool
    since: float
    reason: str = ""


class Board:
    """Follows events; `open` has the exposures that show by their ids, `targets` all targets by name."""

    def __init__(self) -> None:
        self.open: dict[str, Open] = {}
        self.targets: dict[str, Target] = {}
        self.last: Event | None = None

    def tell(self, event: Event) -> None:
        """Take in an event."""
        self.last = event
        if event.exposure:
            self._follow(event, event.exposure)
        if event.kind in ("lost", "stopped"):
            self._set(event, watched=False)
        elif event.kind in ("started", "restored") or event.target not in self.targets:
            self._set(event, watched=True)
        if event.kind == "stopped":
            gone = [name for name, shown in self.open.items() if event.target in ("", shown.target)]
            for name in gone:
                del self.open[name]

    def worst(self, now: float) -> list[tuple[Open, float]]:
        """The open exposures with the seconds for which they have been showing, the worst and longest first."""
        found = [(shown, self._seconds(shown, now)) for shown in self.open.values()]
        return sorted(found, key=lambda pair: (-SEVERITIES.index(pair[0].exposure.severity), -pair[1]))

    def _follow(self, event: Event, exposure: Exposure) -> None:
        self.open.pop(exposure.id, None)
        if event.kind != "closed":
            self.open[exposure.id] = Open(exposure, event.target, event.at)
            if len(self.open) > MAX_OPEN_EXPOSURES:
                del self.open[next(iter(self.open))]

    def _set(self, event: Event, watched: bool) -> None:
        since = event.at if watched or event.since is None else event.since
        for name in [event.target] if event.target else list(self.targets):
            number = self.targets[name].number if name in self.targets else len(self.targets) + 1
            if number <= MAX_TARGETS:
                self.targets[name] = Target(number, watched, since, "" if watched else event.reason)

    def _seconds(self, shown: Open, now: float) -> float:
        """Time goes on only while the target is watched."""
        target = self.targets.get(shown.target)
        until = now if target is None or target.watched else target.since
        return shown.exposure.seconds + max(0.0, until - shown.at)
