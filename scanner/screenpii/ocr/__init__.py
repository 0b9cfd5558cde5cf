"""OCR engines: one file each, behind one method, `read(frame, seen) -> list[Line]`."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Protocol

from pydantic import BaseModel, ConfigDict

from screenpii.config import Settings, validated
from screenpii.errors import MissingEngineError, UsageError
from screenpii.imaging import Analysis
from screenpii.ocr.calibration import Calibration
from screenpii.registry import Registry
from screenpii.types import Frame, Line

MIN_SIDE_PX = 4  # shorter side of a frame that can be read


class Reader(Protocol):
    """Anything that reads frames."""

    def read(self, frame: Frame) -> list[Line]:
        """The lines of a frame, in any order, each character with its box in the frame's pixels.

        Ink that could not be read gives a line of `doubt.UNREAD`; icons are among it.
        """


class Options(BaseModel):
    """An engine's options, the table `[engine.NAME]` of the configuration; this model is that of an engine without."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Engine(Protocol):
    """An engine that can be chosen by name; one instance serves one process.

    `options` is the model of its options: its fields, all with defaults and descriptions, are the keys of the table.
    """

    options: ClassVar[type[Options]]
    calibration: ClassVar[Calibration]

    def __init__(self, settings: Settings, options: Any) -> None:
        """Load the models; `options` is an instance of the class's model. MissingEngineError if that cannot be done."""

    @classmethod
    def check(cls) -> str:
        """What is missing and how to install it, in one line; empty if the engine works."""

    @classmethod
    def version(cls) -> str:
        """The version of the software that reads."""

    def read(self, frame: Frame, seen: Analysis) -> list[Line]:
        """As `Reader.read`; `seen` is the image analysis of the frame, which has at least MIN_SIDE_PX each way.

        Masks and covers that `seen` holds are among the characters of the lines: `hidden.py` puts them there.
        """


@dataclass(frozen=True)
class EngineReader:
    """Reads frames, or parts of them, with an engine: each is analysed before it is read."""

    engine: Engine

    def read(self, frame: Frame) -> list[Line]:
        """The lines of a frame, in any order; none of a frame that is too small for text."""
        if min(frame.width, frame.height) < MIN_SIDE_PX:
            return []
        lines = self.engine.read(frame, Analysis(frame.pixels))
        return [replace(line, confidence=self.engine.calibration(line.confidence)) for line in lines]


engines: Registry[type[Engine]] = Registry("screenpii.ocr")


def create(settings: Settings) -> Reader:
    """A reader with the engine that the settings name, loaded.

    Raises UsageError if it is unknown or its options are wrong, MissingEngineError if it is not installed.
    """
    engine = _find(settings.engine)
    options = options_of(settings)
    missing = engine.check()
    if missing:
        raise MissingEngineError(f"the engine {settings.engine} is missing: {missing}")
    return EngineReader(engine(settings, options))


def identify(settings: Settings) -> str:
    """Name and version of the engine that the settings name; UsageError if it is unknown or has wrong options."""
    options_of(settings)
    return f"{settings.engine} {_find(settings.engine).version()}".strip()


def options_of(settings: Settings) -> Options:
    """The options of the engine that the settings name.

    Raises UsageError for a table of an unknown engine, and for a wrong option in any table.
    """
    found = {}
    for name, table in settings.engine_options.items():
        if not isinstance(table, dict):
            raise UsageError(f"{settings.origin}: unknown key 'engine.{name}'; beside 'engine.name' are only tables")
        found[name] = validated(_find(name, f"{settings.origin}: ").options, table, settings.origin, f"engine.{name}.")
    return found.get(settings.engine) or _find(settings.engine).options()


def _find(name: str, where: str = "") -> type[Engine]:
    known = engines.load()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0)
        raise UsageError(f"{where}unknown engine {name!r}; did you mean {near[0]!r}?")
    return known[name]
