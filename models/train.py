"""Trains tagger and scorer: `make model`. The same bytes each time.

Some of the screens teach the tagger; the others, which it has not seen, the scorer, whose last stage also learns from
what candidates on real screens showed (`models/real.py`). The encoder is trained apart (`models/encoder/`), for that
takes hours; the pipeline gets the one that there is, and the scorer learns to weigh what it says.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from spacy.language import Language

from models.generator.drawn import FOLDS
from models.learn import mix, records, scorer, tagger
from screenpii.assembly import choose
from screenpii.config import Settings
from screenpii.tagger.encoder.component import ScreenEncoder

HERE = Path(__file__).parent
SEED = 20_261_124
TAGGER_SCREENS = 6_000  # screens that the tagger learns from
SCORER_SCREENS = 4_000  # screens that the scorer learns from
ENCODER = "screen_encoder"


def with_encoder(nlp: Language, folder: Path) -> None:
    """Add the encoder of the pipeline in a folder, if it has one."""
    if (folder / ENCODER).is_dir():
        pipe = nlp.add_pipe(ENCODER)
        assert isinstance(pipe, ScreenEncoder)
        pipe.from_disk(folder / ENCODER)


def main() -> None:
    """Write `tagger/` and `scorer.json` into the folder TARGET."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", nargs="?", type=Path, default=HERE)
    parser.add_argument("--share", type=float, default=1.0, help="of the screens, for a quick look")
    parser.add_argument("--without", default="", help="families of parts to leave out, with commas")
    parser.add_argument(
        "--hold", type=int, choices=range(1, FOLDS + 1), help="a fold of the drawn screens to leave out"
    )
    parser.add_argument("--encoder", type=Path, default=HERE / "tagger", help="the pipeline whose encoder is used")
    options = parser.parse_args()
    without = frozenset(options.without.split(",")) - {""}
    without |= mix.held(options.hold) if options.hold else frozenset()
    options.target.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    nlp = tagger.train(mix.for_tagger(SEED, int(options.share * TAGGER_SCREENS), without), SEED)
    with_encoder(nlp, options.encoder)
    nlp.to_disk(options.target / "tagger")
    print(f"tagger: {time.monotonic() - began:.0f} s", flush=True)
    real = records.load(HERE / "real" / "evidence.json.gz")
    seen = mix.for_scorer(SEED + 1, int(options.share * SCORER_SCREENS), without)
    model = scorer.train(seen, nlp, choose(Settings()), real)
    text = json.dumps(scorer.as_data(model), indent=1, sort_keys=True, ensure_ascii=False)
    (options.target / "scorer.json").write_text(text + "\n", "utf-8")
    print(f"scorer: {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
