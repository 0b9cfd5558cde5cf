"""The upper half, which is trained: pretrained layers over all words of a page, with where they stand."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from models.encoder.base import Floats
from models.encoder.lower import ATTENTION_HEADS, EPSILON, HIDDEN_SIZE, LOWER_LAYERS, Layer
from screenpii.tagger.encoder.classes import SUBJECTS, TYPES
from screenpii.tagger.encoder.inputs import HEIGHT_BINS, MAX_WORD_PLACES, PAGE_BINS, WIDTH_BINS

UPPER_LAYERS = 3  # pretrained layers over the page, those behind the lower half's
DISTANCE_BINS = 15  # bins of distance on either side, two to a factor of two
PLACE_BINS = (PAGE_BINS, PAGE_BINS, PAGE_BINS, PAGE_BINS, HEIGHT_BINS, WIDTH_BINS, MAX_WORD_PLACES)
INITIAL_STD = 0.02  # standard deviation of weights that start at random
INITIAL_DISTANCE_PENALTY = 0.05  # attention that a word starts with is less by this for each bin of distance


class Upper(nn.Module):
    """Vectors of words, and where they stand, to what they are; the first place is the page's own."""

    def __init__(self, weights: Mapping[str, Floats], hints: int) -> None:
        super().__init__()
        self.places = nn.ModuleList(nn.Embedding(size, HIDDEN_SIZE) for size in PLACE_BINS)
        self.hints = nn.Linear(hints, HIDDEN_SIZE, bias=False)
        for part in (*self.places, self.hints):
            nn.init.normal_(part.weight, std=INITIAL_STD)
        self.hidden, self.page = (
            nn.Parameter(torch.zeros(HIDDEN_SIZE)),
            nn.Parameter(torch.randn(HIDDEN_SIZE) * INITIAL_STD),
        )
        self.near = nn.ModuleList(nn.Embedding(2 * DISTANCE_BINS + 1, ATTENTION_HEADS) for _ in range(3))
        self.same = nn.Parameter(torch.zeros(ATTENTION_HEADS))
        for table in self.near:
            away = torch.abs(torch.arange(2 * DISTANCE_BINS + 1) - DISTANCE_BINS).float()
            table.weight.data = -INITIAL_DISTANCE_PENALTY * away[:, None].repeat(1, ATTENTION_HEADS)
        self.norm, self.drop = nn.LayerNorm(HIDDEN_SIZE, EPSILON), nn.Dropout(0.1)
        self.layers = nn.ModuleList(
            Layer().pretrained(weights, LOWER_LAYERS + k, rounding=False) for k in range(UPPER_LAYERS)
        )
        self.kind, self.begins = nn.Linear(HIDDEN_SIZE, len(TYPES)), nn.Linear(HIDDEN_SIZE, 1)
        self.subject = nn.Linear(HIDDEN_SIZE, len(SUBJECTS))

    def forward(self, words: Tensor, bins: Tensor, ems: Tensor, hints: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of the type (B, N, T), of beginning an item (B, N), of whose it is (B, N, 3).

        `words` (B, N, 384), `bins` (B, N, 7), `ems` (B, N, 4; a line's number of -1 is padding), `hints` (B, N, H).
        """
        x = words + self.hints(hints)
        for number, table in enumerate(self.places):
            x = x + table(bins[..., number])
        batch = x.shape[0]
        x = torch.cat([self.page.expand(batch, 1, -1), x], 1)
        x = self.drop(self.norm(x))
        bias = self._bias(ems)
        for layer in self.layers:
            x = layer(x, bias)
        x = x[:, 1:]
        return self.kind(x), self.begins(x)[..., 0], self.subject(x)

    def _bias(self, ems: Tensor) -> Tensor:
        """What is added to the attention's logits (B, 12, 1 + N, 1 + N): by distance, by line; padding is not seen."""
        line = ems[..., 3]
        bias = self.same * (line[:, :, None] == line[:, None, :])[..., None].to(self.same.dtype)
        for number, table in enumerate(self.near):
            away = ems[:, None, :, number] - ems[:, :, None, number]
            far = torch.clamp(torch.round(2 * torch.log2(1 + torch.abs(away))), max=DISTANCE_BINS)
            bias = bias + table((torch.sign(away) * far).long() + DISTANCE_BINS)
        bias = bias + ((line < 0).to(bias.dtype) * -1e4)[:, None, :, None]
        return nn.functional.pad(bias, (0, 0, 1, 0, 1, 0)).permute(0, 3, 1, 2)
