"""Many lengths of time in little memory: how many, their sum, and their quantiles within a few per cent."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

SHORTEST_SECONDS = 0.1  # seconds; what is shorter counts as that, for a screen is not looked at more often
BIN_GROWTH_RATIO = 1.04  # each bin is so much longer than the one before: quantiles are at most 2 % off


@dataclass(slots=True)
class Durations:
    """Lengths of time in seconds. A bin for each four per cent: some 470 from a tenth of a second to four months."""

    count: int = 0
    total: float = 0.0
    bins: Counter[int] = field(default_factory=Counter)

    def add(self, seconds: float) -> None:
        """Take in one."""
        self.count += 1
        self.total += seconds
        self.bins[round(math.log(max(seconds, SHORTEST_SECONDS) / SHORTEST_SECONDS, BIN_GROWTH_RATIO))] += 1

    def quantile(self, share: float) -> float:
        """The seconds that such a share of the lengths does not exceed (nearest rank); 0 of nothing."""
        left = math.ceil(share * self.count)
        for number in sorted(self.bins):
            left -= self.bins[number]
            if left <= 0:
                return min(self.total, SHORTEST_SECONDS * BIN_GROWTH_RATIO**number)
        return 0.0
