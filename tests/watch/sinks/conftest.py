"""What tests of sinks share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.watch.telling import Listener


@pytest.fixture
def listener(tmp_path: Path) -> Listener:
    """Stands around a sink, in a folder of its own."""
    return Listener(tmp_path)
