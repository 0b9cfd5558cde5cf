from __future__ import annotations

import pytest

from screenpii.lexicon.masks import is_masked, runs


@pytest.mark.parametrize(
    "text",
    [
        "Maria · Delgado",
        "Home • Orders • Refunds",
        "Shipped · Mastercard",
        "Pick-up·Today",
        "• First item",
        "•First item",
        "* required",
        "12 ● open",
        "Lille ▪ Nord",
    ],
)
def test_a_dot_between_words_or_before_an_item_hides_nothing(text: str) -> None:
    assert not is_masked(text)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("•••• 8842", ["••••"]),
        ("· · · · 8842", ["·", "·", "·", "·"]),
        ("•8842", ["•"]),
        ("M••• D•••", ["•••", "•••"]),
        ("M• D•", ["•", "•"]),
        ("m*@example.org", ["*"]),
        ("…8842", ["…"]),
        ("Ana █", ["█"]),
        ("**** 55** **** 4242", ["****", "**", "****"]),
        ("xx/xx", ["xx", "xx"]),
    ],
)
def test_runs_that_hide_something(text: str, hidden: list[str]) -> None:
    assert [text[start:end] for start, end in runs(text)] == hidden
