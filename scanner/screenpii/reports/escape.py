"""Text from screens and file names is hostile: how it is made harmless, for each kind of output."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

# Unicode categories that are never written: control, format (bidirectional overrides, zero width), surrogate, private
# use
UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
# characters that begin a formula in a spreadsheet; the last four are wide forms of the first
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def visible(text: str) -> str:
    r"""The text with every character that could steer a terminal written as `\xNN` or `\uNNNN`.

    No character is left that XML forbids.
    """
    return "".join(_code(c) if _unsafe(c) else c for c in text)


def _unsafe(char: str) -> bool:
    point = ord(char)
    return unicodedata.category(char) in UNSAFE_CATEGORIES or point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


def _code(char: str) -> str:
    point = ord(char)
    return f"\\x{point:02x}" if point < 256 else f"\\u{point:04x}" if point < 65536 else f"\\U{point:08x}"


def cell(text: str) -> str:
    """The text for a cell of a spreadsheet: never a formula, for an apostrophe stands before what would begin one."""
    return ("'" if text.startswith(FORMULA_STARTS) else "") + visible(text)


def code(text: str) -> str:
    """The text as code in a cell of a Markdown table, where GitHub makes no links, mentions, emoji or HTML of it.

    Backticks and bars would end code or cell, in ways on which the parsers differ, so they are written as codes.
    """
    return f"`{visible(text).replace('`', _code('`')).replace('|', _code('|'))}`" if text else ""


def prose(text: str) -> str:
    """The text of a policy pack in Markdown, with nothing in it that Markdown or HTML would take for its own."""
    return re.sub(r"([\\`*_~\[\]<>&|#])", r"\\\1", visible(text))


def ascii_json(document: Any) -> bytes:
    """JSON on one line, ASCII alone: nothing in it steers a terminal, nothing but its end ends a line."""
    return json.dumps(document, separators=(",", ":")).encode() + b"\n"
