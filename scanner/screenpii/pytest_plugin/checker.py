"""Pictures → readings in the test process, with the engine loaded once, at the first picture.

They are the tester's own, so they are decoded here and not in a worker: the limits on bytes, pixels and frames hold,
those on memory and time do not, for they could only end the test run itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from screenpii import assembly
from screenpii.annotate.store import name_of
from screenpii.baseline import Baseline
from screenpii.config import Settings
from screenpii.elements import Elements
from screenpii.entities import check_types
from screenpii.errors import UsageError
from screenpii.pipeline import Pipeline
from screenpii.pytest_plugin.home import Home
from screenpii.pytest_plugin.shots import Shot
from screenpii.runners.frames import scan_item
from screenpii.runners.messages import Done
from screenpii.sources import Item, Picture
from screenpii.types import Location, Page, Record, Result, Skipped

Seen = tuple[str, tuple[str, ...], str]


@dataclass
class Checker:
    """Looks at pictures; each is read once, under whatever name it comes, unless `most` others were since."""

    settings: Settings
    key: bytes
    known: Baseline | None = None
    folder: Path | None = None
    illustrated: bool = False
    home: Home | None = None
    most: int = 1_000
    seen: dict[Seen, list[Result]] = field(default_factory=dict)
    loaded: Pipeline | None = None

    def results(self, shot: Shot, source: str, policy: tuple[str, ...], allow: tuple[str, ...]) -> list[Result]:
        """What a picture shows, under this name, these packs and with these types allowed.

        Raises UsageError for packs and types that there are not, MissingEngineError without the engine.
        """
        check_types(allow)
        named = source if any(entry.screens for entry in self.settings.allow) else ""
        seen = hashlib.sha256(shot.data).hexdigest(), policy, named
        if seen not in self.seen:
            picture = Picture(shot.data, _elements(shot.told))
            item = Item(source, picture, file=self._location(source))
            self.seen[seen] = self._read(item, policy)
            if len(self.seen) > self.most:
                del self.seen[next(iter(self.seen))]
        return [self._judged(result, source, allow) for result in self.seen[seen]]

    def _read(self, item: Item, policy: tuple[str, ...]) -> list[Result]:
        loaded = self.loaded = self.loaded or self._load()
        settings = self.settings.model_copy(update={"policy": policy or self.settings.policy})
        loaded.policy = assembly.policy_of(settings)
        told = scan_item(item, loaded, self.settings)
        return [self._kept(one.result) for one in told if isinstance(one, Done)]

    def _load(self) -> Pipeline:
        loaded = assembly.load(self.settings, self.key, illustrated=self.illustrated)
        if self.folder:
            loaded.annotate = self._draw
        return loaded

    def _draw(self, page: Page, findings: Sequence[Record]) -> str:
        """Only pictures of failures are worth their place."""
        from screenpii.annotate import annotate

        shows = any(finding.verdict == "exposed" for finding in findings)
        return annotate(page, findings, self.folder) if shows and self.folder else ""

    def _kept(self, result: Result) -> Result:
        """The result with the path of its annotated picture, and with pictures only of what shows."""
        if isinstance(result, Skipped):
            return result
        path = self.folder / name_of(result.source, result.frame) if self.folder and not result.note else None
        picture = path.as_posix() if path and result.exposures and path.is_file() else ""
        return replace(result, picture=picture, wireframe=result.wireframe if result.exposures else b"")

    def _judged(self, result: Result, source: str, allow: tuple[str, ...]) -> Result:
        if isinstance(result, Skipped):
            return replace(result, source=source, file=self._location(source))
        findings = tuple(_allowed(replace(f, source=source), allow) for f in result.findings)
        reading = replace(result, source=source, findings=findings, file=self._location(source))
        return self.known.renamed([reading]).marked(reading) if self.known else reading

    def _location(self, source: str) -> Location:
        return self.home.location(source) if self.home else Location(source, below=source)


def _elements(told: Any) -> Elements | None:
    """What lies where on a page, if it has told."""
    with suppress(ValueError):
        return Elements.of(told) if told else None
    return None


def _allowed(finding: Record, types: tuple[str, ...]) -> Record:
    if finding.verdict != "exposed" or finding.type not in types:
        return finding
    return replace(finding, verdict="allowed", reason="allowed: by the test")


def marked(item: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Packs and allowed types that the markers of a test name; UsageError for anything else in them."""
    packs: list[str] = []
    types: list[str] = []
    for marker in item.iter_markers("screenpii"):
        if marker.args or set(marker.kwargs) - {"allow", "policy"}:
            raise UsageError("write the marker as screenpii(allow=[TYPE, ...], policy=[PACK, ...])")
        types += _listed(marker.kwargs.get("allow", ()))
        packs = packs or list(_listed(marker.kwargs.get("policy", ())))
    return tuple(packs), tuple(types)


def _listed(given: Any) -> Iterator[str]:
    yield from (given,) if isinstance(given, str) else given
