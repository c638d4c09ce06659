"""The command line: `python -m fake_google --port P`, with the options below."""

from __future__ import annotations

import argparse
import logging
import signal
from contextlib import nullcontext
from pathlib import Path

from . import FakeGoogle, keeping


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(prog="fake_google", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds for each request")
    parser.add_argument("--quota", action="store_true", help="limit requests a minute")
    parser.add_argument("--seed", type=Path, help="JSON file with accounts, events and contacts")
    parser.add_argument("--state", type=Path, help="file to keep everything in between two runs")
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    google = FakeGoogle(options.port, options.latency, options.quota, options.seed)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with keeping.kept(google.google, options.state) if options.state else nullcontext():
            print(f"listening on {google.url}", flush=True)
            google.serve()
    except KeyboardInterrupt:
        pass
    finally:
        google.stop()


if __name__ == "__main__":
    main()
