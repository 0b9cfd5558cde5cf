"""The check of our reading against the source of pages runs on a real page, and tells counts alone."""

from __future__ import annotations

import pytest

from benchmarks import pages


def test_a_page_is_read_from_its_picture_and_from_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    pages.main([(pages.SAMPLES / "pages/kiosk-locker.html").as_uri()])
    heads, _, row, total = capsys.readouterr().out.splitlines()
    name, lines, exact, _, by_source, by_picture, both = (cell.strip() for cell in row.strip("|").split("|"))
    assert name == "kiosk-locker.html"
    assert int(lines) > 10
    assert float(exact) > 80
    assert 0 < int(both) <= min(int(by_source), int(by_picture))
    assert total.split("|")[2:] == row.split("|")[2:]
    assert heads.count("|") == row.count("|")
