"""Events to tell: one of each kind, and some full of hostile text; and what sinks are given."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from screenpii.reports.escape import UNSAFE_CATEGORIES
from screenpii.types import Severity
from screenpii.watch.events import Event, Exposure, Kind
from screenpii.watch.sinks import Around
from tests.reports.sample import HOSTILE

NOW = 1_770_000_000.0  # POSIX seconds: 2026-02-02 02:40 UTC


def exposure(name: str = "e1", severity: Severity = "critical", **about: Any) -> Exposure:
    """An exposure of a card number."""
    told = {
        "type": "PAYMENT_CARD",
        "clause": "default/account-data",
        "rules": ("default/account-data", "pci-dss-4.0.1/3.4.1"),
        "label": "Card number",
        "preview": "•••• 1111",
        "fingerprint": "v1:00000000000000000000000000000001",
        "screen": "s1:0123456789abcdef",
        "title": "Checkout",
        "channel": "pos",
        "first": NOW,
        "last": NOW,
        "seconds": 0.0,
        "times": 1,
    }
    return Exposure(id=name, severity=severity, **{**told, **about})


def event(kind: Kind, after: float = 0.0, target: str = "till-1", **about: Any) -> Event:
    """An event so many seconds after `NOW`, with an exposure if its kind has one."""
    if kind in ("opened", "again", "closed"):
        about.setdefault("exposure", exposure())
    return Event(kind, NOW + after, target, **about)


def every_kind() -> list[Event]:
    """A short time at a till."""
    gone = exposure(last=NOW + 12.5, seconds=4.25, times=2)
    return [
        event("started"),
        event("opened", 1.0, missed=2),
        event("again", 8.0, exposure=exposure(last=NOW + 8, seconds=2.0, times=2)),
        event("closed", 12.5, exposure=gone),
        event("lost", 20.0, reason="the window is gone", since=NOW + 15),
        event("restored", 30.0, since=NOW + 15),
        event("stopped", 40.0, reason="no space left on device"),
        event("stopped", 41.0, target=""),
    ]


def hostile() -> list[Event]:
    """Every hostile text in every text of an event that comes from a screen, a file or another machine."""
    found = []
    for number, text in enumerate(HOSTILE):
        texts: dict[str, Any] = dict.fromkeys(("label", "preview", "title", "screen", "channel", "clause"), text)
        seen = exposure(f"e{number}", **texts, rules=(text,))
        found += [event("opened", number, target=text, exposure=seen)]
        found += [event("lost", number, target=text, reason=text)]
    return found


def unseen(text: str) -> set[str]:
    """Characters of a text that cannot be seen, or that steer what shows it; its line ends are none."""
    return {c for c in text if unicodedata.category(c) in UNSAFE_CATEGORIES and c not in "\n\r"}


@dataclass
class Listener:
    """Stands around a sink, and keeps what it complains about."""

    folder: Path
    complaints: list[str] = field(default_factory=list)

    @property
    def around(self) -> Around:
        """What a sink gets."""
        return Around("screenpii.toml", self.folder, self.folder / "state", self.complaints.append)


def kinds(events: list[Event]) -> Iterator[str]:
    """What the events are."""
    return (each.kind for each in events)
