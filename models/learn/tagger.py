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

RARE = 4  # features seen less often are left out
L1, L2 = 0.3, 0.02  # regularisation of the field's weights
STEPS = 90
QUIET = 0.3  # of the runs without any name or address are learned from


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
            if set(run.labels) != {"O"} or rng.random() < QUIET:
                trainer.append(run.rows, run.labels)
    trainer.select("lbfgs", "crf1d")
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": STEPS, "feature.minfreq": RARE})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crf"
        trainer.train(str(path))
        crf = nlp.get_pipe("screen_crf")
        assert isinstance(crf, ScreenCrf)
        crf.model = path.read_bytes()
    return nlp
