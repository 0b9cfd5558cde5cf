"""Settings: where they come from, and what is said about wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner.config import Settings, load
from scanner.errors import UsageError


def test_defaults_where_there_is_no_file(tmp_path: Path) -> None:
    assert load(tmp_path) == Settings()


def test_own_file_is_found_from_a_folder_below(tmp_path: Path) -> None:
    (tmp_path / "screenpii.toml").write_text('engine = "tesseract"\n[limits]\npixels = 1000\n')
    (tmp_path / "a" / "b").mkdir(parents=True)
    found = load(tmp_path / "a" / "b")
    assert (found.engine, found.limits.pixels) == ("tesseract", 1000)


def test_table_in_pyproject_and_options_on_top(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.screenpii]\njobs = 3\nengine = "tesseract"\n')
    assert load(tmp_path, jobs=None, engine="rapidocr") == Settings(jobs=3, engine="rapidocr")


def test_other_projects_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert load(tmp_path) == Settings()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("engin = 'x'", "unknown key 'engin'; did you mean 'engine'?"),
        ("[limits]\npixel = 1", "unknown key 'limits.pixel'; did you mean 'pixels'?"),
        ("timeout = -1", "timeout: "),
        ("timeout = ", "not valid TOML"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "screenpii.toml").write_text(text)
    with pytest.raises(UsageError, match=r"screenpii\.toml") as error:
        load(tmp_path)
    assert message in str(error.value)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path, tmp_path / "none.toml")
