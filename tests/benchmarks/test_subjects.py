from __future__ import annotations

from benchmarks.subjects import THRESHOLDS, Met, curve


def test_the_curve_trades_customers_for_others() -> None:
    found = [
        Met(True, 0.0, 0.7),
        Met(True, 0.72, 0.7),
        Met(True, 0.9, 2.0),
        Met(False, 0.75, 0.7),
        Met(False, 0.8, 0.9),
    ]
    points = {threshold: (exposed, left) for threshold, exposed, left in curve(found)}
    assert list(points) == list(THRESHOLDS)
    assert points[0.6] == (2 / 3, 1.0)
    assert points[0.7] == (2 / 3, 0.5)
    assert points[0.8] == (1.0, 0.0)
    alone = {threshold: exposed for threshold, exposed, _ in curve(found, place_alone=True)}
    assert alone[0.6] == 1 / 3
