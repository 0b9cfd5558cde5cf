"""What pages for people are made of: their environment, style, and charts that are tables."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from screenpii.reports.escape import visible


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart; `share` is its length of 100."""

    name: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart that is a table."""

    title: str
    bars: tuple[Bar, ...]


def chart(title: str, pairs: Iterable[tuple[str, int]]) -> Chart:
    """A chart of names with their counts, the longest bar as long as can be."""
    known = list(pairs)
    most = max((count for _, count in known), default=1) or 1
    return Chart(title, tuple(Bar(name, count, round(100 * count / most, 1)) for name, count in known))


def environment() -> Environment:
    """Escapes everything, what cannot be seen too; a name that is not there is an error."""
    return Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, finalize=_shown)


def part(name: str, package: str = "screenpii.reports") -> str:
    """A file of a page: template, style or script."""
    return files(package).joinpath("page", name).read_text("utf-8")


def fingerprint(text: str) -> str:
    """What a page's Content Security Policy names a style or script by: its SHA-256 in base64."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _shown(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
