"""Hostile text neither breaks the scanner nor costs more than its length."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import partial

import pytest

import screenpii.entities.national_id
import screenpii.lexicon.shapes
from screenpii.types import Line
from tests.hostile import REPEATED, cpu_limit, form, heap, line, repeated, rows, steps, table, understand
from tests.pages import recognise

PAGES: dict[str, Callable[[int], list[Line]]] = {"form": form, "table": table, "rows": rows, "heap": heap}
TIMES, LENGTH, LINES = 8, 1_000, 60  # some steps are for long lines alone
AT_MOST = 10.5  # times the steps for `TIMES` the input


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """Load all models and word lists first: that is no part of what is measured."""
    understand(form(40))


@pytest.mark.parametrize("kind", REPEATED)
def test_steps_grow_with_the_length_of_a_line(kind: str) -> None:
    short, long = (steps(partial(understand, repeated(REPEATED[kind], length))) for length in (LENGTH, LENGTH * TIMES))
    assert long <= AT_MOST * short


@pytest.mark.slow
@pytest.mark.parametrize("kind", PAGES)
def test_steps_grow_with_the_number_of_lines(kind: str) -> None:
    few, many = (steps(partial(understand, PAGES[kind](count))) for count in (LINES, LINES * TIMES))
    assert many <= AT_MOST * few


@pytest.mark.parametrize("kind", REPEATED)
def test_a_line_of_20_000_characters(kind: str) -> None:
    with cpu_limit(20):
        understand(repeated(REPEATED[kind], 20_000))


@pytest.mark.slow
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_of_5_000_lines(kind: str) -> None:
    with cpu_limit(120):
        understand(PAGES[kind](5_000))


@pytest.mark.parametrize("address", ["jаne.dое@exаmple.com", "jane.doe@example.соm"])
def test_look_alike_letters_in_a_mail_address(address: str) -> None:
    """Cyrillic а, о, е and с."""
    assert [e.text for e in recognise(f"E-mail:  {address}") if e.type == "EMAIL"] == [address]


@pytest.mark.parametrize(
    "hidden", ["\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u00ad", "\x1b", "\x00", "\ud800"]
)
def test_invisible_characters_break_nothing(hidden: str) -> None:
    text = f"{hidden}E-mail{hidden}: {hidden}jane.doe@example.com{hidden}"
    found = understand(
        [line(text), line(f"Customer: Anna{hidden}Smith", 24), line(hidden, 48), line(f"x{hidden}" * 9, 72)]
    )
    assert any(e.type == "EMAIL" and "jane.doe@example.com" in e.text for e in found)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern that looks at texts of screens, with its place."""
    for room in ("entities", "lexicon", "layout", "tagger", "scorer", "policy", "context"):
        package = importlib.import_module(f"screenpii.{room}")
        names = [m.name for m in pkgutil.iter_modules(getattr(package, "__path__", []))]
        for module in (package, *(importlib.import_module(f"screenpii.{room}.{name}") for name in names)):
            yield from ((f"{module.__name__}.{n}", p) for n, value in vars(module).items() for p in compiled(value))
    yield from (("screenpii.entities.national_id", p) for p, _ in screenpii.entities.national_id._checks())
    yield from (("screenpii.lexicon.shapes", p) for _, p in screenpii.lexicon.shapes._forms())


def compiled(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from compiled(part)


PATTERNS = {pattern: place for place, pattern in patterns() if isinstance(pattern.pattern, str)}
MORE = (
    "12 rue a",
    "via ",
    "c/a",
    "1 A ",
    "aA9",
    "•x",
    "12 de ",
    "+1 ",
    "x-",
    "•-",
    "1-",
    "A1 ",
    "(1)",
    "Rua 1",
    "a.b@",
    "::",
)


def ends(text: str, length: int) -> tuple[str, str]:
    body = (text * length)[:length]
    return body, f"{body}!\n;"


def test_there_are_patterns_to_test() -> None:
    assert len(PATTERNS) > 60


@pytest.mark.parametrize("pattern", PATTERNS, ids=[f"{place}-{k}" for k, place in enumerate(PATTERNS.values())])
def test_patterns_do_not_explode(pattern: re.Pattern[str]) -> None:
    """All of these together take 0.2 s; a pattern of quadratic time takes 0.1 s and more for one of them alone."""
    with cpu_limit(4):
        for text in (*REPEATED.values(), *MORE):
            for end in (*ends(text, 500), *ends(text, 4_000)):
                for _ in pattern.finditer(end):
                    pass
                pattern.fullmatch(end)
