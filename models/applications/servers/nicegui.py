"""Pages of our own made of NiceGUI's parts (Quasar): lists, records, orders, mails, chats, invoices, boards.

Use: python -m models.applications.servers.nicegui WORLD PORT
"""

from __future__ import annotations

import importlib
import json
import random
import sys
from pathlib import Path
from typing import Any

ui: Any = importlib.import_module("nicegui").ui
MAX_ROWS = 25  # rows of a page of a table


class Pages:
    """The pages of one shop; the same number gives the same page."""

    def __init__(self, world: dict[str, Any]) -> None:
        self.world, self.words, self.trade = world, world["words"], world["trade"]
        self.tables = {table["key"]: table for table in world["tables"]}

    def frame(self, key: str) -> None:
        """The bars around a page, with the name of who is signed in."""
        rng = random.Random(f"{self.world['name']} {key}")
        user, words = self.world["user"], self.words
        with ui.header().classes("items-center justify-between"):
            ui.label(self.world["name"])
            if rng.random() < 0.7:
                ui.label(rng.choice([user["full"], user["username"], user["email"], user["given"]]))
        if rng.random() < 0.6:
            with ui.left_drawer(value=True).props("width=200"):
                for name in (
                    "orders",
                    "customers",
                    "products",
                    "invoices",
                    "returns",
                    "suppliers",
                    "messages",
                    "settings",
                ):
                    ui.label(words[name])

    def listed(self, key: str) -> None:
        """A table of rows, with a field to search them."""
        table = self.tables[key]
        names = {spec["key"]: spec["label"] for spec in table["fields"]}
        ui.label(table["plural"]).classes("text-h5")
        ui.input(self.words["name"])
        columns = [
            {"name": k, "label": names[k], "field": k, "align": "left", "sortable": True}
            for k in table["list"]
            if k in names
        ]
        rows = [
            {k: self.cell(table, k, row) for k in table["list"] if k in names} | {"id": n}
            for n, row in enumerate(table["rows"][:MAX_ROWS])
        ]
        grid = ui.table(columns=columns, rows=rows, row_key="id", pagination=MAX_ROWS)
        grid.props("dense wrap-cells").classes("w-full")

    def cell(self, table: dict[str, Any], key: str, row: dict[str, Any]) -> str:
        """What a cell says; a row of another table by what names it."""
        spec = next(spec for spec in table["fields"] if spec["key"] == key)
        if spec["kind"] != "link":
            return str(row[key])
        other = self.tables[spec["to"]]
        return " ".join(str(other["rows"][row[key]][part]) for part in other["title"])

    def record(self, key: str, number: int) -> None:
        """A row as a card of labels and values, or as a form."""
        table = self.tables[key]
        row, rng = table["rows"][number % max(1, len(table["rows"]))], random.Random(f"{key} {number}")
        form = rng.random() < 0.5
        with ui.card().classes("w-full"):
            ui.label(" ".join(str(row[part]) for part in table["title"])).classes("text-h6")
            with ui.grid(columns=rng.choice([1, 2, 2, 3])).classes("w-full"):
                for spec in table["fields"]:
                    said = self.cell(table, spec["key"], row)
                    if form:
                        (ui.textarea if spec["kind"] == "long" else ui.input)(spec["label"], value=said).props(
                            "outlined dense"
                        )
                    else:
                        with ui.column().classes("gap-0"):
                            ui.label(spec["label"]).classes("text-caption text-grey")
                            ui.label(said)
        ui.button(self.words["orders"])

    def block(self, title: str, name: dict[str, str], address: dict[str, str]) -> None:
        """An address as it stands on paper."""
        with ui.card():
            ui.label(title).classes("text-subtitle2")
            ui.label(f"{name['given']} {name['family']}")
            for line in (address["street"], f"{address['postcode']} {address['city']}", address["country"]):
                ui.label(line)

    def order(self, number: int) -> None:
        """An order with both addresses, what was bought, who handles it."""
        words, entry = self.words, self.trade["orders"][number % len(self.trade["orders"])]
        buyer = self.world["customers"][entry["customer"]]
        with ui.row().classes("items-center"):
            ui.label(f"{words['order']} #{entry['number']}").classes("text-h5")
            ui.badge(words["paid"])
            ui.label(f"{entry['when']} · {words['assigned']}: {self.world['staff'][entry['staff']]['full']}")
        with ui.row():
            self.block(words["billing_address"], buyer, entry["billing"])
            self.block(words["delivery_address"], entry["recipient"], entry["shipping"])
            with ui.card():
                for key, said in (("customer", buyer["full"]), ("email", entry["email"]), ("payment", entry["card"])):
                    ui.label(f"{words[key]}: {said}")
        self.bought(entry)
        ui.textarea(words["notes"], value=entry["note"]).classes("w-full")

    def bought(self, entry: dict[str, Any]) -> None:
        """The lines of an order."""
        heads = ("product", "quantity", "price")
        columns = [{"name": k, "label": self.words[k], "field": k, "align": "left"} for k in heads]
        rows = [
            {"product": self.trade["goods"][g]["title"], "quantity": n, "price": self.trade["goods"][g]["price"]}
            for g, n in entry["lines"]
        ]
        ui.table(columns=columns, rows=rows).classes("w-full bought")

    def invoice(self, number: int) -> None:
        """A printed document: the shop above, the customer, what was bought."""
        words, entry = self.words, self.trade["orders"][number % len(self.trade["orders"])]
        own = {row["name"]: row["value"] for row in self.tables["setting"]["rows"]}
        with ui.card().classes("w-2/3 mx-auto"):
            with ui.row().classes("w-full justify-between"):
                ui.label(self.world["name"]).classes("text-h5")
                with ui.column().classes("gap-0 text-right"):
                    for key in ("address", "phone", "email", "vat"):
                        ui.label(own[words[key]])
            self.block(words["customer"], self.world["customers"][entry["customer"]], entry["billing"])
            ui.label(f"{words['invoice_number']} {entry['number']}   {words['date']} {entry['when'][:10]}")
            self.bought(entry)
            ui.label(f"{words['account']}: {own[words['account']]}").classes("text-caption")

    def ticket(self, number: int) -> None:
        """A chat of a customer with staff."""
        entry = self.trade["tickets"][number % len(self.trade["tickets"])]
        buyer, staff = self.world["customers"][entry["customer"]], self.world["staff"][entry["staff"]]
        ui.label(entry["topic"]).classes("text-h6")
        ui.label(f"{buyer['full']} · {entry['email']} · {self.words['assigned']}: {staff['full']}")
        ui.chat_message(entry["text"], name=buyer["full"], stamp=entry["when"])
        for k, reply in enumerate(entry["replies"]):
            who = staff if k % 2 == 0 else buyer
            ui.chat_message(
                reply, name=who["given"] if k % 3 else who["full"], sent=k % 2 == 0, stamp=entry["when"][11:16]
            )
        ui.input(self.words["message"]).classes("w-full")

    def board(self, _: int) -> None:
        """Figures, the latest orders, and who sold most."""
        words = self.words
        with ui.row():
            for k, key in enumerate(("orders", "customers", "returns", "invoices")):
                with ui.card():
                    ui.label(words[key]).classes("text-caption")
                    ui.label(str(len(self.trade["orders"]) * (k + 3))).classes("text-h4")
        with ui.row().classes("w-full no-wrap"):
            with ui.card().classes("w-1/2"):
                ui.label(words["orders"])
                for entry in self.trade["orders"][:9]:
                    buyer = self.world["customers"][entry["customer"]]
                    with ui.row().classes("w-full justify-between"):
                        ui.label(entry["number"])
                        ui.label(buyer["full"])
                        ui.label(entry["when"][:10])
            with ui.card().classes("w-1/2"):
                ui.label(words["employees"])
                for k, person in enumerate(self.world["staff"][:8]):
                    with ui.row().classes("w-full justify-between"):
                        ui.label(person["full"])
                        ui.label(str(97 - 7 * k))

    def cards(self, number: int) -> None:
        """Customers as cards beside each other."""
        with ui.grid(columns=3).classes("w-full"):
            for person, more in list(zip(self.world["customers"], self.trade["customers"], strict=True))[
                number % 5 : number % 5 + 12
            ]:
                with ui.card():
                    ui.label(person["full"]).classes("text-subtitle1")
                    ui.label(person["email"])
                    ui.label(f"{more['address']['street']}, {more['address']['postcode']} {more['address']['city']}")


def main(world_file: str, port: str) -> None:
    pages = Pages(json.loads(Path(world_file).read_text("utf-8")))

    @ui.page("/list/{key}")  # type: ignore[untyped-decorator]
    def listed(key: str) -> None:
        pages.frame(key)
        pages.listed(key)

    @ui.page("/record/{key}/{number}")  # type: ignore[untyped-decorator]
    def record(key: str, number: int) -> None:
        pages.frame(key)
        pages.record(key, number)

    @ui.page("/{kind}/{number}")  # type: ignore[untyped-decorator]
    def one(kind: str, number: int) -> None:
        pages.frame(kind)
        getattr(pages, kind)(number)

    ui.run(host="127.0.0.1", port=int(port), reload=False, show=False, dark=None, title="Shop")


if __name__ in {"__main__", "__mp_main__"}:
    main(*sys.argv[1:])
