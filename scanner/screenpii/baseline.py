"""The baseline: accepted findings, each with a reason, an owner and a last day.

A file for version control: one block per finding, sorted, with masked previews only. An entry is a fingerprint (a value
hashed under the project's key), a screen and a coarse place, so that it still matches a picture that was rendered
again, shifted by some pixels, scaled or recompressed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, field_validator
from pydantic import Field as Setting

from screenpii import strictyaml
from screenpii.errors import UsageError
from screenpii.types import Reading, Record

SCHEMA = "screenpii/baseline/2"
GRID_CELLS_PER_SIDE = 8  # columns and rows of the grid by which places on a screen are recorded
MAX_NAME_FOLDERS = 64  # folders at the end of a path that are tried as the name in an old baseline
MAX_GRID_CELLS_MOVED = 1  # grid cells by which a finding may move and stay accepted
MAX_BASELINE_BYTES = 50_000_000  # bytes of a baseline file
Key = tuple[str, int, str, str]  # screen, frame, type, fingerprint
Line = Annotated[str, StringConstraints(max_length=400, pattern=r"^[^\x00-\x1f\x7f]*$")]
ScreenName = Annotated[str, StringConstraints(max_length=10_000)]


class Accepted(BaseModel):
    """One accepted finding; `place` is its column and row on a grid of eight by eight, counted from 0.

    `old_name`: the screen is called as in version 1 of the file, by its path below what was named on the command line.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    screen: ScreenName
    frame: int = Setting(0, ge=0)
    type: Line
    place: tuple[int, int]
    preview: Line
    fingerprint: Annotated[str, StringConstraints(pattern=r"^v1:[0-9a-f]{32}$")]
    reason: Line = ""
    owner: Line = ""
    expires: date | None = None
    old_name: bool = False

    @field_validator("place", mode="before")
    @classmethod
    def _place(cls, value: object) -> object:
        """Written as "3,5"."""
        return tuple(value.split(",")) if isinstance(value, str) else value

    @property
    def order(self) -> tuple[str, int, int, int, str, str]:
        """By screen, then from top to bottom."""
        return self.screen, self.frame, self.place[1], self.place[0], self.type, self.fingerprint

    @property
    def key(self) -> Key:
        """The key that a finding must share; its place may differ a little."""
        return self.screen, self.frame, self.type, self.fingerprint

    def expired(self, today: date) -> bool:
        """Whether the entry has expired; on its last day it still counts."""
        return self.expires is not None and today > self.expires


