"""Settings: one frozen object, from `screenpii.toml` or `[tool.screenpii]`, with the command line on top."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, PrivateAttr, ValidationError, model_validator
from pydantic import Field as Setting

from screenpii.errors import UsageError
from screenpii.userfiles import read_text

CONFIG_FILES = ("screenpii.toml", "pyproject.toml")  # names of configuration files, the first one found counts
MAX_CONFIG_BYTES = 1_000_000  # bytes of a configuration file
MOVED_KEYS = {"reread": "[engine.screen]"}  # former keys of the settings, with the table that has them now

Model = TypeVar("Model", bound=BaseModel)


class Limits(BaseModel):
    """Limits for hostile files; checked before decoding where the header has the figure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bytes: int = Setting(default=200_000_000, gt=0, description="size of a file")
    pixels: int = Setting(default=120_000_000, gt=0, description="width x height of a frame")
    frames: int = Setting(default=2_000, gt=0, description="frames of one file")
    memory: int = Setting(default=4_000_000_000, ge=0, description="address space of a worker in bytes; 0: no limit")


class Pages(BaseModel):
    """How web pages are captured: each in every viewport and colour scheme."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    browser: str = Setting("", description="the Chromium to run; searched for in PATH if empty")
    viewports: tuple[Annotated[str, Setting(pattern=r"^[1-9]\d{1,3}x[1-9]\d{1,3}$")], ...] = Setting(
        ("1366x768",), min_length=1, description="widths and heights in CSS pixels"
    )
    schemes: tuple[Literal["light", "dark"], ...] = Setting(
        ("light",), min_length=1, description="colour schemes to ask pages for"
    )
    full_page: bool = Setting(False, description="capture whole pages, not only the window")
    wait_for: str = Setting("", description="a CSS selector that must be visible before a page is captured")
    storage_state: str = Setting("", description="a file with a signed-in user's cookies, saved by Playwright")
    allow_hosts: tuple[Annotated[str, Setting(pattern=r"^(\*\.)?[A-Za-z0-9.-]+$")], ...] = Setting(
        (), description="hosts that pages may reach besides this machine; `*.shop.example` for all subdomains"
    )


class Allow(BaseModel):
    """An entry of the allow list: what may show. An empty key matches everything; one of the first three must be set.

    `values` are globs over the value as written (`*@shop.example`), or the value in any other spelling; `screens` are
    tags of the configuration, or globs over the frame's source.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    values: tuple[str, ...] = Setting((), repr=False, description="the business's own values")
    roles: tuple[str, ...] = Setting((), description="who may see it")
    screens: tuple[str, ...] = Setting((), description="where it may show")
    types: tuple[str, ...] = Setting((), description="entity types")
    channels: tuple[str, ...] = Setting((), description="channels")
    reason: str = Setting("", description="reason, shown with the findings that this entry allows")

    @model_validator(mode="after")
    def _names_something(self) -> Allow:
        if not (self.values or self.roles or self.screens):
            raise ValueError(
                "name values, roles or screens; otherwise a type would be allowed everywhere, to everybody"
            )
        return self


class WatchTarget(BaseModel):
    """Something to watch: a display, one over VNC, a video, a drop folder. What is not said is as in the settings."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Setting("", max_length=60, description="what events call it; no names of people")
    display: str = Setting("", description="a monitor (1, 2 ...), `all`, `window TITLE` or `region X,Y,W,H`")
    vnc: str = Setting("", description="a display over VNC: HOST or HOST:PORT")
    video: str = Setting("", description="a recording, or the address of a stream (rtsp://, https:// ...)")
    folder: str = Setting("", description="a folder into which pictures are dropped")
    interval: float = Setting(0.0, ge=0, description="seconds between looks while nothing changes; 0: as in `watch`")
    role: str = Setting("", description="who looks at it")
    channel: str = Setting("", description="where it stands")
    policy: tuple[str, ...] = Setting((), description="policy packs")


class Watch(BaseModel):
    """What `screenpii watch` looks at, and whom it tells."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    targets: tuple[WatchTarget, ...] = Setting((), description="what is watched, a table each")
    interval: float = Setting(1.0, gt=0, le=60, description="seconds between looks while nothing changes")
    linger: float = Setting(10.0, ge=0, description="seconds that an exposure may be hidden before it counts as gone")
    state: str = Setting(
        ".screenpii-watch", description="a folder of the watcher's own: what is open, what is to be sent"
    )
    sinks: dict[str, dict[str, Any]] = Setting({}, description="who is told, a table each; see [events](watch.md)")


