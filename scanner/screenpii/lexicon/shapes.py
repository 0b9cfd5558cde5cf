"""Forms of texts in any language: a date with its time, a UUID, a decimal, a version, a time stamp.

Also phrases around a number that tell what it is without a label, from `shapes.yaml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from screenpii.lexicon.labels import folded

FIRST_YEAR = 1900  # first year of a date
LAST_YEAR = 2099  # last year of a date
MAX_PHRASE_WORDS = 3  # words of a phrase in `shapes.yaml`
# forms that are never a value of any type
CERTAIN_SHAPES = frozenset({"date-time", "uuid", "fraction", "emv", "braced", "version", "network"})
_THREE_DIGITS = re.compile(r"\d\D{0,2}\d\D{0,2}\d")  # a line without three digits close together has none of the forms


class Shape(NamedTuple):
    """A form, and its offsets in the line."""

    name: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def shapes_in(line: str) -> tuple[Shape, ...]:
    """The forms in a line, from left to right; of two that overlap the more specific one."""
    found: list[Shape] = []
    for name, pattern in _forms() if _THREE_DIGITS.search(line) else ():
        for match in pattern.finditer(line):
            shape = Shape(name, *match.span())
            at = bisect_left(found, shape.start, key=lambda s: s.end - 1)
            free = at == len(found) or found[at].start >= shape.end
            day = _DAY.fullmatch(match.groupdict().get("day", ""))
            if free and (day is None or _is_a_day(*day.groups())):
                found.insert(at, shape)
    return tuple(found)


def shape_at(line: str, start: int, end: int) -> Shape | None:
    """The form that overlaps a part of a line."""
    shapes = shapes_in(line)
    at = bisect_left(shapes, start + 1, key=lambda s: s.end)
    return shapes[at] if at < len(shapes) and shapes[at].start < end else None


_DAY = re.compile(r"(\d{1,4})[./\-] ?(\d{1,2})[./\-] ?(\d{2,4})")


def _is_a_day(first: str, second: str, third: str) -> bool:
    """Whether three numbers are a day in one of the orders: year month day, day month year, month day year."""
    year, rest = (first, (second, third)) if len(first) == 4 else (third, (first, second))
    if len(year) == 3 or any(len(part) > 2 for part in rest):
        return False
    one, two = sorted(map(int, rest))
    return 1 <= one <= 12 and two <= 31 and (len(year) == 2 or FIRST_YEAR <= int(year) <= LAST_YEAR)


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The forms, the most specific first; the group `day` is a part that must be a day of the calendar."""
    words = "|".join(sorted(map(re.escape, map(str, _tables()["between"])), key=len, reverse=True))
    between = rf"(?:,? ?[-–·|@T]? ?|,? (?:{words})\.? )"
    day = r"(?P<day>\d{1,4}(?P<mark>[./\-] ?)\d{1,2}(?P=mark)(?:\d{4}|\d{2}))"
    clock = r"(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d){1,2}(?:[.,]\d{1,6})?(?: ?[ap]\.?m\b\.?)?(?:Z|[+\-]\d\d:?\d\d)?"
    packed = r"20[0-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    forms = (
        ("uuid", r"(?<!\w)\{?[0-9a-z]{8}(?:-[0-9a-z]{4}){3}-[0-9a-z]{12}(?!\w)"),
        ("braced", r"\{[\d \-]{8,40}\}"),
        ("emv", r"(?<!\w)A0000\d{6,27}(?!\w)"),
        ("date-time", rf"(?<![\d.,/\-]){day}{between}{clock}(?!\d|[:.,]\d)"),
        ("date-time", rf"(?<![\d.,:/\-]){clock}{between}{day}(?![\d/\-]|\.\d)"),
        ("date-time", rf"(?<![\w.,\-]){packed}[T_]?(?:[01]\d|2[0-3])[0-5]\d[0-5]\d(?:\.\d{{1,6}})?Z?(?!\w)"),
        ("network", r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}/\d{1,2}(?![\w/.])"),
        ("fraction", r"(?<![\w.,])[-+−]?0[.,] ?\d{3,40}(?!\w|[.,]\d)"),
        ("decimal", r"(?<![\w.,])[-+−]?[1-9]\d{0,11}[.,]\d{8,40}(?![.,]\d)"),
        ("version", r"(?<![\w.])(?:v\.?|[a-z]{2,20}/)\d{1,4}(?:\.\d{1,6}){1,4}(?:-[a-z]\w{0,20})?"),
        ("version", r"(?<![\w.])\d{1,4}(?:\.\d{1,6}){2,4}-[a-z]\w{0,20}"),
        ("postcode", r"(?<![\w\-./])\d{5}-\d{4}(?![\w\-]|[.,]\d)"),
        ("date", rf"(?<![\d.,/\-]){day}(?![\d/\-]|\.\d)"),
        ("time", r"(?<![\d.:,/\-])(?:[01]?\d|2[0-4])(?::[0-5]\d){1,2}(?!\d|:\d)"),
        ("timestamp", r"(?<![\w.,+\-/])1[4-9]\d{8}(?:\d{3}){0,3}(?!\w|[.,\-/]\d)"),
        ("dated", rf"(?<![\w.,+\-/]){packed}\d{{0,3}}(?!\w|[.,]\d)"),
    )
    return tuple((name, re.compile(form, re.I)) for name, form in forms)


# ---- words


@cache
def _tables() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load(files("screenpii.lexicon").joinpath("shapes.yaml").read_text("utf-8"))
    return found


@cache
def _matters() -> Mapping[str, frozenset[str]]:
    """The matters of each phrase near a number."""
    known: dict[str, set[str]] = {}
    for matter, phrases in {**_tables()["words"], "carrier": _tables()["carriers"]}.items():
        for phrase in phrases:
            known.setdefault(folded(str(phrase)), set()).add(matter)
    return {phrase: frozenset(matters) for phrase, matters in known.items()}


def matters_in(text: str) -> Iterator[str]:
    """The matters that the words of a text name for a number near them: version, address, counter, goods ..."""
    words = _words(text)
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + MAX_PHRASE_WORDS) + 1):
            yield from _matters().get(" ".join(words[start:end]), ())


@lru_cache(maxsize=8)
def matters_on(text: str) -> frozenset[str]:
    """The matters that a whole page names."""
    return frozenset(matters_in(text))


def matters_before(text: str) -> frozenset[str]:
    """The matters of the longest phrase at the end of a text."""
    words = _words(text)
    phrases = (" ".join(words[-length:]) for length in range(min(MAX_PHRASE_WORDS, len(words)), 0, -1))
    return next((_matters()[phrase] for phrase in phrases if phrase in _matters()), frozenset())


_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _words(text: str) -> list[str]:
    """The folded words of a text; those of programmers are taken apart (packageVersion, zone_serial)."""
    return folded(_CAMEL.sub(" ", text)).split()
