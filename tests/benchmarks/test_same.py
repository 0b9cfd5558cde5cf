"""Two reports are compared finding by finding."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import same
from screenpii.reports import formats
from tests.reports.sample import normal


@pytest.mark.parametrize("change", [{}, {"verdict": "allowed"}, {"boxes": [[0, 0, 1, 1]]}, {"score": 0.1}])
def test_what_differs_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, object]) -> None:
    before = json.loads(formats.load()["json"].whole(normal()))
    after = json.loads(json.dumps(before))
    after["findings"][0] |= change
    for name, report in (("before", before), ("after", after)):
        (tmp_path / name).write_text(json.dumps(report))
    with pytest.raises(SystemExit) as ended:
        same.main([str(tmp_path / "before"), str(tmp_path / "after")])
    differs = int(bool(change.keys() & {*same.COMPARED}))
    assert ended.value.code == differs
    count = len(before["findings"])
    assert capsys.readouterr().out.endswith(f"{count} findings before, {count} after; {differs} gone, {differs} new\n")
