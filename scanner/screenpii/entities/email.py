"""EMAIL: an e-mail address.

What it finds: `name@domain.tld` as RFC 5322 writes the common forms, also with parts masked (`j•••@e•••.com`),
also where OCR put a space before the @ or after a dot of the domain, and where a narrow cell breaks it over several lines.
Why it matters: it identifies a person directly, and is the user name of most shops' accounts.
Source: RFC 5322 section 3.4.1 (addr-spec), RFC 1035 section 2.3.1 (host names).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from screenpii.context import Context
from screenpii.entities import believed, detects, labelled, matches, within
from screenpii.lexicon.masks import MASKS
from screenpii.types import Candidate
from screenpii.wrapped import across

FOUND = [
    ("E-mail:  jane.doe@example.com", "jane.doe@example.com"),
    ("John Smith (admin@shop.example)", "admin@shop.example"),
    ("Order confirmation sent to o'neil_77@mail.example.co.uk today", "o'neil_77@mail.example.co.uk"),
    ("j•••@e•••.com", "j•••@e•••.com"),
    ("E-Mail\nanna.müller@beispiel.de", "anna.müller@beispiel.de"),
    ("E-mail:  ines.marti\n         nez@correo.example", "ines.marti\nnez@correo.example"),
]
NOT_FOUND = [
    "Follow us @ourshop",
    "2 @ $4.99",
    "Coffee @home blend 250g",
    "user at example dot com",
    "price@checkout",
    "v2.3@build.7",
    "Follow us at\n@ourshop",
]
_WORD = rf"[\w{MASKS}]"
_PATTERN = re.compile(
    rf"(?<![\w.@]){_WORD}[\w{MASKS}.'+%&-]{{0,63}} ?@ ?(?:{_WORD}[\w{MASKS}-]{{0,62}}\. ?){{1,5}}(?:[^\W\d_]{{2,18}}|[{MASKS}]{{1,8}})(?![\w@-])"
)
# Of addresses that are whole where a line ends; a shorter ending ("…@mail.exam") goes on in the next line.
_ENDINGS = frozenset(
    "com org net edu gov info biz io co app dev shop store online eu uk us ca au nz ie de at ch fr be nl lu es pt it gr pl cz "
    "sk hu ro bg hr si rs se no dk fi is ee lv lt br mx ar cl pe jp cn in za tr ru ua example test invalid local".split()
)
_SHORTENED = re.compile(
    rf"(?<![\w.@]){_WORD}[\w{MASKS}.'+%&-]{{0,63}}@[\w.{MASKS}-]{{0,40}}(?:…|\.\.\.| ?[█▒]{{2,60}})"
)
_CUT = re.compile(rf"(?<![\w.@]){_WORD}[\w{MASKS}.'+%&-]{{0,63}}@[\w.{MASKS}-]{{2,40}}$")
# The same without a label: a mailbox of several parts, as in "first.last@exam", is no price and no @mention.
_MAILBOX_OF_PARTS = re.compile(r"[\w.+-]{3,80}@[a-z]{2,30}", re.I)
_PARTS = re.compile(r"\w[.+_\d-]")
# an address whose lower half, dots included, is under a cover
_LOWER_HALF_COVERED = re.compile(
    rf"(?<![\w.@]){_WORD}[\w{MASKS}.'+%&-]{{0,63}}(?: [\w-]{{1,30}})?@[\w-]{{2,40}} [a-z]{{2,18}}$"
)


@detects("EMAIL", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """Addresses, whole, masked, or cut off with an ellipsis."""
    page = context.page
    for pattern in (_PATTERN, _SHORTENED):
        for match in matches(context, pattern):
            yield Candidate("EMAIL", *match.span(), ("format:strong",))
    for pattern in (_CUT, _LOWER_HALF_COVERED):
        for match in within(context, "EMAIL", pattern):
            if not _PATTERN.fullmatch(match.group()):
                yield Candidate("EMAIL", *match.span(), ("format:weak", "cut"))
    for start, end in believed(context, "EMAIL"):  # cut off at the edge of a cell, without an ellipsis or a label
        if _MAILBOX_OF_PARTS.fullmatch(page.text, start, end) and _PARTS.search(page.text, start, end):
            yield Candidate("EMAIL", start, end, ("format:weak", "cut"))
    labelled_at = {field.value.start for field, _ in labelled(context, "EMAIL") if field.place != "title"}
    for broken in across(page, _PATTERN):
        if _is_one(broken.parts, broken.span.start in labelled_at):
            yield Candidate("EMAIL", *broken.span, ("format:strong", "wrapped"))


def _is_one(parts: Sequence[str], named: bool) -> bool:
    """Whether parts on several lines are one address, and not one of them a whole address and the others neighbours.

    `named`: they begin where a label says that an address stands.
    """
    if any(" " in part for part in parts):
        return False
    before = next((k for k in range(1, len(parts)) if _PATTERN.fullmatch("".join(parts[k:]))), 0)
    if before and not named and parts[before - 1][-1].isalnum():
        return False
    whole = _PATTERN.fullmatch("".join(parts[:-1]))
    return not (whole and whole.group().rpartition(".")[2].casefold() in _ENDINGS)
