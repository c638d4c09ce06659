"""What a long test has counted, for the last lines of the session."""

import json
import os
from pathlib import Path


def tell(name, good, everything):
    """So many of all were well."""
    if path := os.environ.get("FIGURES"):
        with Path(path).open("a") as file:
            file.write(json.dumps([name, good, everything]) + "\n")
    print(f"{name}: {good} of {everything}")
