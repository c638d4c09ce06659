"""What a long test has counted, for the last lines of the session."""

import json
import os
import sys
from pathlib import Path


def tell(name, good, everything):
    """So many of all were well."""
    if path := os.environ.get("FIGURES"):
        with Path(path).open("a") as file:
            file.write(json.dumps([name, good, everything]) + "\n")
    say(f"{name}: {good} of {everything}")


def say(text):
    """A line among what the session prints."""
    sys.stdout.write(f"{text}\n")
