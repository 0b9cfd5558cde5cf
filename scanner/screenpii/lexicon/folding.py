"""Texts without case, accents and punctuation, as labels, names and places are compared."""

from __future__ import annotations

import unicodedata

_ASCII = {n: " # " if chr(n) == "#" else chr(n).lower() if chr(n).isalnum() else " " for n in range(128)}


def folded(text: str) -> str:
    """Lower case, no accents, words separated by single spaces; punctuation is a space, # is a word."""
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    joined = text.casefold().replace(".º", "º").replace(".ª", "ª")  # "n.º" is one word
    plain = "".join(c for c in unicodedata.normalize("NFKD", joined) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " # " if c == "#" else " " for c in plain.replace("'", " ")).split())
