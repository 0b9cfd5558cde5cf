"""Values that a narrow cell breaks at any character are found whole, and neighbours are not joined to them."""

from __future__ import annotations

import pytest

from screenpii.context import context_of
from screenpii.entities import entities
from tests.pages import labelled_page


def proposed(kind: str, text: str) -> set[str]:
    page = labelled_page(text)
    return {page.text[c.start : c.end] for c in entities.load()[kind].propose(context_of(page))}


@pytest.mark.parametrize(
    ("kind", "screen", "value"),
    [
        ("EMAIL", "Mail\nhanneke.vanderb\neek@postvak.example", "hanneke.vanderb\neek@postvak.example"),
        ("EMAIL", "Mail\ntheo.brandt@gm\nx.example", "theo.brandt@gm\nx.example"),
        ("EMAIL", "Mail\nt.1987.\nbrandt@mail.exa\nmple", "t.1987.\nbrandt@mail.exa\nmple"),
        ("BANK_ACCOUNT", "FR1420041010050500013\nM02606", "FR1420041010050500013\nM02606"),
        ("BANK_ACCOUNT", "NL91 ABNA 0417\n1643 00", "NL91 ABNA 0417\n1643 00"),
        ("PAYMENT_CARD", "Karte\n55555555555\n54444", "55555555555\n54444"),
    ],
)
def test_broken_values_are_proposed_whole(kind: str, screen: str, value: str) -> None:
    assert value in proposed(kind, screen)


@pytest.mark.parametrize(
    ("kind", "screen"),
    [
        ("EMAIL", "Theo Brandt\ntheo@mail.example"),
        ("EMAIL", "Brandt\ntheo@mail.example"),
        ("EMAIL", "theo@mail.example\nActive"),
        ("EMAIL", "theo@mail.com\nida@mail.com"),
        ("BANK_ACCOUNT", "FR1420041010050500013\nM02607"),
    ],
)
def test_neighbours_are_no_part_of_a_value(kind: str, screen: str) -> None:
    assert not any("\n" in value for value in proposed(kind, screen))


def test_a_name_in_two_lines_of_a_cell_is_one() -> None:
    rows = "Hanneke      h@postvak.example   Utrecht\nvan der Beek\n\n\nIda Holm     ida@post.example    Aarhus"
    screen = f"Customer     Mail                City\n\n\n{rows}"
    assert "Hanneke\nvan der Beek" in proposed("PERSON_NAME", screen)


def test_a_telephone_in_two_lines_is_one() -> None:
    assert "+31 20 794\n0958" in proposed("PHONE", "Telefoon\n+31 20 794\n0958")
    assert not any("\n" in value for value in proposed("PHONE", "+31 20 794 0958\n+31 20 794 0959"))


def test_an_expiry_date_in_two_boxes() -> None:
    assert proposed("CARD_EXPIRY", "Expiry date\n08   29") == {"08 29"}
