"""DATE_OF_BIRTH: the day a person was born.

What it finds: full dates under a label such as DOB, Geburtsdatum or Born, and dates right behind such a word.
A threshold ("born on or before 11/24/2005") is left out.
Why it matters: with a name it identifies nearly everybody, and it is a proof of identity on the telephone.
Source: ISO 8601 and the national forms of writing dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from screenpii.context import Context
from screenpii.entities import detects, matches, within
from screenpii.lexicon.masks import MASKS
from screenpii.types import Candidate

FOUND = [
    ("DOB  04/12/1980", "04/12/1980"),
    ("Date of birth:  1979-02-28", "1979-02-28"),
    ("Geburtsdatum\n03.11.1965", "03.11.1965"),
    ("Born  12 Mar 1990", "12 Mar 1990"),
    ("Patient DOB: March 3, 1951", "March 3, 1951"),
    ("My date of birth is 27-Feb-1993 if you need it", "27-Feb-1993"),
    ("Verified by DOB 08-Oct-1987.", "08-Oct-1987"),
    ("Data urodzenia:  14 kwietnia 1987", "14 kwietnia 1987"),
]
NOT_FOUND = [
    "Born on or before 11/24/2005",
    "Must be born before 24 Nov 2005",
    "Date  04/12/1980",
    "Order date  2024-02-28",
    "Updated 03.11.2024",
    "Customer since  2001-04-12",
    "Ordered  27-Feb-2024",
    "Zamówienie  14 kwietnia 2024",
]
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|mars|avr|juin|juil|août|sept|déc|ene|abr|ago|dic|fev|set|out|dez|gen|mag|giu|lug|ott|mrt|mei)[a-zéûç]*\.?"
# a digit or a character that hides one
_DIGIT = rf"[\d{MASKS}xX]"
DATE = re.compile(
    rf"(?<![\d/.\-])(?:{_DIGIT}{{1,2}} ?[/.\-] ?{_DIGIT}{{1,2}} ?[/.\-] ?(?:{_DIGIT}{{4}}|{_DIGIT}{{2}})|{_DIGIT}{{4}}[/.\-]{_DIGIT}{{1,2}}[/.\-]{_DIGIT}{{1,2}}"
    rf"|{_DIGIT}{{1,2}}\.?(?: de)?[ \-]{_MONTH}(?: de)?,?[ \-]{_DIGIT}{{4}}|{_MONTH} {_DIGIT}{{1,2}},? {_DIGIT}{{4}})(?![\d/\-])",
    re.I,
)
# Under the label of a birth date any word between day and year is a month, in whatever language.
_WORDED = re.compile(r"(?<![\d/.\-])\d{1,2}\.?(?: de)?[ \-][^\W\d_]{3,14}\.?(?: de)?,?[ \-]\d{4}(?![\d/\-])")
_NEXT = re.compile(
    rf"\b(?:dob|d\.o\.b\.?|date of birth|birth ?date|birthday|born|geb\.|geboren(?: am)?|née? le|nat[oa] il|nacid[oa](?: el)?)(?: is| was|\s*[:.])?\s*({DATE.pattern})",
    re.I,
)
# Cut off at the edge of a cell: "7 January 19", "13 March".
_CUT = re.compile(
    rf"(?<![\d/.\-])(?:\d{{1,2}}\.?(?: de)? {_MONTH}(?: \d{{0,3}})?|{_MONTH} \d{{1,2}},?(?: \d{{0,3}})?)$", re.I
)
_THRESHOLD = re.compile(r"\b(?:before|after|older|younger|or earlier|minimum|vor|avant|antes|prima)\b", re.I)


@detects("DATE_OF_BIRTH", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """Dates under a birth date's label or right behind the word, unless the text names a threshold."""
    page = context.page
    for match in matches(context, _NEXT):
        yield Candidate("DATE_OF_BIRTH", *match.span(1), ("format:good", "word"))
    for pattern in (DATE, _WORDED):
        for match in within(context, "DATE_OF_BIRTH", pattern):
            start = page.text.rfind("\n", 0, match.start()) + 1
            if not _THRESHOLD.search(page.text, start, match.start()):
                yield Candidate("DATE_OF_BIRTH", *match.span(), ("format:good",))
    for match in within(context, "DATE_OF_BIRTH", _CUT):
        yield Candidate("DATE_OF_BIRTH", *match.span(), ("format:weak", "cut"))
