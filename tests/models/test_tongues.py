"""Screens in languages that the generator has labels in alone."""

from __future__ import annotations

import random

import pytest

from models.generator.content import Content
from models.generator.content.tongues import labels, screen, tongues
from models.generator.kinds import KINDS
from screenpii.lexicon.labels import lexicon


@pytest.mark.parametrize("tongue", tongues())
def test_labels_are_of_their_type_to_the_scanner(tongue: str) -> None:
    for kind in ("PERSON_NAME", "EMAIL", "PHONE", "POSTAL_ADDRESS", "ORDER_ID"):
        said = [phrase for phrases in labels(tongue)[kind].values() for phrase in phrases]
        known = [phrase for phrase in said if kind in {m.type for m in lexicon().meanings(phrase)}]
        assert len(known) >= 0.9 * len(said) > 0, kind


@pytest.mark.parametrize("tongue", tongues())
def test_every_kind_of_screen_has_titles_and_words(tongue: str) -> None:
    said = screen(tongue)
    assert all(said["titles"][kind] for kind in KINDS)
    assert all(len(said[name]) >= 10 for name in ("menu", "tabs", "buttons", "plain", "columns"))


def test_staff_have_labels_that_say_so() -> None:
    said = [Content(random.Random(seed), "en", "da").label("PERSON_NAME", "associate", 0.0) for seed in range(20)]
    assert all({m.subject for m in lexicon().meanings(label)} & {"associate"} for label in said)


def test_people_are_at_home_where_the_language_is_spoken() -> None:
    homes = [Content(random.Random(seed), "en", "fi").person().country for seed in range(40)]
    assert homes.count("FI") > 12
