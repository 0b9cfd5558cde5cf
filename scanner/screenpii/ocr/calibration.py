"""Calibrations: from an engine's own confidence in a line to the probability that a character of it is read right."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True)
class Calibration:
    """A calibration by points (confidence, probability), both rising: straight lines between them, level beyond."""

    points: tuple[tuple[float, float], ...]

    def __call__(self, confidence: float) -> float:
        """The probability, 0 to 1, for a confidence."""
        k = bisect_right(self.points, confidence, key=lambda point: point[0])
        if k in (0, len(self.points)):
            return self.points[min(k, len(self.points) - 1)][1]
        (low, less), (high, more) = self.points[k - 1 : k + 1]
        return less + (more - less) * (confidence - low) / (high - low)


IDENTITY = Calibration(((0.0, 0.0), (1.0, 1.0)))
