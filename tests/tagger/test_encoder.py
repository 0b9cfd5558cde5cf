"""What the encoder sees of a page, and what its networks do with it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from screenpii.context import context_of
from screenpii.layout import name_fields, page_of
from screenpii.tagger import pipeline, tagged
from screenpii.tagger.encoder.component import ScreenEncoder
from screenpii.tagger.encoder.inputs import (
    HINT_PREFIXES,
    MAX_LINE_PIECES,
    PAGE_BINS,
    Inputs,
    family_of,
    geometry,
    inputs,
    lines_of,
    multi_hot,
)
from screenpii.tagger.encoder.network import WINDOW_WORDS, groups, means, padded, windows
from screenpii.tagger.features import Sight, Word, runs, words_of
from screenpii.types import Opinion
from tests.tagger.test_tagger import CARD


class Letters:
    """A tokeniser whose pieces are letters: enough to see what it is given."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, text: str) -> list[int]:
        self.asked.append(text)
        return [ord(c) for c in text]


def seen_by(pieces: Letters, text: str = CARD) -> Inputs:
    import spacy

    page = name_fields(page_of(text))
    context = context_of(page)
    words = words_of(spacy.blank("xx").make_doc(page.text), context)
    sight = Sight(context)
    rows = [row for start, end in runs(context, words) for row in sight.features(words[start:end])]
    return inputs(page, words, rows, pieces)


def made_of(sizes: list[tuple[int, int]]) -> Inputs:
    """Words without a page: of each its line and its number of pieces."""
    words = tuple(Word("x", k, k + 1, line) for k, (line, _) in enumerate(sizes))
    line = np.array([line for line, _ in sizes], np.int64)
    edges = np.array([(10 * k, 20 * n, 10 * k + 9, 20 * n + 10) for k, (n, _) in enumerate(sizes)], np.float32)
    return Inputs(words, tuple((7,) * size for _, size in sizes), line, edges, (1000, 500), ((),) * len(sizes))


def test_words_keep_their_spaces_and_signs_alone_are_left_out() -> None:
    pieces = Letters()
    found = seen_by(pieces, "Phone:  (415) 555-0143 | x@y.example")
    assert "▁Phone" in pieces.asked
    assert [word.text for word in found.words if word.text in "|:()"] == []
    assert len(found.words) == len(found.pieces) == len(found.hints) == len(found.edges)


def test_compatibility_forms_are_read_as_plain_ones() -> None:
    pieces = Letters()
    seen_by(pieces, "ﬁnish")
    assert pieces.asked == ["▁finish"]


def test_hints_tell_labels_and_spell_no_word_out() -> None:
    found = seen_by(Letters())
    maria = next(k for k, word in enumerate(found.words) if word.text == "Maria")
    assert any(hint.startswith("label:") and hint.endswith("=PERSON_NAME") for hint in found.hints[maria])
    every = {hint for hints in found.hints for hint in hints}
    assert {family_of(hint) for hint in every} <= HINT_PREFIXES
    assert not any("maria" in hint.lower() or "silva" in hint.lower() for hint in every)


def test_bins_stay_in_their_tables() -> None:
    found = geometry(seen_by(Letters()))
    assert found.bins.min() >= 0
    assert found.bins[:, :4].max() < PAGE_BINS
    assert found.bins[0, 6] == 0
    assert np.isfinite(found.ems).all()


def test_places_are_counted_from_the_start_of_each_line() -> None:
    found = geometry(made_of([(0, 1), (0, 1), (1, 1), (1, 1), (1, 1)]))
    assert found.bins[:, 6].tolist() == [0, 1, 0, 1, 2]


def test_a_line_is_cut_where_it_has_too_many_pieces() -> None:
    half = MAX_LINE_PIECES // 2 + 1
    assert lines_of(made_of([(0, 2), (0, 2), (1, half), (1, half), (2, 1)])) == [(0, 2), (2, 3), (3, 4), (4, 5)]
    assert lines_of(made_of([])) == []


