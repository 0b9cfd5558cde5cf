"""CSS selectors that hide findings on a web page, for the masks of Playwright and Cypress."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from screenpii.elements import Elements, Step
from screenpii.types import Box, Finding, Frame, Record

MIN_OWN_SHARE = 0.5  # share of the elements under a selector that must hold a finding
CELL_TAGS = frozenset({"td", "th"})  # tags of a table's cells
# tags that identify an element by themselves, if a page has one of them
UNIQUE_TAGS = frozenset({"h1", "address", "canvas", "main"})


def suggested(findings: Sequence[Finding], frame: Frame) -> list[Finding]:
    """The findings on a picture of a web page with the selectors of the elements that hold them; others as they are."""
    elements = frame.elements
    if not findings or not elements or not elements.listed:
        return list(findings)
    chooser = _Chooser(elements, frame.width / max(1.0, elements.width), findings)
    return [replace(f, selector=chooser.selector(f.entity.boxes)) for f in findings]


def selectors(findings: Iterable[Record]) -> tuple[str, ...]:
    """The selectors of findings, each once."""
    return tuple({one: None for finding in findings for one in finding.selector.split(", ") if one})


def lines(findings: Iterable[Record]) -> tuple[tuple[str, str], ...]:
    """Tools with the options of their screenshots that hide findings; none where no element is known."""
    found = selectors(findings)
    if not found:
        return ()
    locators = ", ".join(f"page.locator({json.dumps(one)})" for one in found)
    return ("Playwright", f"mask=[{locators}]"), ("Cypress", f"blackout: {json.dumps(list(found))}")


class _Chooser:
    """Chooses selectors on one page: the most stable one that hides little besides findings."""

    def __init__(self, elements: Elements, scale: float, findings: Sequence[Finding]) -> None:
        self.elements, self.scale = elements, scale
        self.words = {word for f in findings for word in _words(f.entity.text)}
        boxes = {box for finding in findings for box in finding.entity.boxes}
        self.under = {box: elements.under(box, scale) for box in boxes}
        found = {at for at in self.under.values() if at >= 0}
        self.holding = found | {self._cell(at) for at in found}
        self.known: dict[tuple[Step, ...], bool] = {}

    def selector(self, boxes: Iterable[Box]) -> str:
        """The selectors of the elements under some boxes, as a list of CSS."""
        found = (self._choose(at) for box in boxes if (at := self.under[box]) >= 0)
        return ", ".join(dict.fromkeys(found))

    def _choose(self, number: int) -> str:
        good = (steps for steps in self._proposed(number) if self._is_own(steps))
        return _text(next(good, ()) or self._path(number))

    def _proposed(self, number: int) -> Iterator[tuple[Step, ...]]:
        """By its own name, by its column, by its name within an ancestor's."""
        element = self.elements.listed[number]
        yield from (((" ", name),) for name in self._names(number))
        above = next((self._names(up)[0] for up in self.elements.ancestors(number) if self._names(up)), "")
        anchor = [(" ", above)] if above else []
        cell = self.elements.listed[self._cell(number)]
        if cell.tag in CELL_TAGS:
            yield (*anchor, (" ", cell.place))
        if element.tag in UNIQUE_TAGS and len(self.elements.answering[element.tag]) == 1:
            yield ((" ", element.tag),)
        if anchor:
            yield from ((*anchor, (" ", name)) for name in (*self._names(number), element.tag))

    def _cell(self, number: int) -> int:
        """The cell that holds an element, or the element."""
        line = (number, *self.elements.ancestors(number))
        return next((one for one in line if self.elements.listed[one].tag in CELL_TAGS), number)

    def _is_own(self, steps: tuple[Step, ...]) -> bool:
        """Whether a selector hides little besides findings."""
        if steps not in self.known:
            meant = self.elements.matching(steps)
            self.known[steps] = sum(one in self.holding for one in meant) >= MIN_OWN_SHARE * len(meant)
        return self.known[steps]

    def _path(self, number: int) -> tuple[Step, ...]:
        """The places from the nearest ancestor that alone has its name, or from the body, down to the element."""
        steps: list[Step] = []
        for one in (number, *self.elements.ancestors(number)):
            name = next((n for n in self._names(one) if len(self.elements.answering[n]) == 1), "")
            body = self.elements.listed[one].parent < 0
            steps.append((">", name or ("body" if body else self.elements.listed[one].place)))
            if name:
                break
        return tuple(reversed(steps))

    def _names(self, number: int) -> list[str]:
        """The names without words of a value: some pages name elements after customers."""
        return [name for name in self.elements.listed[number].names if not self.words & set(_words(name))]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]{3,}", text.casefold())


def _text(steps: Sequence[Step]) -> str:
    first, *rest = steps
    return first[1] + "".join(f" > {name}" if how == ">" else f" {name}" for how, name in rest)
