"""Cells that stand beside an icon, a picture or a check box belong to the column in which they stand."""

from __future__ import annotations

from screenpii.layout import page_of

HEAD = "Guest            Mobile           Room     Since\n"


def cells(text: str) -> list[list[str]]:
    shown = page_of(text)
    table = shown.tables[0]
    return [[" ".join(shown.text[slice(*line)] for line in cell) for cell in row] for row in table.rows]


def test_what_stands_behind_an_icon_is_in_its_column() -> None:
    text = HEAD + "     Ida Holm         070 1740211  214      May\n     Per Quist        070 1740388  318      June"
    assert cells(text) == [["Ida Holm", "070 1740211", "214", "May"], ["Per Quist", "070 1740388", "318", "June"]]


def test_initials_in_a_picture_are_no_cell() -> None:
    text = HEAD + "IH   Ida Holm    070 1740211      214      May\nPQ   Per Quist   070 1740388      318      June"
    assert [row[0] for row in cells(text)] == ["Ida Holm", "Per Quist"]


def test_a_row_of_lines_behind_pictures_needs_others_that_begin_there() -> None:
    once = HEAD + "Ida Holm         070 1740211      214      May\n     rows per page"
    assert [row[0] for row in cells(once)] == ["Ida Holm"]


def test_what_stands_far_from_the_last_head_is_in_no_column() -> None:
    text = HEAD + f"Ida Holm         070 1740211      214      May{' ' * 30}Delete"
    assert cells(text) == [["Ida Holm", "070 1740211", "214", "May"]]


def test_a_panel_beside_a_table_is_none_of_its_columns() -> None:
    text = (
        "Guest            Mobile           Room     Sum\n"
        "Ida Holm         070 1740211      214      9.50      Street  Elm Row 4\n"
        "Per Quist        070 1740388      318      8.20      Town    Bath"
    )
    assert [row[3] for row in cells(text)] == ["9.50", "8.20"]
