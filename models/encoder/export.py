"""Writes the encoder as the scanner loads it: python -m models.encoder.export TRAINED.pt [TAGGER]

The networks go through ONNX, their matrices at 8 bits with a factor for each output; they are multiplied as 32-bit
numbers. The pipeline in the folder TAGGER (`models/tagger`) gets the component, or a new one in place of the old.
"""

from __future__ import annotations

import argparse
import io
import warnings
from pathlib import Path

import spacy
import torch
from torch import Tensor, nn

import screenpii.tagger.component
import screenpii.tagger.encoder.component  # noqa: F401 -- both register a component
from models.encoder import base
from models.encoder.eight_bits import small
from models.encoder.lower import HIDDEN_SIZE, Lower
from models.encoder.pieces import model_of
from models.encoder.upper import PLACE_BINS, Upper
from screenpii.tagger.encoder.component import ScreenEncoder
from screenpii.tagger.encoder.network import Network

OPSET = 17
PIPE = "screen_encoder"


class OnePage(nn.Module):
    """The upper half over a single page without padding, its logits as probabilities."""

    def __init__(self, upper: Upper) -> None:
        super().__init__()
        self.upper = upper

    def forward(self, words: Tensor, bins: Tensor, ems: Tensor, hints: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """As `Upper.forward`, without the batch."""
        types, begins, subjects = self.upper(words[None], bins[None], ems[None], hints[None])
        return types[0].softmax(-1), begins[0].sigmoid()[:, None], subjects[0].softmax(-1)


def lower_onnx(lower: Lower) -> bytes:
    """The lower half: `pieces` (B, N) to `states` (B, N, 384)."""
    axes = {"pieces": {0: "lines", 1: "length"}, "states": {0: "lines", 1: "length"}}
    return _exported(lower, (torch.ones(2, 5, dtype=torch.long),), ["pieces"], ["states"], axes)


def upper_onnx(upper: Upper, hints: int) -> bytes:
    """The upper half: `words`, `bins`, `ems`, `hints` of N words to probabilities."""
    example = (
        torch.zeros(5, HIDDEN_SIZE),
        torch.zeros(5, len(PLACE_BINS), dtype=torch.long),
        torch.rand(5, 4),
        torch.zeros(5, hints),
    )
    names, found = ["words", "bins", "ems", "hints"], ["types", "begins", "subjects"]
    axes = {name: {0: "count"} for name in (*names, *found)}
    return _exported(OnePage(upper), example, names, found, axes)


def _exported(
    part: nn.Module, example: tuple[Tensor, ...], inputs: list[str], outputs: list[str], axes: dict[str, dict[int, str]]
) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            part.eval(), example, file, input_names=inputs, output_names=outputs, dynamic_axes=axes,
            opset_version=OPSET, dynamo=False,
        )  # fmt: skip
    return small(file.getvalue())


def network(trained: Path) -> Network:
    """The networks with the weights of a training."""
    start = base.load()
    state = torch.load(trained)
    upper = Upper(start.weights, len(state["hints"]))
    upper.load_state_dict(state["model"])
    hints = tuple(state["hints"])
    return Network(lower_onnx(Lower(start)), upper_onnx(upper, len(hints)), model_of(start), hints)


def main() -> None:
    """Put the component into the pipeline."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("tagger", nargs="?", type=Path, default=Path(__file__).parent.parent / "tagger")
    options = parser.parse_args()
    nlp = spacy.load(options.tagger)
    pipe = nlp.get_pipe(PIPE) if PIPE in nlp.pipe_names else nlp.add_pipe(PIPE)
    assert isinstance(pipe, ScreenEncoder)
    pipe.network = network(options.trained)
    nlp.to_disk(options.tagger)
    size = sum(len(part) for part in (pipe.network.lower, pipe.network.upper, pipe.network.tokeniser))
    print(f"{size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
