"""Weighs the evidence about every candidate: how likely it is, and whose it is. No rule wins alone, none vetoes."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from scanner.lexicon.labels import kind_of
from scanner.types import Box, Candidate, Entity, Field, Page, Place, Span, Subject

NEAREST: tuple[Place, ...] = ("inline", "header", "left", "above", "title")
TOP_BAR = 0.08  # of the frame's height: where a screen says who is signed in
LETTERHEAD = 0.14  # of the text's height on a portrait page, and
IMPRINT = 0.10  # at its foot: where a receipt or an invoice names the store
CONTACTS = frozenset({"POSTAL_ADDRESS", "PHONE", "EMAIL", "NATIONAL_ID", "BANK_ACCOUNT"})


def score(page: Page, candidates: Iterable[Candidate]) -> list[Entity]:
    """An entity for every candidate, with all its evidence, its subject and its score; overlaps are still in."""
    merged = _merged(candidates)
    by_line = _fields_by_line(page)
    kind = kind_of(page)
    entities = [_entity(page, c, _fields_of(page, by_line, c), kind) for c in merged]
    return [_reweighed(e, *votes) if (votes := _vote(page, e, entities)) else e for e in entities]


def resolve(entities: Iterable[Entity], min_score: float) -> list[Entity]:
    """The entities of at least `min_score` that no better one overlaps, in reading order."""
    kept: list[Entity] = []
    for entity in sorted(entities, key=lambda e: (-e.score, e.start - e.end)):
        if entity.score >= min_score and not any(_clash(entity, other) for other in kept):
            kept.append(entity)
    return sorted(kept, key=lambda e: (e.boxes[0].top, e.boxes[0].left))


@cache
def weights() -> Mapping[str, Mapping[str, Any]]:
    """The table of `scorer.yaml`."""
    data: Mapping[str, Mapping[str, Any]] = yaml.safe_load(files("scanner").joinpath("scorer.yaml").read_text("utf-8"))
    return data


def _merged(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One candidate for each type and place, with the evidence of all that proposed it."""
    found: dict[tuple[str, int, int, tuple[Box, ...]], Candidate] = {}
    for c in candidates:
        key = (c.type, c.start, c.end, c.boxes)
        known = found.get(key)
        found[key] = replace(known, evidence=tuple(dict.fromkeys(known.evidence + c.evidence))) if known else c
    return list(found.values())


def _fields_by_line(page: Page) -> Mapping[int, list[Field]]:
    """Fields by the line feed before their value: each value lies in one line."""
    found: dict[int, list[Field]] = defaultdict(list)
    for field in page.fields:
        found[page.text.rfind("\n", 0, field.value.start)].append(field)
    return found


def _fields_of(page: Page, by_line: Mapping[int, list[Field]], c: Candidate) -> list[Field]:
    """The fields whose value holds the candidate's start, the nearest label first."""
    if c.boxes:
        return []
    near = by_line.get(page.text.rfind("\n", 0, c.start), [])
    return sorted((f for f in near if f.value.start <= c.start < f.value.end), key=lambda f: NEAREST.index(f.place))


def _entity(page: Page, c: Candidate, fields: Sequence[Field], kind: Subject) -> Entity:
    mine = [f for f in fields if any(m.type == c.type for m in f.meanings)]
    evidence = [*c.evidence, *_label_evidence(c.type, mine, fields)]
    boxes = c.boxes or page.boxes(c.start, c.end)
    named = mine or [f for f in fields if f.place != "title"]
    return Entity(
        type=c.type,
        subject=_subject(page, c, (*mine, *fields), boxes)
        or (kind if kind in ("associate", "business") else "unknown"),
        start=c.start,
        end=c.end,
        text=c.text or page.text[c.start : c.end],
        boxes=boxes,
        score=_probability(c.type, evidence),
        label=_shown(page, named[0]) if named else "",
        evidence=tuple(evidence),
    )


