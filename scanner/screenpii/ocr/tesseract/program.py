"""The Tesseract program through pytesseract: what is installed, and what it reads in an image.

pytesseract hands the program files. They lie in a folder of `scratch.py` for as long as one image is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from screenpii.errors import MissingEngineError, UnreadableError
from screenpii.scratch import folder

INSTALL_PACKAGE = "pip install 'screenpii[tesseract]'"
INSTALL_PROGRAM = (
    "install the program Tesseract, which pip install cannot do"
    " (Debian: apt-get install tesseract-ocr; macOS: brew install tesseract)"
)
THREADS_VARIABLE = "OMP_THREAD_LIMIT"  # environment variable that limits the threads of OpenMP, and so of Tesseract
# a density, so that none is guessed; a box for each character; dark text alone, as on our sheets
OPTIONS = "--dpi 300 -c hocr_char_boxes=1 -c tessedit_do_invert=0"
LANGUAGE_CHARS = set("abcdefghijklmnopqrstuvwxyz_")  # characters of the language names that pytesseract lists


def missing() -> str:
    """What is not installed and how to install it; empty if the program can be called."""
    if not find_spec("pytesseract"):
        return INSTALL_PACKAGE
    return "" if version() else INSTALL_PROGRAM


def version() -> str:
    """The program's version; empty if it, or pytesseract, is not there or cannot work."""
    if not find_spec("pytesseract"):
        return ""
    import pytesseract

    try:
        return str(pytesseract.get_tesseract_version())
    except (OSError, SystemExit):  # not there; so old that pytesseract would leave the process
        return ""


def languages(wanted: list[str]) -> str:
    """The program's argument for these languages; MissingEngineError for one that it has not."""
    import pytesseract

    have = set(pytesseract.get_languages())
    for name in wanted:
        if name not in have and set(name) <= LANGUAGE_CHARS:
            raise MissingEngineError(f"Tesseract has no language {name!r}: install tesseract-ocr-{name}")
    return "+".join(wanted)


def hocr(png: bytes, language: str, segmentation: int, timeout: float) -> str:
    """What Tesseract reads in an image, as hOCR with a box for each character."""
    from pytesseract.pytesseract import TesseractError, run_tesseract

    with folder() as place, _one_thread():
        image, output = place / "sheet.png", place / "read"
        image.write_bytes(png)
        config = f"--psm {segmentation} {OPTIONS}"
        try:
            run_tesseract(str(image), str(output), "hocr", language, config, timeout=timeout)
        except TesseractError as error:
            raise UnreadableError(f"Tesseract failed with status {error.status}") from None
        except RuntimeError:
            raise UnreadableError(f"Tesseract took more than {timeout:g} seconds") from None
        return output.with_suffix(".hocr").read_bytes().decode("utf-8", "replace")


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let programs that are started meanwhile use one thread: pytesseract hands them this process's environment."""
    before = os.environ.get(THREADS_VARIABLE)
    os.environ[THREADS_VARIABLE] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[THREADS_VARIABLE]
        else:
            os.environ[THREADS_VARIABLE] = before