def test_known_hints_alone_count() -> None:
    found = multi_hot([("a", "b"), (), ("c",)], {"a": 0, "c": 1})
    assert found.tolist() == [[1, 0], [0, 0], [0, 1]]


@pytest.mark.parametrize("count", [1, WINDOW_WORDS, WINDOW_WORDS + 1, 3 * WINDOW_WORDS + 7])
def test_windows_cover_every_word(count: int) -> None:
    found = list(windows(count))
    assert set().union(*(range(a, b) for a, b in found)) == set(range(count))
    assert all(0 < b - a <= WINDOW_WORDS for a, b in found)


def test_lines_of_about_one_length_are_read_at_once() -> None:
    lines = [((1,) * size,) for size in (1, 1, 2, 8, 9)]
    found = list(groups(lines, most=12))
    assert [line for group in found for line in group] == lines
    assert len(found) > 1
    assert padded(found[0]).shape[1] == max(len(line[0]) for line in found[0]) + 2


def test_a_word_is_the_mean_of_its_pieces() -> None:
    states = np.array([[9, 9], [1, 2], [3, 4], [5, 6], [9, 9]], np.float32)
    assert means(states, ((1, 2), (3,))).tolist() == [[2, 3], [5, 6]]


@pytest.fixture(scope="module")
def encoder() -> ScreenEncoder:
    found = pipeline().get_pipe("screen_encoder")
    assert isinstance(found, ScreenEncoder)
    return found


def opinions(text: str) -> dict[str, Opinion]:
    """The opinion of each word of a plain-text screen that stands there once."""
    found = tagged(context_of(name_fields(page_of(text)))).page
    return {found.text[o.start : o.end]: o for o in found.opinions}


def test_the_encoder_that_ships_knows_values_from_labels() -> None:
    found = opinions("Customer     Phone          Last order\nMaria Lopez  415 555 0143   Running shoes")
    assert found["Lopez"].types["PERSON_NAME"] > 0.5
    assert found["555"].types["PHONE"] > 0.5
    for word in ("Customer", "Phone", "order", "shoes"):
        assert max(found[word].types.values(), default=0.0) < 0.2, word


def test_opinions_are_probabilities_in_the_order_of_the_text() -> None:
    end = 0
    for opinion in tagged(context_of(name_fields(page_of(CARD)))).page.opinions:
        assert end <= opinion.start < opinion.end
        end = opinion.end
        assert all(0 < share <= 1.0001 for share in opinion.types.values())
        assert sum(opinion.subjects.values()) == pytest.approx(1, abs=1e-3)


def test_lines_that_are_known_are_not_read_again(encoder: ScreenEncoder) -> None:
    network = encoder.network
    assert network
    network.forget()
    first = tagged(context_of(name_fields(page_of(CARD)))).page.opinions
    read: list[object] = []
    sessions = network._sessions

    class Counting:
        def run(self, outputs: None, feeds: dict[str, object]) -> object:
            read.append(feeds)
            return sessions[0].run(outputs, feeds)

    network.__dict__["_sessions"] = (Counting(), sessions[1])
    try:
        again = tagged(context_of(name_fields(page_of(CARD)))).page.opinions
        assert read == []
        tagged(context_of(name_fields(page_of(CARD + "\n\nShipped on Monday"))))
        assert len(read) == 1
    finally:
        network.__dict__["_sessions"] = sessions
    assert again == first


def test_a_page_longer_than_a_window_has_an_opinion_of_each_word() -> None:
    text = "\n".join(f"Row {k} Anna Berg" for k in range(WINDOW_WORDS // 2))
    found = tagged(context_of(name_fields(page_of(text)))).page
    assert len(found.opinions) == 4 * (WINDOW_WORDS // 2)


def test_a_component_is_saved_and_loaded(encoder: ScreenEncoder, tmp_path: Path) -> None:
    encoder.to_disk(tmp_path / "encoder")
    again = ScreenEncoder(pipeline(), "again").from_disk(tmp_path / "encoder")
    assert again.network == encoder.network
