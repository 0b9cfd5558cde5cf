"""Policy packs: the clauses of a rule book as data: what may show, of which subject, where, and to which role.

A pack is a YAML file; `packs/` has ours, any other is named by its path. `packs/schema/pack-1.json` is its JSON Schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic import Field as Setting

from screenpii import strictyaml
from screenpii.config import is_file_name
from screenpii.errors import UsageError
from screenpii.strictyaml import Place
from screenpii.types import Severity, Subject

SCHEMA = "screenpii/pack/1"
FOLDER = Path(__file__).parent / "packs"
MAX_FILE_BYTES = 200_000
OTHER_TYPES = "*"  # in a clause: all types that no clause of the pack names
Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
Channel = Literal["pos", "backoffice", "fulfilment", "helpdesk", "handheld", "kiosk", "web-admin", "receipt", "other"]


class Part(BaseModel):
    """Base of all parts of a pack: unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Shows(Part):
    """How many characters of a masked value may be read: at its beginning, at its end, and between masks."""

    leading: int = Setting(0, ge=0, le=40)
    trailing: int = Setting(0, ge=0, le=40)
    middle: int = Setting(0, ge=0, le=40)


class Example(Part):
    """A value on a screen, for the clause's own test.

    `beside` are types that show on the same screen, `elsewhere` the same value as other screens show it.
    """

    type: Text
    text: Text
    subject: Subject = "customer"
    channel: Channel | None = None
    role: str = ""
    beside: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


class Examples(Part):
    """At least one that breaks the clause, and one that keeps it."""

    breaks: tuple[Example, ...] = Setting(min_length=1)
    keeps: tuple[Example, ...] = Setting(min_length=1)


class Scope(Part):
    """What a clause is about. An empty key matches everything; a screen of unknown channel is in every scope.

    "*" among `types` stands for all types that no clause of the pack names, those of plug-ins too. `except_roles` may
    see it all. `with_types` must all show on the same screen: the clause is about the combination.
    """

    types: tuple[str, ...] = Setting(min_length=1)
    subjects: tuple[Subject, ...] = ("customer", "unknown")
    channels: tuple[Channel, ...] = ()
    roles: tuple[str, ...] = ()
    except_roles: tuple[str, ...] = ()
    with_types: tuple[str, ...] = ()


class Clause(Part):
    """One rule. `shows` is absent where the usual masking of the type is enough (`policy/masking.py`).

    `evidence` says how we may keep what we found as evidence: never, masked, or encrypted. `across`: it is about
    several screens together (`recombine.py`).
    """

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.()_-]{0,40}$")]
    title: Text
    source: Text
    applies: Scope
    shows: Shows | None = None
    severity: Severity
    evidence: Literal["never", "masked", "encrypted"] = "masked"
    fix: Text
    across: bool = False
    examples: Examples


class Factors(Part):
    """Weights for a severity by the six factors of NIST SP 800-122, section 3.2; see `severity.py`."""

    identifies: dict[str, int]
    sensitive: dict[str, int]
    quantity: tuple[int, ...]
    context: dict[Channel, int]
    obligation: int
    location: dict[Channel, int]
    levels: dict[Severity, int]


class Pack(Part):
    """A rule book: its clauses in the order of the source."""

    schema_: Literal["screenpii/pack/1"] = Setting(alias="schema")
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{0,40}$")]
    version: Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+){0,2}$")]
    title: Text
    source: Text
    clauses: tuple[Clause, ...] = Setting(min_length=1)
    factors: Factors | None = None

    @cached_property
    def named(self) -> frozenset[str]:
        """The types that the clauses name."""
        return frozenset(kind for clause in self.clauses for kind in clause.applies.types)

    def about(self, clause: Clause, kind: str) -> bool:
        """Whether a clause of this pack is about a type."""
        return kind in clause.applies.types or (OTHER_TYPES in clause.applies.types and kind not in self.named)

    def rule(self, clause: Clause) -> str:
        """The name by which reports cite a clause."""
        return f"{self.id}/{clause.id}"


def names() -> list[str]:
    """The names of the built-in packs."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@cache
def load(name: str, types: frozenset[str]) -> Pack:
    """A built-in pack by name, or any pack by its path (with a / or ending in .yaml); `types` are the known ones.

    Raises UsageError with line and column if it is not a pack, or names an unknown type.
    """
    path = Path(name) if is_file_name(name) else FOLDER / f"{name}.yaml"
    if path.parent == FOLDER and path.stem not in names():
        raise UsageError(f"unknown policy {name!r}; known: {', '.join(names())}, or the path of a file")
    return read(path, types)


def read(path: Path, types: frozenset[str]) -> Pack:
    """The pack in a file; errors as `load`."""
    return strictyaml.read(path, MAX_FILE_BYTES, Pack, lambda pack: _problems(pack, types))


def _problems(pack: Pack, types: frozenset[str]) -> Iterator[tuple[Place, str]]:
    """Places where a pack repeats a clause, or names unknown entity types."""
    ids: set[str] = set()
    known = types | {OTHER_TYPES}
    for number, clause in enumerate(pack.clauses):
        if clause.id in ids:
            yield ("clauses", number, "id"), f"clause {clause.id} is there twice"
        ids.add(clause.id)
        at: Place = ("clauses", number, "applies")
        for key, named in (("types", clause.applies.types), ("with_types", clause.applies.with_types)):
            yield from (((*at, key, k), f"unknown entity type {t!r}") for k, t in enumerate(named) if t not in known)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of packs, for editors and for other tools."""
    schema = Pack.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:screenpii:pack:1", **schema}
