"""An event in plain words, on one line, without a value."""

from __future__ import annotations

from collections.abc import Callable

from screenpii.reports.escape import visible
from screenpii.reports.ranking import many
from screenpii.watch.events import Event, Exposure

MINUTE_SECONDS, HOUR_SECONDS, DAY_SECONDS = 60, 3_600, 86_400  # seconds of each


def sentence(event: Event, shown: Callable[[str], str] = visible, preview: bool = True) -> str:
    """What happened; `shown` makes texts of others harmless, `preview` says whether masked values are told."""
    told = _of(event.exposure, event, shown, preview) if event.exposure else _of_target(event, shown)
    told += f"; {shown(event.reason)}" if event.reason else ""
    return told + (f"; {many(event.missed, 'look')} left out" if event.missed else "")


def _of(exposure: Exposure, event: Event, shown: Callable[[str], str], preview: bool) -> str:
    does = {"opened": "shows", "again": "shows again"}.get(event.kind, f"is gone after {duration(exposure.seconds)}")
    parts = [f"{exposure.severity}: {shown(exposure.type)} {does} on {named(event.target, shown)}"]
    parts += [f'"{shown(exposure.label)}"'] if exposure.label else []
    parts += [shown(exposure.preview)] if preview and exposure.preview else []
    parts += [f'screen "{shown(exposure.title)}"'] if exposure.title else []
    return ", ".join(parts)


def _of_target(event: Event, shown: Callable[[str], str]) -> str:
    does = {
        "started": "is watched from now on",
        "lost": "is not watched any more",
        "restored": "is watched again",
        "stopped": "is not watched from now on",
    }
    return f"{named(event.target, shown)} {does[event.kind]}"


def named(target: str, shown: Callable[[str], str] = visible) -> str:
    """The name of a target; an event without one is about all."""
    return shown(target) or "every target"


def duration(seconds: float) -> str:
    """A length of time in its two largest units."""
    whole = max(0, round(seconds))
    if whole < MINUTE_SECONDS:
        return f"{max(0.0, seconds):.1f} s"
    if whole < HOUR_SECONDS:
        return f"{whole // MINUTE_SECONDS} min {whole % MINUTE_SECONDS} s"
    if whole < DAY_SECONDS:
        return f"{whole // HOUR_SECONDS} h {whole % HOUR_SECONDS // MINUTE_SECONDS} min"
    return f"{whole // DAY_SECONDS} d {whole % DAY_SECONDS // HOUR_SECONDS} h"
