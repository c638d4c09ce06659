"""Makes the engine importable without Odoo, under the addon's name, from a folder of any name."""

from __future__ import annotations

import os
import sys
import types
from pathlib import Path

from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[2]

if "google_sync" not in sys.modules:
    addon = types.ModuleType("google_sync")
    addon.__path__ = [str(ROOT)]
    sys.modules["google_sync"] = addon

_SLOW = [HealthCheck.too_slow]
settings.register_profile("dev", deadline=None, max_examples=150, suppress_health_check=_SLOW)
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True)
settings.register_profile("thorough", settings.get_profile("dev"), max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "dev"))
