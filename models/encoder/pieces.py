"""The tokeniser's file: the pieces of the cut vocabulary as sentencepiece reads them."""

from __future__ import annotations

from sentencepiece import SentencePieceProcessor
from sentencepiece.sentencepiece_model_pb2 import ModelProto, NormalizerSpec, TrainerSpec

from models.encoder.base import SPECIAL, Base

NORMAL_PIECE = 1  # kind of a usual piece in sentencepiece's format
UNKNOWN_PIECE = 2  # kind of the piece for unknown characters
CONTROL_PIECE = 3  # kind of a piece that stands for no text


def model_of(base: Base) -> bytes:
    """A unigram model over the pieces. It changes no text: words come with their mark of a space, and in NFKC."""
    model = ModelProto()
    for text, score in zip(base.pieces, base.scores, strict=True):
        kind = UNKNOWN_PIECE if text == "<unk>" else CONTROL_PIECE if text in SPECIAL else NORMAL_PIECE
        model.pieces.add(piece=text, score=float(score) if kind == NORMAL_PIECE else 0.0, type=kind)
    at = {text: number for number, text in enumerate(SPECIAL)}
    model.trainer_spec.CopyFrom(
        TrainerSpec(
            model_type=TrainerSpec.UNIGRAM,
            vocab_size=len(base.pieces),
            unk_id=at["<unk>"],
            bos_id=at["<s>"],
            eos_id=at["</s>"],
            pad_id=at["<pad>"],
        )
    )
    model.normalizer_spec.CopyFrom(
        NormalizerSpec(
            name="identity", add_dummy_prefix=False, remove_extra_whitespaces=False, escape_whitespaces=False
        )
    )
    return bytes(model.SerializeToString())


def processor(base: Base) -> SentencePieceProcessor:
    """The tokeniser as the scanner will load it."""
    return SentencePieceProcessor(model_proto=model_of(base))
