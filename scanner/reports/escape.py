"""Text from screens and file names is hostile: how it is made harmless for a terminal."""

from __future__ import annotations

import unicodedata

# Control, format (bidirectional overrides, zero width), surrogate and private-use characters.
UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def visible(text: str) -> str:
    r"""The text with every character that could steer a terminal written as `\xNN` or `\uNNNN`."""
    return "".join(c if unicodedata.category(c) not in UNSAFE else _code(c) for c in text)


def _code(char: str) -> str:
    point = ord(char)
    return f"\\x{point:02x}" if point < 256 else f"\\u{point:04x}" if point < 65536 else f"\\U{point:08x}"
