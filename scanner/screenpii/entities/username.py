"""USERNAME: the name with which somebody signs in.

What it finds: one word of letters, digits, dots and underscores under a label such as Username, Login or Benutzername.
Why it matters: half of a log-in, and often the same person's name elsewhere.
Source: user-name rules of common shop systems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from screenpii.context import Context
from screenpii.entities import detects, labelled
from screenpii.lexicon.masks import MASKS
from screenpii.types import Candidate

FOUND = [
    ("Username:  jdoe84", "jdoe84"),
    ("Login  maria.lopez", "maria.lopez"),
    ("Benutzername\nk_schmidt", "k_schmidt"),
]
NOT_FOUND = [
    "Username",
    "Login  Forgot password?",
    "User  Settings",
    "Username or email address",
]
_WORD = re.compile(rf"@?[\w{MASKS}][\w.{MASKS}\-]{{1,31}}")
_PLAIN = re.compile(r"[A-Z]?[a-z]+")


@detects("USERNAME", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """A single word under a log-in's label; an ordinary word needs the exact label beside it."""
    for field, text in labelled(context, "USERNAME"):
        text = text.split()[0].rstrip(".,;:") if field.place == "inline" else text
        if not _WORD.fullmatch(text) or text.isdigit():
            continue
        shape = "format:weak" if _PLAIN.fullmatch(text) else "format:good"
        if shape == "format:good" or (field.place in ("inline", "left", "header") and text.islower()):
            yield Candidate("USERNAME", field.value.start, field.value.start + len(text), (shape,))
