"""A candidate's own evidence: its format, its labels, the tagger's probability, its place on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from screenpii.context import PLACES_BY_STRENGTH, Context
from screenpii.lexicon.labels import folded
from screenpii.lexicon.mailboxes import is_role
from screenpii.lexicon.names import is_company
from screenpii.scorer import numbers, opinions, spelling
from screenpii.scorer.levels import level
from screenpii.scorer.opinions import MIN_NOTABLE_PROBABILITY
from screenpii.scorer.spelling import MAX_SPELLED_CHARS
from screenpii.types import Box, Candidate, Field

# label types that are evidence for another type: the name that stands first under "Ship to address"
RELATED_TYPES: dict[str, tuple[str, ...]] = {
    "PERSON_NAME": ("POSTAL_ADDRESS",),
    "POSTAL_ADDRESS": ("PERSON_NAME",),
    "EMAIL": ("PERSON_NAME", "USERNAME"),
    "PHONE": ("PERSON_NAME",),
    "CARD_EXPIRY": ("PAYMENT_CARD",),
    "PAYMENT_CARD": ("LOYALTY_ID", "BANK_ACCOUNT"),
}
# numbers that are free to call
FREE_CALL = re.compile(r"(?:\+1 ?|1[ -])?\(?8(?:00|33|44|55|66|77|88)\)?[ .-]|0 ?800|0 ?808|0 ?80[1-9] |1300 |1800 ")


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate with its lines, boxes and fields, and the evidence so far.

    `mine` are the fields that name its type, `fields` all whose value it begins in; the nearest label first.
    """

    candidate: Candidate
    text: str
    boxes: tuple[Box, ...]
    line: int | None
    fields: tuple[Field, ...]
    mine: tuple[Field, ...]
    evidence: tuple[str, ...] = ()
    whose: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        return self.candidate.type


def case(context: Context, candidate: Candidate) -> Case:
    """The candidate with all its own evidence."""
    c = candidate
    page = context.page
    seen = not c.boxes and bool(context.lines)
    fields = tuple(context.fields_at(c.start)) if seen else ()
    found = Case(
        c,
        c.text or page.text[c.start : c.end],
        c.boxes or page.boxes(c.start, c.end),
        context.line_at(c.start) if seen else None,
        fields,
        tuple(f for f in fields if any(m.type == c.type for m in f.meanings)),
    )
    return replace(
        found,
        evidence=tuple(dict.fromkeys(_evidence(context, found))),
        whose=tuple(dict.fromkeys(_whose(context, found))),
    )


def _evidence(context: Context, it: Case) -> Iterator[str]:
    yield from it.candidate.evidence
    for piece in _labels(it):
        yield piece
        for shown in it.candidate.evidence:
            yield f"{piece}&{shown}"
    yield from _said(context, it)
    yield from _tagged(context, it)
    yield from opinions.shown(context, it.candidate, bool(it.mine))
    for piece in spelling.form(it.text):
        yield piece
        if piece.startswith(("digits", "tiny")):
            yield f"{piece}&{'named' if it.mine else 'unnamed'}"
    yield from numbers.shown(context, it.candidate, it.line, it.fields)
    yield from spelling.example(context, it.candidate, it.text, it.line)
    yield from spelling.words(it.type, it.text)
    yield from _place(context, it)


def _labels(it: Case) -> Iterator[str]:
    """Which label names the type, and whether a nearer one names something else."""
    exact = [f for f in it.mine if any(m.exact and m.type == it.type for m in f.meanings)]
    if it.mine:
        best = exact[0] if exact else it.mine[0]
        yield f"label:{best.place}" if exact else f"near:{best.place}"
        if len({m.type for m in best.meanings}) > 1:
            yield "label:shared"
    akin = RELATED_TYPES.get(it.type, ())
    reach = PLACES_BY_STRENGTH.index(it.mine[0].place) if it.mine else len(PLACES_BY_STRENGTH)
    nearer = (f for f in it.fields if f not in it.mine and PLACES_BY_STRENGTH.index(f.place) < reach)
    other = next((f for f in nearer if _is_other(f, akin)), None)
    if other:
        yield f"other:{other.place}"
        yield f"other={other.meanings[0].type}"
    if not it.mine and any(m.type in akin for f in it.fields if f.place != "title" for m in f.meanings):
        yield "akin"
    if not it.fields:
        yield "unlabelled"


def _said(context: Context, it: Case) -> Iterator[str]:
    """The words of a label beside the known phrase: "Product name" is not a person's."""
    if not it.mine or any(m.exact and m.type == it.type for f in it.mine for m in f.meanings):
        return
    label = it.mine[0]
    known = set(label.meanings[0].phrase.split())
    for word in folded(context.page.text[slice(*label.label)]).split():
        if _is_plain(word) and word not in known:
            yield f"with:{word.upper()}"


def _is_plain(word: str) -> bool:
    return word.isalpha() and word.isascii()


def _is_other(field: Field, akin: Sequence[str]) -> bool:
    return any(m.exact for m in field.meanings) and not any(m.type in akin for m in field.meanings)


