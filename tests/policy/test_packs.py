"""Every clause keeps its own examples; wrong packs get one clear error."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from screenpii import strictyaml
from screenpii.entities import entities
from screenpii.errors import UsageError
from screenpii.policy import pack
from screenpii.policy.judge import Policy, judge
from screenpii.policy.pack import Clause, Example, Pack
from screenpii.policy.recombine import Recombination
from screenpii.policy.record import record_of
from screenpii.types import FIRST, Box, Entity, Reading, Record
from tests.policy.judging import FRAME, entity

TYPES = frozenset(entities.load())
SCHEMA = pack.FOLDER / "schema" / "pack-1.json"
BESIDE = {"CARD_EXPIRY": "09/28", "PAYMENT_CARD": "4111 1111 1111 1111"}


def clauses() -> Iterator[tuple[Pack, Clause]]:
    for name in pack.names():
        found = pack.load(name, TYPES)
        yield from ((found, clause) for clause in found.clauses)


def judged(book: Pack, example: Example) -> Record:
    shown: list[Entity] = [
        entity(kind, BESIDE.get(kind, "Amara Okafor"), box=Box(0, 40 + 20 * k, 90, 52 + 20 * k))
        for k, kind in enumerate(example.beside)
    ]
    policy = Policy((book,), example.role, example.channel or "")
    screens = [[entity(example.type, example.text, example.subject), *shown]]
    screens += [[entity(example.type, text, example.subject)] for text in example.elsewhere]
    found = [tuple(map(record_of, judge(seen, FRAME, policy, b"k" * 32))) for seen in screens]
    readings = [Reading("s.png", FIRST, 600, 400, 0.0, findings) for findings in found]
    numbers = Recombination(policy.packs)
    for reading in readings:
        numbers.add(reading)
    return numbers.exposed(readings[0], numbers.completed()).findings[0]


@pytest.mark.parametrize(("book", "clause"), list(clauses()), ids=lambda part: part.id)
def test_a_clause_keeps_its_examples(book: Pack, clause: Clause) -> None:
    rule = f"{book.id}/{clause.id}"
    for example in clause.examples.breaks:
        finding = judged(book, example)
        assert rule in finding.rules, example
        assert finding.verdict == "exposed"
    for example in clause.examples.keeps:
        assert rule not in judged(book, example).rules, example


def test_all_packs_are_there() -> None:
    assert {"default", "pci-dss-4.0.1", "facta-receipts", "gdpr", "ccpa", "hipaa-164.514", "nist-800-122"} < {
        *pack.names()
    }


def test_every_type_is_in_the_default_pack() -> None:
    assert {t for clause in pack.load("default", TYPES).clauses for t in clause.applies.types} == TYPES | {
        pack.OTHER_TYPES
    }


def test_the_schema_is_that_of_the_code() -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == pack.json_schema()


GOOD = (pack.FOLDER / "facta-receipts.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (("types: [CARD_EXPIRY]", "types: [CARD_EXPIRE]"), "28:23", "unknown entity type 'CARD_EXPIRE'"),
        (("    severity: high\n", "    severity: awful\n"), "12:5", "'low', 'medium', 'high' or 'critical'"),
        (("id: no-expiry", "id: last-five"), "25:5", "clauses.1.id: clause last-five is there twice"),
        (("    fix: Leave", "    fixx: Leave"), "", "fixx: unknown key"),
        (('version: "1"', 'version: &v "1"'), "3:10", "anchors and aliases are not allowed"),
        (('version: "1"', 'version: !!python/object:os.system "1"'), "3:10", "tags are not allowed"),
        (("title: FACTA, card", "title: a\ntitle: FACTA, card"), "5:1", "'title' is there twice"),
        (("clauses:", "clauses: ["), "", "expected"),
        (("trailing: 5", "trailing: many"), "11:13", "valid integer"),
    ],
)
def test_wrong_packs(tmp_path: Path, change: tuple[str, str], place: str, words: str) -> None:
    file = tmp_path / "own.yaml"
    assert change[0] in GOOD
    file.write_text(GOOD.replace(*change, 1), "utf-8")
    with pytest.raises(UsageError) as caught:
        pack.read(file, TYPES)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(f"{file}:{place}")
    assert words in message


def test_a_clause_without_examples_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(GOOD[: GOOD.index("    examples:")], "utf-8")
    with pytest.raises(UsageError, match=r"own\.yaml:\d+:\d+: clauses\.0\.examples: Field required"):
        pack.read(file, TYPES)


def test_a_bomb_is_no_pack(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("a: &a [x, x]\n" + "\n".join(f"b{k}: &b{k} [*a, *a]" for k in range(50)), "utf-8")
    with pytest.raises(UsageError, match="anchors"):
        pack.read(file, TYPES)
    file.write_text("[" * 5_000, "utf-8")
    with pytest.raises(UsageError, match="nested too deeply"):
        pack.read(file, TYPES)
    file.write_text("#" * (pack.MAX_FILE_BYTES + 1), "utf-8")
    with pytest.raises(UsageError, match="larger than"):
        pack.read(file, TYPES)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("schema: " + "x" * 20_001, ":1:9: a text of more than 20,000 characters"),
        ("schema: |\n" + "  x\n" * 10_001, ":1:9: a text of more than 20,000 characters"),
        ("schema: " + "9" * 5_000, ":1:9: a number of more than 100 digits"),
        ("schema: 1" + ":59" * 5_000, ":1:9: a number of more than 100 digits"),
        ("schema: 0x_", ":1:9: not a valid value"),
        ("? [a]\n: b", ":1:3: a key must be a text"),
        ("[" + "a, " * 501 + "]", ": more than 500 parts"),
    ],
)
def test_what_would_take_long_to_build_is_no_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: str
) -> None:
    monkeypatch.setattr(strictyaml, "MAX_NODES", 500)
    file = tmp_path / "own.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError) as caught:
        pack.read(file, TYPES)
    assert str(caught.value).startswith(f"{file}:")
    assert str(caught.value).endswith(words)


def test_an_unknown_name() -> None:
    with pytest.raises(UsageError, match="unknown policy 'pci'; known: amazon"):
        pack.load("pci", TYPES)
    with pytest.raises(UsageError, match=r"nosuch\.yaml: cannot be read"):
        pack.load("./nosuch.yaml", TYPES)


@pytest.mark.parametrize(("size", "read"), [(199_000, True), (201_000, False)])
def test_a_pack_has_two_hundred_kilobytes(tmp_path: Path, size: int, read: bool) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(GOOD + "#" * (size - len(GOOD.encode())), "utf-8")
    if read:
        assert pack.read(path, TYPES).id == "facta-receipts"
    else:
        with pytest.raises(UsageError):
            pack.read(path, TYPES)
