"""Run the command line on the fake pipeline in a process of its own."""

from __future__ import annotations

from screenpii import assembly
from screenpii.cli import main
from tests.cli import fakes

if __name__ == "__main__":
    vars(assembly).update(load=fakes.load, describe=fakes.describe)
    main()
