"""Writes the encoder as the scanner loads it: python -m models.encoder.export TRAINED.pt [TAGGER]

The networks go through ONNX, their matrices at 8 bits with a factor for each output; they are multiplied as 32-bit
numbers. The pipeline in the folder TAGGER (`models/tagger`) gets the component, or a new one in place of the old.
"""

from __future__ import annotations

import argparse
import io
import warnings
from pathlib import Path

import numpy as np
import onnx
import spacy
import torch
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from torch import Tensor, nn

import scanner.tagger.component
import scanner.tagger.encoder.component  # noqa: F401 -- both register a component
from models.encoder import base
from models.encoder.lower import HIDDEN, Lower
from models.encoder.pieces import model_of
from models.encoder.upper import TABLES, Upper
from scanner.tagger.encoder.component import ScreenEncoder
from scanner.tagger.encoder.network import Network

OPSET = 17
SMALL = 10_000  # numbers that a matrix must have to be stored at 8 bits
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
        torch.zeros(5, HIDDEN),
        torch.zeros(5, len(TABLES), dtype=torch.long),
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


def small(network: bytes) -> bytes:
    """The network with its matrices at 8 bits."""
    model = onnx.load_model_from_string(network)
    uses: dict[str, list[tuple[NodeProto, int]]] = {}
    for node in model.graph.node:
        for number, name in enumerate(node.input):
            uses.setdefault(name, []).append((node, number))
    for tensor in list(model.graph.initializer):
        if len(tensor.dims) != 2 or np.prod(tensor.dims) < SMALL or tensor.data_type != TensorProto.FLOAT:
            continue
        node, number = uses[tensor.name][0]
        if node.op_type == "Gather" and number == 0:
            _rows(model, tensor, node)
        elif node.op_type in ("MatMul", "Gemm"):
            turned = any(a.name == "transB" and a.i for a in node.attribute)
            _columns(model, tensor, axis=0 if turned else 1)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def _parted(tensor: TensorProto, axis: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Whole numbers from -127 to 127, and the factor of each row or column."""
    values: NDArray[np.float32] = numpy_helper.to_array(tensor)
    step = np.maximum(np.abs(values).max(axis=1 - axis) / 127, 1e-12).astype(np.float32)
    return np.round(values / np.expand_dims(step, 1 - axis)).astype(np.int8), step


def _columns(model: ModelProto, tensor: TensorProto, axis: int) -> None:
    """A matrix that is multiplied by: made whole again before it is used."""
    numbers, step = _parted(tensor, axis)
    name = tensor.name
    model.graph.initializer.remove(tensor)
    model.graph.initializer.extend(
        [numpy_helper.from_array(numbers, f"{name}.numbers"), numpy_helper.from_array(step, f"{name}.step")]
    )
    node = helper.make_node("DequantizeLinear", [f"{name}.numbers", f"{name}.step"], [name], axis=axis)
    model.graph.node.insert(0, node)


def _rows(model: ModelProto, tensor: TensorProto, node: NodeProto) -> None:
    """A table of which rows are looked up: only those are made whole again."""
    numbers, step = _parted(tensor, 0)
    name, found = tensor.name, node.output[0]
    model.graph.initializer.remove(tensor)
    model.graph.initializer.extend(
        [numpy_helper.from_array(numbers, f"{name}.numbers"), numpy_helper.from_array(step[:, None], f"{name}.step")]
    )
    node.input[0], node.output[0] = f"{name}.numbers", f"{name}.picked"
    more = [
        helper.make_node("Gather", [f"{name}.step", node.input[1]], [f"{name}.factor"]),
        helper.make_node("Cast", [f"{name}.picked"], [f"{name}.float"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{name}.float", f"{name}.factor"], [found]),
    ]
    at = list(model.graph.node).index(node) + 1
    for offset, one in enumerate(more):
        model.graph.node.insert(at + offset, one)


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
