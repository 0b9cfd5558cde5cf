"""Trains everything that the scanner has learned, from nothing: `make model`. The same bytes each time.

Some of the screens teach the tagger; the others, which it has not seen, the scorer, whose last stage also learns from
what candidates on real screens showed (`models/real.py`).
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from models.generator import DRAWN, screens
from models.generator.drawn import FOLDS, fold
from models.learn import records, scorer, tagger
from scanner.config import Settings
from scanner.pipeline import choose

HERE = Path(__file__).parent
SEED = 20_261_124
FOR_TAGGER, FOR_SCORER = 6_000, 4_000


def main() -> None:
    """Write `tagger/` and `scorer.json` into the folder TARGET."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", nargs="?", type=Path, default=HERE)
    parser.add_argument("--share", type=float, default=1.0, help="of the screens, for a quick look")
    parser.add_argument("--without", default="", help="families of parts to leave out, with commas")
    parser.add_argument(
        "--hold", type=int, choices=range(1, FOLDS + 1), help="a part of the drawn screens to leave out"
    )
    options = parser.parse_args()
    without = frozenset(options.without.split(",")) - {""}
    without |= {f"{DRAWN}/{name}" for name in (fold(options.hold) if options.hold else ())}
    options.target.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    nlp = tagger.train(screens(SEED, int(options.share * FOR_TAGGER), without), SEED)
    nlp.to_disk(options.target / "tagger")
    print(f"tagger: {time.monotonic() - began:.0f} s", flush=True)
    real = records.load(HERE / "real" / "evidence.json.gz")
    model = scorer.train(screens(SEED + 1, int(options.share * FOR_SCORER), without), nlp, choose(Settings()), real)
    text = json.dumps(scorer.as_data(model), indent=1, sort_keys=True, ensure_ascii=False)
    (options.target / "scorer.json").write_text(text + "\n", "utf-8")
    print(f"scorer: {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
