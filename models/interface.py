"""Builds the list of interface words out of translation catalogues: `python -m models.interface FOLDER ...`.

A folder holds what `pip download --no-deps django django-oscar` and `npm pack @medusajs/dashboard` bring, unpacked
(Django 5.2 and django-oscar 4.1: BSD; @medusajs/dashboard 2.21: MIT). Taken are single words of short messages: which
words interfaces use, in no order and without the messages. The list in the repository was made from these three.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from screenpii.lexicon.labels import folded
from screenpii.lexicon.names import given_names

TARGET = Path(__file__).parent.parent / "scanner" / "screenpii" / "lexicon" / "interface.txt.gz"
# Languages in Latin script, by the names of the catalogues' files and folders.
LANGUAGES = frozenset(
    "en enGB en_GB de fr es es_MX it pt pt_BR ptBR ptPT nl pl da sv nb nb_NO nn no fi cs sk hu ro hr sl tr et lv lt ca "
    "is ga sq eu gl bs id ms".split()
)
MAX_MESSAGE_WORDS = 4  # words of a message on a button, in a menu or over a column
MIN_WORD_LETTERS = 3  # letters of a word
MIN_MESSAGES = 2  # messages that hold a word; a message of one word counts as so many
_PO = re.compile(r'^msgstr(?:\[0\])? "(.+)"$', re.M)
_MARKUP = re.compile(r"%\(?\w*\)?[a-z]|\{\{?.*?\}?\}|<[^>]*>|\\n|&\w+;|[&_~](?=\w)")


def main() -> None:
    """Write the list; says how many words it has."""
    seen: Counter[str] = Counter()
    for folder in sys.argv[1:]:
        for message in _messages(Path(folder)):
            words = folded(_MARKUP.sub(" ", message)).split()
            if 1 <= len(words) <= MAX_MESSAGE_WORDS:
                for word in {w for w in words if len(w) >= MIN_WORD_LETTERS and w.isalpha()}:
                    seen[word] += MIN_MESSAGES if len(words) == 1 else 1
    names = given_names()
    kept = sorted(word for word, count in seen.items() if count >= MIN_MESSAGES and word not in names)
    TARGET.write_bytes(gzip.compress("\n".join(kept).encode(), 9, mtime=0))
    print(f"{len(kept)} words, {TARGET.stat().st_size} bytes")


def _messages(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.po")):
        if path.parent.parent.name in LANGUAGES:
            yield from _PO.findall(path.read_text("utf-8"))
    for path in sorted(folder.rglob("translations/*.json")):
        if path.stem in LANGUAGES:
            yield from _strings(json.loads(path.read_text("utf-8")))


def _strings(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from _strings(value)


if __name__ == "__main__":
    main()
