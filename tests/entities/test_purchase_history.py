"""Regions that show what somebody bought: which are proposed, with which evidence."""

from __future__ import annotations

import pytest

from screenpii.context import context_of
from screenpii.entities.purchase_history import propose
from screenpii.layout import name_fields, page_of
from screenpii.types import Candidate, Page

GOODS = "Item            Qty   Price\nDesk lamp       1     19.00\nOffice chair    2     120.00"


def page(text: str) -> Page:
    return name_fields(page_of(text))


def proposed(text: str) -> list[Candidate]:
    return list(propose(context_of(page(text))))


def test_a_table_of_goods_with_its_region() -> None:
    found = page(f"Customer:  Jane Roe\n\n\n\n{GOODS}")
    (region,) = propose(context_of(found))
    assert region.evidence[0] == "goods"
    lines = [line for line in found.lines if line.text in ("Item", "Desk lamp", "120.00")]
    assert all(region.boxes[0].overlap(line.box) == line.box.area for line in lines)
    assert not any(region.boxes[0].overlap(line.box) for line in found.lines if line.text == "Jane Roe")


@pytest.mark.parametrize("lines", [2, 7])
def test_all_lines_of_a_table_and_of_a_list_are_counted(lines: int) -> None:
    rows = "\n".join(f"Desk lamp {'abcdefg'[n]}     {n + 1}         {n + 1}0.00" for n in range(lines))
    (table,) = proposed(f"Item            Quantity  Price\n{rows}")
    (listed,) = proposed(f"{rows}\nTotal                     99.00")
    assert (table.evidence[0], table.count) == ("goods", lines)
    assert (listed.evidence[0], listed.count) == ("list", lines)


def test_orders_of_several_people_are_told_from_those_of_one() -> None:
    many = "Order #   Customer    Status\n150       Li Wei      Paid\n151       Jane Roe    Open"
    one = "Order #   Placed        Status\n150       2 May 2026    Paid\n151       9 May 2026    Open"
    assert [c.evidence[0] for c in proposed(many)] == ["orders:people"]
    assert [c.evidence[0] for c in proposed(one)] == ["orders"]


def test_a_receipt_s_rows_end_at_its_sum() -> None:
    found = page(
        "Oat milk            2.49\nBread               3.10\nTotal               5.59\nVisa                5.59"
    )
    (region,) = propose(context_of(found))
    assert "summed:True" in region.evidence
    assert not any(region.boxes[0].overlap(line.box) for line in found.lines if line.text in ("Total", "Visa"))


def test_wrapped_names_stand_between_two_rows() -> None:
    text = "Oat milk            2.49\nbarista style\nBread               3.10\nsliced\nRice                1.99"
    (region,) = proposed(text)
    assert ("rows:3" in region.evidence, region.count) == (True, 3)


def test_a_picking_list_counts() -> None:
    (region,) = proposed("Desk lamp           2 x\nOffice chair        1 x")
    assert "counted" in region.evidence


@pytest.mark.parametrize("text", ["Total   12.00", "Bread   3.10", "Orders   12\nReturns   3", "Item   Aisle   Bin"])
def test_what_is_no_list_of_goods(text: str) -> None:
    assert proposed(text) == []


def test_figures_under_the_name_of_the_goods_belong_to_it() -> None:
    found = page("Garden hose\n3   12.00   36.00\n\nWatering can\n1   9.50   9.50\n\nTotal   45.50")
    (region,) = propose(context_of(found))
    assert {"rows:2", "headed:False"} <= set(region.evidence)
    named = [line for line in found.lines if line.text in ("Garden hose", "Watering can")]
    assert all(region.boxes[0].overlap(line.box) == line.box.area for line in named)


@pytest.mark.parametrize(
    ("before", "identified"),
    [("", "identified:0"), ("Mail:  jane.roe@example.com\n\n\n\n", "identified:1")],
)
def test_what_identifies_a_customer_is_evidence(before: str, identified: str) -> None:
    text = "Shop\n\n\n\n\n\n" + before + GOODS + "\n\n\n\n\n\n\n\nHelp"
    (region,) = proposed(text)
    assert identified in region.evidence
