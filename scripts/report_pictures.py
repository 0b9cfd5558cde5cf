"""Draws `docs/report-*.webp`, the HTML report of a real scan of the samples: `python scripts/report_pictures.py`.

Light and dark as on a screen, and the first page as printed.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from screenpii import ReportFile, Settings, scan

ROOT = Path(__file__).parent.parent
SCREEN_SIZE_CSS_PX = {"width": 1180, "height": 1280}  # size of the window
PAPER_SIZE_CSS_PX = {"width": 794, "height": 1123}  # A4 at 96 dots per inch


def main() -> None:
    """Scan, open, draw."""
    settings = Settings(policy=("default", "pci-dss-4.0.1"))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "report.html"
        scan([ROOT / "samples"], settings, [ReportFile("html", file)])
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, scheme, medium, size in (
            ("light", "light", "screen", SCREEN_SIZE_CSS_PX),
            ("dark", "dark", "screen", SCREEN_SIZE_CSS_PX),
            ("print", "light", "print", PAPER_SIZE_CSS_PX),
        ):
            page = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
            page.emulate_media(media=medium)  # type: ignore[arg-type]
            page.goto(file.as_uri())
            picture = Image.open(io.BytesIO(page.screenshot()))
            picture.save(ROOT / "docs" / f"report-{name}.webp", quality=70, method=6)
        browser.close()


if __name__ == "__main__":
    main()
