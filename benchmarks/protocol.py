"""How the model is chosen: `python -m benchmarks.protocol FOLDER ... [--only FILE]`, one row a folder.

FOLDER as for scan.py; `--only` names the pictures to use, one a line. Of the core types: recall, precision, the share
of pages with exposures on which all were found, and of pages without any on which nothing was reported. After each
figure stands its 90 % interval: 1,000 times as many pages drawn again from the same ones. models/README.md says which
folders.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.recognition import scanned
from benchmarks.scan import CORE, Count, Truth, compare, load
from screenpii.config import Settings
from screenpii.types import Record

BOOTSTRAP_DRAWS = 1_000  # samples drawn with replacement
INTERVAL_PERCENTILES = (5, 95)  # percentiles of the draws that bound the confidence interval
SEED = 7
FIGURES = ("recall", "precision", "every one found", "left alone")
Floats = NDArray[np.float64]


def main(arguments: Sequence[str] | None = None) -> None:
    """Scan, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--only", type=Path, help="a file with the names of the pictures to use, one a line")
    parser.add_argument("--jobs", type=int, default=0, help="worker processes; 0: one a core")
    options = parser.parse_args(arguments)
    only = set(options.only.read_text("utf-8").split()) if options.only else None
    print(f"{'pages':<24}{'':>5}" + "".join(f"{name:>22}" for name in FIGURES))
    for folder in options.folders:
        truths = {name: truth for name, truth in load(folder).items() if only is None or name in only}
        if not truths:
            parser.error(f"{folder} holds no such image with a truth file")
        print(row(folder.name, pages(truths, scanned(folder, truths, Settings(jobs=options.jobs)))))


def pages(truths: Mapping[str, Truth], findings: Iterable[Record]) -> list[Count]:
    """For each page the exposures of core types, and what was reported as one."""
    own: dict[str, list[Record]] = defaultdict(list)
    for finding in findings:
        own[Path(finding.source).name].append(finding)
    return [_core(compare({name: truth}, own[name])) for name, truth in truths.items()]


def _core(counts: Mapping[str, Count]) -> Count:
    return sum((count for kind, count in counts.items() if kind in CORE), Count())


def figures(counts: Floats) -> Floats:
    """The four figures (... x 4) of pages (... x N x 4: shown, found, reported, right); nan where there is no page."""
    shown, found, reported, right = np.moveaxis(counts, -1, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.stack(
            [
                found.sum(-1) / shown.sum(-1),
                right.sum(-1) / reported.sum(-1),
                ((found == shown) & (shown > 0)).sum(-1) / (shown > 0).sum(-1),
                ((reported == 0) & (shown == 0)).sum(-1) / (shown == 0).sum(-1),
            ],
            axis=-1,
        )


def intervals(counts: Floats) -> Floats:
    """The low and the high end of each figure (2 x 4)."""
    rng = np.random.default_rng(SEED)
    drawn = figures(counts[rng.integers(0, len(counts), (BOOTSTRAP_DRAWS, len(counts)))])
    none = np.isnan(drawn).all(axis=0)
    drawn[:, none] = 0
    return np.where(none, np.nan, np.nanpercentile(drawn, INTERVAL_PERCENTILES, axis=0))


def row(name: str, counts: Sequence[Count]) -> str:
    """A row of the table."""
    table = np.array([(c.shown, c.found, c.reported, c.right) for c in counts], dtype=np.float64)
    shown, (low, high) = figures(table), intervals(table)
    parts = (f"{s:>9.3f} ({a:.3f}-{b:.3f})" for s, a, b in zip(shown, low, high, strict=True))
    return f"{name:<24}{len(counts):>5}" + "".join(f"{part:>22}" for part in parts)


if __name__ == "__main__":
    main()
