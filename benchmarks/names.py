"""How many names are found by the region that they come from: `python -m benchmarks.names`.

Names are drawn as the generator draws them and put on three small screens each: under a label, in a row of a table, and
without a label above a telephone number. The names are of the kind that the model has learned on, the screens are not.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from models.generator.content.people import given_and_family
from screenpii.assembly import choose
from screenpii.config import Settings
from screenpii.context import context_of
from screenpii.entities import Detector
from screenpii.layout import name_fields, page_of
from screenpii.scorer import resolve, score
from screenpii.tagger import tagged

REGIONS = {
    "North America": "american canadian quebec caribbean hawaiian",
    "British Isles": "british irish welsh scottish australian",
    "Western Europe": "german austrian swiss french belgian dutch",
    "Southern Europe": "spanish portuguese italian greek",
    "Northern Europe": "swedish norwegian danish finnish icelandic baltic",
    "Eastern Europe": "polish czech hungarian romanian croatian bulgarian russian ukrainian georgian armenian",
    "Latin America": "mexican argentine chilean colombian brazilian cuban",
    "Middle East": "turkish azeri arabic persian kurdish hebrew",
    "Africa": "nigerian kenyan ghanaian zulu southafrican ethiopian somali west_african",
    "South Asia": "indian pakistani bangladeshi south_indian punjabi nepali",
    "East Asia": "chinese korean japanese vietnamese thai filipino malay indonesian",
}
SCREENS = (
    "Customer:  {name}\nOrder no.:  4711-22",
    "Order     Customer                     Total\n4711      {name:<28} $12.00\n4712      {other:<28} $99.00",
    "{name}\n+1 415 555 0143\nMember since 2019",
)
REGION_NAMES = 60  # names of a region


def main() -> None:
    """Print one line a region: names found on each of the three screens."""
    readers = choose(Settings())
    print(f"{'region':<18}{'labelled':>10}{'in a table':>12}{'unlabelled':>12}")
    for region, origins in REGIONS.items():
        rng = random.Random(region)
        names = [
            " ".join(part for part in given_and_family(rng, rng.choice(origins.split())) if part)
            for _ in range(REGION_NAMES)
        ]
        found = [sum(_is_found(text, name, names[k - 1], readers) for k, name in enumerate(names)) for text in SCREENS]
        shares = "".join(f"{100 * count / REGION_NAMES:>{w}.0f} %" for count, w in zip(found, (8, 10, 10), strict=True))
        print(f"{region:<18}{shares}")


def _is_found(text: str, name: str, other: str, readers: Sequence[Detector]) -> bool:
    context = tagged(context_of(name_fields(page_of(text.format(name=name, other=other)))))
    weighed = score(context, [candidate for reader in readers for candidate in reader.propose(context)])
    found = resolve(weighed, Settings().min_score)
    return any(e.type == "PERSON_NAME" and name in e.text for e in found)


if __name__ == "__main__":
    main()
