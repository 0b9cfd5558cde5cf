"""Write docs/policies.md from the packs: python scripts/policy_table.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from screenpii.entities import entities
from screenpii.policy import pack
from screenpii.policy.pack import OTHER_TYPES, Clause, Pack, Scope, Shows

TARGET = Path(__file__).parent.parent / "docs" / "policies.md"
HEAD = """# Policy packs

Made by `python scripts/policy_table.py` from `scanner/screenpii/policy/packs/`; a test compares them. The texts are the
project's reading of the rule books, no legal advice.

A policy pack says what counts as an exposure. Choose packs with `--policy pci-dss-4.0.1 --policy gdpr` or with the key
`policy` of the [configuration](configuration.md). A pack of your own is named by its path. Each finding cites the
clauses that it breaks, and says why it has its severity.

- `default` is used if you choose none. It is stricter than the rule books: no customer data shows at all.
- Some values are worse together than alone: name, date of birth and address on one screen, or a card number with its
  expiry date.
- Some clauses apply to one channel: a receipt shows no expiry date. `--channel` says where a screen stands. Without it
  the channel is guessed from the screen, and the JSON report shows the guess as `channel`. If the channel is unknown,
  the clause applies.
- Some clauses apply to roles: `--role` says who looks at the screens.
- To let single values show, use [`allow`](configuration.md#entries-of-allow). To accept known findings, use a
  [baseline](baseline.md).

In the tables, *Shows* is what may be readable: no more than the usual masking, or so many characters at the beginning
and at the end.
"""


def page() -> str:
    """The whole page."""
    packs = [pack.load(name, frozenset(entities.load())) for name in pack.names()]
    return "\n".join([HEAD, *(line for one in packs for line in _pack(one))])


def _pack(one: Pack) -> Iterator[str]:
    yield f"## `{one.id}` {one.version}: {one.title}\n"
    yield f"Source: {one.source}\n"
    yield "| Clause | Rule | Applies to | Shows | Severity | Evidence | What to do | Source |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    yield from map(_row, one.clauses)
    yield ""


def _row(clause: Clause) -> str:
    cells = (
        f"`{clause.id}`",
        clause.title,
        _scope(clause.applies),
        _shows(clause.shows),
        clause.severity,
        clause.evidence,
        clause.fix,
        clause.source,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _scope(scope: Scope) -> str:
    text = ", ".join("all types that no clause names" if kind == OTHER_TYPES else kind for kind in scope.types)
    if scope.with_types:
        text += f"; together with {', '.join(scope.with_types)}"
    if scope.subjects != ("customer", "unknown"):
        text += f"; of {', '.join(scope.subjects)}"
    if scope.channels:
        text += f"; on {', '.join(scope.channels)}"
    return text


def _shows(shows: Shows | None) -> str:
    if shows is None:
        return "usual masking"
    if not (shows.leading or shows.trailing or shows.middle):
        return "nothing"
    return f"first {shows.leading}, last {shows.trailing}" if shows.leading else f"last {shows.trailing}"


if __name__ == "__main__":
    TARGET.write_text(page(), "utf-8")
