"""The whole command in its own process, with the real pipeline."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).parents[2]


def screen(path: Path, *lines: str) -> None:
    image = Image.new("RGB", (900, 60 + 70 * len(lines)), "white")
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((40, 30 + 70 * number), line, fill="black", font=ImageFont.load_default(28))
    image.save(path)


def test_scan_of_a_folder_with_good_and_bad_files(tmp_path: Path) -> None:
    screen(tmp_path / "card.png", "Card: 4242 4242 4242 4242", "E-mail: jane.doe@example.com")
    screen(tmp_path / "menu.png", "Welcome", "Open the drawer")
    (tmp_path / os.fsdecode(b"\xff\n\x1b[1m.png")).write_text("hello")
    ran = subprocess.run(
        [sys.executable, "-c", "from screenpii.cli import main; main()", "scan", tmp_path, "--format", "json"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "scanner")},
        capture_output=True,
        check=False,
    )
    report = json.loads(ran.stdout)
    assert ran.returncode == 1
    assert {(f["source"], f["type"]) for f in report["findings"]} >= {
        ("card.png", "PAYMENT_CARD"),
        ("card.png", "EMAIL"),
    }
    assert {f["source"] for f in report["findings"]} == {"card.png"}
    assert ran.stderr == b"screenpii: \\xff\\n\\x1b[1m.png: not an image of a kind that can be read\n"
    assert b"4242 4242" not in ran.stdout
    assert b"jane.doe" not in ran.stdout
