"""How one system writes dates, times, amounts and its own numbers: chosen once for a screen, with exceptions."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from models.generator.content.patterns import fill, words

NUMERIC_DATES = {
    "en": ("%m/%d/%Y", "%d/%m/%Y", "%Y-%m-%d", "%-m/%-d/%Y", "%m/%d/%y", "%d-%m-%Y", "%d.%m.%y"),
    "de": ("%d.%m.%Y", "%d.%m.%y", "%-d.%-m.%Y", "%Y-%m-%d"),
    "nl": ("%d-%m-%Y", "%-d-%-m-%Y", "%d/%m/%Y", "%Y-%m-%d"),
    "pt": ("%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y", "%Y-%m-%d"),
    "any": ("%d/%m/%Y", "%d/%m/%y", "%-d/%-m/%Y", "%Y-%m-%d", "%d.%m.%Y"),
}
WORDED_DATES = {
    "en": ("{d} {mon} {y}", "{mon} {d}, {y}", "{d} {month} {y}", "{month} {d}, {y}", "{d}-{mon}-{y}", "{mon} {d} {y}"),
    "de": ("{d}. {month} {y}", "{d}. {mon} {y}"),
    "fr": ("{d} {month} {y}", "{d} {mon} {y}"),
    "es": ("{d} de {month} de {y}", "{d} {mon} {y}"),
    "pt": ("{d} de {month} de {y}", "{d} {mon} {y}"),
    "it": ("{d} {month} {y}", "{d} {mon} {y}"),
    "nl": ("{d} {month} {y}", "{d} {mon} {y}"),
}
AMOUNTS = {
    "en": ("$1,2.3", "$1,2.3", "£1,2.3", "€1,2.3", "1,2.3 USD", "R 1 2.3", "₹1,2.3", "1,2.3", "CA$1,2.3", "£ 1,2.3"),
    "de": ("1.2,3 €", "€ 1.2,3", "1.2,3 EUR", "1.2,3", "CHF 1'2.3"),
    "fr": ("1 2,3 €", "1 2,3", "1 2,3 EUR", "CHF 1'2.3", "1 2,3 $"),
    "es": ("1.2,3 €", "$1,2.3", "1.2,3", "$ 1.2,3", "1,2.3 MXN"),
    "pt": ("R$ 1.2,3", "1.2,3 €", "1 2,3 €", "R$1.2,3"),
    "it": ("€ 1.2,3", "1.2,3 €", "1.2,3", "EUR 1.2,3"),
    "nl": ("€ 1.2,3", "€1.2,3", "1.2,3", "EUR 1.2,3"),
}
# forms of dates in languages that the generator does not speak
FOREIGN_DATES = ("%d.%m.%Y", "%d.%m.%Y", "%-d.%-m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d/%m/%Y", "%d-%m-%Y", "%d. %m. %Y")
FOREIGN_AMOUNTS = (
    "1.2,3 kr",
    "1 2,3 kr",
    "1 2,3 zł",
    "1 2,3 Kč",
    "1.2,3 lei",
    "1 2,3 Ft",
    "1.2,3 TL",
    "1 2,3 €",
    "1.2,3",
)
PRESENT = datetime(2026, 3, 17, 12, 0)  # the day of all screens


@dataclass(frozen=True, slots=True)
class Habits:
    """The patterns that one system uses; `date` and `amount` are formats of the tables above."""

    language: str
    date: str
    amount: str
    seconds: bool
    twelve: bool
    order: str
    loyalty: str
    phone: int
    address: int
    dot: str
    now: datetime
    home: str  # the language of the country; that of the screen, where the generator speaks it


def habits(rng: random.Random, language: str, tongue: str = "") -> Habits:
    """The habits of a new system; `tongue` is the language of its labels, if the generator does not speak that."""
    found = _habits(rng, language, tongue)
    return replace(found, date=rng.choice(FOREIGN_DATES), amount=rng.choice(FOREIGN_AMOUNTS)) if tongue else found


def _habits(rng: random.Random, language: str, tongue: str) -> Habits:
    numeric = NUMERIC_DATES.get(language, NUMERIC_DATES["any"])
    return Habits(
        language=language,
        date=rng.choice(numeric if rng.random() < 0.7 else WORDED_DATES[language]),
        amount=rng.choice(AMOUNTS[language]),
        seconds=rng.random() < 0.2,
        twelve=language == "en" and rng.random() < 0.4,
        order=rng.choice(words("formats")["orders"]),
        loyalty=rng.choice(words("formats")["loyalty"]),
        phone=rng.randrange(10),
        address=rng.randrange(60),
        dot=rng.choice("••••****●∙xX·#"),
        now=PRESENT + timedelta(minutes=rng.randrange(-400_000, 400_000)),
        home=tongue or language,
    )


def day(style: str, language: str, when: date) -> str:
    """The date in one of the formats above."""
    if "{" not in style:
        return when.strftime(style)
    months = words("calendar")[language]
    month, short = months["months"][when.month - 1], months["short"][when.month - 1]
    return style.format(d=when.day, month=month, mon=short, y=when.year)


def moment(rng: random.Random, habits: Habits, days: int = 90) -> datetime:
    """A moment within so many days before now."""
    return habits.now - timedelta(minutes=rng.randrange(0, days * 1440))


def clock(habits: Habits, when: datetime) -> str:
    """The time of day."""
    if habits.twelve:
        return when.strftime("%-I:%M %p")
    return when.strftime("%H:%M:%S" if habits.seconds else "%H:%M")


def stamp(rng: random.Random, habits: Habits) -> str:
    """A day with its time, in any order and with any marks, as no other value of the system is written."""
    when = moment(rng, habits, 900)
    order = rng.choice(("%d{0}%m{0}%Y", "%Y{0}%m{0}%d", "%m{0}%d{0}%Y", "%-d{0}%-m{0}%Y", "%d{0}%m{0}%y"))
    text = when.strftime(order.format(rng.choice("/.-")))
    time = when.strftime(rng.choice(("%H:%M", "%H:%M:%S", "%I:%M %p", "%-I:%M%p", "%H.%M", "%Hh%M")))
    between = rng.choice((" ", ", ", " - ", " kl. ", " at ", " um ", "T", "  ", " | "))
    return f"{time} {text}" if rng.random() < 0.12 else f"{text}{between}{time}"


def month(rng: random.Random) -> str:
    """The month and year to which goods are good, written as on cards."""
    pattern = str(rng.choice(words("formats")["expiries"]))
    number, year = rng.randint(1, 12), rng.randint(2025, 2031)
    return pattern.format(m=number, y=year % 100, Y=year)


def amount(rng: random.Random, habits: Habits) -> str:
    """An amount of money, most below a hundred."""
    whole = rng.choice([rng.randint(1, 99), rng.randint(1, 99), rng.randint(100, 999), rng.randint(1000, 9999)])
    cents = rng.choice(["00", "99", "50", "95", "49", f"{rng.randint(0, 99):02}"])
    thousands, rest = divmod(whole, 1000)
    before, mark = habits.amount.split("1", 1)[0], habits.amount[habits.amount.index("1") + 1]
    number = f"{thousands}{mark}{rest:03}" if thousands else f"{rest}"
    point, after = habits.amount[habits.amount.index("2") + 1], habits.amount[habits.amount.index("3") + 1 :]
    return f"{before}{number}{point}{cents}{after}"


def code(rng: random.Random, habit: str, kind: str) -> str:
    """A number after the system's own pattern, at times after another of that kind (orders, loyalty)."""
    return fill(rng, habit if rng.random() < 0.85 else rng.choice(words("formats")[kind]))
