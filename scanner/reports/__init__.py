"""Report formats: one file each, `render(report) -> bytes`."""

from __future__ import annotations

from collections.abc import Callable

from scanner.registry import Registry
from scanner.types import Report

Render = Callable[[Report], bytes]

reports: Registry[Render] = Registry("scanner.reports")
