"""The surroundings of lines: labels, neighbours, columns, regions."""

from __future__ import annotations

import pytest

from screenpii.context import Context, context_of
from screenpii.layout import name_fields, page_of


def context(text: str) -> Context:
    return context_of(name_fields(page_of(text)))


def line(context: Context, text: str) -> int:
    return next(i for i, one in enumerate(context.page.lines) if one.text == text)


def test_fields_come_nearest_first() -> None:
    found = context("Customer\nName   Jane Doe\nPhone  415 555 0143")
    places = [f.place for f in found.lines[line(found, "415 555 0143")].fields]
    assert places[0] == "left"
    assert set(places) <= {"left", "above", "title"}


def test_a_value_has_neighbours_in_its_row_and_its_block() -> None:
    found = context("Ship to\nJane Doe\n12 Oak Street\n\n\n\nName   Jane Doe")
    street = found.lines[line(found, "12 Oak Street")]
    assert street.before == line(found, "Jane Doe")
    assert street.after is None
    name = found.lines[line(found, "Name")]
    assert name.right is not None
    assert found.page.lines[name.right].text == "Jane Doe"


def test_cells_know_their_column_and_its_header() -> None:
    found = context("Order #   Customer     Total\n150       John Smith   $2.00\n151       Jane Roe     $3.00")
    cell = line(found, "Jane Roe")
    header = found.header(cell)
    assert header is not None
    assert found.page.text[slice(*header)] == "Customer"
    column = found.lines[cell].column
    assert column is not None
    assert [found.page.lines[i].text for i in found.columns[column]] == ["John Smith", "Jane Roe"]


def test_offsets_find_their_line() -> None:
    found = context("Name  Jane Doe\nPhone  415 555 0143")
    for i, span in enumerate(found.page.spans):
        assert found.line_at(span.start) == found.line_at(span.end - 1) == i


def test_a_shop_s_own_pages_are_told_by_their_menu() -> None:
    assert context("My account\nMy orders\nBasket\nJane Doe").portal
    assert not context("Orders\nCustomers\nSettings\nJane Doe").portal


def test_an_empty_page_has_no_surroundings() -> None:
    found = context("")
    assert found.lines == ()
    assert found.fields_at(0) == []


def test_a_section_is_what_the_nearest_heading_speaks_of() -> None:
    found = context("Customer\nJane Doe\n\n\nStaff on duty\nTom Brown\n\n\nNotes\nSomebody called")
    assert found.section(line(found, "Jane Doe")) == "customer"
    assert found.section(line(found, "Tom Brown")) == "associate"
    assert found.section(line(found, "Somebody called")) == "associate"  # a heading about nobody changes nothing
    assert found.section(line(found, "Customer")) == "unknown"


def test_a_heading_over_another_column_is_not_ones_own() -> None:
    found = context(
        "Notes                                                       Staff\nJane Doe" + " " * 52 + "Tom Brown"
    )
    assert found.section(line(found, "Jane Doe")) == "unknown"
    assert found.section(line(found, "Tom Brown")) == "associate"


def test_a_cell_knows_of_whom_its_table_speaks() -> None:
    found = context("PO no.   Vendor       Contact\n4711     Acme Ltd     Jane Roe\n4712     Bolt GmbH    John Smith")
    assert found.table_says(line(found, "Jane Roe")) == ("business",)
    assert context("Jane Roe").table_says(0) == ()


def test_of_whom_the_page_speaks() -> None:
    says = context("Staff rota\nEmployee  Shift\nJane Roe  9-5\nCustomer service desk").says
    assert says["associate"] > says["customer"]
    assert sum(says.values()) <= 1
    assert set(context("Hello\n42").says.values()) == {0}


@pytest.mark.parametrize(("column", "section"), [(75, "associate"), (84, "unknown")])
def test_a_heading_reaches_forty_of_its_heights_to_the_right(column: int, section: str) -> None:
    """Characters are 8 pixels wide and 16 high: 75 are 600 pixels, 37 heights, 84 are 42."""
    found = context(f"Staff\n{' ' * column}Tom Brown")
    assert found.section(line(found, "Tom Brown")) == section


@pytest.mark.parametrize(("others", "section"), [(11, "associate"), (12, "unknown")])
def test_twelve_headings_above_are_remembered(others: int, section: str) -> None:
    far = "\n".join(" " * 90 + "Customers" for _ in range(others))
    found = context(f"Staff\n{far}\nTom Brown")
    assert found.section(line(found, "Tom Brown")) == section


@pytest.mark.parametrize(("blank", "says"), [(3, "customer"), (4, "")])
def test_the_next_block_is_at_most_five_lines_below(blank: int, says: str) -> None:
    """Rows are 24 pixels apart, lines 16 high: three blank rows are 80 pixels, five heights."""
    newlines = "\n" * (blank + 1)
    found = context(f"Jane Roe{newlines}Ship to\nMax Doe")
    assert found.next_says(line(found, "Jane Roe")) == says


BAR = "Tickets   Customers   Reports"


def screen(bar: str, lines: int) -> Context:
    """A frame of 40 rows, with a bar at its top and so many lines below it."""
    return context(f"{bar}\n\n\n\n" + "\n".join(f"{' ' * 60}Word {k}" for k in range(lines)) + "\n" * (36 - lines))


def test_a_bar_has_three_texts_and_a_screen_eight_lines() -> None:
    for bar, lines, holds in ((BAR, 8, True), (BAR, 7, False), ("Tickets   Customers", 8, False)):
        found = screen(bar, lines)
        assert found.in_bar(line(found, "Tickets")) == holds


@pytest.mark.parametrize(("row", "holds"), [(5, True), (6, False)])
def test_a_letterhead_has_six_rows(row: int, holds: bool) -> None:
    found = context("\n".join(f"Word {k}" for k in range(20)))
    assert found.letterhead(row) == holds


@pytest.mark.parametrize(("rows", "holds"), [(14, True), (13, False)])
def test_a_letterhead_is_of_a_page_with_more_below_it(rows: int, holds: bool) -> None:
    found = context("\n".join(f"Word {k}" for k in range(rows)))
    assert found.letterhead(1) == holds
