"""How a name is written: order, case, initials, titles, single names, and how it is hidden."""

from __future__ import annotations

import random

from models.generator.content import masks, people
from models.generator.content.owners import Person
from models.generator.content.patterns import weighted, words

CUSTOMER = {
    "full": 42, "comma": 7, "upper": 6, "upper comma": 3, "family upper": 2, "given": 6, "family": 1, "initial": 9,
    "behind": 2, "short": 7, "title": 5, "title family": 4, "middle": 5, "suffix": 2, "lower": 2, "initials": 1,
    "cut": 2, "couple": 2, "family first": 3, "given upper": 1, "comma initial": 4, "known as": 1, "demo": 2,
    "care of": 1,
}  # fmt: skip
STAFF = {
    "full": 46, "short": 13, "given": 13, "dotted": 5, "initial": 8, "comma": 5, "upper": 4, "comma initial": 3,
    "initials": 2, "numbered": 6, "behind": 3, "title family": 1, "lower": 1, "family first": 1,
}  # fmt: skip
NICKNAMES = ("Bob", "Liz", "Kit", "Jo", "Ali", "Sam", "Max", "Tina", "Bill", "Mo", "Nico", "Pepe", "Lola", "Andy")
# forms of names that are seldom seen
RARE_FORMS = ("couple", "known as", "suffix", "cut", "care of", "initials", "family")


def habit(rng: random.Random, subject: str) -> str:
    """The form that a system shows for most persons of that subject."""
    forms = STAFF if subject == "associate" else CUSTOMER
    return weighted(rng, {form: weight for form, weight in forms.items() if form not in RARE_FORMS})


def form_of(rng: random.Random, person: Person) -> str:
    """A form, as often as screens show it for customers or staff."""
    return weighted(rng, STAFF if person.subject == "associate" else CUSTOMER)


def written(rng: random.Random, person: Person, form: str, language: str) -> tuple[str, str, str]:
    """The name in that form: text before it, the name, text after it (neither of which is a name)."""
    given, family = person.given, person.family
    if form == "numbered":
        before = rng.random() < 0.4
        mark = rng.choice([f"#{person.number}", f"({person.number})", person.number])
        name = given if rng.random() < 0.5 else person.name
        return (f"{mark} ", name, "") if before else ("", name, f" {mark}")
    if form in ("title", "title family"):
        return "", f"{person.title} {family or given if form == 'title family' else person.name}", ""
    if form == "care of":
        return rng.choice(["c/o ", "C/O ", "co "]), person.name, ""
    if form == "couple":
        return "", _couple(rng, person, language), ""
    if not family or not given:
        single = given or family
        return "", single.upper() if "upper" in form else single.lower() if form == "lower" else single, ""
    return "", _plain_forms(rng, person, form), ""


def _plain_forms(rng: random.Random, person: Person, form: str) -> str:
    """The forms of a name of two parts: one of the patterns, filled."""
    given, family = person.given, person.family
    if form == "cut":
        full = person.name
        return full[: max(4, len(full) - rng.randint(2, 6))].rstrip() + rng.choice(["…", "..."])
    if form == "demo":
        return _demo(rng)
    usual = ["{f} {g}"] if person.family_first else ["{g} {f}"]
    text = str(rng.choice(words("names")["forms"].get(form) or usual)).format(
        g=given,
        f=family,
        G=given.upper(),
        F=family.upper(),
        g1=given[0],
        f1=family[0].upper(),
        joined=family.replace(" ", ""),
        middle=person.middle or given[0] + ".",
        suffix=person.suffix or rng.choice(["Jr.", "III", "Sr."]),
        nick=rng.choice(NICKNAMES),
    )
    return text.lower() if form in ("lower", "dotted") else text


def _demo(rng: random.Random) -> str:
    """What demonstrations call their customers: "John Doe", "Client 18", "Cliente5", "Awesome Customer"."""
    data = words("names")
    if rng.random() < 0.4:
        return str(rng.choice(data["demo"]))
    word = str(rng.choice(data["demo words"]))
    if rng.random() < 0.3:
        return f"{rng.choice(data['demo qualities'])} {word}"
    text = f"{word}{rng.choice((' ', ' ', ''))}{rng.randint(1, rng.choice((9, 30, 300)))}"
    return text if rng.random() < 0.8 else text.lower()


def _couple(rng: random.Random, person: Person, language: str) -> str:
    other = people.given_and_family(rng, people.origin_of(rng, language))[0]
    link = rng.choice(words("names")["and"][language])
    family = person.family or person.given
    return rng.choice([f"{person.given} {link} {other} {family}", f"{family}, {person.given} {link} {other}"])


def hidden(rng: random.Random, name: str, dot: str) -> str:
    """A name with at least its family name hidden."""
    parts = name.split()
    if rng.random() < 0.2:
        return masks.whole(rng, dot)
    if len(parts) > 1 and rng.random() < 0.4:
        given = parts[0] if rng.random() < 0.5 else parts[0][0] + dot * 3
        return f"{given} {parts[-1][0]}{dot * rng.randint(3, 6)}"
    return masks.each_word(name, dot)
