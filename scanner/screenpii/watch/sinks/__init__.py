"""How a watcher tells: one file a way to be told, each a `Sink` with the model of its options."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from screenpii.registry import Registry
from screenpii.watch.events import Event, EventSink


class Options(BaseModel):
    """A sink's options, the table `[watch.sinks.NAME]` of the configuration; this model is that of a sink without."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


@dataclass(frozen=True, slots=True)
class Around:
    """What a sink gets from the watcher.

    `origin` names the configuration in messages; relative paths in options lie below `folder`; `state` is a folder of
    the watcher's own, for what must outlive it. `complain` hears in one line what goes wrong, from any thread.
    """

    origin: str
    folder: Path
    state: Path
    complain: Callable[[str], None]


class Sink(EventSink):
    """A sink that can be chosen by name. `options` is the model of its table: fields with descriptions are its keys."""

    options: ClassVar[type[Options]] = Options

    def __init__(self, options: Any, around: Around) -> None:
        """Get ready; `options` is an instance of the class's model. UsageError for what can never work."""

    def start(self) -> None:
        """Begin to work: threads, servers, a live table. UsageError if that cannot be done. `probe` works without."""

    @classmethod
    def check(cls) -> str:
        """What is missing and how to install it, in one line; empty if the sink can be used."""
        return ""

    def probe(self, event: Event) -> str:
        """Tell an event and wait until that is done: what went wrong in one line, or nothing."""
        self.tell(event)
        return ""


sinks: Registry[type[Sink]] = Registry("screenpii.watch.sinks")
