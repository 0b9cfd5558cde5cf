"""What an application says about itself; `catalogue/` has a file for each."""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from models.applications.marks import MARK_START, label_of

World = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Visit:
    """A page to look at: `view` names its kind, `who` is whose browser it is (a cookie), "0" is nobody's.

    `purchases` are selectors of regions that show what an identified customer bought, `buyer` is that customer's
    subject; `fields` are typed into and `clicks` pressed first.
    """

    view: str
    path: str
    who: str = ""
    purchases: tuple[str, ...] = ()
    buyer: str = "customer"
    clicks: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    wait: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """A real application: its packages with their versions and licence, and how it is run and visited.

    `server` is the module that fills and serves it, in the environment of that name; `trained` says whether models
    learn from its pages.
    """

    name: str
    packages: tuple[str, ...]
    licence: str
    environment: str
    server: str
    arguments: tuple[str, ...]
    languages: tuple[str, ...]
    visits: Callable[[World, random.Random], Sequence[Visit]]
    channel: str = "web-admin"
    trained: bool = True
    rounds: int = 1


@cache
def applications() -> dict[str, Application]:
    """All applications by name."""
    package = importlib.import_module("models.applications.catalogue")
    modules = (importlib.import_module(f"{package.__name__}.{m.name}") for m in pkgutil.iter_modules(package.__path__))
    found = (module.APPLICATION for module in modules if hasattr(module, "APPLICATION"))
    return {application.name: application for application in found}


def table_of(world: World, key: str) -> dict[str, Any]:
    """A table of the shop."""
    return next(table for table in world["tables"] if table["key"] == key)


def picked(rng: random.Random, visits: Sequence[Visit], count: int) -> list[Visit]:
    """So many of the visits, each kind of page once before any comes again."""
    mixed = list(visits)
    rng.shuffle(mixed)
    first = {visit.view: visit for visit in mixed}
    rest = [visit for visit in mixed if first[visit.view] is not visit]
    return [*first.values(), *rest][:count]


def buyer_of(world: World, order: int) -> str:
    """Whether the customer of an order is a person or a business."""
    row = table_of(world, "orders")["rows"][order]
    customers = table_of(world, "customer")
    name = customers["rows"][row["customer"]].get("name", "")
    return "business" if name.startswith(MARK_START) and label_of(name[1:5]).subject == "business" else "customer"
