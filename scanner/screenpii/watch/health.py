"""Whether targets are watched: what is not read fully, captures that cannot be, targets that are lost and come back."""

from __future__ import annotations

from dataclasses import dataclass

from screenpii.watch.events import Event

MAX_SILENT_INTERVALS = 3.0  # intervals without a good look after which a target counts as lost,
MIN_SILENT_SECONDS = 5.0  # but no sooner than this


def silent_seconds(interval_seconds: float) -> float:
    """After how long without a good look a target counts as lost."""
    return max(MIN_SILENT_SECONDS, MAX_SILENT_INTERVALS * interval_seconds)


@dataclass(slots=True)
class Health:
    """One target: when it was last looked at and read fully, and why it is not watched now, if so."""

    target: str
    interval_seconds: float
    good: float | None = None
    began: float | None = None
    reason: str = ""
    since: float | None = None
    incomplete: bool = False

    def look(self, now: float, fault: str = "") -> list[Event]:
        """The events of a look, which was good unless there is a fault."""
        self.began = now if self.began is None else self.began
        if fault:
            return self._lost(now, fault)
        events = []
        if self.reason:
            events = [Event("restored", now, self.target, reason=self.reason, since=self.since)]
        self.good, self.reason, self.since = now, "", None
        return events

    def tick(self, now: float) -> list[Event]:
        """The event of a target of which nothing has been heard for too long."""
        self.began = now if self.began is None else self.began
        last = self.good if self.good is not None else self.began
        silent = now - last >= silent_seconds(self.interval_seconds)
        return self._lost(now, "nothing has been heard of it") if silent and not self.reason else []

    def _lost(self, now: float, reason: str) -> list[Event]:
        """The event if it is lost now, or for another reason than before."""
        self.incomplete = True
        known, self.reason = self.reason, reason
        if self.since is None:
            self.since = self.good if self.good is not None else self.began
        return [] if known == reason else [Event("lost", now, self.target, reason=reason, since=self.since)]
