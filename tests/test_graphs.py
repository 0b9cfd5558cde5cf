"""An output layer is cut as the package onnx would cut it, and everything before it stays."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from screenpii.graphs import cut
from screenpii.networks import Weights, checked, session
from screenpii.ocr.screen.weights import PACKAGE, SMALL, TINY, latin, recogniser

LETTERS = 40  # outputs that are kept


@pytest.mark.parametrize("weights", [TINY, SMALL], ids=["tiny", "small"])
def test_a_network_is_cut_as_by_onnx_itself(weights: Weights) -> None:
    network = checked(PACKAGE, weights)
    before = onnx.load_model_from_string(network)
    outputs = before.graph.output[0].type.tensor_type.shape.dim[-1].dim_value
    kept = [0, *range(30, 30 + LETTERS), outputs - 1]
    after = onnx.load_model_from_string(cut(network, outputs, kept))
    onnx.checker.check_model(after)
    for tensor in before.graph.initializer:
        if tensor.dims and tensor.dims[-1] == outputs:
            tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor)[..., kept].copy(), tensor.name))
    before.graph.output[0].type.tensor_type.shape.dim[-1].dim_value = len(kept)
    assert [n.SerializeToString() for n in after.graph.node] == [n.SerializeToString() for n in before.graph.node]
    told = {t.name: numpy_helper.to_array(t) for t in after.graph.initializer}
    assert all(np.array_equal(told[t.name], numpy_helper.to_array(t)) for t in before.graph.initializer)
    assert after.graph.output == before.graph.output
    assert (after.ir_version, list(after.opset_import)) == (before.ir_version, list(before.opset_import))


def test_the_cut_network_gives_what_the_whole_one_gives_for_the_kept_characters() -> None:
    network, characters = recogniser(TINY, latin)
    picture = np.random.default_rng(1).random((1, 3, 48, 96), np.float32)
    whole, part = (session(data) for data in (checked(PACKAGE, TINY), network))
    (small,) = part.run(None, {part.get_inputs()[0].name: picture})
    (large,) = whole.run(None, {whole.get_inputs()[0].name: picture})
    assert small.shape[-1] == len(characters) < large.shape[-1]
    apart = np.log(small[0][:, [0, -1]]) - np.log(large[0][:, [0, -1]])  # of the blank and of the space
    assert np.abs(apart[:, 0] - apart[:, 1]).max() < 1e-3


def test_what_has_no_such_layer_is_refused() -> None:
    with pytest.raises(ValueError, match="no output layer of 7 floats"):
        cut(checked(PACKAGE, TINY), 7, [0])
