"""Options of engines: each engine checks its own, and says what is wrong with file, key and the nearest known one."""

from __future__ import annotations

from pathlib import Path

import pytest

from screenpii.config import Settings, load
from screenpii.errors import UsageError
from screenpii.ocr import identify, options_of
from screenpii.ocr.screen import ScreenOptions


def configured(folder: Path, text: str) -> Settings:
    (folder / "screenpii.toml").write_text(text)
    return load(folder)


def test_an_engine_gets_the_options_of_its_table(tmp_path: Path) -> None:
    assert options_of(Settings()) == ScreenOptions(reread=0.95)
    assert options_of(configured(tmp_path, "[engine.screen]\nreread = 0.5")) == ScreenOptions(reread=0.5)
    assert options_of(Settings.model_validate({"engine": {"screen": {"reread": 0}}})) == ScreenOptions(reread=0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[engine.screen]\nreed = 0.5", "unknown key 'engine.screen.reed'; did you mean 'reread'?"),
        ("[engine.screen]\nreread = 2", "engine.screen.reread: Input should be less than or equal to 1"),
        ("[engine.scren]\nreread = 0.5", "unknown engine 'scren'; did you mean 'screen'?"),
        ("[engine.tesseract]\nreread = 0.5", "unknown key 'engine.tesseract.reread'; there are no keys here"),
        ("[engine]\nreread = 0.5", "unknown key 'engine.reread'; beside 'engine.name' are only tables"),
        ('[engine]\nname = "tesseract"\n[engine.screen]\nreed = 0.5', "unknown key 'engine.screen.reed'"),
    ],
)
def test_wrong_options_are_told_before_anything_is_loaded(tmp_path: Path, text: str, message: str) -> None:
    settings = configured(tmp_path, text)
    with pytest.raises(UsageError) as error:
        identify(settings)
    assert str(error.value).startswith(f"screenpii.toml: {message}")
