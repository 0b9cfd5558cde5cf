"""A registry is the folder that it names, plus the entry points of other packages: no list to edit."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Things registered by name in the modules of one package (`screenpii.ocr`) or by entry point of that group."""

    def __init__(self, package: str) -> None:
        self.package = package
        self._items: dict[str, T] = {}
        self._found = False

    def register(self, name: str) -> Callable[[T], T]:
        """Return a decorator that files its target under `name`; ValueError if the name is taken."""

        def file(item: T) -> T:
            if self._items.get(name, item) is not item:
                raise ValueError(f"{self.package}: {name!r} is registered twice")
            self._items[name] = item
            return item

        return file

    def load(self) -> dict[str, T]:
        """All items by name, sorted; the first call imports the package's modules, and those of entry points."""
        if not self._found:
            self._find()
            self._found = True  # looking for entry points takes milliseconds, and this is called for each frame
        return dict(sorted(self._items.items()))

    def _find(self) -> None:
        for module in pkgutil.iter_modules(importlib.import_module(self.package).__path__):
            importlib.import_module(f"{self.package}.{module.name}")
        for point in entry_points(group=self.package):
            point.load()
