"""The allow list: the business's own values, test cards, or a type for a role on some screens."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from screenpii.config import Allow
from screenpii.lexicon.cards import TEST_CARDS
from screenpii.policy.fingerprint import normal
from screenpii.types import Entity, Frame

if TYPE_CHECKING:
    from screenpii.policy.judge import Policy


def allowed(entity: Entity, frame: Frame, policy: Policy) -> str:
    """Why an entity may show, by the first entry of the allow list that fits it; empty if none does."""
    if policy.test_cards and entity.type == "PAYMENT_CARD" and normal(entity.type, entity.text) in TEST_CARDS:
        return "allowed: a public test number, no real card"
    for entry in policy.allowances:
        if _fits(entry, entity, frame, policy):
            return f"allowed: {entry.reason or 'by the configuration'}"
    return ""


def _fits(entry: Allow, entity: Entity, frame: Frame, policy: Policy) -> bool:
    return (
        (not entry.types or entity.type in entry.types)
        and (not entry.roles or policy.role in entry.roles)
        and (not entry.channels or policy.channel in entry.channels)
        and (not entry.screens or any(_stands_at(frame, glob) for glob in _globs(entry.screens, policy.tags)))
        and (not entry.values or any(_same(value, entity) for value in entry.values))
    )


def _stands_at(frame: Frame, glob: str) -> bool:
    return fnmatchcase(frame.source, glob) or fnmatchcase(frame.below, glob)


def _same(value: str, entity: Entity) -> bool:
    text = " ".join(entity.text.split()).casefold()
    wanted = value.casefold()
    return fnmatchcase(text, wanted) or (
        "*" not in wanted and normal(entity.type, value) == normal(entity.type, entity.text)
    )


def _globs(names: tuple[str, ...], tags: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The globs of the screens with these tags; a name that is no tag is a glob itself."""
    return tuple(glob for name in names for glob in tags.get(name, (name,)))
