"""Identities: one keyed hash per person on a frame, for all forms of the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from screenpii.keys import keyed
from screenpii.lexicon.labels import folded
from screenpii.types import SECRET, Entity, Finding

Name = tuple[str, ...]


def identified(findings: Sequence[Finding], key: bytes) -> list[Finding]:
    """The findings of one frame with their identities: `p1:` and an HMAC-SHA-256 under the run's key."""
    people = _people({name_of(f.entity.text) for f in findings if f.entity.type == "PERSON_NAME"})
    return [replace(f, identity=keyed("p1", key, "identity", *_value(f.entity, people))) for f in findings]


def _people(names: set[Name]) -> dict[Name, Name]:
    """For each name the longest form of it; only those that share a whole word are compared."""
    holding: dict[str, set[Name]] = defaultdict(set)
    for name in names:
        for word in name:
            holding[word].add(name)
    alike = {name: min((holding[w] for w in name if len(w) > 1), key=len, default=set()) for name in names}
    return {name: whole(name, alike[name]) for name in names}


def name_of(text: str) -> Name:
    """A name's words, folded, whatever their order."""
    return tuple(sorted(folded(text).split()))


def whole(name: Name, names: set[Name]) -> Name:
    """The only longer name that a shorter or initialled form fits; the form itself if there are none or several."""
    longer = {other for other in names if fits(name, other)}
    longest = {one for one in longer if not any(fits(one, other) for other in longer)}
    return longest.pop() if len(longest) == 1 else name


def fits(short: Name, long: Name) -> bool:
    """Whether every word of one name is a word of the other, or the initial of one; at least one is a whole word."""
    left = list(long)
    for word in short:
        if word in left:
            left.remove(word)
    rest = [word for word in short if word not in long]
    initials = [word[0] for word in left]
    for word in rest:
        if len(word) > 1 or word not in initials:
            return False
        initials.remove(word)
    return short != long and any(len(word) > 1 and word in long for word in short)


def _value(entity: Entity, people: Mapping[Name, Name]) -> tuple[str, ...]:
    if entity.type in SECRET:
        return (entity.type,)
    if entity.type == "PERSON_NAME":
        return entity.type, " ".join(people[name_of(entity.text)])
    return entity.type, folded(entity.text).replace(" ", "")
