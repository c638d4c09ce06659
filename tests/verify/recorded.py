"""The recordings that are kept here. They were made at the stand-in, by

make verify-google GOOGLE=… ACCOUNTS=2 RECORD=tests/verify/recordings ONLY=…
"""

from __future__ import annotations

import json
from pathlib import Path

FOLDER = Path(__file__).parent / "recordings"
NAMES = sorted(file.stem for file in FOLDER.glob("*.json"))


def read(name):
    return load(FOLDER / f"{name}.json")


def load(file):
    return json.loads(file.read_text())
