"""The encoder's training, as far as it needs no torch: weights, tokeniser, examples, the network at 8 bits."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from models.encoder.base import BLOCK_BYTES, SPECIAL, Base, _kept, _matrix, load
from models.encoder.eight_bits import small
from models.encoder.examples import IGNORED, Example, example, of_page
from models.encoder.pieces import processor
from models.encoder.real import judged, labelled
from models.generator import screens
from screenpii.layout import name_fields, page_of
from screenpii.tagger.encoder.classes import SUBJECTS, TYPES
from screenpii.tagger.encoder.inputs import Pieces
from screenpii.types import Entity, Opinion, Page

NAME = TYPES.index("PERSON_NAME")


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    letters = [chr(c) for c in range(33, 127)]
    text = (*SPECIAL, "▁", *letters, "▁Cust", "omer")
    nothing = np.zeros((len(text), 2), np.float32)
    return processor(Base(text, np.array([*[-9.0] * (len(text) - 2), -1, -1], np.float32), nothing, {}))


def test_weights_of_four_bits_become_numbers() -> None:
    numbers = np.arange(32) % 16
    block = np.float16(0.5).tobytes() + bytes(int(numbers[k]) | int(numbers[k + 16]) << 4 for k in range(16))
    assert len(block) == BLOCK_BYTES
    found = _matrix(b"head" + block, (4, len(block)), (1, 32))
    assert found[0].tolist() == [(n - 8) / 2 for n in numbers]


def test_another_file_is_not_taken_for_the_weights(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"other")
    with pytest.raises(ValueError, match=r"other\.bin: not the weights"):
        load(tmp_path / "other.bin")


def test_latin_pieces_are_kept() -> None:
    pieces = [*SPECIAL, "▁Haus", "дом", "家", "é", "▁12", "<mask>"]
    kept = _kept(pieces, np.array([0, 0, 0, 0, -3, -1, -1, -9, -2, 0], np.float32))
    assert [pieces[k] for k in kept] == [*SPECIAL, "é", "▁12", "▁Haus"]


def test_the_tokeniser_knows_words_and_their_spaces(pieces: Pieces) -> None:
    assert len(pieces.encode("▁Customer")) == 2
    assert pieces.encode("") == []


def test_a_screen_makes_an_example_with_the_truth_of_its_words(pieces: Pieces) -> None:
    found = 0
    for screen in screens(11, 12, noisy=False):
        it = example(screen, pieces, random.Random(1))
        if not it:
            continue
        names = sum(item.type == "PERSON_NAME" for item in screen.truth)
        found += names
        assert ((it.type == NAME).sum() > 0) == (names > 0)
        assert ((it.type > 0) == (it.subject != IGNORED)).all()
        assert it.begins[it.type == 0].sum() == 0
        assert len(it.type) == len(it.inputs.words)
    assert found > 10


def page(text: str) -> Page:
    return name_fields(page_of(text))


def entity(shown: Page, text: str, score: float, kind: str = "PERSON_NAME") -> Entity:
    start = shown.text.index(text)
    boxes = shown.boxes(start, start + len(text))
    return Entity(kind, "customer", start, start + len(text), text, boxes, score)


def opinions(shown: Page, **likely: float) -> list[Opinion]:
    """An opinion of each word; the words that are named may be a name."""
    found = []
    for word in shown.text.split():
        start = shown.text.index(word)
        types = {"PERSON_NAME": likely[word]} if word in likely else {}
        found.append(Opinion(start, start + len(word), types, 0.5, dict.fromkeys(SUBJECTS, 1 / 3)))
    return found


def types_of(it: Example) -> dict[str, int]:
    return {word.text: int(kind) for word, kind in zip(it.inputs.words, it.type, strict=True)}


def test_two_judges_must_agree(pieces: Pieces) -> None:
    shown = page("Customer  Ann\nAgent     Bob\nItem      Raita\nSave      Close")
    entities = [entity(shown, "Ann", 0.9), entity(shown, "Bob", 0.95), entity(shown, "Raita", 0.9)]
    found = judged(shown, entities, opinions(shown, Ann=0.97, Bob=0.3, Close=0.4), pieces)
    assert found
    assert types_of(found) == {
        "Customer": 0, "Ann": NAME, "Agent": 0, "Bob": IGNORED,
        "Item": 0, "Raita": IGNORED, "Save": 0, "Close": IGNORED,
    }  # fmt: skip
    assert set(found.subject.tolist()) == {IGNORED}


def test_a_page_without_words_makes_no_example(pieces: Pieces) -> None:
    assert labelled(page(""), [], pieces) is None
    assert of_page(page("—  ·"), [], pieces, random.Random(1)) is None


def test_a_network_at_8_bits_says_nearly_the_same() -> None:
    rng = np.random.default_rng(3)
    table, matrix = (rng.normal(size=shape).astype(np.float32) for shape in ((200, 64), (64, 200)))
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "rows"], ["x"]), helper.make_node("MatMul", ["x", "matrix"], ["y"])],
        "two",
        [helper.make_tensor_value_info("rows", TensorProto.INT64, ["n"])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 200])],
        [numpy_helper.from_array(table, "table"), numpy_helper.from_array(matrix, "matrix")],
    )
    whole = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(whole)
    packed = small(whole.SerializeToString())
    assert len(packed) < 0.35 * whole.ByteSize()
    rows = np.array([3, 199, 0])
    expected = table[rows] @ matrix
    found = onnxruntime.InferenceSession(packed).run(None, {"rows": rows})[0]
    assert np.abs(found - expected).max() < 0.02 * np.abs(expected).max()
