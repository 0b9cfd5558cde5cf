"""What the shop shows, with screenshots for the manual: `pytest samples/shop/suite --screenpii`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.screenpii(allow=["ORDER_ID"])  # staff find an order by its number
def test_an_order_is_found_in_the_list(page: Page) -> None:
    page.goto("/orders")
    expect(page.get_by_test_id("order-row")).to_have_count(3)
    page.screenshot()
    page.get_by_role("link", name="7299").click()
    expect(page.get_by_test_id("total")).to_have_text("£54.00")
    page.screenshot()


def test_the_till_adds_up(page: Page, tmp_path: Path) -> None:
    page.goto("/till")
    expect(page.get_by_test_id("total")).to_have_text("£47.99")
    page.screenshot(path=tmp_path / "till.png")


def test_the_card_of_the_customer(page: Page) -> None:
    page.goto("/till")
    expect(page.get_by_test_id("card")).to_contain_text("1111")
    page.get_by_test_id("items").screenshot()


def test_stock_is_nobodys(page: Page, assert_no_pii: Callable[..., None]) -> None:
    page.goto("/stock")
    assert_no_pii(page)
