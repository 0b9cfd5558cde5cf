"""Which words are given or family names, and which runs of words look like a person's name."""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.resources import files

from scanner.lexicon.labels import folded, lexicon

# Particles inside names, titles before and suffixes after them.
PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "st",
        "mac",
        "y",
        "e",
        "zu",
        "zur",
        "ter",
        "ten",
        "op",
        "het",
    ]
)
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "herr",
        "frau",
        "m",
        "mme",
        "mlle",
        "sr",
        "sra",
        "srta",
        "sig",
        "dhr",
        "mevr",
    ]
)
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv", "md", "phd"])
# Words that companies, products and places carry, and people do not.
NOT_NAMES = frozenset(
    [
        "inc",
        "llc",
        "ltd",
        "gmbh",
        "corp",
        "co",
        "company",
        "ag",
        "sa",
        "sarl",
        "srl",
        "bv",
        "plc",
        "kg",
        "ohg",
        "store",
        "stores",
        "shop",
        "market",
        "outlet",
        "center",
        "centre",
        "mall",
        "warehouse",
        "depot",
        "dept",
        "department",
        "street",
        "st",
        "road",
        "rd",
        "avenue",
        "ave",
        "lane",
        "drive",
        "blvd",
        "boulevard",
        "court",
        "plaza",
        "strasse",
        "straße",
        "rue",
        "via",
        "calle",
        "avenida",
        "weg",
        "platz",
        "order",
        "orders",
        "item",
        "items",
        "product",
        "products",
        "customer",
        "customers",
        "account",
        "settings",
        "search",
        "save",
        "cancel",
        "edit",
        "delete",
        "add",
        "new",
        "print",
        "help",
        "home",
        "menu",
        "back",
        "next",
        "today",
        "yesterday",
        "tomorrow",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "pending",
        "complete",
        "completed",
        "paid",
        "unpaid",
        "shipped",
        "delivered",
        "returned",
        "refunded",
        "open",
        "closed",
        "active",
        "inactive",
        "approved",
        "declined",
        "processing",
        "ready",
        "hold",
        "cancelled",
        "canceled",
        "visa",
        "mastercard",
        "amex",
        "discover",
        "paypal",
        "klarna",
        "cash",
        "credit",
        "debit",
        "gift",
        "card",
        "payment",
        "ups",
        "fedex",
        "usps",
        "dhl",
        "express",
        "standard",
        "ground",
        "overnight",
        "priority",
        "black",
        "white",
        "red",
        "blue",
        "green",
        "yellow",
        "grey",
        "gray",
        "pink",
        "purple",
        "brown",
        "silver",
        "gold",
        "small",
        "medium",
        "large",
        "shirt",
        "shoes",
        "boots",
        "jeans",
        "jacket",
        "dress",
        "bag",
        "watch",
        "phone",
        "case",
        "gold",
        "silver",
        "bronze",
        "platinum",
        "tier",
        "points",
        "rewards",
        "member",
        "loyalty",
        "club",
        "vip",
        "staff",
        "admin",
        "administrator",
        "manager",
        "cashier",
        "guest",
        "walk",
        "in",
        "none",
        "unknown",
        "n/a",
        "other",
        "all",
        "total",
        "yes",
        "no",
        "true",
        "false",
        "on",
        "off",
        "view",
        "details",
        "notes",
        "status",
        "type",
        "date",
        "time",
        "total",
        "price",
        "quantity",
        "qty",
        "the",
        "and",
        "for",
        "with",
        "of",
        "to",
        "in",
        "at",
        "by",
        "your",
        "our",
        "this",
        "that",
        "not",
        "is",
        "are",
        "was",
        "outfitters",
        "books",
        "hardware",
        "foods",
        "supply",
        "supplies",
        "group",
        "services",
        "solutions",
        "systems",
        "media",
        "foundation",
        "university",
        "bank",
        "hotel",
        "restaurant",
        "cafe",
        "bakery",
        "garden",
        "centre",
        "reports",
        "report",
        "inventory",
        "dashboard",
        "catalog",
        "catalogue",
        "marketing",
        "analytics",
        "sales",
        "discounts",
        "apps",
        "channels",
        "content",
        "stores",
        "logout",
        "login",
        "sign",
        "delivery",
        "shipping",
        "billing",
        "profile",
        "overview",
        "history",
        "file",
        "tools",
        "window",
        "insert",
        "format",
        "review",
        "data",
        "formulas",
        "layout",
        "page",
        "pages",
        "users",
        "roles",
        "permissions",
        "tickets",
        "messages",
        "inbox",
        "sent",
        "drafts",
        "queue",
        "tasks",
        "contact",
        "contacts",
        "email",
        "phone",
        "address",
        "name",
        "first",
        "last",
        "city",
        "country",
        "state",
        "zip",
        "notes",
        "comments",
        "description",
        "category",
        "brand",
        "sku",
        "barcode",
        "aisle",
        "shelf",
        "bin",
        "united",
        "states",
        "kingdom",
        "germany",
        "france",
        "spain",
        "italy",
        "canada",
        "australia",
        "netherlands",
        "portugal",
        "usa",
        "uk",
    ]
)
_TOKEN = re.compile(r"[^\W\d_][^\W\d_'’.\-]*(?:['’\-.][^\W\d_]+)*\.?")


@cache
def given_names() -> frozenset[str]:
    """Folded given names."""
    return _words("given.txt.gz")


@cache
def family_names() -> frozenset[str]:
    """Folded family names."""
    return _words("family.txt.gz")


def _words(name: str) -> frozenset[str]:
    return frozenset(gzip.decompress(files("scanner.lexicon").joinpath(name).read_bytes()).decode().split("\n"))


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
    return plain in NOT_NAMES or plain in lexicon().types


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
    """How much of a name is known: "full" (given and family name), "part" (one of them), or ""."""
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
