"""Whether two versions find the same: `python benchmarks/same.py BEFORE.json AFTER.json`.

Both are JSON reports of the same screens under the same key (`SCREENPII_KEY`), one by each version:

    screenpii scan FOLDER --exit-zero --format json --output BEFORE.json

Findings are the same if source, frame, type, boxes, subject, masking, verdict, severity, preview and fingerprint are.
Prints what only one of them has; exits 1 if there is anything.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

COMPARED = (
    *("source", "frame", "type", "boxes", "subject", "masking", "verdict", "severity", "preview", "fingerprint"),
)
MAX_DIFFERENCES_SHOWN = 40  # differences that are printed


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare two reports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    options = parser.parse_args(arguments)
    before, after = found(options.before), found(options.after)
    gone, new = before - after, after - before
    for mark, findings in (("-", gone), ("+", new)):
        for finding in sorted(findings.elements())[:MAX_DIFFERENCES_SHOWN]:
            print(mark, finding)
    print(f"{before.total()} findings before, {after.total()} after; {gone.total()} gone, {new.total()} new")
    sys.exit(1 if gone or new else 0)


def found(report: Path) -> Counter[str]:
    """The findings of a report, as texts, with how often each is there."""
    findings = json.loads(report.read_text("utf-8"))["findings"]
    return Counter(json.dumps([finding[key] for key in COMPARED], ensure_ascii=False) for finding in findings)


if __name__ == "__main__":
    main()
