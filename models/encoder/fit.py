"""Trains the encoder's upper half: python -m models.encoder.fit OUT.pt EXAMPLES.pkl ... [--minutes M] [--resume]

OUT.pt is written every few minutes, and `--resume` goes on from it. The learning rate falls to nothing over the minutes
or epochs that were given, whichever are over first.
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from models.encoder import base
from models.encoder.examples import IGNORED, Example
from models.encoder.lower import Halves, Lower, line_keys, vectors
from models.encoder.upper import Upper
from screenpii.tagger.encoder.inputs import family_of, geometry, multi_hot

WINDOW_WORDS = 320  # words of a page that are learned from at once
MAX_STEP_WORDS = 2_400  # words of a training step
MIN_HINT_PAGES = 40  # pages on which a hint must occur
HIDDEN_WORD_SHARE = 0.03  # share of words that are hidden
HIDDEN_LINE_SHARE = 0.05  # share of lines without an item that are hidden
NO_FAMILY_PAGE_SHARE = 0.25  # share of pages without one family of hints
NO_HINTS_PAGE_SHARE = 0.15  # share of pages without any hints
PRETRAINED_LEARNING_RATE = 3e-4  # learning rate of pretrained weights
FRESH_LEARNING_RATE = 1e-3  # learning rate of all other weights
WARMUP_STEPS = 60
CHECKPOINT_SECONDS = 180.0  # seconds from one checkpoint to the next
SUBJECT_LOSS_WEIGHT = 0.5  # weight of the subjects' loss, that of the types being 1


@dataclass(frozen=True, slots=True)
class Ready:
    """An example with the lower half's vectors of its words."""

    example: Example
    vectors: Halves


def ready(examples: Sequence[Example], lower: Lower) -> list[Ready]:
    """The examples with their vectors; a line that recurs is read once."""
    keys = [line_keys(e.inputs) for e in examples]
    known = vectors(lower, (line for lines in keys for line in lines))
    return [Ready(e, np.concatenate([known[line] for line in lines])) for e, lines in zip(examples, keys, strict=True)]


def known_hints(examples: Sequence[Example]) -> tuple[str, ...]:
    """The hints that stand on enough pages, sorted."""
    seen = Counter(hint for e in examples for hint in {h for hints in e.inputs.hints for h in hints})
    return tuple(sorted(hint for hint, pages in seen.items() if pages >= MIN_HINT_PAGES))


class Sampler:
    """Windows of pages as the network takes them, with parts hidden at random while it learns."""

    def __init__(self, hints: Sequence[str], seed: int) -> None:
        self.at = {name: number for number, name in enumerate(hints)}
        self.families = sorted({family_of(name) for name in hints})
        self.of = np.array([self.families.index(family_of(name)) for name in hints])
        self.rng = np.random.default_rng(seed)

    def window(self, it: Ready, learning: bool) -> dict[str, Any]:
        """One window of a page: the arrays of `Upper.forward`, and the labels."""
        count = len(it.vectors)
        start = int(self.rng.integers(0, count - WINDOW_WORDS + 1)) if learning and count > WINDOW_WORDS else 0
        end = start + WINDOW_WORDS if learning else count
        part = it.example.inputs.part(start, end)
        place = geometry(part)
        told = multi_hot(part.hints, self.at)
        labels = {"type": it.example.type, "begins": it.example.begins, "subject": it.example.subject}
        found = {
            "words": it.vectors[start:end].astype(np.float32),
            "bins": place.bins,
            "ems": place.ems,
            "hints": told,
            "hide": np.zeros(len(told), bool),
            **{name: values[start:end].astype(np.int64) for name, values in labels.items()},
        }
        return self._blurred(found) if learning else found

    def _blurred(self, it: dict[str, Any]) -> dict[str, Any]:
        """Words and lines hidden, kinds of hints left out, the page moved on a larger canvas."""
        rng = self.rng
        kept = rng.random(len(self.families)) >= NO_FAMILY_PAGE_SHARE
        it["hints"] *= kept[self.of] & (rng.random() >= NO_HINTS_PAGE_SHARE)
        numbers = np.unique(it["ems"][:, 3], return_inverse=True)[1]
        dropped = rng.random(numbers.max() + 1) < HIDDEN_LINE_SHARE
        dropped[numbers[it["type"] > 0]] = False
        it["hide"] = dropped[numbers] | (rng.random(len(numbers)) < HIDDEN_WORD_SHARE)
        if rng.random() < 0.5:
            scale, shift = rng.uniform(0.75, 1.0), rng.random(2) * 0.25
            moved = it["bins"][:, :4] * scale + np.tile(shift, 2) * (1 - scale) * 4 * 64
            it["bins"] = np.column_stack([np.clip(moved.astype(np.int64), 0, 63), it["bins"][:, 4:]])
        return it


