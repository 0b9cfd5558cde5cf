"""An ONNX network with its large matrices at 8 bits, a factor for each output; multiplied as 32-bit numbers."""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

MIN_MATRIX_NUMBERS = 10_000  # numbers of a matrix that is stored at 8 bits


def small(network: bytes) -> bytes:
    """The network with its matrices at 8 bits."""
    model = onnx.load_model_from_string(network)
    uses: dict[str, list[tuple[NodeProto, int]]] = {}
    for node in model.graph.node:
        for number, name in enumerate(node.input):
            uses.setdefault(name, []).append((node, number))
    for tensor in list(model.graph.initializer):
        if len(tensor.dims) != 2 or np.prod(tensor.dims) < MIN_MATRIX_NUMBERS or tensor.data_type != TensorProto.FLOAT:
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
