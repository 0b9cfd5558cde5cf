"""Lines become a `Page`: reading order, blocks, possible labels and tables. Pure geometry: no words are known here."""

from __future__ import annotations

from screenpii.layout.arrange import arrange, lines_of, page_of

__all__ = ["arrange", "lines_of", "page_of"]