class File(BaseModel):
    """The file; `key` names the key of its fingerprints. Version 2, which differs from 1 in how screens are called."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_: Literal["screenpii/baseline/1", "screenpii/baseline/2"] = Setting(alias="schema")
    key: Line
    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True)
class Baseline:
    """The entries on a day, under a key."""

    key: str
    accepted: tuple[Accepted, ...]
    today: date

    @cached_property
    def _numbers(self) -> Mapping[Key, list[int]]:
        """The entries by what they accept."""
        found: dict[Key, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.accepted):
            found[entry.key].append(number)
        return found

    def renamed(self, readings: Iterable[Reading]) -> Baseline:
        """With new names of screens in place of old ones where the readings of a run reveal them."""
        names = Renaming(self)
        for reading in readings:
            names.add(reading)
        return names.renamed()

    def marked(self, reading: Reading) -> Reading:
        """The reading with its accepted exposures marked so; each entry accepts one finding."""
        pairs = zip(reading.findings, self._fitting(reading), strict=True)
        return replace(reading, findings=tuple(self._marked(finding, entry) for finding, entry in pairs))

    def _marked(self, finding: Record, entry: int | None) -> Record:
        if entry is None or finding.verdict != "exposed":
            return finding
        reason = self.accepted[entry].reason or "no reason given"
        return replace(finding, verdict="accepted", reason=f"accepted: {reason}")

    def _fitting(self, reading: Reading) -> list[int | None]:
        """For each finding the number of the entry that accepts it, no entry twice."""
        found: list[int | None] = []
        used: set[int | None] = set()
        for finding in reading.findings:
            shows = finding.verdict in ("exposed", "accepted")
            found.append(self._entry(finding, place_of(finding, reading), used) if shows else None)
            used.add(found[-1])
        return found

    def _entry(self, finding: Record, place: tuple[int, int], used: Container[int | None]) -> int | None:
        """The nearest entry for a finding that accepts no other one."""
        fitting = [
            (far, number)
            for number in self._numbers.get(_key_of(finding), ())
            if number not in used
            and not self.accepted[number].expired(self.today)
            and (far := _far(self.accepted[number].place, place)) <= MAX_GRID_CELLS_MOVED
        ]
        return min(fitting, default=(0, None))[1]

    def stale(self, readings: Iterable[Reading]) -> list[Accepted]:
        """Entries for screens of this run that no longer show the accepted finding."""
        named = {(a.screen, a.frame, a.old_name) for a in self.accepted}
        scanned, used = set[tuple[str, int, bool]](), set[int | None]()
        for reading in readings:
            scanned |= named & {(reading.source, reading.frame, False), (_old_name(reading), reading.frame, True)}
            used.update(self._fitting(reading))
        return [
            a
            for number, a in enumerate(self.accepted)
            if number not in used and (a.screen, a.frame, a.old_name) in scanned and not a.expired(self.today)
        ]

    def expired(self) -> list[Accepted]:
        """Entries whose day has passed."""
        return [a for a in self.accepted if a.expired(self.today)]


class Renaming:
    """New names of the screens in entries with old names, learned from the readings of a run.

    That is one which shows what is accepted, in its place, and which version 1 would have called so on the same
    command line; or the only one whose path ends so. Its size is that of the entries, and of what may be meant by them.
    """

    def __init__(self, known: Baseline) -> None:
        self._known = known
        self._old = {n: entry for n, entry in enumerate(known.accepted) if entry.old_name}
        self._screens = {entry.screen for entry in self._old.values()}
        self._values = {entry.key[1:] for entry in self._old.values()}
        self._named: dict[str, dict[str, None]] = defaultdict(dict)
        self._ending: dict[str, dict[str, None]] = defaultdict(dict)
        self._places: dict[Key, list[tuple[int, int]]] = defaultdict(list)

    def add(self, reading: Reading) -> None:
        """Take in the names of a screen, and where it shows what is accepted."""
        if not self._old:
            return
        for name in self._screens & {_old_name(reading), reading.source}:
            self._named[name][reading.source] = None
        parts = reading.source.split("/")
        for start in range(1, min(len(parts), MAX_NAME_FOLDERS)):
            if (end := "/".join(parts[-start:])) in self._screens:
                self._ending[end][reading.source] = None
        for finding in reading.findings:
            if _key_of(finding)[1:] in self._values:
                self._places[_key_of(finding)].append(place_of(finding, reading))

    def merge(self, other: Renaming) -> None:
        """Merge the names of another part of the run."""
        for mine, theirs in ((self._named, other._named), (self._ending, other._ending)):
            for name, sources in theirs.items():
                mine[name] |= sources
        for key, places in other._places.items():
            self._places[key] += places

    def renamed(self) -> Baseline:
        """The baseline with the new names."""
        accepted = list(self._known.accepted)
        for number, entry in self._old.items():
            for name in self._meant(entry.screen):
                new = entry.model_copy(update={"screen": name, "old_name": False})
                if any(_far(new.place, place) <= MAX_GRID_CELLS_MOVED for place in self._places.get(new.key, ())):
                    accepted[number] = new
                    break
        return replace(self._known, accepted=tuple(accepted))

    def _meant(self, name: str) -> list[str]:
        """The screens of the run that an old name may mean."""
        ending = self._ending.get(name, {})
        return [*self._named.get(name, {}), *(ending if len(ending) == 1 else ())]


def load(path: Path, key: str, today: date) -> Baseline:
    """The baseline in a file, for the key of this name.

    Raises UsageError for what cannot be read or is no baseline (with line and column), and for one of another key,
    which would accept nothing.
    """
    file = strictyaml.read(path, MAX_BASELINE_BYTES, File)
    if file.key != key:
        raise UsageError(f"{path}: made with the key {file.key}, this run has {key}; its fingerprints match nothing")
    old = file.schema_ != SCHEMA
    return Baseline(file.key, tuple(a.model_copy(update={"old_name": a.old_name or old}) for a in file.accepted), today)


def text_of(baseline: Baseline) -> str:
    """The file of a baseline: sorted, so that a change is a small difference."""
    entries = [
        a.model_dump(mode="json", exclude_defaults=True) for a in sorted(baseline.accepted, key=lambda a: a.order)
    ]
    for entry in entries:
        entry["place"] = f"{entry['place'][0]},{entry['place'][1]}"
    head = f"schema: {SCHEMA}\nkey: {baseline.key}\n"
    if not entries:
        return f"{head}accepted: []\n"
    blocks = (yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=10_000) for entry in entries)
    return f"{head}accepted:\n" + "\n".join(blocks)


def accept(
    readings: Iterable[Reading], known: Iterable[Accepted], reason: str, owner: str, expires: date | None
) -> tuple[Accepted, ...]:
    """Entries for all exposures of the readings, and the known ones that accept others."""
    kept = {(a.key, a.place): a for a in known}
    for reading in readings:
        for new in _entries(reading, reason, owner, expires):
            kept.setdefault((new.key, new.place), new)
    return tuple(sorted(kept.values(), key=lambda a: a.order))


def _entries(reading: Reading, reason: str, owner: str, expires: date | None) -> Iterator[Accepted]:
    for finding in reading.exposures:
        yield Accepted(
            screen=reading.source,
            frame=reading.frame,
            type=finding.type,
            place=place_of(finding, reading),
            preview=finding.preview,
            fingerprint=finding.fingerprint,
            reason=reason,
            owner=owner,
            expires=expires,
        )


def place_of(finding: Record, reading: Reading) -> tuple[int, int]:
    """Column and row of the middle of a finding's first box, on a grid of eight by eight."""
    box = finding.boxes[0]
    column = (box.left + box.right) * GRID_CELLS_PER_SIDE // (2 * max(1, reading.width))
    row = (box.top + box.bottom) * GRID_CELLS_PER_SIDE // (2 * max(1, reading.height))
    return min(GRID_CELLS_PER_SIDE - 1, column), min(GRID_CELLS_PER_SIDE - 1, row)


def _old_name(reading: Reading) -> str:
    """The name of a screen in version 1 of the file."""
    return reading.file.below if reading.file else reading.source


def _far(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


def _key_of(finding: Record) -> Key:
    return finding.source, finding.frame, finding.type, finding.fingerprint
