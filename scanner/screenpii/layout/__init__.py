"""Lines become a `Page`: reading order, blocks, possible labels and tables.

Pure geometry; only `naming.py` asks the lexicon which texts are labels.
"""

from __future__ import annotations

from screenpii.layout.arrange import arrange, lines_of, page_of
from screenpii.layout.naming import name_fields

__all__ = ["arrange", "lines_of", "name_fields", "page_of"]
