"""Evidence in a candidate's own text: numbers of words and digits, kinds of words, placeholder values."""

from __future__ import annotations

from collections.abc import Iterator

from screenpii.context import Context
from screenpii.lexicon.examples import is_example, is_hinted
from screenpii.lexicon.labels import folded
from screenpii.lexicon.names import common_words, interface_words, is_company
from screenpii.types import Candidate

MAX_SPELLED_CHARS = 300  # characters of a name or an address whose words are looked up
TYPES_OF_WORDS = frozenset(["PERSON_NAME", "POSTAL_ADDRESS"])  # types whose single words are evidence


def form(text: str) -> Iterator[str]:
    """How many words and digits, and in which case."""
    words = text.split()
    yield f"words:{min(len(words), 5)}"
    yield f"digits:{min(sum(c.isdigit() for c in text), 20) // 2}"
    if text.isupper():
        yield "upper"
    if text.islower():
        yield "lower"
    if len(text) <= 2:
        yield "tiny"


def example(context: Context, c: Candidate, text: str, line: int | None) -> Iterator[str]:
    """Whether it is a placeholder of a form: by its text, its contrast, or the words before it."""
    if line is None:
        return
    shown = is_example(c.type, text)
    if shown:
        yield "example"
    if context.page.lines[line].faint:
        yield "faint"
        yield f"faint&{'example' if shown else 'usual'}"
    if is_hinted(context.page.text[context.page.spans[line].start : c.start]):
        yield "hinted"
        yield f"hinted&{'example' if shown else 'usual'}"


def words(kind: str, text: str) -> Iterator[str]:
    """How many words are of running text and of interfaces, and whether a letter opens it, as misread icons do."""
    if kind not in TYPES_OF_WORDS:
        return
    told = [word for word in folded(text[:MAX_SPELLED_CHARS]).split() if len(word) > 2]
    for name, known in (("common", common_words()), ("interface", interface_words())):
        count = sum(word in known for word in told)
        yield f"{name}:{'none' if not count else 'all' if count == len(told) else 'some'}"
    if kind == "PERSON_NAME" and is_company(text[:MAX_SPELLED_CHARS]):
        yield "of-company"
    if len(text) > 2 and text[1] == " ":
        yield "opens-letter"
    if any(c.isdigit() for c in text):
        yield "numbered"