def _shown(page: Page, field: Field) -> str:
    """The label as reports may show it: of a text that is more than a label, only the known phrase."""
    exact = any(m.exact for m in field.meanings)
    return " ".join(page.text[slice(*field.label)].split()).rstrip(" :") if exact else field.meanings[0].phrase


def _label_evidence(name: str, mine: Sequence[Field], fields: Sequence[Field]) -> list[str]:
    found = []
    if mine:
        exact = [f for f in mine if any(m.exact and m.type == name for m in f.meanings)]
        found.append(f"label:{exact[0].place}" if exact else f"near:{mine[0].place}")
    reach = NEAREST.index(mine[0].place) if mine else len(NEAREST)
    akin = weights()["akin"].get(name, ())
    others = [
        f
        for f in fields
        if f not in mine
        and NEAREST.index(f.place) < reach
        and any(m.exact for m in f.meanings)
        and not any(m.type in akin for m in f.meanings)
    ]
    if others:
        found.append(f"other:{others[0].place}")
    if not mine and any(
        f.place in ("above", "left", "inline") and any(m.type in akin for m in f.meanings) for f in fields
    ):
        found.append("akin")
    return found


def _probability(name: str, evidence: Iterable[str]) -> float:
    own, default = weights().get(name, {}), weights()["default"]
    total = sum(own.get(e, default.get(e, 0.0)) for e in ("base", *evidence))
    return round(1 / (1 + math.exp(-total)), 4)


def _reweighed(entity: Entity, *evidence: str) -> Entity:
    both = (*entity.evidence, *evidence)
    return replace(entity, evidence=both, score=_probability(entity.type, both))


def _subject(page: Page, c: Candidate, fields: Sequence[Field], boxes: Sequence[Box]) -> Subject | None:
    """Whose it is: the nearest label that says so, else the place on the screen; None if neither does."""
    for field in fields:
        for meaning in field.meanings:
            if meaning.subject != "unknown":
                return meaning.subject
    if not boxes:
        return None
    heights = sorted(line.box.height for line in page.lines)
    small = bool(heights) and boxes[0].height <= 1.25 * heights[len(heights) // 2]
    if small and boxes[0].bottom <= TOP_BAR * page.frame.height and c.type in ("PERSON_NAME", "EMAIL", "USERNAME"):
        return "associate"
    return "business" if c.type in CONTACTS and _in_letterhead(page, boxes[0]) else None


def _in_letterhead(page: Page, box: Box) -> bool:
    """Whether a portrait page's text begins or ends here, outside its tables."""
    if page.frame.width > page.frame.height:
        return False
    top, bottom = min(line.box.top for line in page.lines), max(line.box.bottom for line in page.lines)
    place = (box.middle - top) / max(1, bottom - top)
    return place < LETTERHEAD or place > 1 - IMPRINT


def _vote(page: Page, entity: Entity, entities: Sequence[Entity]) -> list[str]:
    """What the other cells of the entity's column say."""
    for table in page.tables:
        for column in range(len(table.header)):
            cells = [row[column] for row in table.rows]
            filled = [cell for cell in cells if cell]
            if len(filled) < 3 or not any(_holds(cell, entity) for cell in filled):
                continue
            same = sum(
                any(e.type == entity.type and e.score >= 0.4 and _holds(cell, e) for e in entities) for cell in filled
            )
            if same >= 0.6 * len(filled):
                return ["column"]
            return ["column-not"] if same <= 0.15 * len(filled) else []
    return []


def _holds(cell: Span, entity: Entity) -> bool:
    return cell.start <= entity.start < cell.end


def _clash(one: Entity, other: Entity) -> bool:
    if one.start < one.end and other.start < other.end:
        return one.start < other.end and other.start < one.end
    return any(a.overlap(b) > 0.5 * min(a.area, b.area) for a in one.boxes for b in other.boxes)