def batch(windows: Sequence[dict[str, Any]]) -> dict[str, Tensor]:
    """Windows side by side, padded."""
    longest = max(len(w["type"]) for w in windows)
    fill = {"ems": -1, "type": IGNORED, "subject": IGNORED}
    found = {}
    for name, first in windows[0].items():
        whole = np.full((len(windows), longest, *first.shape[1:]), fill.get(name, 0), first.dtype)
        for row, window in zip(whole, windows, strict=True):
            row[: len(window[name])] = window[name]
        found[name] = torch.from_numpy(whole)
    return found


def outputs(model: Upper, it: dict[str, Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    """The network's logits for a batch; what is hidden has the vector that stands for it."""
    hide = it["hide"][..., None].float()
    words = it["words"] * (1 - hide) + model.hidden * hide
    types, begins, subjects = model(words, it["bins"], it["ems"], it["hints"] * (1 - hide))
    return types.float(), begins.float(), subjects.float()


def loss(model: Upper, it: dict[str, Tensor]) -> Tensor:
    """Cross-entropy of the types, of the beginnings and subjects of words that are something."""
    types, begins, subjects = outputs(model, it)
    something = it["type"] > 0
    total = nn.functional.cross_entropy(types.flatten(0, 1), it["type"].flatten(), ignore_index=IGNORED)
    if something.any():
        first = nn.functional.binary_cross_entropy_with_logits(begins[something], it["begins"][something].float())
        told = something & (it["subject"] != IGNORED)
        whose = nn.functional.cross_entropy(subjects[told], it["subject"][told], reduction="sum") / max(
            1, int(told.sum())
        )
        total = total + something.float().mean() * (first + whose) * SUBJECT_LOSS_WEIGHT * 4
    return total


def groups(pages: Sequence[Ready], rng: random.Random) -> Iterator[list[Ready]]:
    """Pages in random order, those of about one length together, as many as a step takes."""
    order = rng.sample(range(len(pages)), len(pages))
    for at in range(0, len(order), 256):
        found: list[list[Ready]] = [[]]
        for k in sorted(order[at : at + 256], key=lambda k: len(pages[k].vectors)):
            size = min(WINDOW_WORDS, len(pages[k].vectors))
            if found[-1] and (len(found[-1]) + 1) * size > MAX_STEP_WORDS:
                found.append([])
            found[-1].append(pages[k])
        yield from rng.sample(found, len(found))


class Training:
    """The upper half, its optimiser and how far it is; kept in a file and taken up from it."""

    def __init__(self, hints: Sequence[str], seed: int, rate: float) -> None:
        torch.manual_seed(seed)
        self.hints = tuple(hints)
        self.model = Upper(base.load().weights, len(hints))
        old = [p for name, p in self.model.named_parameters() if name.startswith("layers")]
        fresh = [p for name, p in self.model.named_parameters() if not name.startswith("layers")]
        self.optimiser = torch.optim.AdamW(
            [{"params": old, "weight_decay": 0.01}, {"params": fresh, "weight_decay": 0.0}], betas=(0.9, 0.98)
        )
        self.rates = (rate, rate * FRESH_LEARNING_RATE / PRETRAINED_LEARNING_RATE)
        self.steps = 0
        self.share = 0.0

    def step(self, it: dict[str, Tensor], share: float) -> float:
        """One step; `share` of the training is over."""
        self.share = share
        slope = min(1.0, (self.steps + 1) / WARMUP_STEPS) * max(0.01, 1 - share)
        for group, top in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = top * slope
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = loss(self.model, it)
        self.optimiser.zero_grad()
        found.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.steps += 1
        return float(found.detach())

    def save(self, path: Path) -> None:
        """Keep everything that going on needs."""
        state = {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict()}
        part = path.with_suffix(".part")
        torch.save({**state, "hints": self.hints, "steps": self.steps, "share": self.share}, part)
        part.replace(path)

    def take_up(self, path: Path, whole: bool) -> None:
        """Go on from a file; not `whole`: from its weights alone, as a new training."""
        state = torch.load(path)
        self.model.load_state_dict(state["model"])
        if whole:
            self.optimiser.load_state_dict(state["optimiser"])
            self.steps, self.share = state["steps"], state["share"]


def train(it: Training, pages: Sequence[Ready], out: Path, minutes: float, epochs: float, seed: int) -> None:
    """Train until the minutes or epochs are over."""
    began, saved, seen, losses = time.monotonic(), time.monotonic(), 0, []
    sampler, rng = Sampler(it.hints, seed), random.Random(seed)
    start = it.share
    it.model.train()
    while True:
        for group in groups(pages, rng):
            now = time.monotonic()
            share = start + (1 - start) * max((now - began) / 60 / minutes, seen / (epochs * len(pages)))
            if share >= 1:
                it.share = 1.0
                it.save(out)
                return
            losses.append(it.step(batch([sampler.window(one, learning=True) for one in group]), share))
            seen += len(group)
            if it.steps % 50 == 0:
                print(f"{it.steps} steps, {seen} pages, {share:.0%}, loss {np.mean(losses[-50:]):.4f}", flush=True)
            if now - saved > CHECKPOINT_SECONDS:
                it.save(out)
                saved = now


def load(path: Path, lower: Lower) -> list[Ready]:
    """The examples of a file; the vectors are kept beside it, for they cost more than reading it."""
    examples: list[Example] = pickle.loads(path.read_bytes())  # noqa: S301 -- our own file
    kept = path.with_suffix(".vectors.npy")
    if not kept.exists():
        np.save(kept, np.concatenate([one.vectors for one in ready(examples, lower)]))
    every = np.load(kept, mmap_mode="r")
    ends = np.cumsum([len(e.type) for e in examples])
    return [Ready(e, every[end - len(e.type) : end]) for e, end in zip(examples, ends, strict=True)]


def main() -> None:
    """Train on the examples of files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("examples", nargs="+", type=Path)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--epochs", type=float, default=6.0)
    parser.add_argument("--rate", type=float, default=PRETRAINED_LEARNING_RATE)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--resume", action="store_true", help="go on with OUT.pt")
    parser.add_argument("--start", type=Path, help="begin with the weights of this file")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    lower = Lower(base.load()).eval()
    pages = [one for path in options.examples for one in load(path, lower)]
    known = torch.load(options.start or options.out)["hints"] if options.start or options.resume else None
    it = Training(known or known_hints([one.example for one in pages]), options.seed, options.rate)
    if known:
        it.take_up(options.start or options.out, whole=options.resume)
    words = sum(len(one.vectors) for one in pages)
    print(f"{len(pages)} pages, {words:,} words, {len(it.hints)} hints", flush=True)
    train(it, pages, options.out, options.minutes, options.epochs, options.seed)


if __name__ == "__main__":
    main()
