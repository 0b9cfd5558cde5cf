"""How values are hidden: whole, by their middle, or all but the end."""

from __future__ import annotations

import random

# digits that show of each group of four; negative ones count from its end
SHOWN_DIGITS = (
    *((0, 2, 0, 4), (2, 0, 0, 4), (0, 0, -2, 4), (0, 2, 0, 0)),
    *((4, 2, 0, 4), (0, 0, -1, 4), (0, 4, 0, 4), (0, 0, 2, 0)),
)
MASK_CHARS = ("▒", "█", "•", "*", "●", "x", "X", "■", "∙")  # characters that hide a part of a value
# masks that hide all of a value
WHOLE_MASKS = ("••••••", "••••••••", "******", "********", "████████", "▒▒▒▒▒▒", "*****", "XXXXXX", "●●●●●●", "••••")


def keep(text: str, head: int, tail: int, dot: str) -> str:
    """The text with letters and digits hidden, but so many at its head and tail; what stands between them stays."""
    places = [k for k, c in enumerate(text) if c.isalnum()]
    hidden = set(places[head : max(head, len(places) - tail)])
    return "".join(dot if k in hidden else c for k, c in enumerate(text))


def whole(rng: random.Random, dot: str) -> str:
    """Nothing but dots."""
    return rng.choice(WHOLE_MASKS) if rng.random() < 0.4 else dot * rng.randint(4, 12)


def each_word(text: str, dot: str) -> str:
    """The first letter of each word, and three to five dots: J*** D***."""
    return " ".join(w if len(w) == 1 else w[0] + dot * min(5, max(3, len(w) - 1)) for w in text.split())


def email(rng: random.Random, text: str, dot: str) -> str:
    """j***@example.com and its like."""
    local, domain = text.split("@", 1)
    head, _, top = domain.rpartition(".")
    masked = rng.choice(
        (
            local[0] + dot * 3,
            local[0] + dot * max(3, len(local) - 2) + local[-1],
            local[:2] + dot * 4,
            dot * max(4, len(local)),
            local[0] + dot * 5,
        )
    )
    shown = rng.random()
    return (
        f"{masked}@{domain if shown < 0.6 else head[0] + dot * 4 + '.' + top if shown < 0.9 else dot * 5 + '.' + top}"
    )


def card(rng: random.Random, number: str, dot: str) -> str:
    """The ways in which receipts, tills and shops show the end of a card."""
    last = number[-4:]
    stars = dot if dot != "#" else "*"
    short = len(number) != 16
    if not short and rng.random() < 0.12:
        return elsewhere(rng, number, stars)
    return rng.choice(
        (
            f"{stars * 4} {last}",
            f"{stars * 4}{last}",
            f"{stars * (len(number) - 4)}{last}",
            f"{stars * 4} {stars * 6} {stars}{last}" if short else f"{stars * 4} {stars * 4} {stars * 4} {last}",
            f"XXXX-XXXX-XXXX-{last}",
            f"{number[:6]}{stars * (len(number) - 10)}{last}",
            f"{number[:4]} {number[4:6]}{stars * 2} {stars * 4} {last}",
            f"{stars * 2}{last}",
            f"…{last}",
            f"x{last}",
            f"{stars * 3}{last}",
            f"{stars * 8}{last}",
        )
    )


def elsewhere(rng: random.Random, number: str, dot: str) -> str:
    """A card that shows other digits than the last four alone: receipts that were cut down wrongly."""
    groups = [number[k : k + 4] for k in range(0, 16, 4)]
    shown = rng.choice(SHOWN_DIGITS)
    parts = [g[:n] + dot * (4 - n) if n >= 0 else dot * (4 + n) + g[n:] for g, n in zip(groups, shown, strict=True)]
    return rng.choice((" ", " ", "-")).join(parts)


def middle(rng: random.Random, text: str, dot: str) -> str:
    """Hidden but for the end, the start, both or nothing."""
    count = sum(c.isalnum() for c in text)
    if count < 5:
        return keep(text, 0, rng.choice([0, 0, 1]), dot)
    head, tail = rng.choice(((0, 4), (0, 3), (0, 2), (2, 2), (1, 1), (2, 0), (3, 0), (0, 0)))
    return keep(text, min(head, count // 4), min(tail, count // 3), dot)


def day(rng: random.Random, text: str, dot: str) -> str:
    """A date with its day and month, its year, or all of it hidden."""
    runs = "".join(c if c.isalnum() else " " for c in text).split()
    if len(runs) != 3:
        return middle(rng, text, dot)
    years = [r for r in runs if len(r) == 4]
    shown = rng.choice((years[:1], [], runs[:1]))
    out, rest = "", text
    for run in runs:
        at = rest.index(run)
        out += rest[:at] + (run if run in shown else dot * min(4, len(run)))
        shown = [s for s in shown if s != run]
        rest = rest[at + len(run) :]
    return out + rest


def lines(rng: random.Random, texts: list[str], dot: str) -> list[str]:
    """An address with every line hidden, but for first letters."""
    if rng.random() < 0.4:
        return [dot * min(14, max(4, len(t))) for t in texts]
    return [each_word(t, dot) for t in texts]
