"""Records of pages: files of one application each, and the same as sheets."""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from models.generator.drawn.sheet import Sheet, parsed

PAGES = Path(__file__).parent / "pages"
RECORD_SUFFIX = ".jsonl.gz"  # suffix of a file of records


def names() -> list[str]:
    """The applications that there are records of."""
    return sorted(path.name.removesuffix(RECORD_SUFFIX) for path in PAGES.glob(f"*{RECORD_SUFFIX}"))


def records(name: str, folder: Path = PAGES) -> Iterator[dict[str, Any]]:
    """The records of an application, as truth files hold them (`samples/README.md`)."""
    with gzip.open(folder / f"{name}{RECORD_SUFFIX}", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def sheets(of: Collection[str] | None = None) -> Iterator[Sheet]:
    """The pages of the applications, or of all."""
    for name in names() if of is None else sorted(of):
        for number, data in enumerate(records(name)):
            yield parsed(f"{name}-{data['view']}-{number}", data)


def write(name: str, found: Sequence[dict[str, Any]], folder: Path = PAGES) -> None:
    """The records in a file; the same records make the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n" for entry in found)
    (folder / f"{name}{RECORD_SUFFIX}").write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
