"""Regular expressions for streets, postcodes and towns, by national convention.

Sources: the Universal Postal Union's addressing guides for each country.
"""

from __future__ import annotations

import re

# A number, words, a kind of street: "6328 Broadway Avenue Ste 150", "12 rue de la Paix", "221B Baker Street".
_KIND_AFTER = (
    "street|st|road|rd|avenue|ave|av|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|square|sq|terrace|ter|trail|trl|way|circle|cir|parkway|pkwy|"
    "highway|hwy|close|crescent|cres|gardens|gdns|grove|mews|row|walk|loop|plaza|pike|alley|run|path|ridge|hill|view|crossing|point|landing|bend|park|quay|yard|rise|wharf|parade|esplanade|mill|bridge|broadway"
)
_KIND_BEFORE = (
    "rue|avenue|av\\.?|boulevard|bd|bld|place|chemin|impasse|allée|allee|quai|route|cours|"
    "calle|c/|avenida|avda\\.?|av\\.|paseo|plaza|pza\\.?|camino|carrera|cra\\.?|ronda|travesía|acceso|urbanización|"
    "via|viale|piazza|corso|largo|vicolo|strada|contrada|borgo|"
    "rua|r\\.|avenida|travessa|praça|praca|alameda|estrada|largo|rodovia"
)
_JOINED = "straße|strasse|str\\.|str|weg|platz|gasse|allee|ring|damm|ufer|straat|laan|plein|gracht|kade|dreef|pad|hof|steeg|singel|boulevard|vägen|gatan|gade|vej|gata|katu|tie"
_UNIT = r"(?:,? ?(?:#|apt\.?|apartment|unit|suite|ste\.?|fl\.?|floor|flat|rm\.?|room|bldg\.?|lot|apto\.?|piso|appt\.?|app\.?|bte|bus|interno|scala|sc\.)\s?#?\s?[\w\-]{1,6})"
# A word is bounded so that a long run of such characters is not gone over again from each of them.
_WORD = r"[\w.'’\-]{1,40}"
_NUMBER = r"\d{1,5}(?: ?[A-Za-z](?!\w))?(?:[-/]\d{1,4}[A-Za-z]?)?"

STREET = re.compile(
    rf"(?<![\w#$€£.])(?:"
    rf"{_NUMBER},? (?:[NSEW]{{1,2}}\.? )?(?:{_WORD} ){{1,5}}?(?:{_KIND_AFTER})\b\.?(?: [NSEW]{{1,2}}\b)?{_UNIT}?"
    rf"|{_NUMBER},? (?:bis |ter )?(?:{_KIND_BEFORE}) {_WORD}(?: {_WORD}){{0,5}} ?"
    rf"|(?:{_KIND_BEFORE})(?: |(?<=/))(?:{_WORD} ){{0,6}}{_WORD},? ?(?:n[º°.]? ?|nº ?|s/n|km )?{_NUMBER}{_UNIT}?"
    rf"|(?:{_WORD} ){{0,3}}{_WORD}?(?:{_JOINED})\.? {_NUMBER}(?: ?(?:bus|hs|[IV]+) ?\w{{0,4}})?"
    rf"|(?:p\.? ?o\.? ?box|postfach|apartado|apdo\.?|casella postale|caixa postal|postbus|bp) ?\d{{1,7}}"
    rf")",
    re.I,
)
_US_STATE = "A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
_STATE_NAMES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|"
    "Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|"
    "New (?:Hampshire|Jersey|Mexico|York)|(?:North|South) (?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|"
    "Tennessee|Texas|Utah|Vermont|(?:West )?Virginia|Washington|Wisconsin|Wyoming"
)
_PROVINCE = "AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT"
_TOWN = r"[A-ZÀ-Þ][\w.'’\-]{0,40}(?: [^\W\d_][\w.'’\-]{0,40}){0,4}"

