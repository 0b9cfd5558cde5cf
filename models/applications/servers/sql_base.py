"""The tables of a shop for SQLAlchemy, which three admins stand on."""

from __future__ import annotations

import importlib
import json
import random
from datetime import date, datetime
from pathlib import Path
from typing import Any

World = dict[str, Any]


def module(name: str) -> Any:
    """A module of the throw-away environment, of which type checkers know nothing."""
    return importlib.import_module(name)


class Tables:
    """Models of all tables, filled, in a file beside the world's."""

    def __init__(self, path: Path) -> None:
        sql, orm = module("sqlalchemy"), module("sqlalchemy.orm")
        self.world: World = json.loads(path.read_text("utf-8"))
        self.engine = sql.create_engine(
            f"sqlite:///{path.parent}/shop.sqlite3", connect_args={"check_same_thread": False}
        )
        self.base = module("types").new_class("Base", (orm.DeclarativeBase,))
        self.models: dict[str, Any] = {}
        self.specs: dict[str, World] = {table["key"]: table for table in self.world["tables"]}
        for table in self.world["tables"]:
            self.models[table["key"]] = self._model(table)
        self.base.metadata.create_all(self.engine)
        self._fill()

    def _model(self, table: World) -> Any:
        sql, orm = module("sqlalchemy"), module("sqlalchemy.orm")
        title = table["title"]
        columns: dict[str, Any] = {"__tablename__": table["key"], "id": sql.Column(sql.Integer, primary_key=True)}
        for spec in table["fields"]:
            key, kind = spec["key"], spec["kind"]
            if kind == "link":
                columns[f"{key}_id"] = sql.Column(sql.ForeignKey(f"{spec['to']}.id"))
                columns[key] = orm.relationship(self.models[spec["to"]], foreign_keys=[columns[f"{key}_id"]])
            else:
                types = {
                    "int": sql.Integer,
                    "bool": sql.Boolean,
                    "date": sql.Date,
                    "datetime": sql.DateTime,
                    "long": sql.Text,
                }
                columns[key] = sql.Column(types.get(kind, sql.String(400)))

        def name(self: Any) -> str:
            return " ".join(str(getattr(self, key)) for key in title).strip() or "-"

        return type(table["key"].title(), (self.base,), columns | {"__str__": name, "__repr__": name})

    def _fill(self) -> None:
        with module("sqlalchemy.orm").Session(self.engine) as session:
            for key, table in self.specs.items():
                kinds = {spec["key"]: spec["kind"] for spec in table["fields"]}
                for number, row in enumerate(table["rows"], 1):
                    cells = dict(_cell(name, kinds[name], cell) for name, cell in row.items())
                    session.add(self.models[key](id=number, **cells))
                session.flush()
            session.commit()

    def labels(self, key: str) -> dict[str, str]:
        """What the fields of a table are called."""
        return {spec["key"]: spec["label"] for spec in self.specs[key]["fields"]}

    def kinds(self, key: str) -> dict[str, str]:
        return {spec["key"]: spec["kind"] for spec in self.specs[key]["fields"]}

    def shown(self, key: str, rng: random.Random) -> list[str]:
        """Columns of a list; now and then with the number of the row."""
        table = self.specs[key]
        columns = [name for name in table["list"] if name in self.kinds(key)] or list(self.kinds(key))[:3]
        return ["id", *columns] if rng.random() < 0.4 else columns


def _cell(key: str, kind: str, cell: Any) -> tuple[str, Any]:
    if kind == "link":
        return f"{key}_id", cell + 1
    if kind == "date":
        return key, date.fromisoformat(cell)
    return key, datetime.fromisoformat(cell) if kind == "datetime" else cell
