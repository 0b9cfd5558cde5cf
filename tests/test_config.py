"""Settings: where they come from, and what is said about wrong ones."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from screenpii.config import Settings, load
from screenpii.errors import UsageError


def test_defaults_where_there_is_no_file(tmp_path: Path) -> None:
    assert load(tmp_path) == Settings()


def test_own_file_is_found_from_a_folder_below(tmp_path: Path) -> None:
    (tmp_path / "screenpii.toml").write_text('engine = "tesseract"\n[limits]\npixels = 1000\n')
    (tmp_path / "a" / "b").mkdir(parents=True)
    found = load(tmp_path / "a" / "b")
    assert (found.engine, found.limits.pixels) == ("tesseract", 1000)


def test_table_in_pyproject_and_options_on_top(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.screenpii]\njobs = 3\nengine = "tesseract"\n')
    found = load(tmp_path, jobs=None, engine="rapidocr")
    assert found.model_dump() == Settings(jobs=3, engine="rapidocr").model_dump()
    assert found.folder == tmp_path


def test_other_projects_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert load(tmp_path) == Settings()


def test_files_that_it_names_lie_relative_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it is named itself; names of packs, absolute paths and options stay as they are."""
    (tmp_path / "conf" / "below").mkdir(parents=True)
    file = tmp_path / "conf" / "screenpii.toml"
    file.write_text(
        'key = "../keys/key"\nbaseline = "known.yaml"\npolicy = '
        '["default", "own.yaml", "packs/x.yaml", "/abs/y.yaml"]\n'
        '[pages]\nstorage_state = "state.json"\n'
    )
    monkeypatch.chdir(tmp_path)
    for found in (load(tmp_path / "conf" / "below"), load(tmp_path, Path("conf/screenpii.toml"))):
        conf = tmp_path / "conf"
        assert Path(found.key).resolve() == tmp_path / "keys/key"
        assert (found.baseline, found.pages.storage_state) == (str(conf / "known.yaml"), str(conf / "state.json"))
        assert found.policy == ("default", str(conf / "own.yaml"), str(conf / "packs/x.yaml"), "/abs/y.yaml")
        assert found.folder == conf
    assert load(tmp_path, file, baseline="here.yaml", policy=("own.yaml",)).baseline == "here.yaml"
    assert load(tmp_path, file, policy=("own.yaml",)).policy == ("own.yaml",)
    file.write_text("key = 3\n")
    with pytest.raises(UsageError, match="key: "):
        load(tmp_path, file)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("engin = 'x'", "unknown key 'engin'; did you mean 'engine'?"),
        ("[limits]\npixel = 1", "unknown key 'limits.pixel'; did you mean 'pixels'?"),
        ("timeout = -1", "timeout: "),
        ("reread = 0.7", "unknown key 'reread'; it belongs in [engine.screen] now"),
        ("engine = 3", "engine: "),
        ("[engine]\nname = 3", "engine: "),
        ("timeout = ", "not valid TOML"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "screenpii.toml").write_text(text)
    with pytest.raises(UsageError, match=r"screenpii\.toml") as error:
        load(tmp_path)
    assert message in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        'engine = "tesseract"',
        '[engine]\nname = "tesseract"',
        '[engine]\nname = "tesseract"\n[engine.screen]\nreread = 0.5',
    ],
)
def test_an_engine_is_chosen_by_name_or_in_a_table(tmp_path: Path, text: str) -> None:
    (tmp_path / "screenpii.toml").write_text(text)
    assert load(tmp_path).engine == "tesseract"
    assert load(tmp_path, engine="rapidocr").engine == "rapidocr"


def test_options_of_engines_are_kept_whichever_is_chosen(tmp_path: Path) -> None:
    (tmp_path / "screenpii.toml").write_text("[engine.screen]\nreread = 0.5\n")
    found = load(tmp_path)
    assert (found.engine, found.engine_options) == (Settings().engine, {"screen": {"reread": 0.5}})
    assert load(tmp_path, engine="tesseract").engine_options == found.engine_options
    assert pickle.loads(pickle.dumps(found)).engine_options == found.engine_options  # as for a worker
    assert found != Settings()


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path, tmp_path / "none.toml")
