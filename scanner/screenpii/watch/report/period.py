"""Which time a report is about: so many hours or days before now, or from one date to another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from screenpii.errors import UsageError

UNIT_SECONDS = {"m": 60, "h": 3_600, "d": 86_400, "w": 604_800}  # seconds of a minute, an hour, a day, a week
LENGTH = re.compile(r"([1-9]\d{0,5})([mhdw])")
MAX_SECONDS = 10 * 366 * 86_400  # seconds; a report has a row for each day


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, exclusive, both in POSIX seconds."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.start

    @property
    def before(self) -> Period:
        """The period as long that ends where this one starts."""
        return Period(self.start - self.seconds, self.start)

    def __contains__(self, at: float) -> bool:
        return self.start <= at < self.end

    def overlap(self, start: float, end: float) -> float:
        """For how many seconds it and another time have to do with one another."""
        return max(0.0, min(self.end, end) - max(self.start, start))


def period(since: str, until: str, now: float) -> Period:
    """From `since` to `until`, each a date or time of ISO 8601, local unless it says otherwise, or a length before now.

    An empty `until` is now. Raises UsageError for what is neither, and for what is no time at all.
    """
    found = Period(_time("--since", since, now), _time("--until", until, now) if until else now)
    if not 0 < found.seconds <= MAX_SECONDS:
        raise UsageError(f"--since {since}: the time to report on must be longer than nothing and end within ten years")
    return found


def _time(option: str, text: str, now: float) -> float:
    length = LENGTH.fullmatch(text)
    if length:
        return now - int(length[1]) * UNIT_SECONDS[length[2]]
    try:
        return datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"{option} {text}: write a length such as 24h or 7d, or a date such as 2026-01-31") from None
