"""For how long each target was watched, and why it was not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from screenpii.watch.events import Event
from screenpii.watch.report.period import Period

MAX_TARGETS, MAX_REASONS = 1_000, 50  # targets, and reasons of one, that are told apart
ENDED = "the watcher ended without saying so"
STOPPED = "the watcher was stopped"
UNKNOWN = "no events tell of it"
OTHER_REASONS = "other reasons"


@dataclass(slots=True)
class Watched:
    """Of one target: the seconds for which it was watched in a period, and those for which it was not, by reason."""

    seconds: float = 0.0
    reasons: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    on: bool = False
    since: float = 0.0  # POSIX seconds: since when it is watched, or not
    reason: str = ""
    last: float = 0.0  # POSIX seconds of its last event


@dataclass(slots=True)
class Watching:
    """Follows events; `targets` has what is known of each target by its name."""

    period: Period
    targets: dict[str, Watched] = field(default_factory=dict)

    def tell(self, event: Event) -> None:
        """Take in an event; one without a target is about all that are known."""
        for name in [event.target] if event.target else list(self.targets):
            if name in self.targets or len(self.targets) < MAX_TARGETS:
                self._tell(event, name)

    def not_watched(self, name: str, now: float) -> tuple[float, dict[str, float]]:
        """For how many seconds of the period until now a target was not watched, and for how many by which reason."""
        end = min(self.period.end, now)
        target = self.targets[name]
        reasons = defaultdict(float, target.reasons)
        if not target.on:
            reasons[target.reason] += self.period.overlap(target.since, end)
        missing = max(0.0, end - self.period.start - self.watched(name, now))
        unknown = max(0.0, missing - sum(reasons.values()))
        found = {**reasons, UNKNOWN: reasons[UNKNOWN] + unknown}
        return missing, {reason: seconds for reason, seconds in found.items() if seconds}

    def watched(self, name: str, now: float) -> float:
        """For how many seconds of the period until now a target was watched."""
        target = self.targets[name]
        return target.seconds + (self.period.overlap(target.since, now) if target.on else 0.0)

    def is_over(self, name: str) -> bool:
        """Whether a target was given up before the period: stopped, and not since then."""
        target = self.targets[name]
        return not target.on and target.reason == STOPPED and target.since < self.period.start

    def seen_until(self, name: str, now: float) -> float:
        """Until when it is known what a target shows, in POSIX seconds."""
        target = self.targets.get(name)
        return now if target is None or target.on else target.since

    def _tell(self, event: Event, name: str) -> None:
        known = name in self.targets
        target = self.targets.setdefault(name, Watched())
        if event.kind in ("lost", "stopped"):
            since = event.at if event.since is None else event.since
            self._turn(target, known, since, on=False, reason=event.reason or STOPPED)
        elif not known or event.kind == "restored":
            self._turn(target, known, event.at, on=True)
        elif event.kind == "started":
            if target.on:
                self._turn(target, known, target.last, on=False, reason=ENDED)
            self._turn(target, known, event.at, on=True)
        target.last = event.at

    def _turn(self, target: Watched, known: bool, at: float, on: bool, reason: str = "") -> None:
        """End what was until then, and begin the other; a second turn to the same changes nothing."""
        if known and target.on == on:
            return
        if known:
            lasted = self.period.overlap(target.since, at)
            if target.on:
                target.seconds += lasted
            else:
                name = target.reason
                room = name in target.reasons or len(target.reasons) < MAX_REASONS
                target.reasons[name if room else OTHER_REASONS] += lasted
        target.on, target.since, target.reason = on, at, reason
