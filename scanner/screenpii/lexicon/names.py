"""Which words are given or family names, and which runs of words look like a person's name."""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.resources import files

import yaml

from screenpii.lexicon.labels import folded, lexicon

_WORDS: dict[str, str] = yaml.safe_load(files("screenpii.lexicon").joinpath("name_words.yaml").read_text("utf-8"))
PARTICLES, TITLES, SUFFIXES, ORDINARY, COMPANIES = (
    frozenset(_WORDS[kind].split()) for kind in ("particles", "titles", "suffixes", "ordinary", "companies")
)
_PARTNERS = re.compile(r"[^\W\d_]{2,30}, [^\W\d_]{2,30},? (?:and|&|und|et|y|e|en|og|i) [^\W\d_]{2,30}")
_TOKEN = re.compile(r"[^\W\d_][^\W\d_'’.\-]*(?:['’\-.][^\W\d_]+)*\.?")


@cache
def given_names() -> frozenset[str]:
    """Folded given names."""
    return _words("given.txt.gz")


@cache
def family_names() -> frozenset[str]:
    """Folded family names."""
    return _words("family.txt.gz")


@cache
def places() -> frozenset[str]:
    """Folded words in the names of towns, regions and countries."""
    return _words("places.txt.gz")


@cache
def common_words() -> frozenset[str]:
    """Folded words of running text and of job titles, in seven languages."""
    return _words("common.txt.gz")


@cache
def interface_words() -> frozenset[str]:
    """Folded words of buttons, menus, statuses and headers, in some thirty languages (models/interface.py)."""
    return _words("interface.txt.gz") | frozenset(_WORDS["interface"].split())


def _words(name: str) -> frozenset[str]:
    return frozenset(gzip.decompress(files("screenpii.lexicon").joinpath(name).read_bytes()).decode().split("\n"))


def tokens(text: str) -> list[re.Match[str]]:
    """The words of a text that could be parts of a name."""
    return list(_TOKEN.finditer(text))


def is_given(word: str) -> bool:
    return _known(word, given_names())


def is_family(word: str) -> bool:
    return _known(word, family_names())


def _known(word: str, names: frozenset[str]) -> bool:
    parts = folded(word).split()
    return bool(parts) and all(p in names or p in PARTICLES for p in parts) and any(p in names for p in parts)


def is_ordinary(word: str) -> bool:
    """Whether a word belongs to the interface, a company or a product rather than to a person."""
    plain = folded(word)
    return plain in ORDINARY or plain in lexicon().types


def is_company(text: str) -> bool:
    """Whether a name is a company's: it has a word of company names, or lists partners."""
    words = folded(text).split()
    return (len(words) > 1 and not COMPANIES.isdisjoint(words)) or bool(_PARTNERS.fullmatch(text))


def could_be_name(text: str) -> bool:
    """Whether a labelled value has the shape of a name: one to six words of letters, capitalised, no digits."""
    words = [m.group() for m in tokens(text)]
    if not 1 <= len(words) <= 6 or len(text) > 48 or any(c.isdigit() or c in "@/\\:;|$€£%=<>{}[]_?!+&" for c in text):
        return False
    letters = sum(c.isalpha() for c in text)
    content = [w for w in words if folded(w) not in PARTICLES | TITLES | SUFFIXES]
    capital = all(w[0].isupper() or _has_particle(w) for w in content) or text.islower()
    return (
        bool(content)
        and capital
        and letters >= 2
        and letters >= 0.6 * len(text)
        and any(len(w.rstrip(".")) > 1 for w in content)
    )


def _has_particle(word: str) -> bool:
    """Whether a word is a particle joined to a capital: al-Hashimi, d'Angelo."""
    head, _, tail = word.replace("’", "'").replace("'", "-").partition("-")
    return tail[:1].isupper() and (head in PARTICLES or len(head) == 1)


def strength(text: str) -> str:
    """How much of a name is in the gazetteers: "full" (given and family name), "part" (one of them), or ""."""
    words = [m.group() for m in tokens(text) if folded(m.group()) not in PARTICLES | TITLES | SUFFIXES]
    if any(is_ordinary(w) for w in words):
        return ""
    if not could_be_name(text):
        return ""
    given = [is_given(w) for w in words]
    family = [is_family(w) for w in words]
    initials = [len(w.rstrip(".")) == 1 for w in words]
    for k, (g, f) in enumerate(zip(given, family, strict=True)):
        rest = any((family[j] if g else given[j]) or initials[j] for j in range(len(words)) if j != k)
        if (g or f) and rest:
            return "full"
    return "part" if any(given) or any(family) else ""
