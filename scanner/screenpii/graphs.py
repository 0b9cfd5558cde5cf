"""The part of ONNX's protocol buffers that is needed to cut an output layer.

The field numbers are those of onnx.proto (ONNX 1.x). Protocol buffers keep unknown fields, so all others stay as they
are. The package `onnx` would bring 25 MB and its checks of the whole network to each start.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

FLOAT32 = 1  # number of the type in TensorProto.DataType
# number, type and whether it is repeated, of each field of a message of ONNX
MESSAGE_FIELDS: dict[str, dict[str, tuple[int, str, bool]]] = {
    "Tensor": {"dims": (1, "int64", True), "data_type": (2, "int32", False), "raw_data": (9, "bytes", False)},
    "Dimension": {"dim_value": (1, "int64", False)},
    "Shape": {"dim": (1, "Dimension", True)},
    "TensorType": {"shape": (2, "Shape", False)},
    "Type": {"tensor_type": (1, "TensorType", False)},
    "Value": {"type": (2, "Type", False)},
    "Graph": {"initializer": (5, "Tensor", True), "output": (12, "Value", True)},
    "Model": {"graph": (7, "Graph", False)},
}


def cut(network: bytes, outputs: int, kept: Sequence[int]) -> bytes:
    """The network with only the kept ones of its `outputs`; everything before the output layer is unchanged.

    ValueError if it has no layer with so many outputs, or if that is not in 32-bit floats.
    """
    model = _model()()
    model.ParseFromString(network)
    layer = [tensor for tensor in model.graph.initializer if tensor.dims and tensor.dims[-1] == outputs]
    if not layer or any(tensor.data_type != FLOAT32 for tensor in layer):
        raise ValueError(f"no output layer of {outputs} floats")
    for tensor in layer:
        values = np.frombuffer(tensor.raw_data, "<f4").reshape(tensor.dims)[..., kept]
        tensor.raw_data = np.ascontiguousarray(values).tobytes()
        tensor.dims[-1] = len(kept)
    model.graph.output[0].type.tensor_type.shape.dim[-1].dim_value = len(kept)
    cut: bytes = model.SerializeToString()
    return cut


@cache
def _model() -> Any:
    """The class of the message that is a whole network."""
    from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

    kinds = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(name="screenpii/onnx.proto", package="screenpii.onnx")
    for name, fields in MESSAGE_FIELDS.items():
        message = file.message_type.add(name=name)
        for field, (number, kind, repeated) in fields.items():
            label = kinds.LABEL_REPEATED if repeated else kinds.LABEL_OPTIONAL
            told = message.field.add(name=field, number=number, label=label)
            if kind in MESSAGE_FIELDS:
                told.type, told.type_name = kinds.TYPE_MESSAGE, f".screenpii.onnx.{kind}"
            else:
                told.type = getattr(kinds, f"TYPE_{kind.upper()}")
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("screenpii.onnx.Model"))
