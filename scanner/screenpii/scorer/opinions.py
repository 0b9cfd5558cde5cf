"""The encoder's opinion as evidence for a candidate's type and subject."""

from __future__ import annotations

from collections.abc import Iterator

from screenpii.context import SUBJECTS, Context
from screenpii.scorer.levels import level
from screenpii.types import Candidate, Opinion

# types that the encoder has seen enough of. For cards, accounts, parcels, coordinates and plates, form and check digits
# are better evidence
ENCODER_TYPES = frozenset(
    (
        *("PERSON_NAME", "POSTAL_ADDRESS", "EMAIL", "PHONE", "DATE_OF_BIRTH", "NATIONAL_ID"),
        *("ORDER_ID", "LOYALTY_ID", "USERNAME"),
    )
)
STRONG_FORMAT = "format:strong"  # evidence of a form, as an e-mail address has, that no low opinion counts against
MIN_AGREEING_PROBABILITY = 0.3  # probability of a candidate's type from which an opinion agrees with it
MIN_NOTABLE_PROBABILITY = 0.15  # probability from which another type, or a subject, becomes evidence


def shown(context: Context, it: Candidate, named: bool) -> Iterator[str]:
    """Evidence by the probability of its type, and by that of the most probable other type."""
    words = _words(context, it)
    if not words or it.type not in ENCODER_TYPES:
        return
    own = _mean(words, it.type)
    if own < MIN_AGREEING_PROBABILITY and STRONG_FORMAT in it.evidence:
        return
    yield f"encoder:{level(own)}"
    yield f"encoder:{level(own)}&{'named' if named else 'unnamed'}"
    others = {kind for word in words for kind in word.types} - {it.type}
    share, kind = max(((_mean(words, kind), kind) for kind in sorted(others)), default=(0.0, ""))
    if share > MIN_NOTABLE_PROBABILITY:
        yield f"encoded:{kind}"
        yield f"encoded:{level(share)}"


def whose(context: Context, it: Candidate) -> Iterator[str]:
    """Evidence by the share of each subject, if the words probably have a type."""
    words = _words(context, it)
    weights = [sum(word.types.values()) for word in words]
    if not words or sum(weights) / len(words) <= MIN_NOTABLE_PROBABILITY:
        return
    for subject in SUBJECTS:
        parts = (weight * word.subjects.get(subject, 0.0) for weight, word in zip(weights, words, strict=True))
        yield f"encoder={subject}:{level(sum(parts) / sum(weights))}"


def _words(context: Context, it: Candidate) -> list[Opinion]:
    return [] if it.boxes or it.end <= it.start else list(context.opinions_over(it.start, it.end))


def _mean(words: list[Opinion], kind: str) -> float:
    """The mean probability of a type; longer words count for more."""
    lengths = [word.end - word.start for word in words]
    return sum(n * word.types.get(kind, 0.0) for n, word in zip(lengths, words, strict=True)) / sum(lengths)
