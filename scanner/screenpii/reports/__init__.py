"""Report formats: one file each, `render(report)` yields the parts of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from screenpii.registry import Registry
from screenpii.summary import Report
from screenpii.types import Result

Render = Callable[[Report], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A report format: `render` yields the file part by part, so that it need not be in memory whole.

    `line` is what one result adds, for formats that can be written while the scan runs. `pictures` says whether it
    shows pictures of the screens, without their data.
    """

    render: Render
    line: Callable[[Result], bytes] | None = None
    pictures: bool = False

    def whole(self, report: Report) -> bytes:
        """The file at once."""
        return b"".join(self.render(report))


formats: Registry[Format] = Registry("screenpii.reports")


def renders(
    name: str, *, line: Callable[[Result], bytes] | None = None, pictures: bool = False
) -> Callable[[Render], Render]:
    """Return a decorator that files a function as the `render` of the format of this name."""

    def file(render: Render) -> Render:
        formats.register(name)(Format(render, line, pictures))
        return render

    return file


def wants_pictures(names: Iterable[str]) -> bool:
    """Whether any of the formats shows pictures of the screens."""
    known = formats.load()
    return any(known[name].pictures for name in names if name in known)
