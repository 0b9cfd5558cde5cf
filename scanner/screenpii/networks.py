"""Networks from other packages: the files are found, checked by SHA-256 and loaded; the packages are not imported."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from screenpii.errors import MissingEngineError

if TYPE_CHECKING:
    import onnxruntime


@dataclass(frozen=True, slots=True)
class Package:
    """Where networks come from: the module's name, the folder within it, and the command that installs it."""

    module: str
    folder: str
    install: str


@dataclass(frozen=True, slots=True)
class Weights:
    """One network of a package: its file, the file's SHA-256, and the file of its characters if it has some."""

    path: str
    digest: str
    characters: str = ""


def home(package: Package) -> Path | None:
    """Where a package keeps its networks; None if it is not installed."""
    spec = find_spec(package.module)
    return Path(spec.origin).parent / package.folder if spec and spec.origin else None


def missing(package: Package, needed: Iterable[Weights]) -> str:
    """How to install missing files; empty if none is missing."""
    where = home(package)
    return "" if where and all((where / w.path).is_file() for w in needed) else package.install


def checked(package: Package, weights: Weights) -> bytes:
    """The bytes of a network; MissingEngineError if the file is missing or its SHA-256 is wrong."""
    where = home(package)
    try:
        data = (where / weights.path).read_bytes() if where else b""
    except OSError:
        data = b""
    if not data:
        raise MissingEngineError(f"the weights {weights.path} are missing: {package.install}")
    if hashlib.sha256(data).hexdigest() != weights.digest:
        raise MissingEngineError(
            f"the weights {weights.path} are not the known ones: {package.install} --force-reinstall"
        )
    return data


def session(data: bytes) -> onnxruntime.InferenceSession:
    """An onnxruntime session with one thread."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return ort.InferenceSession(data, options, providers=["CPUExecutionProvider"])
