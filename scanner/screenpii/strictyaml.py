"""YAML files of users: plain data only, every error with its line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from screenpii.errors import UsageError
from screenpii.userfiles import read_text

Mark: TypeAlias = Any  # yaml.Mark, of which PyYAML has one in C and one in Python
Place: TypeAlias = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)
NUMBER_TAGS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")  # YAML tags of numbers
MAX_DEPTH = 12  # levels of nesting
MAX_TEXT_CHARS = 20_000  # characters of one text
MAX_NUMBER_DIGITS = 100  # digits of one number; longer ones take Python long to convert
MAX_NODES = 1_000_000  # keys, values, lists and mappings of a file; each takes some 500 bytes


def read(
    path: Path,
    max_bytes: int,
    model: type[Model],
    check: Callable[[Model], Iterable[tuple[Place, str]]] = lambda model: (),
) -> Model:
    """A file of at most so many bytes as a model; UsageError if it cannot be read, and as `parse`."""
    return parse(read_text(path, max_bytes), str(path), model, check)


def parse(
    text: str,
    name: str,
    model: type[Model],
    check: Callable[[Model], Iterable[tuple[Place, str]]] = lambda model: (),
) -> Model:
    """The file's content as a model; `check` yields further complaints about it.

    Raises UsageError `name:line:column: what is wrong`; anchors, aliases, tags and double keys are wrong.
    """
    try:
        root = yaml.compose(_plain(text), yaml.SafeLoader)
    except _NotPlainError as error:
        raise UsageError(f"{name}:{_at(error.mark)}: {error}") from None
    except yaml.MarkedYAMLError as error:
        where = f":{_at(error.problem_mark)}" if error.problem_mark else ""
        raise UsageError(f"{name}{where}: {error.problem or 'not valid YAML'}") from None
    except yaml.YAMLError:
        raise UsageError(f"{name}: not valid YAML") from None
    marks: dict[Place, Mark] = {}
    try:
        data = _data(root, (), marks)
        found = model.model_validate(data)
    except _NotPlainError as error:
        raise UsageError(f"{name}:{_at(error.mark)}: {error}") from None
    except ValidationError as error:
        errors = error.errors(include_input=False, include_url=False)
        first = min(errors, key=lambda e: e["type"] != "extra_forbidden")  # a misspelt key is also a missing one
        raise _complaint(name, marks, first["loc"], _words(first["type"], first["msg"])) from None
    for place, problem in check(found):
        raise _complaint(name, marks, place, problem)
    return found


class _NotPlainError(Exception):
    def __init__(self, problem: str, mark: Mark) -> None:
        super().__init__(problem)
        self.mark = mark


def _plain(text: str) -> str:
    """The text, if it has no anchors, aliases or tags, and is bounded in depth, texts and parts."""
    depth = nodes = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _NotPlainError("anchors and aliases are not allowed", event.start_mark)
        if getattr(event, "tag", None):
            raise _NotPlainError("tags are not allowed", event.start_mark)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _NotPlainError("nested too deeply", event.start_mark)
        nodes += isinstance(event, yaml.NodeEvent)
        if nodes > MAX_NODES:
            raise _NotPlainError(f"more than {MAX_NODES:,} parts", event.start_mark)
        if isinstance(event, yaml.ScalarEvent) and len(event.value) > MAX_TEXT_CHARS:
            raise _NotPlainError(f"a text of more than {MAX_TEXT_CHARS:,} characters", event.start_mark)
    return text


def _data(node: yaml.Node | None, place: Place, marks: dict[Place, Mark]) -> Any:
    """A node as plain data; `marks` takes where each part begins."""
    if node is None:
        return None
    marks[place] = node.start_mark
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _NotPlainError("a key must be a text", key.start_mark)
            if key.value in found:
                raise _NotPlainError(f"{key.value!r} is there twice", key.start_mark)
            found[str(key.value)] = _data(value, (*place, str(key.value)), marks)
            marks[*place, str(key.value)] = key.start_mark
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_data(item, (*place, k), marks) for k, item in enumerate(node.value)]
    if node.tag == "tag:yaml.org,2002:timestamp":  # pydantic reads dates
        return node.value
    return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    """A text, number, truth value or nothing."""
    if node.tag in NUMBER_TAGS and len(node.value) > MAX_NUMBER_DIGITS:
        raise _NotPlainError(f"a number of more than {MAX_NUMBER_DIGITS} digits", node.start_mark)
    try:
        return yaml.SafeLoader("").construct_object(node)
    except (ValueError, yaml.YAMLError):
        raise _NotPlainError("not a valid value", node.start_mark) from None


def _complaint(name: str, marks: dict[Place, Mark], place: Place, problem: str) -> UsageError:
    """The error at the nearest part of the file that there is."""
    known = place
    while known and known not in marks:
        known = known[:-1]
    where = f":{_at(marks[known])}" if known in marks else ""
    path = ".".join(str(part) for part in place)
    return UsageError(f"{name}{where}: {f'{path}: ' if path else ''}{problem}")


def _words(kind: str, message: str) -> str:
    return "unknown key" if kind == "extra_forbidden" else message.removeprefix("Value error, ")


def _at(mark: Mark) -> str:
    return f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"
