"""Which exposures show now, and for how long each time that one shows: of events, one after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from screenpii.watch.events import Event, Exposure

MAX_SHOWING = 10_000  # exposures that are followed at once; the oldest are forgotten


@dataclass(frozen=True, slots=True)
class Appearance:
    """An exposure that shows on a target since `begun`, as it was told last at `at`, both in POSIX seconds.

    `before` are the seconds for which it had shown before; what an exposure says of its seconds counts them too.
    """

    exposure: Exposure
    target: str
    begun: float
    at: float
    before: float

    def seconds(self, until: float | None = None) -> float:
        """For how long it has shown this time: as far as was told, or until a time if it still does."""
        more = 0.0 if until is None else max(0.0, until - self.at)
        return max(0.0, self.exposure.seconds - self.before) + more


class Appearances:
    """Follows events; `showing` has what shows now by the ids of the exposures, the oldest first."""

    def __init__(self) -> None:
        self.showing: dict[str, Appearance] = {}

    def tell(self, event: Event) -> list[tuple[Appearance, float]]:
        """The appearances that an event ends, each with the seconds that it lasted.

        A stop ends all on the target. So does a start: the watcher before it has not said when they ended, and what it
        said last counts.
        """
        if event.exposure:
            return self._shown(event, event.exposure)
        if event.kind not in ("started", "stopped"):
            return []
        ended = [(name, one) for name, one in self.showing.items() if event.target in ("", one.target)]
        for name, _ in ended:
            del self.showing[name]
        return [(one, one.seconds(event.at if event.kind == "stopped" else None)) for _, one in ended]

    def _shown(self, event: Event, exposure: Exposure) -> list[tuple[Appearance, float]]:
        before = exposure.seconds if event.kind == "again" else 0.0
        first = exposure.first if event.kind == "opened" else event.at
        new = Appearance(exposure, event.target, first, event.at, before)
        known = self.showing.get(exposure.id)
        if known:
            new = replace(known, exposure=exposure, target=event.target, at=event.at)
        if event.kind == "closed":
            self.showing.pop(exposure.id, None)
            return [(new, new.seconds())]
        self.showing[exposure.id] = new
        if len(self.showing) > MAX_SHOWING:
            del self.showing[next(iter(self.showing))]
        return []
