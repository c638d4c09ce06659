"""What the tests need that run without Odoo."""

from __future__ import annotations

import os
import sys
import types
from pathlib import Path

from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[2]


def prepare() -> None:
    """Make the addon's rooms importable under its name, from a folder of any name, and choose how
    many examples hypothesis tries."""
    if "google_sync" not in sys.modules:
        addon = types.ModuleType("google_sync")
        addon.__path__ = [str(ROOT)]
        sys.modules["google_sync"] = addon
    slow = [HealthCheck.too_slow]
    settings.register_profile("dev", deadline=None, max_examples=150, suppress_health_check=slow)
    settings.register_profile("ci", settings.get_profile("dev"), derandomize=True)
    settings.register_profile("thorough", settings.get_profile("dev"), max_examples=5_000)
    usual = "ci" if "CI" in os.environ else "dev"
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", usual))
