"""GEO_LOCATION: where somebody is, as coordinates.

What it finds: pairs of decimal degrees with at least four decimals, degrees-minutes-seconds, and single coordinates
under a label such as Latitude.
Why it matters: precise geolocation (within 1,850 feet) is sensitive under CCPA 1798.140(ae).
Source: ISO 6709 (forms of coordinates).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from screenpii.context import Context
from screenpii.entities import detects, matches, within
from screenpii.types import Candidate

FOUND = [
    ("GPS  40.712776, -74.005974", "40.712776, -74.005974"),
    ("Driver at 48.85837, 2.29448", "48.85837, 2.29448"),
    ("Latitude:  51.50072", "51.50072"),
    ("Location\n40°42'46\"N 74°00'22\"W", "40°42'46\"N 74°00'22\"W"),
]
NOT_FOUND = [
    "Weight  1.25, 2.50",
    "Rate 1.0842",
    "Total  40.71, 74.00",
    "Location  Aisle 12",
    "Version 12.34567",
]
_PAIR = re.compile(
    r"(?<![\w.,$€£])[-−]?\d{1,2}\.\d{4,8}°?(?: ?[NS])?[,;]? ?\s?[-−]?\d{1,3}\.\d{4,8}°?(?: ?[EWO])?(?![\w.]|,\d)"
)
_DMS = re.compile(
    r"\d{1,2}° ?\d{1,2}['′’] ?(?:\d{1,2}(?:\.\d+)?[\"″”] ?)?[NS],? \d{1,3}° ?\d{1,2}['′’] ?(?:\d{1,2}(?:\.\d+)?[\"″”] ?)?[EWO]"
)
_SINGLE = re.compile(r"(?<![\w.])[-−]?\d{1,3}\.\d{3,8}(?![\w.])")


@detects("GEO_LOCATION", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """Pairs of coordinates anywhere, single ones under a label."""
    for pattern in (_PAIR, _DMS):
        for match in matches(context, pattern):
            yield Candidate("GEO_LOCATION", *match.span(), ("format:good",))
    for match in within(context, "GEO_LOCATION", _SINGLE):
        yield Candidate("GEO_LOCATION", *match.span(), ("format:weak",))
