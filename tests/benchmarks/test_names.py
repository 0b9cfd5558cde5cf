"""The benchmark of names by region."""

from __future__ import annotations

import pytest

from benchmarks import names
from models.generator.content.patterns import words


def test_all_origins_of_the_generator_are_in_one_region() -> None:
    listed = [origin for origins in names.REGIONS.values() for origin in origins.split()]
    assert sorted(listed) == sorted(words("names")["origins"])


@pytest.mark.slow
def test_a_line_a_region(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "REGION_NAMES", 4)
    names.main()
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 1 + len(names.REGIONS)
    assert all(line.count("%") == 3 for line in printed[1:])
