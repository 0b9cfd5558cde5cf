"""The script that changes thresholds: which numbers it finds, and that a change takes effect."""

from __future__ import annotations

from pathlib import Path

from scripts.mutants import SOURCE, Changed, mutants

LEVELS, FIELDS = SOURCE / "scorer" / "levels.py", SOURCE / "layout" / "fields.py"


def test_every_number_of_a_constant_goes_up_and_down() -> None:
    found = [(m.name, m.old, m.new) for m in mutants(LEVELS)]
    assert found[:3] == [
        ("LEVEL_EDGES[0]", 0.02, 0.014),
        ("LEVEL_EDGES[0]", 0.02, 0.026),
        ("LEVEL_EDGES[1]", 0.15, 0.105),
    ]
    assert len(found) == 16
    assert [(m.old, m.new) for m in mutants(FIELDS) if m.name == "MAX_TITLE_LINES"] == [(8, 6), (8, 10)]


def test_numbers_within_functions_and_texts_are_none(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text("NAME = '7'\nlower = 7\n\n\ndef f():\n    LIMIT = 7\n    return LIMIT\n", "utf-8")
    assert list(mutants(path)) == []


def test_a_changed_module_has_the_new_number_and_all_else() -> None:
    mutant = next(m for m in mutants(FIELDS) if m.name == "MAX_TITLE_LINES")
    loader = Changed(mutant)
    assert loader.module == "screenpii.layout.fields"
    assert loader.find_spec("screenpii.layout", None) is None
    scope: dict[str, object] = {"__name__": loader.module}
    exec(loader.get_code(loader.module), scope)
    assert scope["MAX_TITLE_LINES"] == 6
    assert scope["MAX_LABEL_LEFT_GAP_LINE_HEIGHTS"] == 18.0
    assert len(mutant.source) == len(FIELDS.read_bytes())
