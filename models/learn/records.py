"""Candidates on real screens as evidence alone: no text, picture or place; whether each was right, and whose it was."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.generator.page import Truth

# Evidence that is left out: what holds a word of a screen, and what the page says at large, for screens in manuals
# show customers less often than users' own.
IGNORED_EVIDENCE = re.compile(r"with:|(?:.*&)?(?:page|kind):")


@dataclass(frozen=True, slots=True)
class Record:
    """A candidate of the second pass: its type, its evidence, and whether it is what its detector says.

    `subject`: of one that is right, whose it is, and `whose` the evidence for that.
    """

    type: str
    evidence: tuple[str, ...]
    right: bool
    whose: tuple[str, ...] = ()
    subject: str = ""


def record(kind: str, evidence: Iterable[str], truth: Truth | None, whose: Iterable[str] = ()) -> Record:
    """A candidate as it is kept."""
    kept = tuple(e for e in evidence if not IGNORED_EVIDENCE.match(e))
    return Record(kind, kept, True, tuple(whose), truth.subject) if truth else Record(kind, kept, False)


def write(path: Path, records: Sequence[Record]) -> None:
    """Write records, sorted so that their order tells nothing of the screens."""
    names = sorted({name for one in records for name in (one.type, one.subject, *one.evidence, *one.whose)})
    at = {name: number for number, name in enumerate(names)}
    rows = sorted(
        [
            [at[one.type], int(one.right), at[one.subject]],
            sorted(at[name] for name in one.evidence),
            sorted(at[name] for name in one.whose),
        ]
        for one in records
    )
    text = json.dumps({"names": names, "records": rows}, separators=(",", ":"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def load(path: Path) -> list[Record]:
    """The records of a file; none without it."""
    if not path.is_file():
        return []
    data: Mapping[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    names: Sequence[str] = data["names"]
    return [
        Record(names[kind], _named(names, evidence), bool(right), _named(names, whose), names[subject])
        for (kind, right, subject), evidence, whose in data["records"]
    ]


def _named(names: Sequence[str], numbers: Iterable[int]) -> tuple[str, ...]:
    return tuple(names[number] for number in numbers)
