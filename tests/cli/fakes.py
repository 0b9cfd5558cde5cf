"""A pipeline that reads file names instead of pixels: `exposed.png` shows a card, `hang.png` never ends,
`full.png` finds no room on the disk for its annotated copy."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path, PurePath

from screenpii.assembly import rules_of
from screenpii.config import Settings
from screenpii.errors import MissingEngineError
from screenpii.policy.record import record_of
from screenpii.summary import Run
from screenpii.types import Box, Entity, Finding, Frame, Masking, Reading, Record
from tests.redact import reds

SECRET = "4242 4242 4242 4242"


def load(
    settings: Settings, key: bytes, pictures: Path | None, illustrated: bool = False
) -> Callable[[Frame], Reading]:
    return read


def read(frame: Frame) -> Reading:
    name = PurePath(frame.source).name
    if name == "hang.png":
        Path("hanging").touch()
        time.sleep(600)
    if name == "fault.png":
        raise ValueError(SECRET)
    findings = (card(frame),) if name == "exposed.png" else ()
    note = "not annotated (No space left on device)" if name == "full.png" else ""
    return Reading(frame.source, frame.position, frame.width, frame.height, 0.0, findings, note=note)


def card(frame: Frame) -> Record:
    entity = Entity("PAYMENT_CARD", "customer", 0, 19, SECRET, (Box(1, 1, 9, 9),), 0.9, "Card")
    found = Finding(
        entity,
        frame.source,
        frame.position,
        Masking("none"),
        "exposed",
        "critical",
        (),
        "•••• •••• •••• 4242",
        f"v1:{0:032x}",
    )
    return record_of(found)


def load_red(
    settings: Settings, key: bytes, pictures: Path | None, illustrated: bool = False
) -> Callable[[Frame], Reading]:
    """What finds red rectangles."""
    return reds.read


def load_missing(
    settings: Settings, key: bytes, pictures: Path | None, illustrated: bool = False
) -> Callable[[Frame], Reading]:
    raise MissingEngineError("nosuch is not installed: pip install nosuch")


def describe(settings: Settings) -> Run:
    return Run(engine="fake 1.0", model="fake-model", policies=(("default", "1"),), rules=rules_of(settings))


def describe_wrongly(settings: Settings) -> Run:
    raise RuntimeError(SECRET)
