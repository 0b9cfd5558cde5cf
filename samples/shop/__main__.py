"""Runs the demo shop on this machine alone."""

from __future__ import annotations

import argparse

from samples.shop import make_app


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m samples.shop", description="A demo shop.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--bug", action="store_true", help="the till shows the card number and the address")
    options = parser.parse_args()
    make_app(options.bug).run("127.0.0.1", options.port)


if __name__ == "__main__":
    main()
