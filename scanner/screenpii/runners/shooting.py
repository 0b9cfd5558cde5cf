"""Web pages → items for the pipeline, shot in a worker of its own, for a page may hang its browser for good.

That worker has no limit on memory, under which no browser runs; Chromium's own sandbox stands in.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from screenpii.config import Limits, Settings
from screenpii.elements import Elements
from screenpii.runners.local import run
from screenpii.sources import Item
from screenpii.sources.web import Camera, Shot, browser, reachable, shots
from screenpii.types import Reading, Skipped

PREFIX = "screenpii-"
# Paths of sockets must be short; a folder of its own is made there.
SHORT_TEMPORARY_FOLDER = "/tmp" if Path("/tmp").is_dir() else None  # noqa: S108
MAX_REMOVAL_TRIES = 100
GRACE_SECONDS = 10.0  # seconds after which a browser that keeps to no limit is ended


@dataclass(frozen=True, slots=True)
class Shown(Reading):
    """What became of a page that was to be shot; nothing has been looked for on it yet."""

    data: bytes = field(default=b"", repr=False)
    elements: Elements | None = None


class Pages:
    """Pages to shoot; iterating shoots them.

    Raises UsageError as `shots`, MissingEngineError without Playwright or Chromium.
    """

    def __init__(self, urls: Sequence[str], settings: Settings) -> None:
        self.settings, self.urls = settings, urls
        self.shots = shots(urls, settings.pages)
        if urls:
            browser(settings.pages.browser)

    def __len__(self) -> int:
        return len(self.shots)

    def __iter__(self) -> Iterator[Item | Skipped]:
        if not self.shots:
            return
        alone = {
            "jobs": 1,
            "timeout": self.settings.timeout + GRACE_SECONDS,
            "limits": _without_memory(self.settings.limits),
        }
        items = [Item(shot.name, Path()) for shot in self.shots]
        with _folder() as folder:
            camera = partial(Camera, self.settings, reachable(self.urls, self.settings.pages), folder)
            load = partial(_Shooter, {shot.name: shot for shot in self.shots}, camera)
            with closing(run(items, self.settings.model_copy(update=alone), load)) as results:
                for result in results:
                    if isinstance(result, Shown):
                        yield Item(result.source, Path("page.png"), result.data, elements=result.elements)
                    elif isinstance(result, Skipped):
                        yield result


class _Shooter:
    """In the worker: a camera, and what each item means."""

    def __init__(self, shots: dict[str, Shot], camera: Callable[[], Camera], settings: Settings) -> None:
        self.shots, self.camera = shots, camera()

    def item(self, item: Item, limits: Limits) -> Iterator[Reading | Skipped | None]:
        picture = self.camera.picture(self.shots[item.source])
        if isinstance(picture, Skipped):
            yield picture
        else:
            yield Shown(item.source, 0, 0, 0, 0.0, data=picture.data, elements=picture.elements)


@contextmanager
def _folder() -> Iterator[str]:
    """A folder for the browser's files, which cannot tidy up: it outlives its worker, which is killed, for a moment."""
    folder = tempfile.mkdtemp(prefix=PREFIX, dir=SHORT_TEMPORARY_FOLDER)
    try:
        yield folder
    finally:
        for _ in range(MAX_REMOVAL_TRIES):
            shutil.rmtree(folder, ignore_errors=True)
            if not os.path.exists(folder):
                break
            time.sleep(0.05)


def _without_memory(limits: Limits) -> Limits:
    return limits.model_copy(update={"memory": 0})
