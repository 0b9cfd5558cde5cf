"""EMAIL: an e-mail address.

What it finds: `name@domain.tld` as RFC 5322 writes the common forms, also with parts masked (`j•••@e•••.com`),
also where OCR put a space before the @ or after a dot of the domain.
Why it matters: it identifies a person directly, and is the user name of most shops' accounts.
Source: RFC 5322 section 3.4.1 (addr-spec), RFC 1035 section 2.3.1 (host names).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.entities import detects, matches, within
from scanner.lexicon.masks import CLASS
from scanner.types import Candidate, Page

FOUND = [
    ("E-mail:  jane.doe@example.com", "jane.doe@example.com"),
    ("John Smith (admin@shop.example)", "admin@shop.example"),
    ("Order confirmation sent to o'neil_77@mail.example.co.uk today", "o'neil_77@mail.example.co.uk"),
    ("j•••@e•••.com", "j•••@e•••.com"),
    ("E-Mail\nanna.müller@beispiel.de", "anna.müller@beispiel.de"),
]
NOT_FOUND = [
    "Follow us @ourshop",
    "2 @ $4.99",
    "Coffee @home blend 250g",
    "user at example dot com",
    "price@checkout",
    "v2.3@build.7",
]
_WORD = rf"[\w{CLASS}]"
_PATTERN = re.compile(
    rf"(?<![\w.@]){_WORD}[\w{CLASS}.'+%&-]{{0,63}} ?@ ?(?:{_WORD}[\w{CLASS}-]{{0,62}}\. ?){{1,5}}(?:[^\W\d_]{{2,18}}|[{CLASS}]{{1,8}})(?![\w@-])"
)
_SHORTENED = re.compile(
    rf"(?<![\w.@]){_WORD}[\w{CLASS}.'+%&-]{{0,63}}@[\w.{CLASS}-]{{0,40}}(?:…|\.\.\.| ?[█▒]{{2,60}})"
)
_CUT = re.compile(rf"(?<![\w.@]){_WORD}[\w{CLASS}.'+%&-]{{0,63}}@[\w.{CLASS}-]{{2,40}}$")

# Of which a cover hides the lower half with the dots.
_HALF = re.compile(rf"(?<![\w.@]){_WORD}[\w{CLASS}.'+%&-]{{0,63}}(?: [\w-]{{1,30}})?@[\w-]{{2,40}} [a-z]{{2,18}}$")


@detects("EMAIL")
def propose(page: Page) -> Iterator[Candidate]:
    """Addresses, whole, masked, or cut off with an ellipsis."""
    for pattern in (_PATTERN, _SHORTENED):
        for match in matches(page, pattern):
            yield Candidate("EMAIL", *match.span(), ("format:strong",))
    for pattern in (_CUT, _HALF):
        for match in within(page, "EMAIL", pattern):
            yield Candidate("EMAIL", *match.span(), ("format:weak", "cut"))
