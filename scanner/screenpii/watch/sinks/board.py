"""What events say of now: which exposures are open, and which targets are watched."""

from __future__ import annotations

from dataclasses import dataclass

from screenpii.types import SEVERITIES
from screenpii.watch.appearances import Appearance, Appearances
from screenpii.watch.events import Event

MAX_TARGETS = 1_000  # targets that are told apart; further ones are not followed


@dataclass(frozen=True, slots=True)
class Target:
    """Whether a target is watched, since when (POSIX seconds), and why not; `number` counts targets from 1."""

    number: int
    watched: bool
    since: float
    reason: str = ""


class Board:
    """Follows events; `showing` has the exposures that are open by their ids, `targets` all targets by name."""

    def __init__(self) -> None:
        self._appearances = Appearances()
        self.showing = self._appearances.showing
        self.targets: dict[str, Target] = {}
        self.last: Event | None = None

    def tell(self, event: Event) -> list[tuple[Appearance, float]]:
        """Take in an event; the appearances that it ends, with the seconds that they lasted."""
        self.last = event
        if event.kind in ("lost", "stopped"):
            self._set(event, watched=False)
        elif event.kind in ("started", "restored") or event.target not in self.targets:
            self._set(event, watched=True)
        return self._appearances.tell(event)

    def worst(self, now: float) -> list[tuple[Appearance, float]]:
        """The open exposures with the seconds for which they have been showing, the worst and longest first."""
        found = [(one, one.before + one.seconds(self._until(one, now))) for one in self.showing.values()]
        return sorted(found, key=lambda pair: (-SEVERITIES.index(pair[0].exposure.severity), -pair[1]))

    def _set(self, event: Event, watched: bool) -> None:
        since = event.at if watched or event.since is None else event.since
        for name in [event.target] if event.target else list(self.targets):
            number = self.targets[name].number if name in self.targets else len(self.targets) + 1
            if number <= MAX_TARGETS:
                self.targets[name] = Target(number, watched, since, "" if watched else event.reason)

    def _until(self, shown: Appearance, now: float) -> float:
        """Time goes on only while the target is watched."""
        target = self.targets.get(shown.target)
        return now if target is None or target.watched else target.since
