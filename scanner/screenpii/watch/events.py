"""What a watcher tells: exposures that open and close, targets that are lost and come back. No values."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from screenpii.types import Severity

SCHEMA = "screenpii/event/1"
Kind = Literal["started", "opened", "again", "closed", "lost", "restored", "stopped"]


@dataclass(frozen=True, slots=True)
class Exposure:
    """What an event says of an exposure: masked as in reports.

    `first` and `last` are POSIX seconds of when it began to show and of when it was gone, as far as known; `seconds` is
    for how long it showed in between, less what it was hidden; `times` counts how often it appeared.
    """

    id: str
    type: str
    severity: Severity
    clause: str
    rules: tuple[str, ...]
    label: str
    preview: str
    fingerprint: str
    screen: str
    title: str
    channel: str
    first: float
    last: float
    seconds: float
    times: int


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, at a time in POSIX seconds, on a target.

    `opened`: an exposure shows for the first time. `again`: it shows after it was hidden for a while. `closed`: it is
    gone. `lost`: the target is not watched since `since`, for the reason; `restored`: it is again. `started` and
    `stopped`: the watcher itself, with the reason if that was not asked for. `missed` counts looks that were left out
    because reading the last frame took longer than the interval.
    """

    kind: Kind
    at: float
    target: str
    exposure: Exposure | None = None
    reason: str = ""
    since: float | None = None
    missed: int = 0

    def document(self) -> dict[str, Any]:
        """The event as plain values, for JSON; times are ISO 8601 in UTC, as `schema/event-1.json` describes them."""
        told: dict[str, Any] = {"schema": SCHEMA, "event": self.kind, "at": iso(self.at), "target": self.target}
        if self.exposure:
            shown = asdict(self.exposure)
            told["exposure"] = {
                **shown,
                "rules": list(self.exposure.rules),
                "first": iso(self.exposure.first),
                "last": iso(self.exposure.last),
                "seconds": round(self.exposure.seconds, 2),
            }
        told |= {"reason": self.reason} if self.reason else {}
        told |= {"since": iso(self.since)} if self.since is not None else {}
        return told | ({"missed": self.missed} if self.missed else {})


class EventSink:
    """Hears of events as they happen; a subclass has the methods that it needs. It must not block for long."""

    def tell(self, event: Event) -> None:
        """An event has happened."""

    def tick(self, now: float) -> None:
        """Called about once a second, also if nothing happens."""

    def close(self) -> None:
        """The watcher stops."""


def iso(seconds: float) -> str:
    """POSIX seconds as a time in UTC with milliseconds."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
