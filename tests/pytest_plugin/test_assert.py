"""`assert_no_pii` and the marker, with real screenshots."""

from __future__ import annotations

import pytest

from tests.pytest_plugin.conftest import MASKED, SHOWS, Run


def test_a_failure_reads_like_an_assertion(run: Run, pytester: pytest.Pytester) -> None:
    result = run(
        "def test_it(assert_no_pii):\n    assert_no_pii(SHOWS)\n", "--screenpii", ini="screenpii_annotate = seen"
    )
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            ">       assert_no_pii(SHOWS)",
            "E       AssertionError: 6 values of customers show on test_till.py/test_it/1.png, 1366 x 768 pixels:",
            'E         medium PERSON_NAME *•* under "Name" at *,*',
            "E           breaks default/contact-data: *",
            "E           Fix: *",
            "E         low ORDER_ID *•* at *,*",
            "E       Annotated picture, with the data unmasked: */seen/test_till.py/test_it/1.png.png",
            "E       To accept it: pytest test_till.py::test_it --screenpii --screenpii-baseline=*",
        ]
    )
    assert (pytester.path / "seen/test_till.py/test_it/1.png.png").stat().st_mode & 0o777 == 0o600


def test_every_kind_of_picture_passes_or_fails(run: Run) -> None:
    tests = """
from pathlib import Path
import numpy, pytest
from PIL import Image

class Driver:
    def __init__(self, path): self.path = path
    def get_screenshot_as_png(self): return Path(self.path).read_bytes()

def array(path): return numpy.array(Image.open(path).convert("RGB"))

KINDS = [str, Path, lambda p: Path(p).read_bytes(), Image.open, array, Driver]

@pytest.mark.parametrize("kind", KINDS, ids=range(6))
def test_masked(assert_no_pii, kind):
    assert_no_pii(kind(MASKED), allow=["VEHICLE_PLATE"])

@pytest.mark.parametrize("kind", KINDS, ids=range(6))
def test_shows(assert_no_pii, kind):
    with pytest.raises(AssertionError, match="PERSON_NAME"):
        assert_no_pii(kind(SHOWS))

def test_no_picture(assert_no_pii):
    with pytest.raises(TypeError, match="no picture and no page: int"):
        assert_no_pii(7)

def test_what_cannot_be_read_is_not_clean(assert_no_pii):
    with pytest.raises(AssertionError, match="was not read"):
        assert_no_pii(b"no picture")
    with pytest.raises(AssertionError, match="not fully read: blank"):
        assert_no_pii(Image.new("RGB", (90, 90)))
"""
    run(tests).assert_outcomes(passed=14)


def test_a_path_of_no_regular_file_neither_blocks_nor_floods(run: Run) -> None:
    tests = """
import os, pytest

def test_it(assert_no_pii):
    os.mkfifo("pipe")
    for path in ("pipe", "/dev/zero"):
        with pytest.raises(OSError, match="not a regular file"):
            assert_no_pii(path)
    with open("large", "wb") as file:
        file.truncate(10**12)
    with pytest.raises(AssertionError, match="megabytes is the limit"):
        assert_no_pii("large")
"""
    run(tests).assert_outcomes(passed=1)


def test_types_are_allowed_by_argument_and_marker(run: Run) -> None:
    tests = """
import pytest
TYPES = ["PERSON_NAME", "ORDER_ID", "PURCHASE_HISTORY", "EMAIL", "PHONE", "POSTAL_ADDRESS", "LOYALTY_ID"]

@pytest.mark.screenpii(allow=TYPES)
def test_marker(assert_no_pii):
    assert_no_pii(SHOWS)

@pytest.mark.screenpii(allow=TYPES[0])
def test_both(assert_no_pii):
    assert_no_pii(SHOWS, allow=TYPES[1:])

@pytest.mark.screenpii(allow=["EMIAL"])
def test_unknown(assert_no_pii):
    assert_no_pii(MASKED)
"""
    result = run(tests, "--screenpii")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["*unknown entity type 'EMIAL'; did you mean 'EMAIL'?*"])


def test_a_pack_of_the_call(run: Run) -> None:
    tests = """
def test_pci(assert_no_pii):
    assert_no_pii(SHOWS, policy="pci-dss-4.0.1")
"""
    run(tests).assert_outcomes(passed=1)  # names and orders are none of its business


def test_limits_of_the_configuration_hold(run: Run, pytester: pytest.Pytester) -> None:
    (pytester.path / "screenpii.toml").write_text("limits.pixels = 1000\n")
    result = run("def test_it(assert_no_pii):\n    assert_no_pii(SHOWS)\n")
    result.stdout.fnmatch_lines(["*was not read: 0.001 megapixels is the limit*"])


def test_off_by_default_and_can_be_blocked(run: Run) -> None:
    result = run("def test_it():\n    pass\n")
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("*= screenpii*")
    blocked = run("def test_it(assert_no_pii):\n    pass\n", "-p", "no:screenpii")
    blocked.assert_outcomes(errors=1)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--screenpii-report", "html"), "write it as FORMAT=FILE"),
        (("--screenpii-report", "htm=x"), "did you mean 'html'?"),
        (("--screenpii-policy", "nope"), "nope"),
        (("--screenpii-accept", "why"), "a baseline needs a key"),
    ],
)
def test_wrong_options(run: Run, options: tuple[str, ...], complaint: str) -> None:
    result = run("def test_it():\n    pass\n", "--screenpii", *options)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*screenpii: *{complaint}*"])


def test_loading_it_imports_nothing_heavy(run: Run) -> None:
    tests = """
import sys

def test_it():
    assert "screenpii.pytest_plugin" in sys.modules
    assert not {"numpy", "cv2", "onnxruntime", "screenpii.pipeline", "pydantic"} & {*sys.modules}
"""
    run(tests, "-p", "no:playwright").assert_outcomes(passed=1)


def test_the_samples_are_there() -> None:
    assert SHOWS.is_file()
    assert MASKED.is_file()
