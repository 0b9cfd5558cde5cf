"""CREDENTIAL: a password, PIN, token or key.

What it finds: values under a label such as Password, PIN or API key, and tokens with a vendor's prefix.
Why it matters: whoever reads it can act in the customer's or the store's name.
Source: the vendors' published token prefixes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from screenpii.context import Context
from screenpii.entities import detects, labelled, matches
from screenpii.lexicon.masks import MASKS, is_masked
from screenpii.types import Candidate

FOUND = [
    ("Password:  Sunny!Day42", "Sunny!Day42"),
    ("PIN  4821", "4821"),
    ("Passwort\n••••••••", "••••••••"),
    ("API key  sk_live_4eC39HqLyjWDarjtT1zdp7dc", "sk_live_4eC39HqLyjWDarjtT1zdp7dc"),
]
NOT_FOUND = [
    "Password  Forgot your password?",
    "Password must have 8 characters",
    "PIN verified",
    "Pin this item",
    "Token ring 16",
]
_TOKEN = re.compile(
    r"(?<!\w)(?:sk_(?:live|test)_\w{16,}|gh[pousr]_\w{30,}|AKIA[0-9A-Z]{16}|xox[abprs]-[\w-]{10,}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,})"
)
_VALUE = re.compile(rf"[\w{MASKS}!@#$%^&*+=?~.\-]{{3,64}}")
_SPACED = re.compile(r"\d{2,4}(?:[ -]\d{2,4}){1,3}")
_WORD = re.compile(r"[A-ZÀ-Þ]?[a-zß-ÿ]+\.?|[A-Z]{3,}")


@detects("CREDENTIAL", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """Tokens by prefix; a single string that is no ordinary word under a secret's label."""
    for match in matches(context, _TOKEN):
        yield Candidate("CREDENTIAL", *match.span(), ("format:strong",))
    for field, text in labelled(context, "CREDENTIAL"):
        text = text if _SPACED.fullmatch(text) else text.split()[0].rstrip(".,;")
        if (
            (_VALUE.fullmatch(text) or _SPACED.fullmatch(text))
            and not _WORD.fullmatch(text)
            and (is_masked(text) or any(c.isdigit() for c in text))
        ):
            yield Candidate("CREDENTIAL", field.value.start, field.value.start + len(text), ("format:weak",))
