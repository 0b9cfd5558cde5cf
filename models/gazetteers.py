"""Builds the word lists of names, places and common words from packages; run by `make gazetteers`.

`names` (MIT) carries the first and last names of the 1990 US census (public domain); Faker (MIT) carries lists for
some sixty locales. Only words in Latin script are kept, folded as labels are (lower case, no accents).
"""

from __future__ import annotations

import gzip
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import names
import yaml

from screenpii.lexicon.labels import folded, lexicon

TARGET = Path(__file__).parent.parent / "scanner" / "screenpii" / "lexicon"
# Faker's lists of given names
GIVEN_NAME_LISTS = ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary")
# Faker's lists of family names
FAMILY_NAME_LISTS = ("last_names", "last_names_male", "last_names_female", "last_romanized_names")
PLACE_LISTS = (
    "cities",
    "city_names",
    "real_city_names",
    "states",
    "provinces",
    "counties",
    "cantons",
    "regions",
    "municipalities",
    "communes",
    "estados",
    "distritos",
    "concelhos",
    "countries",
)
# locales for whose running text Faker has words
PROSE_LOCALES = frozenset({"de_DE", "en_US", "es_ES", "fr_FR", "it_IT", "nl_NL", "pt_BR", "pt_PT"})
MAX_CENSUS_NAMES = 30_000  # family names of the US census that are taken, the most frequent of 88,799


def census(path: str, most: int | None = None) -> Iterator[str]:
    """The names of one census list, the most frequent first."""
    with open(path, encoding="ascii") as rows:
        for _, row in zip(range(most or 10**9), rows, strict=False):
            yield row.split()[0]


def of_faker(kind: str, attributes: tuple[str, ...], locales: frozenset[str] = frozenset()) -> Iterator[str]:
    """The entries of Faker's lists of one kind (person, address, lorem, job), of all locales or of some."""
    package = importlib.import_module(f"faker.providers.{kind}")
    found = sorted(m.name for m in pkgutil.iter_modules(package.__path__))
    providers = [
        importlib.import_module(f"faker.providers.{kind}.{m}").Provider for m in found if not locales or m in locales
    ]
    for provider in (package.Provider, *providers):
        for attribute in attributes:
            entries = getattr(provider, attribute, ())
            yield from () if isinstance(entries, property) else (str(e) for e in entries)


def words(raw: Iterator[str]) -> set[str]:
    """Folded single words of at least two Latin letters."""
    found = {word for entry in raw for word in folded(entry).split()}
    return {w for w in found if len(w) > 1 and w.isascii() and w.isalpha()}


def common() -> set[str]:
    """Words of running text: of Faker's lorem lists and job titles, and the stop words of spaCy (MIT)."""
    stops = (w for code in ("de", "en", "es", "fr", "it", "nl", "pt") for w in sorted(stop_words(code)))
    of_prose = [*of_faker("lorem", ("word_list",), PROSE_LOCALES), *of_faker("job", ("jobs",), PROSE_LOCALES)]
    return words(iter([*of_prose, *stops, *of_interfaces()]))


def of_interfaces() -> Iterator[str]:
    """The words that the generator's screens are made of, people, goods and places aside."""
    for path in sorted((Path(__file__).parent / "generator" / "content").glob("*.yaml")):
        if path.stem == "phrases" or path.stem.startswith(("labels_", "screen_")):
            yield from _strings(yaml.safe_load(path.read_text("utf-8")))


def _strings(data: object) -> Iterator[str]:
    """Every text in nested data, without its slots in braces."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _strings(key)
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)
    else:
        yield re.sub(r"\{\w+\}", " ", str(data))


def stop_words(code: str) -> set[str]:
    module = importlib.import_module(f"spacy.lang.{code}.stop_words")
    found: set[str] = module.STOP_WORDS
    return found


def write(name: str, found: set[str]) -> None:
    """One word a line, sorted, compressed without a time stamp so that two runs give the same bytes."""
    (TARGET / name).write_bytes(gzip.compress("\n".join(sorted(found)).encode(), 9, mtime=0))
    print(f"{name}: {len(found)} words")


def main() -> None:
    """Write given, family, place and common words."""
    labels = {word for phrase in lexicon().types for word in phrase.split()}
    first = words(
        iter(
            [
                *census(names.FILES["first:male"]),
                *census(names.FILES["first:female"]),
                *of_faker("person", GIVEN_NAME_LISTS),
            ]
        )
    )
    last = words(iter([*census(names.FILES["last"], MAX_CENSUS_NAMES), *of_faker("person", FAMILY_NAME_LISTS)]))
    write("given.txt.gz", first - labels)
    write("family.txt.gz", last - labels)
    write("places.txt.gz", {w for w in words(of_faker("address", PLACE_LISTS)) if len(w) > 2} - labels)
    write("common.txt.gz", common())


if __name__ == "__main__":
    main()
