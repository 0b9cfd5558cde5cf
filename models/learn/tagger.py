"""Trains the tagger: a spaCy pipeline with a conditional random field, from generated screens."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pycrfsuite
import spacy
from spacy.language import Language

from models.generator.page import Screen
from models.learn.examples import tag_runs
from screenpii.tagger.component import ScreenCrf

MIN_FEATURE_COUNT = 4  # occurrences of a feature; with fewer it is left out
L1_PENALTY = 0.3  # L1 regularisation of the field's weights
L2_PENALTY = 0.02  # L2 regularisation of the field's weights
MAX_ITERATIONS = 90  # iterations of L-BFGS
EMPTY_RUN_SHARE = 0.3  # share of runs without a name or an address that are learned from


def blank() -> Language:
    """The pipeline without a trained model."""
    nlp = spacy.blank("xx", vocab=True)
    nlp.add_pipe("screen_crf")
    return nlp


def train(screens: Iterable[Screen], seed: int) -> Language:
    """A pipeline trained on screens; the same for the same screens and seed."""
    tokens = blank()  # of its own: a vocabulary remembers every word that it has seen
    nlp = blank()
    rng = random.Random(seed)
    trainer = pycrfsuite.Trainer(verbose=False)
    for screen in screens:
        for run in tag_runs(screen, tokens, rng):
            if set(run.labels) != {"O"} or rng.random() < EMPTY_RUN_SHARE:
                trainer.append(run.rows, run.labels)
    trainer.select("lbfgs", "crf1d")
    trainer.set_params(
        {"c1": L1_PENALTY, "c2": L2_PENALTY, "max_iterations": MAX_ITERATIONS, "feature.minfreq": MIN_FEATURE_COUNT}
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crf"
        trainer.train(str(path))
        crf = nlp.get_pipe("screen_crf")
        assert isinstance(crf, ScreenCrf)
        crf.model = path.read_bytes()
    return nlp
