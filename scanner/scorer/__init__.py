"""Weighs all the evidence about every candidate: how likely it is, and whose it is. No rule wins alone, none vetoes.

Each piece of evidence is a name with a weight, learned by `make model`; a candidate's weights add up to its log-odds.
That is done twice: first from what a candidate itself shows, then also from the company it keeps (its column, its
block, its row, the same text elsewhere), as the first pass judged it.
"""

from __future__ import annotations

from scanner.scorer.explain import Explanation, explain
from scanner.scorer.resolve import contest, resolve
from scanner.scorer.weigh import score

__all__ = ["Explanation", "contest", "explain", "resolve", "score"]
