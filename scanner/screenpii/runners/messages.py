"""What a worker says to the process that runs it, and what it is asked to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from screenpii.errors import ScreenpiiError
from screenpii.sources import Item
from screenpii.types import Position, Skipped

if TYPE_CHECKING:
    from screenpii.config import Settings

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Ready:
    """Everything is loaded; it waits for items."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Something that all items need is missing: the run is over."""

    error: ScreenpiiError


@dataclass(frozen=True, slots=True)
class Begun:
    """A frame is decoded, and is looked at from now on."""

    position: Position


@dataclass(frozen=True, slots=True)
class Alive:
    """A part of the work on an item is done that takes no longer than a frame may."""


@dataclass(frozen=True, slots=True)
class Member:
    """There is another item in this one."""

    item: Item


@dataclass(frozen=True, slots=True)
class Done(Generic[R_co]):
    """A result of the item; `position` is the frame's, if it is of one: what comes next is behind it."""

    result: R_co | Skipped
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Over:
    """The item is done."""


Told = Begun | Alive | Member | Done[R]
Message = Ready | Failed | Over | Told[R]
Work = Callable[[Item], Iterator[Told[R]]]
"""What is done with each item. An exception costs the rest of it; one of ours ends the run."""


class Job(Protocol[R_co]):
    """What workers do; it is pickled into each of them."""

    @property
    def settings(self) -> Settings:
        """How many workers there are, and what they may cost."""

    def load(self) -> Work[R_co]:
        """Called once in each worker. MissingEngineError if something is missing."""
