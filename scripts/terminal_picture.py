"""Draws `docs/terminal.svg`, the output of a real scan of some samples: `python scripts/terminal_picture.py`.

The picture is left as it is if only the time in it would change.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from screenpii import Report, Settings, Sink, scan
from screenpii.reports.table import DEFAULT_WIDTH_CHARS, SCREENFUL_LINES, View, show

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "terminal.svg"
SAMPLES = ("samples/pos-checkout.png", "samples/pos-legacy.png", "samples/stock-list.png")
# Without the fonts that it would fetch from the network; the reader's own monospaced font does.
FORMAT = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
TIME = re.compile(r"<text[^>]*>\d+&#160;frames&#160;in&#160;[\d.]+&#160;s;")


class Drawn(Sink):
    """Prints the table of a run on a console."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def finish(self, report: Report | None) -> None:
        """Print it."""
        if report:
            show(report, self.console, View(SCREENFUL_LINES))


def draw() -> str:
    """The SVG of a scan of `SAMPLES`."""
    console = Console(
        record=True, width=DEFAULT_WIDTH_CHARS, file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    console.print(Text("$ screenpii scan " + " ".join(SAMPLES), style="bold"), soft_wrap=True)
    scan([ROOT / name for name in SAMPLES], Settings(jobs=1), [Drawn(console)])
    return console.export_svg(title="screenpii", code_format=FORMAT, unique_id="screenpii")


def main() -> None:
    """Write the picture."""
    new = draw()
    old = TARGET.read_text("utf-8") if TARGET.exists() else ""
    if TIME.sub("", new) != TIME.sub("", old):
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_text(new, "utf-8")
        print(f"{TARGET.relative_to(ROOT)} is new")


if __name__ == "__main__":
    main()
