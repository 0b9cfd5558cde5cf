"""screenpii finds customers' personal information on screens."""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "Box",
    "Kept",
    "Masking",
    "MissingEngineError",
    "Reading",
    "Record",
    "Redaction",
    "RemainsError",
    "Report",
    "ReportFile",
    "Scanner",
    "ScreenpiiError",
    "Settings",
    "Sink",
    "Skipped",
    "Summary",
    "UnreadableError",
    "UsageError",
    "redacted",
    "scan",
]

# onnxruntime's packages report to their maker, and leave files in the user's cache, unless this is set before they are
# loaded; to ask them afterwards is too late.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

if TYPE_CHECKING:
    from screenpii.config import Settings
    from screenpii.errors import MissingEngineError, RemainsError, ScreenpiiError, UnreadableError, UsageError
    from screenpii.library import Scanner, scan
    from screenpii.redact import Redaction, redacted
    from screenpii.reports.files import ReportFile
    from screenpii.sinks import Kept, Sink
    from screenpii.summary import Report, Summary
    from screenpii.types import Box, Masking, Reading, Record, Skipped

_HOMES = {
    "screenpii.config": ("Settings",),
    "screenpii.errors": ("MissingEngineError", "RemainsError", "ScreenpiiError", "UnreadableError", "UsageError"),
    "screenpii.library": ("Scanner", "scan"),
    "screenpii.redact": ("Redaction", "redacted"),
    "screenpii.reports.files": ("ReportFile",),
    "screenpii.sinks": ("Kept", "Sink"),
    "screenpii.summary": ("Report", "Summary"),
    "screenpii.types": ("Box", "Masking", "Reading", "Record", "Skipped"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: `screenpii --help` and the pytest plug-in need none of them."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
