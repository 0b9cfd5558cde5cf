"""Scoring: weighs all evidence about each candidate, for its type and its subject. No rule wins alone, none vetoes.

Each piece of evidence is a name with a weight, learned by `make model`; a candidate's weights add up to its log-odds.
This is done twice: first with the candidate's own evidence, then also with that of its company (its column, block,
and row, the same text elsewhere), as scored by the first pass.
"""

from __future__ import annotations

from screenpii.scorer.explain import Explanation, explain
from screenpii.scorer.resolve import contest, resolve
from screenpii.scorer.weigh import score

__all__ = ["Explanation", "contest", "explain", "resolve", "score"]