# Postcodes whose form is telling.
POSTCODE = re.compile(
    rf"(?<![\w#$€£.,-])(?:"
    rf"{_TOWN},? (?:{_US_STATE})\.?,? \d{{5}}(?:-\d{{4}})?"  # Provo, UT 84602
    rf"|{_TOWN},? (?:{_STATE_NAMES}),? \d{{5}}(?:-\d{{4}})?"  # Miami, Florida 33133
    rf"|(?:{_TOWN},? )?(?:(?:{_PROVINCE}),? )?[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d"  # Toronto ON M5V 2T6
    rf"|(?:{_TOWN},? )?[A-Z]{{1,2}}\d[A-Z\d]? \d[A-Z]{{2}}"  # London SW1A 2AA
    rf"|\d{{4}} ?[A-Z]{{2}},? {_TOWN}"  # 1012 AB Amsterdam
    rf"|\d{{4}}-\d{{3}},? {_TOWN}"  # 1100-148 Lisboa
    rf"|(?:{_TOWN},? (?:- )?)\d{{5}}-\d{{3}}"  # São Paulo 01310-100, CEP 01310-100
    rf"|(?:{_TOWN},? )(?:NSW|VIC|QLD|SA|WA|TAS|ACT) \d{{4}}"  # Sydney NSW 2000
    rf")(?!\w)"
)
# Digits and a town: an address only beside a street or under a label.
LOOSE_POSTCODE = re.compile(
    rf"(?<![\w#$€£.,-])(?:(?:[A-Z]{{1,2}}-)?\d{{4,5}},? (?!EUR|USD|GBP|CHF|PM|AM){_TOWN}(?: \([A-Z]{{2}}\))?"  # 10115 Berlin
    rf"|\d{{5}}-\d{{3}}(?: ?-[ -]{{0,3}}[A-Z]{{2}})?)(?!\w)"  # 18125-000 - SP
)

# A town and digits, a line of its own: an address only behind a street.
TOWN_FIRST = re.compile(rf"{_TOWN},? \d{{5}}(?:-\d{{4}})?")  # Chicago 60601

# Single words, folded as labels are, for what weighs words one by one.
STREET_WORDS = frozenset(re.findall(r"[a-z]{2,}", f"{_KIND_AFTER}|{_KIND_BEFORE}|{_JOINED}"))
STREET_ENDINGS = (
    "strasse",
    "str",
    "weg",
    "platz",
    "gasse",
    "allee",
    "straat",
    "laan",
    "plein",
    "gracht",
    "kade",
    "vagen",
    "gatan",
    "gade",
    "katu",
    "gata",
    "dreef",
    "singel",
)
UNIT_WORDS = frozenset(
    [
        "apt",
        "apartment",
        "unit",
        "suite",
        "ste",
        "floor",
        "flat",
        "room",
        "building",
        "bldg",
        "lot",
        "apto",
        "piso",
        "appt",
        "bte",
        "bus",
        "interno",
        "scala",
        "puerta",
        "esc",
        "bloco",
        "andar",
        "etage",
        "stock",
        "tur",
        "wohnung",
        "verdieping",
        "box",
        "postfach",
        "postbus",
        "apartado",
    ]
)
LEGAL_FORMS = frozenset(
    [
        "inc",
        "llc",
        "ltd",
        "limited",
        "corp",
        "corporation",
        "co",
        "company",
        "gmbh",
        "ag",
        "kg",
        "ohg",
        "ug",
        "ev",
        "eg",
        "sa",
        "sas",
        "sarl",
        "sasu",
        "eurl",
        "srl",
        "srls",
        "spa",
        "snc",
        "bv",
        "nv",
        "vof",
        "plc",
        "llp",
        "lp",
        "pty",
        "oy",
        "ab",
        "as",
        "aps",
        "kft",
        "doo",
        "sp",
        "zoo",
        "slu",
        "sl",
        "ltda",
        "eireli",
        "sons",
        "bros",
        "brothers",
        "group",
        "holding",
        "holdings",
    ]
)
