"""Weighs all the evidence about every candidate: how likely it is, and whose it is. No rule wins alone, none vetoes.

Each piece of evidence is a name with a weight, learned by `make model`; a candidate's weights add up to its log-odds.
That is done twice: first from what a candidate itself shows, then also from the company it keeps (its column, its
block, its row, the same text elsewhere), as the first pass judged it.
"""

from __future__ import annotations

from screenpii.scorer.explain import Explanation, explain
from screenpii.scorer.resolve import contest, resolve
from screenpii.scorer.weigh import score

__all__ = ["Explanation", "contest", "explain", "resolve", "score"]
