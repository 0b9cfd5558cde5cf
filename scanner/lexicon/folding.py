"""Texts without case, accents and punctuation, as labels, names and places are compared."""

from __future__ import annotations

import unicodedata

_ASCII = {n: " # " if chr(n) == "#" else chr(n).lower() if chr(n).isalnum() else " " for n in range(128)}
# Letters that are no letter with an accent to Unicode. Readers take them for these, and people write them so.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "n", "æ": "ae", "œ": "oe", "þ": "th"}
)


def plain(text: str) -> str:
    """Lower case, no accents; ł is l, æ is ae, ß is ss."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)


def folded(text: str) -> str:
    """Lower case, no accents, words separated by single spaces; punctuation is a space, # is a word."""
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    letters = plain(text.replace(".º", "º").replace(".ª", "ª"))  # "n.º" is one word
    return " ".join("".join(c if c.isalnum() else " # " if c == "#" else " " for c in letters).split())
