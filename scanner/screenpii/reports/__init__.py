"""Report formats: one file each, `render(report) -> bytes`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from screenpii.registry import Registry
from screenpii.types import Reading, Report, Skipped

Render = Callable[[Report], bytes]
Stream = Callable[[Reading | Skipped], bytes]

reports: Registry[Render] = Registry("screenpii.reports")
streams: Registry[Stream] = Registry("screenpii.reports")
"""For formats that can be written while the scan runs: what one result adds."""


def wants_pictures(names: Iterable[str]) -> bool:
    """Whether any of the formats shows pictures of the screens: its module says `PICTURES = True`."""
    wanted = [render for name in names if (render := reports.load().get(name))]
    return any(getattr(sys.modules[render.__module__], "PICTURES", False) for render in wanted)
