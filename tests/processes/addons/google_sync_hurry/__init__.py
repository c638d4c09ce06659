"""Loaded by a server beside the addon: what it waits for takes a part of the time.

Clocks stay as they are. How often Google is asked is a setting, and no matter of this module.
"""

import os
from importlib import import_module

#: What is as long as people's patience, by module of the addon: until an account is tried again, or
#: a record, what was at work when workers died, a run that a guard has stopped, and a contact of
#: which nobody knows whether it arrived.
WAITS = {
    "models.google_sync_lease_mixin": (
        "FIRST_RETRY",
        "LONGEST_RETRY",
        "STOPPED_FOR",
        "AFTER_INTERRUPTION",
    ),
    "models.google_sync_link": ("FIRST_RETRY", "LONGEST_RETRY"),
    "sync.reconcile.reconciler": ("LISTED_AFTER",),
}


def wait_less():
    """Shorten each wait by the factor in the environment."""
    factor = float(os.environ["SOAK_SPEED"])
    for place, names in WAITS.items():
        module = import_module(f"odoo.addons.google_sync.{place}")
        for name in names:
            setattr(module, name, getattr(module, name) / factor)
