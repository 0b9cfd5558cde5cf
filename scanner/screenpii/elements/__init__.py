"""The elements of a web page, described by `elements.js` in the browser: boxes and names, no text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from screenpii.box import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MIN_COVERED_SHARE = 0.9  # share of a value's box that an element must cover to hide it
MAX_DESCRIPTION_CHARS = 20_000_000  # characters of a page's description of its elements
# a name that people chose; long numbers belong to one row or one build, and may be personal
LASTING_NAME = re.compile(r"(?=.{2,60}\Z)[A-Za-z][A-Za-z_.:-]*\d{0,2}[A-Za-z_.:-]*")
# prefixes of names that style libraries generate
GENERATED_NAME = re.compile(r"(css|sc|jss|jsx|emotion|svelte|ember|radix|mui|headlessui)-")
TAG = re.compile(r"[a-z][a-z0-9-]{0,60}")
Step = tuple[str, str]  # " " or ">", and what an element answers to


@dataclass(frozen=True, slots=True)
class Element:
    """An element that is laid out: its parent's number (-1: none), and the ways to name it, the most lasting first."""

    parent: int
    tag: str
    nth: int
    names: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where it stands among its siblings."""
        return f"{self.tag}:nth-child({self.nth})"


@dataclass(frozen=True)
class Elements:
    """The elements of a page of `width` CSS pixels in the order of the document, with their boxes: n x 4."""

    width: float
    listed: tuple[Element, ...]
    boxes: NDArray[np.float64] = field(repr=False)

    @classmethod
    def of(cls, told: Any) -> Elements:
        """The output of `elements.js`; ValueError for anything else: the page may have tampered with it."""
        import numpy as np

        try:
            page = json.loads(told[:MAX_DESCRIPTION_CHARS])
            rows = page["rows"]
            listed = tuple(_element(number, *row[:4]) for number, row in enumerate(rows))
            boxes = np.array([row[4] for row in rows], float).reshape(-1, 4)
            return cls(float(page["width"]), listed, boxes)
        except (TypeError, KeyError, IndexError, OverflowError, RecursionError) as error:
            raise ValueError("the page's elements are not told as they should be") from error

    @cached_property
    def answering(self) -> dict[str, list[int]]:
        """The elements that match a name, a tag or a place."""
        found: dict[str, list[int]] = {}
        for number, element in enumerate(self.listed):
            for name in {*element.names, element.tag, element.place}:
                found.setdefault(name, []).append(number)
        return found

    def ancestors(self, number: int) -> Iterator[int]:
        """From the parent up."""
        while (number := self.listed[number].parent) >= 0:
            yield number

    def under(self, box: Box, scale: float) -> int:
        """The smallest element that covers a box in pixels of a picture `scale` times as large; -1 if none but all."""
        import numpy as np

        left, top, right, bottom = self.boxes.T * scale
        across = np.minimum(right, box.right) - np.maximum(left, box.left)
        down = np.minimum(bottom, box.bottom) - np.maximum(top, box.top)
        fits = np.clip(across, 0, None) * np.clip(down, 0, None) >= MIN_COVERED_SHARE * max(1, box.area)
        area = np.where(fits, (right - left) * (bottom - top), np.inf)
        area[:1] = np.inf  # the body: hiding everything does not help
        # of equal ones the innermost, which is last
        best = len(area) - 1 - int(np.argmin(area[::-1])) if len(area) else 0
        return best if len(area) and np.isfinite(area[best]) else -1

    def matching(self, steps: Sequence[Step]) -> list[int]:
        """The elements that a selector means."""
        return [number for number in self.answering.get(steps[-1][1], []) if self._follows(number, steps)]

    def _follows(self, number: int, steps: Sequence[Step]) -> bool:
        """Whether the ancestors of an element, which answers to the last step, answer to those before it."""
        for (_, wanted), (how, _) in zip(reversed(steps[:-1]), reversed(steps[1:]), strict=True):
            line = list(self.ancestors(number))
            line = line[:1] if how == ">" else line
            number = next((one for one in line if wanted in self._answers(one)), -1)
            if number < 0:
                return False
        return True

    def _answers(self, number: int) -> tuple[str, ...]:
        element = self.listed[number]
        return *element.names, element.tag, element.place


def _element(number: int, parent: Any, tag: Any, nth: Any, marks: Any) -> Element:
    """One row of the output."""
    if not (isinstance(tag, str) and -1 <= int(parent) < number):
        raise ValueError("an element that cannot be")
    tag = tag if TAG.fullmatch(tag) else "*"
    names = (name for key, value in marks if (name := _name(tag, str(key), str(value))))
    return Element(int(parent), tag, int(nth), tuple(names))


def _name(tag: str, key: str, value: str) -> str:
    """The CSS selector for one attribute of an element; empty if it is generated or names one row only."""
    if not LASTING_NAME.fullmatch(value) or GENERATED_NAME.match(value):
        return ""
    plain = not re.search("[.:]", value)
    written = value if plain else f"'{value}'"
    match key:
        case "id":
            return f"#{value}" if plain else f"[id={written}]"
        case "name":
            return f"{tag}[name={written}]"
        case "class":
            return f"{tag}.{value}" if value.isascii() and not re.search(r"[\d.:]", value) else ""
    return f"[{key}={written}]" if TAG.fullmatch(key) else ""


@cache
def script() -> str:
    """The JavaScript function that describes a page's elements; its argument: is the picture of the whole page."""
    return files("screenpii.elements").joinpath("elements.js").read_text("utf-8")