def tagger_share(context: Context, it: Case, kind: str) -> tuple[float, float]:
    """The tagger's probability of a candidate's type, and of a customer given the type (both 0 to 1)."""
    c = it.candidate
    if c.boxes or c.end <= c.start:
        return 0.0, 0.5
    over = context.tags_over(kind, c.start, c.end)
    parts = [(min(t.end, c.end) - max(t.start, c.start), t) for t in over]
    believed = sum(length * t.probability for length, t in parts)
    if not believed:
        return 0.0, 0.5
    return believed / (c.end - c.start), sum(length * t.probability * t.customer for length, t in parts) / believed


def _tagged(context: Context, it: Case) -> Iterator[str]:
    for kind in ("PERSON_NAME", "POSTAL_ADDRESS"):
        share, _ = tagger_share(context, it, kind)
        if kind == it.type:
            yield f"tagger:{level(share)}"
            yield f"tagger:{level(share)}&{'named' if it.mine else 'unnamed'}"
        elif share > MIN_NOTABLE_PROBABILITY:
            yield f"tagged:{kind}:{level(share)}"


def _place(context: Context, it: Case) -> Iterator[str]:
    yield f"kind:{context.kind}"
    if it.line is None:
        return
    around, span = context.lines[it.line], context.page.spans[it.line]
    begins, ends = it.candidate.start <= span.start + 1, it.candidate.end >= span.end - 1
    yield "whole" if begins and ends else "begins" if begins else "ends" if ends else "inside"
    yield f"region:{around.region}"
    yield f"size:{around.type_size}"
    yield "cell" if around.column else "free"
    if kind := context.table_shows(it.line):
        yield f"lists:{kind}"
        yield f"lists:{kind}&{'named' if it.mine else 'unnamed'}"
    if context.in_house(it.line):
        yield "in-house"


def _whose(context: Context, it: Case) -> Iterator[str]:
    """Evidence for the subject: labels, the tagger, the region, the kind of page."""
    yield it.type
    said = [(f.place, m.subject) for f in (*it.mine, *it.fields) for m in f.meanings if m.subject != "unknown"]
    for place, subject in said:
        yield f"{place}={subject}"
    nearest = said[0][1] if said else "unsaid"
    yield f"nearest={nearest}"
    yield f"nearest={nearest}&kind={context.kind}"
    if not said:
        yield from _around_it(context, it)
    for kind in ("PERSON_NAME", "POSTAL_ADDRESS"):
        share, customer = tagger_share(context, it, kind)
        if share > MIN_NOTABLE_PROBABILITY:
            yield f"tagger={level(customer)}"
    yield from opinions.whose(context, it.candidate)
    yield from _where(context, it)
    yield from _own_words(it)


def _around_it(context: Context, it: Case) -> Iterator[str]:
    """Evidence for the subject by the page as a whole; only if no label has one, for labels are more reliable."""
    for subject, share in context.says.items():
        yield f"{subject}-words={level(share)}"
    if it.line is None:
        return
    section = context.section(it.line)
    yield f"section={section}"
    yield f"section={section}&{it.type}"
    for subject in context.table_says(it.line):
        yield f"table={subject}"


def _where(context: Context, it: Case) -> Iterator[str]:
    yield f"kind={context.kind}"
    yield f"kind={context.kind}&{it.type}"
    for subject in context.said:
        yield f"says={subject}"
    if it.boxes:
        tenth = min(9, int(10 * it.boxes[0].middle / max(1, context.page.frame.height)))
        place = f"{context.form}:{tenth}"
        yield place
        yield f"{place}&{it.type}"
    if it.line is None:
        return
    around = context.lines[it.line]
    yield f"region={around.region}"
    yield f"region={around.region}&{it.type}"
    corner = context.corner(it.line)
    yield f"corner={corner}&{it.type}"
    yield f"rank={context.rank(it.line)}&{it.type}"
    if context.in_bar(it.line):
        yield "bar"
    if context.letterhead(it.line):
        yield "letterhead"
    if context.portal:
        yield "portal"
        yield f"portal&corner={corner}"
    yield f"size={around.type_size}"
    yield f"about={context.about}"
    yield from _beside(context, it, it.line)


def _beside(context: Context, it: Case, line: int) -> Iterator[str]:
    """Evidence for the subject by the lines around: words of a bar, the next block's label, labels above and below."""
    if context.next_says(line):
        yield f"next={context.next_says(line)}&{it.type}"
    if context.in_house(line):
        yield f"house=self&{it.type}"
    if context.under_house(line):
        yield "house"
        yield f"house&{it.type}"
    for near in (context.lines[line].before, context.lines[line].after):
        for field in context.lines[near].fields if near is not None else ():
            for meaning in field.meanings:
                if meaning.subject != "unknown":
                    yield f"beside={meaning.subject}"


def _own_words(it: Case) -> Iterator[str]:
    """Evidence in the value itself: a role's mailbox, a free-call number, a shortened name."""
    if it.type == "EMAIL" and is_role(it.text):
        yield "role"
    if it.type == "PHONE" and FREE_CALL.match(it.text):
        yield "free-call"
    if it.type == "PERSON_NAME":
        if is_company(it.text[:MAX_SPELLED_CHARS]):
            yield "company"
        words = folded(it.text).split()
        yield "single" if len(words) == 1 else "short" if len(words[-1:][0] if words else "") == 1 else "name"
