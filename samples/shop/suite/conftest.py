"""The demo shop in a thread, and the system's browser; SHOP_BUG=1 in the environment brings the bug."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.serving import make_server

from samples.shop import make_app

BROWSERS = ("chromium", "chromium-browser", "google-chrome")  # names of browsers that are tried


@pytest.fixture(scope="session")
def base_url() -> Iterator[str]:
    """Where the shop is; `page.goto` takes paths below it."""
    server = make_server("127.0.0.1", 0, make_app(bug=os.environ.get("SHOP_BUG") == "1"), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium if there is one, so that none has to be downloaded."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    args = ["--no-sandbox"] if root else []  # Chromium's sandbox does not work for root
    return {**browser_type_launch_args, "executable_path": path, "args": args}
