"""The lower half, which is not trained: the pretrained layers read each line by itself.

Its weights are rounded to 8 bits as the scanner will hold them, so that the upper half learns from what it will see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models.encoder.base import Base, Floats
from screenpii.tagger.encoder.inputs import Inputs, lines_of
from screenpii.tagger.encoder.network import PADDING_PIECE, Line, groups, length, means, padded

HIDDEN_SIZE = 384  # size of a vector in the pretrained network
ATTENTION_HEADS = 12  # heads of attention in a layer
INNER_SIZE = 1536  # size of a layer's inner vector
EPSILON = 1e-12
LOWER_LAYERS = 3  # pretrained layers that read lines
MAX_PIECES_PER_BATCH = 6_000  # pieces that are read at once
Halves = NDArray[np.float16]


class Layer(nn.Module):
    """One layer of the pretrained network: attention, then two linear maps, each added and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(HIDDEN_SIZE, 3 * HIDDEN_SIZE), nn.Linear(HIDDEN_SIZE, HIDDEN_SIZE)
        self.up, self.down = nn.Linear(HIDDEN_SIZE, INNER_SIZE), nn.Linear(INNER_SIZE, HIDDEN_SIZE)
        self.first, self.second = nn.LayerNorm(HIDDEN_SIZE, EPSILON), nn.LayerNorm(HIDDEN_SIZE, EPSILON)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` (B, N, 384); `bias` (B, 1 or 12, 1 or N, N) is added to the attention's logits."""
        batch, count, _ = x.shape
        q, k, v = self.qkv(x).view(batch, count, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        seen = nn.functional.scaled_dot_product_attention(q, k, v, bias.to(q.dtype))
        x = self.first(x + self.out(seen.transpose(1, 2).reshape(batch, count, HIDDEN_SIZE)))
        moved: Tensor = self.second(x + self.down(nn.functional.gelu(self.up(x))))
        return moved

    def pretrained(self, weights: Mapping[str, Floats], number: int, rounding: bool) -> Layer:
        """The layer with the weights of the base's layer of that number."""
        put = {"out": "ao", "up": "fi", "down": "fo", "first": "aln", "second": "oln"}
        of = {name: f"l{number}.{key}" for name, key in put.items()}
        state = {f"qkv.{w}": np.concatenate([weights[f"l{number}.{k}.{s}"] for k in "qkv"]) for w, s in PARTS}
        state |= {f"{name}.{w}": weights[f"{key}.{s}"] for name, key in of.items() for w, s in PARTS}
        self.load_state_dict({k: torch.tensor(rounded(v) if rounding and v.ndim == 2 else v) for k, v in state.items()})
        return self


PARTS = (("weight", "w"), ("bias", "b"))


class Lower(nn.Module):
    """Pieces of lines to vectors."""

    def __init__(self, base: Base) -> None:
        super().__init__()
        self.words = nn.Embedding.from_pretrained(torch.tensor(rounded(base.words)))
        self.positions = nn.Embedding.from_pretrained(torch.tensor(base.weights["pos"]))
        self.norm = nn.LayerNorm(HIDDEN_SIZE, EPSILON)
        self.norm.weight.data = torch.tensor(base.weights["ln.w"])
        self.norm.bias.data = torch.tensor(base.weights["ln.b"])
        self.layers = nn.ModuleList(Layer().pretrained(base.weights, k, rounding=True) for k in range(LOWER_LAYERS))

    def forward(self, pieces: Tensor) -> Tensor:
        """`pieces` (B, N), padded; the result (B, N, 384)."""
        places = torch.arange(pieces.shape[1], device=pieces.device)[None]
        x = self.norm(self.words(pieces) + self.positions(places))
        bias = ((pieces == PADDING_PIECE).to(x.dtype) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x


def rounded(matrix: Floats) -> Floats:
    """A matrix whose rows have 255 steps each, as `export.py` stores it."""
    step = np.abs(matrix).max(axis=1, keepdims=True) / 127
    whole: Floats = (np.round(matrix / np.maximum(step, 1e-12)) * step).astype(np.float32)
    return whole


def line_keys(it: Inputs) -> list[Line]:
    """The lines of a page, in order."""
    return [it.pieces[a:b] for a, b in lines_of(it)]


def vectors(lower: Lower, lines: Iterable[Line]) -> dict[Line, Halves]:
    """For each line a row of 384 for each of its words: the mean over the word's pieces."""
    todo = sorted(set(lines), key=length)
    found: dict[Line, Halves] = {}
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for group in groups(todo, MAX_PIECES_PER_BATCH):
            states = lower(torch.from_numpy(padded(group))).float().numpy()
            found.update((line, means(rows, line).astype(np.float16)) for line, rows in zip(group, states, strict=True))
    return found
