"""Other people's data in the place of a drawn screen's own: written the same way, and the same wherever it recurs."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from models.generator.content import Content, addresses, people
from models.generator.content.owners import Person, Store
from models.generator.page import Truth
from screenpii.lexicon import names
from screenpii.lexicon.labels import folded, lexicon
from screenpii.lexicon.masks import runs
from screenpii.tagger.words import know

# languages of drawn screens that the generator speaks
LANGUAGES = frozenset(("en", "de", "fr", "es", "pt", "it", "nl"))
CHECKED_TYPES = frozenset(("PAYMENT_CARD", "BANK_ACCOUNT", "CARD_EXPIRY", "DATE_OF_BIRTH", "EMAIL", "IP_ADDRESS"))
NUMBER = re.compile(r"(?<![\d.,:/-])\d{5,}(?![\d.,:/-])")
WORD = re.compile(r"[^\W\d_]+")
MAX_TRIES = 8  # values that are tried until one fits
RELABELLED_SHARE = 0.3  # share of labels that are replaced
PHRASE_SHARE = 0.06  # share of the other words without personal data that are replaced
SAME_FORM_SHARE = 0.5  # share of kinds of values that keep their form on a screen


class Swap:
    """The exchange of one screen's values; the same seed gives the same ones."""

    def __init__(self, rng: random.Random, language: str) -> None:
        self.rng = rng
        self.content = Content(rng, language if language in LANGUAGES else "en")
        self.language = self.content.language
        self._words: dict[str, str] = {}
        self._texts: dict[tuple[str, str], list[str]] = {}
        self._kept: dict[str, bool] = {}

    def lines_of(self, item: Truth) -> list[str]:
        """New texts for the lines of an item."""
        key = (item.type, item.text)
        if key not in self._texts:
            self._texts[key] = self._made(item)
        return self._texts[key]

    def plain(self, text: str) -> str:
        """A text that is nobody's data: another label that says the same, another phrase, or other digits."""
        bare = text.rstrip(" :*")
        if not bare:
            return text
        if not any(c.isdigit() for c in bare):
            if self.rng.random() < RELABELLED_SHARE:
                other = self._label(bare)
                return self._cased(bare, other) + text[len(bare) :] if other else text
            known = lexicon().meanings(bare)
            return self.content.phrase() if not known and self.rng.random() < PHRASE_SHARE else text
        return NUMBER.sub(lambda m: self._scrambled(m[0]), text)

    def _label(self, text: str) -> str:
        """Another label of the same type and subject; nothing if the text is no label of just one type."""
        meanings = [m for m in lexicon().meanings(text) if m.exact]
        if len(meanings) != 1 or meanings[0].type == "OTHER":
            return ""
        try:
            return self.content.label(meanings[0].type, meanings[0].subject, 0.0)
        except (KeyError, IndexError):
            return ""

    def _made(self, item: Truth) -> list[str]:
        lines = item.text.split("\n")
        if item.masked:
            return [self._masked(line) for line in lines]
        if item.type == "PERSON_NAME":
            if item.subject == "business":
                return [self.content.company() if len(lines) == 1 and self.rng.random() < 0.6 else t for t in lines]
            return [self._name(line) for line in lines]
        if item.type == "POSTAL_ADDRESS":
            return self._address(item, lines)
        if len(lines) > 1 or self._keeps(item.type):
            return [self._scrambled(line) for line in lines]
        return [self._value(item)]

    def _keeps(self, kind: str) -> bool:
        if kind not in self._kept:
            self._kept[kind] = kind not in CHECKED_TYPES and self.rng.random() < SAME_FORM_SHARE
        return self._kept[kind]

    def _owner(self, subject: str) -> Person | Store:
        return self.content.store() if subject == "business" else self.content.person(subject)

    def _value(self, item: Truth) -> str:
        run = self.content.value(item.type, self._owner(item.subject))
        return next(piece.text for piece in run if piece.type)

    def _name(self, line: str) -> str:
        """The name with other words, in the same order and case; titles, particles and suffixes stay."""
        words = list(WORD.finditer(line))
        found, at = [], 0
        for number, match in enumerate(words):
            found += [line[at : match.start()], self._name_word(match[0], number, len(words), "," in line)]
            at = match.end()
        return "".join(found) + line[at:]

    def _name_word(self, word: str, number: int, count: int, turned: bool) -> str:
        plain = folded(word)
        if count > 1 and (plain in names.TITLES or plain in names.PARTICLES or plain in names.SUFFIXES):
            return word
        if len(word) == 1:
            known = [new for old, new in self._words.items() if old[:1] == plain]
            return known[0][:1].upper() if known else self.rng.choice("ABCDEFGHJKLMNPRSTVW")
        if plain not in self._words:
            last = number == count - 1 and count > 1
            classes = know(word)
            family = "given" not in classes if ("given" in classes) != ("family" in classes) else last != turned
            self._words[plain] = self._new_word(family)
        return self._cased(word, self._words[plain])

    def _new_word(self, family: bool) -> str:
        for _ in range(MAX_TRIES):
            pair = people.given_and_family(self.rng, people.origin_of(self.rng, self.language))
            word = pair[1] if family else pair[0]
            if word and " " not in word:
                return word
        return "Kim"

    @staticmethod
    def _cased(like: str, text: str) -> str:
        if like.isupper() and len(like) > 1:
            return text.upper()
        return text.lower() if like.islower() else text

    def _address(self, item: Truth, lines: Sequence[str]) -> list[str]:
        """An address of as many lines; words and digits of the old one are exchanged if there is none."""
        owner = self._owner(item.subject)
        if self.rng.random() < 0.6 and all(b.left == item.boxes[0].left for b in item.boxes):
            for _ in range(MAX_TRIES):
                runs_ = [self.content.address_line(owner)] if len(lines) == 1 else self.content.address_lines(owner)
                if len(runs_) == len(lines):
                    return ["".join(piece.text for piece in run) for run in runs_]
                owner = self._owner(item.subject)
        return [WORD.sub(lambda m: self._address_word(m[0]), self._scrambled(line)) for line in lines]

    def _address_word(self, word: str) -> str:
        plain, classes = folded(word), know(word)
        if len(word) < 4 or {"street", "unit", "common", "ordinary", "label"} & set(classes):
            return word
        if plain not in self._words:
            where = addresses.make(self.rng, self.rng.choice(addresses.codes()))
            city = where.city.split()[0]
            self._words[plain] = city if "place" in classes else self._new_word(family=True)
        return self._cased(word, self._words[plain])

    def _masked(self, text: str) -> str:
        """What shows of a masked value is exchanged letter by letter."""
        hidden = {k for start, end in runs(text) for k in range(start, end)}
        return "".join(c if k in hidden else self._other(c) for k, c in enumerate(text))

    def _scrambled(self, text: str) -> str:
        return "".join(self.rng.choice("0123456789") if c.isdigit() else c for c in text)

    def _other(self, c: str) -> str:
        if c.isdigit():
            return self.rng.choice("0123456789")
        if not c.isalpha() or not c.isascii():
            return c
        letter = self.rng.choice("abdefgiklmnoprstu")
        return letter.upper() if c.isupper() else letter