class Settings(BaseModel):
    """How to scan. Field names are the keys of the configuration file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: str = Setting("screen", description="the OCR engine; or a table, see [engines](#engines)")
    languages: tuple[str, ...] = Setting(("en",), description="ISO 639-1 codes of the languages on the screens")
    include: tuple[str, ...] = Setting((), description="files of folders to scan, as in .gitignore; all by default")
    exclude: tuple[str, ...] = Setting((), description="files of folders to skip, as in .gitignore")
    types: tuple[str, ...] = Setting((), description="entity types to detect; all by default")
    min_score: float = Setting(0.4, ge=0, le=1, description="findings below this score are dropped")
    policy: tuple[str, ...] = Setting(("default",), min_length=1, description="policy packs: names, or paths of files")
    role: str = Setting("", description="who looks at these screens, for packs and allowances that name roles")
    channel: str = Setting("", description="where these screens stand (pos, kiosk ...); guessed from each if empty")
    tags: dict[str, tuple[str, ...]] = Setting({}, description="tags of screens, each with globs of their sources")
    allow: tuple[Allow, ...] = Setting((), description="what may show")
    test_cards: bool = Setting(False, description="allow the public test numbers of card brands")
    key: str = Setting("", description="the file with the project's key, made by `screenpii keys new`")
    baseline: str = Setting("", description="the file with accepted findings")
    jobs: int = Setting(0, ge=0, description="worker processes; 0: one per core")
    timeout: float = Setting(60.0, gt=0, description="seconds until a frame is given up")
    limits: Limits = Limits()
    pages: Pages = Pages()
    watch: Watch = Watch()
    _file: Path | None = PrivateAttr(None)
    _engine_options: Mapping[str, Any] = PrivateAttr({})

    @model_validator(mode="wrap")
    @classmethod
    def _with_engine_table(cls, values: Any, handler: ModelWrapValidatorHandler[Settings]) -> Settings:
        """`engine` may be a table: the engine's `name`, and a table of options by the name of each engine."""
        table = values.get("engine") if isinstance(values, dict) else None
        if not isinstance(table, dict):
            return handler(values)
        name = table.get("name", cls.model_fields["engine"].default)
        settings = handler({**values, "engine": name})
        settings._engine_options = {key: value for key, value in table.items() if key != "name"}
        return settings

    @property
    def folder(self) -> Path | None:
        """The folder of the configuration file, if there was one: names of screens are paths below it."""
        return self._file.parent if self._file else None

    @property
    def origin(self) -> str:
        """Where the settings come from, for messages: the name of the configuration file, or "options"."""
        return self._file.name if self._file else "options"

    @property
    def engine_options(self) -> Mapping[str, Any]:
        """The tables `[engine.NAME]` of the configuration by name; each engine has a model for its own."""
        return self._engine_options


def load(folder: Path, file: Path | None = None, **options: Any) -> Settings:
    """The settings of `file`, or of the nearest configuration file at or above `folder`; `options` not None win.

    An option that is a dictionary overrides key by key; `engine`, a name, keeps the options of engines. Paths in the
    configuration are relative to its file.

    Raises UsageError for an unreadable file, an unknown key (the message names the most similar one) or a wrong value.
    """
    path, table = (file, _read(file)) if file else _find(folder)
    path = Path(os.path.abspath(path)) if path else None
    table = _placed(table, path.parent) if path else table
    values = {**table, **{k: _over(table.get(k), v) for k, v in options.items() if v is not None}}
    settings = validated(Settings, values, path.name if path else "options")
    settings._file = path
    return settings


