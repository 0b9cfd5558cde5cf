"""Candidates on real screens as their evidence alone: no text, no picture, no place; and whether each was right."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.generator.page import Truth

# Evidence that is left out: what holds a word of a screen, and what the page says at large, for screens in manuals
# show customers less often than users' own.
LEFT_OUT = re.compile(r"with:|(?:.*&)?(?:page|kind):")


@dataclass(frozen=True, slots=True)
class Record:
    """A candidate of the second pass: its type, its evidence, and whether it is what its detector says."""

    type: str
    evidence: tuple[str, ...]
    right: bool


def record(kind: str, evidence: Iterable[str], truth: Truth | None) -> Record:
    """A candidate as it is kept."""
    return Record(kind, tuple(e for e in evidence if not LEFT_OUT.match(e)), truth is not None)


def write(path: Path, records: Sequence[Record]) -> None:
    """Write records, sorted so that their order tells nothing of the screens."""
    names = sorted({name for one in records for name in (one.type, *one.evidence)})
    at = {name: number for number, name in enumerate(names)}
    rows = sorted([at[one.type], int(one.right), *sorted(at[name] for name in one.evidence)] for one in records)
    text = json.dumps({"names": names, "records": rows}, separators=(",", ":"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def load(path: Path) -> list[Record]:
    """The records of a file; none without it."""
    if not path.is_file():
        return []
    data: Mapping[str, list[list[int]]] = json.loads(gzip.decompress(path.read_bytes()))
    names: Sequence[str] = data["names"]  # type: ignore[assignment]
    return [Record(names[kind], tuple(names[n] for n in rest), bool(right)) for kind, right, *rest in data["records"]]
