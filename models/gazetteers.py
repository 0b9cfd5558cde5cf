"""Builds the word lists of given and family names from the packages `names` and `Faker`; run by `make gazetteers`.

`names` (MIT) carries the first and last names of the 1990 US census (public domain); Faker (MIT) carries lists for
some sixty locales. Only words in Latin script are kept, folded as labels are (lower case, no accents).
"""

from __future__ import annotations

import gzip
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import faker.providers.person as persons
import names

from scanner.lexicon.labels import folded, lexicon

TARGET = Path(__file__).parent.parent / "scanner" / "lexicon"
GIVEN = ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary")
FAMILY = ("last_names", "last_names_male", "last_names_female", "last_romanized_names")
CENSUS_FAMILY = 30_000  # of 88,799, by frequency


def census(path: str, most: int | None = None) -> Iterator[str]:
    """The names of one census list, the most frequent first."""
    with open(path, encoding="ascii") as rows:
        for _, row in zip(range(most or 10**9), rows, strict=False):
            yield row.split()[0]


def of_faker(attributes: tuple[str, ...]) -> Iterator[str]:
    """The names of all locales under the given attributes of their providers."""
    for module in sorted(m.name for m in pkgutil.iter_modules(persons.__path__)):
        provider = importlib.import_module(f"faker.providers.person.{module}").Provider
        for attribute in attributes:
            found = getattr(provider, attribute, ())
            yield from found if not isinstance(found, property) else ()


def words(raw: Iterator[str]) -> set[str]:
    """Folded single words of at least two Latin letters that are no label words."""
    labels = {word for phrase in lexicon().types for word in phrase.split()}
    found = {word for name in raw for word in folded(str(name)).split()}
    return {w for w in found if len(w) > 1 and w.isascii() and w.isalpha() and w not in labels}


def write(name: str, found: set[str]) -> None:
    """One word a line, sorted, compressed without a time stamp so that two runs give the same bytes."""
    (TARGET / name).write_bytes(gzip.compress("\n".join(sorted(found)).encode(), 9, mtime=0))
    print(f"{name}: {len(found)} words")


def main() -> None:
    given = words(iter([*census(names.FILES["first:male"]), *census(names.FILES["first:female"]), *of_faker(GIVEN)]))
    family = words(iter([*census(names.FILES["last"], CENSUS_FAMILY), *of_faker(FAMILY)]))
    write("given.txt.gz", given)
    write("family.txt.gz", family)


if __name__ == "__main__":
    main()