def validated(model: type[Model], values: Any, origin: str, under: str = "") -> Model:
    """The values of a table as a model; `under` is the table's key with a dot, or empty for the whole file.

    Raises UsageError with `origin`, the key, and for an unknown key the most similar known one.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise UsageError(f"{origin}: {_explain(error, model, under)}") from None


def is_file_name(policy: str) -> bool:
    """Whether a policy is given as the path of its file."""
    return "/" in policy or policy.endswith((".yaml", ".yml"))


def _placed(table: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The table with relative paths resolved against the folder; wrong values are left for validation."""

    def placed(value: Any) -> Any:
        return str(folder / value) if value and isinstance(value, str) else value

    found = {key: placed(value) if key in ("key", "baseline") else value for key, value in table.items()}
    if isinstance(packs := table.get("policy"), list):
        found["policy"] = [placed(p) if isinstance(p, str) and is_file_name(p) else p for p in packs]
    if isinstance(watch := table.get("watch"), dict):
        found["watch"] = {"state": str(folder / ".screenpii-watch"), **_placed_watch(watch, placed)}
    if isinstance(pages := table.get("pages"), dict) and "storage_state" in pages:
        found["pages"] = {**pages, "storage_state": placed(pages["storage_state"])}
    return found


def _placed_watch(table: dict[str, Any], placed: Callable[[Any], Any]) -> dict[str, Any]:
    """The table `watch` with the paths of its folders in their place; sinks place their own."""
    found = {key: placed(value) if key == "state" else value for key, value in table.items()}
    if isinstance(targets := table.get("targets"), list):
        found["targets"] = [
            {k: placed(v) if k == "folder" else v for k, v in t.items()} if isinstance(t, dict) else t for t in targets
        ]
    return found


def _over(below: Any, option: Any) -> Any:
    if isinstance(below, dict) and isinstance(option, str):  # `--engine` over the table `engine`
        option = {"name": option}
    return {**below, **option} if isinstance(below, dict) and isinstance(option, dict) else option


def _find(folder: Path) -> tuple[Path | None, dict[str, Any]]:
    for parent in (folder.resolve(), *folder.resolve().parents):
        for name in CONFIG_FILES:
            path = parent / name
            if path.is_file() and (name == "screenpii.toml" or "screenpii" in _toml(path).get("tool", {})):
                return path, _read(path)
    return None, {}


def _toml(path: Path) -> dict[str, Any]:
    text = read_text(path, MAX_CONFIG_BYTES)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: not valid TOML: {error}") from None
    except ValueError:
        raise UsageError(f"{path}: not valid TOML: a number that is too long") from None
    except RecursionError:
        raise UsageError(f"{path}: not valid TOML: nested too deeply") from None


def _read(path: Path) -> dict[str, Any]:
    data = _toml(path)
    table = data.get("tool", {}).get("screenpii", {}) if path.name == "pyproject.toml" else data
    if not isinstance(table, dict):
        raise UsageError(f"{path}: [tool.screenpii] must be a table")
    return table


def _explain(error: ValidationError, model: type[BaseModel], under: str) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    loc = first["loc"]
    key = under + ".".join(str(part) for part in loc)
    if first["type"] != "extra_forbidden":
        return f"{key.removesuffix('.')}: {first['msg'].removeprefix('Value error, ')}"
    if key in MOVED_KEYS:
        return f"unknown key {key!r}; it belongs in {MOVED_KEYS[key]} now"
    parts: dict[str, type[BaseModel]] = {"limits": Limits, "allow": Allow, "pages": Pages, "watch": Watch}
    known = parts.get(str(loc[0]), model).model_fields
    near = difflib.get_close_matches(str(loc[-1]), known, n=1, cutoff=0)
    return f"unknown key {key!r}; " + (f"did you mean {near[0]!r}?" if near else "there are no keys here")
